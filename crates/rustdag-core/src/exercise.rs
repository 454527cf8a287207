//! What an exercise asks of the body. Names and translations live in the catalogue; the engine needs only this.

use crate::anatomy::{PerJoint, PerMuscle};

/// How much a muscle takes part in an exercise: MODEL section A, c of 1, 0.5 and 0 (Pelland 2025).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Involvement {
    /// Not counted.
    #[default]
    None,
    /// Half a set each set.
    Indirect,
    /// A whole set each set.
    Direct,
}

impl Involvement {
    /// Sets counted per set done.
    #[must_use]
    pub const fn share(self) -> f64 {
        match self {
            Self::None => 0.0,
            Self::Indirect => 0.5,
            Self::Direct => 1.0,
        }
    }
}

/// Equipment that an exercise needs and a member may or may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Equipment {
    /// Nothing but the body.
    Bodyweight,
    /// Barbell and rack.
    Barbell,
    /// Dumbbells.
    Dumbbell,
    /// Kettlebell.
    Kettlebell,
    /// A machine of its own kind.
    Machine,
    /// Cable station.
    Cable,
    /// Elastic band.
    Band,
    /// A bar to hang from, dip bars, bench, box, ball, rings.
    Station,
    /// Treadmill, bicycle, rower.
    Cardio,
}

impl Equipment {
    /// All kinds.
    pub const ALL: &[Self] = &[
        Self::Bodyweight,
        Self::Barbell,
        Self::Dumbbell,
        Self::Kettlebell,
        Self::Machine,
        Self::Cable,
        Self::Band,
        Self::Station,
        Self::Cardio,
    ];

    /// The name in files: `barbell`.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Bodyweight => "bodyweight",
            Self::Barbell => "barbell",
            Self::Dumbbell => "dumbbell",
            Self::Kettlebell => "kettlebell",
            Self::Machine => "machine",
            Self::Cable => "cable",
            Self::Band => "band",
            Self::Station => "station",
            Self::Cardio => "cardio",
        }
    }

    /// The kind with this name.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.slug() == slug)
    }
}

/// What one exercise asks of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// Stable identifier in files and the API: `back-squat`.
    pub id: String,
    /// How much each muscle takes part.
    pub muscles: PerMuscle<Involvement>,
    /// Weight of each joint complex, 0 to 1 (1: the joint that limits; 0: not loaded).
    pub joints: PerJoint<f64>,
    /// The lengthening phase is emphasised, as in Nordic curls or downhill running.
    pub eccentric: bool,
    /// Landing or ballistic: joints take half as much again.
    pub impact: bool,
    /// Share of body mass that is lifted besides the external load; 0 for none.
    pub body_mass_share: f64,
    /// What it needs.
    pub equipment: Equipment,
}
