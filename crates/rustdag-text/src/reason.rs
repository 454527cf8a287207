//! From a reason's code and numbers to a sentence.

use crate::texts::{Arg, Texts};
use rustdag_core::reason::{EngineCode, Reason};

/// The fatigue that counts as not recovered at all: what the heaviest single session can leave behind. The same
/// scale as `MuscleReadiness::recovered`.
const FATIGUE_SCALE: f64 = 0.30;

impl Texts {
    /// The sentence of a reason: the engine's own, or the one its rule's manifest gives. A rule that brought no
    /// sentence is named with its code and numbers, so that nothing is hidden.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let subject = self.subject(reason.subject);
        let sentence = match (reason.engine_code(), self.rule_sentence(reason, &subject)) {
            (Some(code), _) => self.engine_reason(code, reason, &subject),
            (None, Some(sentence)) => sentence,
            (None, None) => self.with(
                "reason-without-text",
                &[
                    ("rule", Arg::Text(&reason.rule)),
                    ("code", Arg::Text(&reason.code.to_string())),
                    ("subject", Arg::Text(&subject)),
                    ("value", Arg::Number(reason.value)),
                    ("limit", Arg::Number(reason.limit)),
                ],
            ),
        };
        capitalised(&sentence)
    }

    fn engine_reason(&self, code: EngineCode, reason: &Reason, subject: &str) -> String {
        let (value, limit) = (reason.value, reason.limit);
        self.with(
            &format!("reason-{}", code.slug()),
            &[
                ("subject", Arg::Text(subject)),
                // Chooses the form of a word about the part.
                ("part", Arg::Text(reason.subject.slug())),
                ("rule", Arg::Text(&reason.rule)),
                ("value", Arg::Number(value)),
                ("limit", Arg::Number(limit)),
                ("value-percent", Arg::Text(&self.numbers().percent(value))),
                ("limit-percent", Arg::Text(&self.numbers().percent(limit))),
                // Rounded apart, so that "not yet" never reads as if it were there.
                ("value-recovered", Arg::Text(&self.numbers().whole_percent(recovered_percent(value).floor()))),
                ("limit-recovered", Arg::Text(&self.numbers().whole_percent(recovered_percent(limit).ceil()))),
            ],
        )
    }
}

fn recovered_percent(fatigue: f64) -> f64 {
    // A whole percentage must not fall by one through the last bit of a division.
    const LAST_BIT: f64 = 1e-9;
    let percent = 100.0 * (1.0 - fatigue / FATIGUE_SCALE).clamp(0.0, 1.0);
    if (percent - percent.round()).abs() < LAST_BIT { percent.round() } else { percent }
}

pub(crate) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use rustdag_core::anatomy::{Joint, Muscle};
    use rustdag_core::answer::Quantity;
    use rustdag_core::reason::Subject;

    fn both(reason: &Reason) -> (String, String) {
        (Texts::new(Lang::Nl).reason(reason), Texts::new(Lang::En).reason(reason))
    }

    #[test]
    fn a_muscle_is_told_by_how_far_it_has_recovered() {
        let quads = Subject::Muscle(Muscle::Quadriceps);
        let (nl, en) = both(&Reason::engine(EngineCode::MuscleNotRecovered, quads, 0.0815, 0.08));
        assert_eq!(nl, "Bovenbenen: 72 % hersteld; zware sets kunnen weer vanaf 74 %.");
        assert_eq!(en, "Quadriceps: 72% recovered; hard sets are possible again from 74%.");
        let (_, en) = both(&Reason::engine(EngineCode::MusclePartlyRecovered, quads, 0.06, 1.0));
        assert_eq!(en, "Quadriceps: 80% recovered; at most 1 hard set.");
        let (nl, _) = both(&Reason::engine(EngineCode::MusclePartlyRecovered, quads, 0.06, 2.5));
        assert_eq!(nl, "Bovenbenen: 80 % hersteld; hooguit 2,5 zware sets.");
    }

    #[test]
    fn a_rule_speaks_in_its_own_words_and_never_in_the_engines() {
        let reason = Reason {
            rule: "injury-prevention".into(),
            code: 1,
            subject: Subject::Joint(Joint::Knee),
            value: 1.24,
            limit: 1.1,
            quantities: Quantity::JointLoad.into(),
            number: None,
        };
        let mut nl = Texts::new(Lang::Nl);
        assert_eq!(nl.reason(&reason), "Regel injury-prevention, reden 1 (knie): gezien 1,2, grens 1,1.");
        nl.add_rule(
            "injury-prevention",
            1,
            "{subject}: belasting {value:percent}.",
            "{subject}: load {value:percent}.",
        )
        .unwrap();
        assert_eq!(nl.reason(&reason), "Knie: belasting 124 %.");
        assert!(nl.add_rule("injury-prevention", 1, "goed", "{bad}").is_err());
        assert_eq!(nl.reason(&reason), "Knie: belasting 124 %.", "a refused sentence changes nothing");
    }

    #[test]
    fn a_part_is_one_or_several() {
        let rest = |muscle| both(&Reason::engine(EngineCode::RestToRecover, Subject::Muscle(muscle), 0.033, 0.03)).1;
        assert_eq!(rest(Muscle::Glutes), "Glutes: 89% recovered; this day gives them time.");
        assert_eq!(rest(Muscle::UpperBack), "Upper back: 89% recovered; this day gives it time.");
    }

    #[test]
    fn a_missing_rule_is_named() {
        let mut reason = Reason::engine(EngineCode::RuleMissing, Subject::Whole, 0.0, 0.0);
        reason.rule = "sleep".into();
        let (nl, en) = both(&reason);
        assert!(nl.contains("sleep") && en.contains("sleep"), "{nl} {en}");
    }
}
