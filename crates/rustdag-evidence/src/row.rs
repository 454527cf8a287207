//! One number that was expected or required, and ours.

use std::fmt;

/// How well what is asked of a number is known.
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
    /// What we ask of the whole model so that it keeps to a claim; how well the claim is known is its source's matter.
    OwnRequirement,
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
            Self::OwnRequirement => "our own requirement",
        }
    }
}

impl fmt::Display for Certainty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a row belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// A number that was published, or computed from what was published: its row's id is `6.3`.
    Vector,
    /// Days or weeks of a member's life, and what must come of them: `S6.3`.
    Scenario,
    /// Many members made up by chance, of whom the truth is known: `M2.3`.
    Simulation,
    /// What this build of the program must hold: `B1.1`.
    Build,
}

impl Part {
    /// In one word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Vector => "vector",
            Self::Scenario => "scenario",
            Self::Simulation => "simulation",
            Self::Build => "build",
        }
    }
}

/// What a number must be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Required {
    /// This, give or take so much.
    Near {
        /// The number that was published or computed elsewhere.
        value: f64,
        /// How far ours may be from it, in the same unit.
        tolerance: f64,
    },
    /// No less.
    AtLeast(f64),
    /// No more.
    AtMost(f64),
    /// More.
    Above(f64),
    /// Less.
    Below(f64),
    /// From the one to the other.
    Between(f64, f64),
    /// Not a number but something that is so: ours is 1 for yes and 0 for no.
    Yes,
}

/// A sum of roundings may miss half a digit by this part of it.
const ROUNDING: f64 = 1e-9;

impl Required {
    /// Whether a number is so. What is not a number never is.
    #[must_use]
    pub fn is_met_by(self, ours: f64) -> bool {
        match self {
            Self::Near { value, tolerance } => (ours - value).abs() <= tolerance * (1.0 + ROUNDING),
            Self::AtLeast(least) => ours >= least,
            Self::AtMost(most) => ours <= most,
            Self::Above(bound) => ours > bound,
            Self::Below(bound) => ours < bound,
            Self::Between(least, most) => (least..=most).contains(&ours),
            Self::Yes => ours == 1.0,
        }
    }
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Ours is as required.
    Passes,
    /// It is not.
    Fails,
    /// It could not be asked: these rules are not loaded.
    Needs(Vec<&'static str>),
}

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Where it belongs.
    pub part: Part,
    /// The number of its vector or scenario, and the row's within it: `6.3`, `S6.3`.
    pub id: String,
    /// What the number is, with its inputs.
    pub claim: String,
    /// Where formula and number, or the claim, come from, in short.
    pub source: &'static str,
    /// What it must be.
    pub required: Required,
    /// What the engine gives; not a number where it gives nothing.
    pub ours: f64,
    /// How well what is required is known.
    pub certainty: Certainty,
    /// What came of it.
    pub outcome: Outcome,
}

impl Row {
    /// Whether ours is as required.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.outcome == Outcome::Passes
    }

    /// Whether ours was computed and is not as required.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.outcome == Outcome::Fails
    }
}
