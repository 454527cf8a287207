//! What could not be read or believed, where, and what was done about it.

use std::fmt;

/// One thing in a file that could not be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong.
    pub kind: IssueKind,
    /// What was read.
    pub read: String,
    /// What was done.
    pub outcome: Outcome,
}

/// What was done about an issue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The row was left out.
    RowLeftOut,
    /// The set, or the piece of endurance work, was left out.
    SetLeftOut,
    /// Only the value was left out: it is unknown now.
    ValueLeftOut,
    /// The workout was left out.
    WorkoutLeftOut,
    /// It was taken in the way the issue says.
    Kept,
}

impl Outcome {
    /// Whether the set or workout is there all the same.
    #[must_use]
    pub const fn kept(self) -> bool {
        matches!(self, Self::ValueLeftOut | Self::Kept)
    }

    const fn sentence(self) -> &'static str {
        match self {
            Self::RowLeftOut => "the row was left out",
            Self::SetLeftOut => "the set was left out",
            Self::ValueLeftOut => "the set or workout was kept without it",
            Self::WorkoutLeftOut => "the workout was left out",
            Self::Kept => "",
        }
    }
}

macro_rules! issue_kinds {
    ($($(#[$doc:meta])* $name:ident = $slug:literal, $before:literal, $after:literal;)+) => {
        /// What is wrong.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum IssueKind { $($(#[$doc])* $name,)+ }

        impl IssueKind {
            /// All kinds.
            pub const ALL: &[Self] = &[$(Self::$name,)+];

            /// The name for programs and translations.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$name => $slug,)+ }
            }

            /// What stands before and after what was read.
            const fn frame(self) -> (&'static str, &'static str) {
                match self { $(Self::$name => ($before, $after),)+ }
            }
        }
    };
}

issue_kinds! {
    /// The row has another number of columns than the first line.
    Columns = "columns", "the row has ", "";
    /// The date cannot be read, or is before such logs existed.
    Date = "date", "`", "` is not a date such as 2026-03-02 18:30:00 of this century";
    /// The workout has not happened yet.
    Future = "future", "`", "` is in the future";
    /// A clock time that the change to summer time skipped.
    SkippedHour = "skipped-hour", "`", "` did not exist on the clock that day; it was read as the time after the change";
    /// The row names no exercise.
    NoExercise = "no-exercise", "the row names no exercise", "";
    /// The kind of set is not one we know; it was taken as a working set.
    SetOrder = "set-order", "`", "` is not a set number or a kind of set we know; it was taken as a working set";
    /// Repetitions that cannot be right.
    Repetitions = "repetitions", "`", "` repetitions in one set cannot be right; 1 to 200 can";
    /// A weight that cannot be right.
    Load = "load", "a weight of `", "` cannot be right; 0 to 1000 kg can";
    /// A weight far above what was lifted before and after.
    LoadJump = "load-jump", "a jump to ", " cannot be right";
    /// A weight without a unit we know.
    LoadUnit = "load-unit", "`", "` is not a unit of weight we know; kg and lb are";
    /// The weight of an assisted exercise.
    Assistance = "assistance", "the weight of ", " is help, not load";
    /// An effort that cannot be right.
    Effort = "effort", "an effort (RPE) of `", "` cannot be right; 1 to 10 can";
    /// Seconds of a set that cannot be right.
    SetLength = "set-length", "a length of `", "` seconds cannot be right for one set";
    /// A length of the workout that cannot be read.
    SessionLength = "session-length", "`", "` is not a length such as 1h 12m";
    /// A workout longer than anybody trains.
    LongSession = "long-session", "a workout of `", "` cannot be right; up to 6 hours can";
    /// A distance that cannot be right.
    Distance = "distance", "a distance of `", "` cannot be right";
    /// Distances without a unit.
    DistanceUnit = "distance-unit", "the file does not say in what unit a distance of `", "` is";
    /// Endurance work without a length.
    NoLength = "no-length", "", " has no length, without which it cannot count";
    /// Endurance work whose length is that of the workout it is all of.
    LengthOfWorkout = "length-of-workout", "", " has no length of its own; it was given that of the workout";
    /// A set without repetitions and length.
    NothingDone = "nothing-done", "", " has neither repetitions nor a length";
    /// A workout without any set or length.
    EmptyWorkout = "empty-workout", "the workout `", "` holds nothing that was done";
}

impl Issue {
    /// Whether the set or workout is there all the same.
    #[must_use]
    pub const fn kept(&self) -> bool {
        self.outcome.kept()
    }
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (before, after) = self.kind.frame();
        write!(f, "line {}: {before}{}{after}", self.line, self.read)?;
        // What was kept in another way than it was written is said by the kind itself.
        match self.outcome.sentence() {
            "" => Ok(()),
            sentence => write!(f, "; {sentence}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_what_and_what_was_done() {
        let issue =
            Issue { line: 12, kind: IssueKind::Repetitions, read: "1,271".to_owned(), outcome: Outcome::SetLeftOut };
        assert_eq!(
            issue.to_string(),
            "line 12: `1,271` repetitions in one set cannot be right; 1 to 200 can; the set was left out"
        );
        assert!(!issue.kept());
    }

    #[test]
    fn slugs_are_unique() {
        let mut slugs: Vec<&str> = IssueKind::ALL.iter().map(|kind| kind.slug()).collect();
        slugs.sort_unstable();
        slugs.dedup();
        assert_eq!(slugs.len(), IssueKind::ALL.len());
    }
}
