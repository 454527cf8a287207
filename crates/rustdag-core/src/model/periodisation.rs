//! Weeks of a longer plan: when a light one comes, how light it is, and how training eases towards an event.
//!
//! *Light weeks* (deloads): trigger-led, otherwise every four to eight weeks; 40 to 50 % fewer sets, two repetitions more in
//! reserve, load and frequency kept, five to seven days (Bell 2023, a consensus of experts, seen; numbers from memory). Where a
//! week of full rest was tried in the middle of nine, size was the same and strength less (Coleman 2024, seen): it protects, and builds
//! nothing. The most weeks in a row by level are design within that range.
//!
//! *Taper*: volume 41 to 60 % less over two weeks, intensity and frequency kept (Bosquet 2007, a meta-analysis of swimmers,
//! runners and cyclists, seen; from eight days on, from memory). Our clocks of fatigue are of days, so they alone ask for a shorter
//! and steeper one: the published range is a constraint on plans, not something the model found. How much of the frequency may go is
//! design.

use crate::profile::Level;

/// Days of a week.
pub const WEEK_D: usize = 7;
/// Weeks of training after which a light one may come.
pub const WEEKS_BEFORE_LIGHT_MIN: usize = 3;
/// Share of the sets of a full session that a session of a light week has.
pub const LIGHT_SETS: f64 = 0.5;
/// Repetitions more in reserve in a light week …
pub const LIGHT_RESERVE_MORE: f64 = 2.0;
/// … but no more in reserve than this: beyond it a set counts for nothing.
pub const LIGHT_RESERVE_MAX: f64 = 4.0;
/// A week with no more than this share of the sets of the weeks before it was light, whatever made it so.
pub const LIGHT_SHARE: f64 = 0.6;

/// Days before an event in which a taper begins: at most, and at least.
pub const TAPER_D: (usize, usize) = (14, 8);
/// Share of the volume that a taper takes away: least and most.
pub const TAPER_LESS: (f64, f64) = (0.41, 0.60);
/// Least share of the sessions that a taper keeps.
pub const TAPER_SESSIONS_KEPT: f64 = 0.8;
/// Shares of the sets of a full session that a session of a taper can have besides all of them.
pub const TAPER_SETS: [f64; 3] = [0.75, 0.5, 0.25];

/// Weeks of training in a row without a light one, at most.
#[must_use]
pub const fn weeks_before_light_max(level: Level) -> usize {
    match level {
        Level::Novice => 7,
        Level::Intermediate => 5,
        Level::Advanced => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_weeks_come_every_four_to_eight() {
        assert_eq!(WEEKS_BEFORE_LIGHT_MIN + 1, 4);
        for &level in Level::ALL {
            assert!((4..=8).contains(&(weeks_before_light_max(level) + 1)));
        }
    }
}
