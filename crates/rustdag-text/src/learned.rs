//! What is learned of a member as sentences: what is believed, from what, and what would tell more.

use crate::texts::{Arg, Texts};
use rustdag_core::learning::{Estimate, ExerciseStrength, LearnedParameter, NextLog, Told};
use rustdag_core::model::learning::Parameter;

impl Texts {
    /// What is believed of a parameter, and what the engine uses.
    #[must_use]
    pub fn learned_parameter(&self, learned: &LearnedParameter) -> String {
        let LearnedParameter { parameter, prior, posterior, remaining, in_use, .. } = learned;
        let name = self.text(&format!("learned-{}", dashed(parameter.slug())));
        let id = match parameter {
            Parameter::RirBias => "learned-repetitions",
            Parameter::SleepNeed => "learned-hours",
            _ => "learned-factor",
        };
        let believed = self.interval(id, *posterior, &name);
        let hundredths = (100.0 * remaining).round();
        let status = match (parameter.slot().is_some(), learned.learned) {
            (false, _) => String::new(),
            (true, true) => self.text("learned-yes"),
            (true, false) => self.with("learned-not-yet", &[("hundredths", Arg::Number(hundredths))]),
        };
        let used = self.factor_or_plain(*parameter, *in_use);
        let use_text = if learned.moves {
            self.with("learned-used", &[("value", Arg::Text(&used))])
        } else if *parameter == Parameter::SleepNeed && in_use.to_bits() != prior.value.to_bits() {
            self.with("learned-stated", &[("value", Arg::Text(&used))])
        } else {
            self.text("learned-not-used")
        };
        [believed, status, use_text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// What it was learned from.
    #[must_use]
    pub fn learned_from(&self, from: &Told) -> String {
        let Some((first, last)) = from.days else { return self.text("learned-from-nothing") };
        self.with(
            "learned-from",
            &[
                ("lifts", Arg::Number(f64::from(from.lifts))),
                ("answers", Arg::Number(f64::from(from.soreness))),
                ("first", Arg::Text(&self.date(first))),
                ("last", Arg::Text(&self.date(last))),
            ],
        )
    }

    /// What to log next to learn more.
    #[must_use]
    pub fn learned_next(&self, next: NextLog) -> String {
        self.text(&format!("learned-next-{}", dashed(next.slug())))
    }

    /// Strength in an exercise of this name.
    #[must_use]
    pub fn exercise_strength(&self, name: &str, strength: &ExerciseStrength) -> String {
        let kg = |value: f64| self.numbers().plain(value.round());
        self.with(
            "learned-strength",
            &[
                ("exercise", Arg::Text(name)),
                ("value", Arg::Text(&kg(strength.e1rm_kg.value))),
                ("low", Arg::Text(&kg(strength.e1rm_kg.low))),
                ("high", Arg::Text(&kg(strength.e1rm_kg.high))),
                ("lifts", Arg::Number(f64::from(strength.lifts))),
            ],
        )
    }

    fn interval(&self, id: &str, estimate: Estimate, name: &str) -> String {
        let decimals = if id == "learned-factor" { 2 } else { 1 };
        let number = |value: f64| self.numbers().decimals(value, decimals);
        self.with(
            id,
            &[
                ("name", Arg::Text(name)),
                ("value", Arg::Text(&number(estimate.value))),
                ("low", Arg::Text(&number(estimate.low))),
                ("high", Arg::Text(&number(estimate.high))),
            ],
        )
    }

    fn factor_or_plain(&self, parameter: Parameter, value: f64) -> String {
        self.numbers().decimals(value, if parameter.is_factor() { 2 } else { 1 })
    }
}

/// Ids of texts have dashes.
fn dashed(slug: &str) -> String {
    slug.replace('_', "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn legs(moves: bool) -> LearnedParameter {
        LearnedParameter {
            parameter: Parameter::RecoveryLower,
            prior: Estimate { value: 1.0, low: 0.73, high: 1.38 },
            posterior: Estimate { value: 1.31, low: 1.09, high: 1.58 },
            remaining: 0.58,
            learned: true,
            moves,
            in_use: if moves { 1.31 } else { 1.0 },
            from: Told::default(),
            next: NextLog::Soreness,
        }
    }

    #[test]
    fn what_is_learned_says_how_sure_and_whether_it_is_used() {
        let (nl, en) = (Texts::new(Lang::Nl), Texts::new(Lang::En));
        let text = en.learned_parameter(&legs(true));
        assert!(text.contains("1.31 times") && text.contains("1.09 to 1.58") && text.contains("Learned."), "{text}");
        assert!(text.ends_with("Plans use 1.31."), "{text}");
        assert!(nl.learned_parameter(&legs(false)).contains("1,31"));
        assert_ne!(en.learned_parameter(&legs(false)), text);
    }

    #[test]
    fn everything_has_a_text_in_both() {
        let next =
            [NextLog::LoadRepsAndRir, NextLog::Soreness, NextLog::MoreOfTheSame, NextLog::StateIt, NextLog::Nothing];
        for &lang in Lang::ALL {
            let texts = Texts::new(lang);
            for next in next {
                assert!(texts.has(&format!("learned-next-{}", dashed(next.slug()))), "{lang}: {next:?}");
            }
            for parameter in Parameter::ALL {
                assert!(texts.has(&format!("learned-{}", dashed(parameter.slug()))), "{lang}: {parameter:?}");
            }
        }
    }
}
