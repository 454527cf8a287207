//! Which days are known to have held training or rest.

/// Days without a word between known ones that still count as rest.
pub(crate) const SILENT_REST_DAYS_MAX: i32 = 2;
/// The same weekday of the last six weeks, in [`KnownDays::recent`].
const SAME_WEEKDAY: u64 = 1 << 7 | 1 << 14 | 1 << 21 | 1 << 28 | 1 << 35 | 1 << 42;

/// What is known of a day's training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Knowledge {
    /// Something says what happened.
    Told,
    /// Nothing does, for so short a while that it counts as rest.
    SilentRest,
    /// Nothing does.
    Unknown,
}

/// What is remembered of the days before while days go by. Days are numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct KnownDays {
    /// The last day of which something said what happened.
    last_told: Option<i32>,
    /// A bit for each of the last days that is known; the lowest is today's.
    recent: u64,
}

impl KnownDays {
    /// A new day begins.
    pub(super) fn morning(&mut self) {
        self.recent <<= 1;
    }

    /// Knowledge of a day of which something says what happened.
    pub(super) fn told(&mut self, day: i32) -> Knowledge {
        self.last_told = Some(day);
        self.recent |= 1;
        Knowledge::Told
    }

    /// Knowledge of a silent day of a member who logs everything.
    pub(super) fn complete(&mut self) -> Knowledge {
        self.recent |= 1;
        Knowledge::Told
    }

    /// Knowledge of a silent day in a silence that ends on `next_told`.
    pub(super) fn silent(&mut self, next_told: i32) -> Knowledge {
        // Before the first word about training there is no habit to assume; after it, a short silence is rest.
        let silent_d = self.last_told.map_or(i32::MAX, |last| next_told - last - 1);
        if silent_d > SILENT_REST_DAYS_MAX {
            return Knowledge::Unknown;
        }
        self.recent |= 1;
        Knowledge::SilentRest
    }

    /// Whether nothing logged on `morning` or later can change what is known of the days before it: a short silence may
    /// yet become a long one.
    pub(super) fn is_settled(&self, morning: i32) -> bool {
        self.last_told.is_none_or(|last| {
            let silent_d = morning - last - 1;
            silent_d == 0 || silent_d > SILENT_REST_DAYS_MAX
        })
    }

    /// How many of the same weekdays of the last six weeks are known.
    pub(super) fn same_weekdays(&self) -> u32 {
        (self.recent & SAME_WEEKDAY).count_ones()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silence_is_open_until_it_is_too_long_or_ends() {
        let mut known = KnownDays::default();
        assert!(known.is_settled(0), "nobody ever said anything");
        known.morning();
        known.told(10);
        let open: Vec<bool> = (11..=14).map(|morning| known.is_settled(morning)).collect();
        assert_eq!(open, [true, false, false, true]);
    }

    #[test]
    fn six_weeks_have_six_mondays() {
        let mut known = KnownDays::default();
        for day in 0..60 {
            known.morning();
            if day % 7 != 3 {
                known.told(day);
            }
        }
        let mut weekdays = [0; 7];
        for of_week in &mut weekdays {
            known.morning();
            *of_week = known.same_weekdays();
            known.complete();
        }
        // The last of them is a weekday of which nothing was ever told.
        assert_eq!(weekdays, [6, 6, 6, 6, 6, 6, 0]);
    }
}
