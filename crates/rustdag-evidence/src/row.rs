//! One number that was expected, and ours.

use std::fmt;

/// How well the expected number is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// The formula is published or exact; the number is published with it, or computed from it independently of us.
    PublishedFormula,
    /// The formula was seen; the inputs are ours.
    FormulaSeen,
    /// Formula, parameters or number are recalled, to be verified before they are quoted to people.
    FromMemory,
    /// The formula is our own design; the number, computed independently, only holds it where it is.
    OwnRegression,
}

impl Certainty {
    /// In words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PublishedFormula => "published formula",
            Self::FormulaSeen => "formula seen",
            Self::FromMemory => "from memory",
            Self::OwnRegression => "our own regression",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The vector's number, and the row's within it: `6.3`.
    pub id: String,
    /// What the number is, with its inputs.
    pub claim: String,
    /// Where the formula and the expected number come from, in short.
    pub source: &'static str,
    /// The number that was published or computed elsewhere.
    pub expected: f64,
    /// What the engine gives; not a number where it gives nothing.
    pub ours: f64,
    /// How far ours may be from what is expected, in the same unit.
    pub tolerance: f64,
    /// How well the expected number is known.
    pub certainty: Certainty,
    /// Whether ours is as expected.
    pub passes: bool,
}
