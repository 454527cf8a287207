//! What kinds of members the made-up gym has.

/// A kind of member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Archetype {
    /// Trains well, lately a little much on the legs and short of sleep.
    Everyday,
    /// Load rises, performance falls, tired.
    Overreaching,
    /// Years of training, logs all of it.
    Advanced,
    /// Works shifts and sleeps badly.
    ShiftWorker,
    /// Runs, and lifts beside it.
    Runner,
    /// Has a knee that hurts more by the week.
    SoreKnee,
    /// Pregnant.
    Pregnant,
    /// Twelve years old.
    Minor,
    /// Began a few weeks ago.
    Novice,
    /// Was ill for two weeks.
    Ill,
    /// Comes two or three times a week and logs some of it.
    Regular,
    /// Comes to classes.
    ClassGoer,
    /// Comes, but nobody knows what is done.
    VisitsOnly,
    /// Sixty-five or older.
    Senior,
    /// Sixteen or seventeen.
    Teenager,
}

impl Archetype {
    /// A short name.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Everyday => "everyday",
            Self::Overreaching => "overreaching",
            Self::Advanced => "advanced",
            Self::ShiftWorker => "shift-worker",
            Self::Runner => "runner",
            Self::SoreKnee => "sore-knee",
            Self::Pregnant => "pregnant",
            Self::Minor => "minor",
            Self::Novice => "novice",
            Self::Ill => "ill",
            Self::Regular => "regular",
            Self::ClassGoer => "class-goer",
            Self::VisitsOnly => "visits-only",
            Self::Senior => "senior",
            Self::Teenager => "teenager",
        }
    }
}
