//! Rows that share a source: one vector of the model's validation, or one scenario.

use crate::asked::Ours;
use crate::row::{Certainty, Outcome, Part, Required, Row};

/// One vector or scenario.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    pub part: Part,
    pub number: u8,
    pub rows: Vec<Row>,
    certainty: Certainty,
    source: &'static str,
}

impl Group {
    pub fn vector(number: u8, certainty: Certainty, source: &'static str) -> Self {
        Self { part: Part::Vector, number, rows: Vec::new(), certainty, source }
    }

    /// A scenario: what is claimed, in a sentence, with whose claim it is.
    pub fn scenario(number: u8, source: &'static str) -> Self {
        let certainty = Certainty::OwnRequirement;
        Self { part: Part::Scenario, number, rows: Vec::new(), certainty, source }
    }

    /// Something about the build itself.
    pub fn build(number: u8, source: &'static str) -> Self {
        let certainty = Certainty::OwnRequirement;
        Self { part: Part::Build, number, rows: Vec::new(), certainty, source }
    }

    /// Members made up by chance, of whom the truth is known.
    pub fn simulation(number: u8, certainty: Certainty, source: &'static str) -> Self {
        Self { part: Part::Simulation, number, rows: Vec::new(), certainty, source }
    }

    /// A number rounded to so many decimals: ours may differ by half of the last.
    pub fn rounded(self, claim: impl Into<String>, expected: f64, decimals: i32, ours: impl Into<Ours>) -> Self {
        let half = 0.5 / (0..decimals).fold(1.0, |power, _| power * 10.0);
        self.within(claim, expected, half, ours)
    }

    /// A number with a tolerance of its own.
    pub fn within(self, claim: impl Into<String>, value: f64, tolerance: f64, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::Near { value, tolerance }, ours)
    }

    pub fn at_least(self, claim: impl Into<String>, least: f64, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::AtLeast(least), ours)
    }

    pub fn at_most(self, claim: impl Into<String>, most: f64, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::AtMost(most), ours)
    }

    pub fn above(self, claim: impl Into<String>, bound: f64, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::Above(bound), ours)
    }

    pub fn below(self, claim: impl Into<String>, bound: f64, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::Below(bound), ours)
    }

    pub fn between(self, claim: impl Into<String>, least: f64, most: f64, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::Between(least, most), ours)
    }

    /// Something that is so.
    pub fn yes(self, claim: impl Into<String>, ours: impl Into<Ours>) -> Self {
        self.row(claim, Required::Yes, ours)
    }

    fn row(mut self, claim: impl Into<String>, required: Required, ours: impl Into<Ours>) -> Self {
        let (ours, outcome) = match ours.into() {
            Ours::Is(ours) if required.is_met_by(ours) => (ours, Outcome::Passes),
            Ours::Is(ours) => (ours, Outcome::Fails),
            Ours::Needs(rules) => (f64::NAN, Outcome::Needs(rules)),
        };
        let prefix = match self.part {
            Part::Vector => "",
            Part::Scenario => "S",
            Part::Build => "B",
            Part::Simulation => "M",
        };
        self.rows.push(Row {
            part: self.part,
            id: format!("{prefix}{}.{}", self.number, self.rows.len() + 1),
            claim: claim.into(),
            source: self.source,
            required,
            ours,
            certainty: self.certainty,
            outcome,
        });
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(group: &Group) -> Vec<bool> {
        group.rows.iter().map(Row::passes).collect()
    }

    #[test]
    fn half_of_the_last_decimal_passes_and_more_does_not() {
        let vector = Group::vector(6, Certainty::PublishedFormula, "a test")
            .rounded("just", 38.0, 0, Some(37.5))
            .rounded("not", 38.0, 0, Some(37.49))
            .rounded("finer", 1.732, 3, Some(1.7324))
            .rounded("finer, not", 1.732, 3, Some(1.7326))
            .rounded("nothing", 0.0, 0, None::<f64>)
            .within("endless", 1.0, 1.0, Some(f64::INFINITY));
        assert_eq!(passes(&vector), [true, false, true, false, false, false]);
        assert_eq!(vector.rows[2].id, "6.3");
    }

    #[test]
    fn bounds_are_met_from_their_side_only_and_never_by_nothing() {
        let ask = |ours: f64| {
            let group = Group::scenario(3, "a test")
                .at_least("", 1.0, ours)
                .at_most("", 1.0, ours)
                .above("", 1.0, ours)
                .below("", 1.0, ours)
                .between("", 0.5, 1.0, ours)
                .yes("", ours);
            passes(&group)
        };
        assert_eq!(ask(1.0), [true, true, false, false, true, true]);
        assert_eq!(ask(0.4), [false, true, false, true, false, false]);
        assert_eq!(ask(1.1), [true, false, true, false, false, false]);
        assert_eq!(ask(f64::NAN), [false; 6]);
    }

    #[test]
    fn what_cannot_be_asked_neither_passes_nor_fails() {
        let group = Group::scenario(8, "a test").yes("with the rule", Ours::Needs(vec!["sleep"]));
        let row = &group.rows[0];
        assert_eq!((row.id.as_str(), &row.outcome), ("S8.1", &Outcome::Needs(vec!["sleep"])));
        assert!(!row.passes() && !row.fails());
    }
}
