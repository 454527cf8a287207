//! From a doubt about a logged value to a sentence.

use crate::reason::capitalised;
use crate::texts::{Arg, Texts};
use rustdag_core::plausibility::Doubt;

/// Decimals of lnRMSSD, and of a ratio to the usual.
const FINE: usize = 2;

impl Texts {
    /// The sentence of a doubt: what is seen, what it looks like, and what was done. `exercise` is the name of its
    /// exercise in this language.
    #[must_use]
    pub fn doubt(&self, doubt: &Doubt, exercise: Option<&str>) -> String {
        let numbers = self.numbers();
        let other = doubt.other.as_ref().map_or("", |(source, _)| source);
        let ratio = if doubt.usual > 0.0 { doubt.value / doubt.usual } else { f64::NAN };
        let sentence = self.with(
            &format!("doubt-{}", doubt.kind.slug()),
            &[
                ("source", Arg::Text(&doubt.source)),
                ("other", Arg::Text(other)),
                ("exercise", Arg::Text(exercise.unwrap_or_default())),
                ("value", Arg::Number(doubt.value)),
                ("usual", Arg::Number(doubt.usual)),
                ("value-fine", Arg::Text(&numbers.decimals(doubt.value, FINE))),
                ("usual-fine", Arg::Text(&numbers.decimals(doubt.usual, FINE))),
                ("value-hours", Arg::Text(&numbers.hours(doubt.value))),
                ("ratio", Arg::Text(&numbers.decimals(ratio, if ratio < 1.0 { FINE } else { 1 }))),
            ],
        );
        capitalised(&sentence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use jiff::Timestamp;
    use rustdag_core::plausibility::DoubtKind;

    fn doubt(kind: DoubtKind, value: f64, usual: f64) -> Doubt {
        Doubt {
            source: "app".into(),
            event_id: "1".into(),
            at: Timestamp::UNIX_EPOCH,
            kind,
            exercise: Some("back-squat".into()),
            entries: vec![0],
            value,
            usual,
            other: Some(("watch".into(), "2".into())),
            since: Timestamp::UNIX_EPOCH,
            until: None,
        }
    }

    #[test]
    fn a_doubt_says_what_it_looks_like_and_what_was_done() {
        let pounds = doubt(DoubtKind::LoadPoundsAsKilograms, 220.5, 100.2);
        assert_eq!(
            Texts::new(Lang::En).doubt(&pounds, Some("Back squat")),
            "Back squat, 220.5 kg: looks like pounds, 2.2 times your usual. The load is left out."
        );
        assert_eq!(
            Texts::new(Lang::Nl).doubt(&pounds, Some("Squat")),
            "Squat, 220,5 kg: lijken ponden, 2,2 keer wat je gewend bent. Het gewicht telt niet mee."
        );
    }

    #[test]
    fn every_doubt_is_a_whole_sentence_in_both_languages() {
        for &lang in Lang::ALL {
            let texts = Texts::new(lang);
            for &kind in DoubtKind::ALL {
                for (value, usual) in [(1.0, 0.0), (220.5, 100.2), (f64::NAN, f64::INFINITY)] {
                    let text = texts.doubt(&doubt(kind, value, usual), Some("Squat"));
                    assert!(text.ends_with('.') && text.contains(' '), "{lang}: {text}");
                    assert!(!text.contains(['{', '$']) && !text.contains("NaN"), "{lang}: {text}");
                }
            }
        }
    }
}
