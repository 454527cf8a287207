//! The body: the state of every tissue, and the only ways it changes. The fold over history and the planner share them.

use crate::anatomy::{Muscle, PerJoint, PerMuscle};
use crate::dose::Dose;
use crate::model::adaptation;
use crate::model::endurance::{self, Endurance};
use crate::model::learning::Parameters;
use crate::model::local_muscle::Fatigue;
use crate::model::{connective, guidance, local_muscle, series, systemic};
use crate::profile::{Level, Profile};

/// One muscle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MuscleState {
    /// Fatigue, as of the last time it was settled.
    pub fatigue: Fatigue,
    /// Novelty of the last bout, 0 to 1.
    pub novelty_last: f64,
    /// Protection by repetition, 0 to 1.
    pub protection: f64,
    /// Weekly effective sets for size.
    pub weekly: f64,
    /// Weekly effective sets for strength.
    pub weekly_strength: f64,
    /// Running quality of sessions, 0 to 1.
    pub quality: f64,
    /// Size, percent above baseline.
    pub size: f64,
    /// Strength, percent above baseline.
    pub strength: f64,
    /// Effective sets of today, for size and strength.
    pub today: (f64, f64),
    /// Whether it was loaded today.
    pub loaded_today: bool,
    /// Whether it was trained with sets today, and yesterday: endurance work is not counted.
    pub trained: (bool, bool),
    /// Hard sets of this calendar week.
    pub week_hard_sets: f64,
}

/// One joint complex.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct JointState {
    /// Load not yet digested, in usual sessions.
    pub acute: f64,
    /// Mean load per day the complex is used to.
    pub capacity: f64,
    /// Mean load per day of the last week.
    pub recent: f64,
    /// Load of today.
    pub today: f64,
}

/// What is known of a day's training.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct DayRecord {
    /// Load, AU; `None` if unknown.
    pub load: Option<f64>,
    /// Whether the member trained, or usually does on such a day if nothing is known of it; active recovery is not
    /// training.
    pub trained: bool,
}

/// Days that the counters look back on.
pub const RECENT_DAYS: usize = 7;

/// What a member's usual session asks: frozen over a planning horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Usual {
    /// Session load, AU.
    pub load: f64,
    /// Joint load.
    pub joints: PerJoint<f64>,
    /// Hard sets per muscle.
    pub hard_sets: PerMuscle<f64>,
}

/// What of a member's profile sets the clocks.
#[derive(Clone, Debug, PartialEq)]
pub struct Clocks {
    /// Training level.
    pub level: Level,
    /// Time constant of slow fatigue per muscle, hours, before sleep, energy and novelty.
    pub tau_h: PerMuscle<f64>,
    /// Factor on what a bout leaves.
    pub bout_fatigue: f64,
    size_gain: f64,
    strength_gain: f64,
    weekly_gain: f64,
    protection_daily: f64,
    joint_gains: (f64, f64),
    load_gains: (f64, f64),
    /// Days that stated sessions count for against logged ones.
    stated_days: u32,
}

impl Clocks {
    /// The clocks of a member of this age in years, and what is learned of the member.
    #[must_use]
    pub fn new(profile: &Profile, age_y: Option<f64>, learned: &Parameters) -> Self {
        let level = profile.level;
        let factor = local_muscle::level_factor(level) * local_muscle::age_factor(age_y);
        Self {
            level,
            tau_h: PerMuscle::from_fn(|muscle| {
                let region = muscle.region();
                local_muscle::region_tau_h(region) * factor * learned.recovery(region)
            }),
            bout_fatigue: learned.bout_fatigue,
            size_gain: adaptation::size_gain(level),
            strength_gain: adaptation::strength_gain(level) * learned.strength_gain,
            weekly_gain: adaptation::weekly_gain(),
            protection_daily: local_muscle::protection_daily_factor(),
            joint_gains: connective::daily_gains(),
            load_gains: (series::gain(series::CHRONIC_D), series::gain(series::ACUTE_D)),
            stated_days: if profile.stated_sessions.is_some() { STATED_DAYS } else { 0 },
        }
    }
}

/// The state of every tissue.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Muscles. Read fatigue through [`Body::fatigue`], which settles what time has done.
    pub muscles: PerMuscle<MuscleState>,
    /// Joint complexes.
    pub joints: PerJoint<JointState>,
    /// Endurance work, by kind (see [`endurance::KINDS`]).
    pub endurance: [Endurance; endurance::KINDS.len()],
    /// Systemic fatigue, a fraction.
    pub systemic: f64,
    /// Chronic load, AU per day.
    pub chronic: f64,
    /// Acute load, AU per day.
    pub acute: f64,
    /// Days of which the load was known.
    pub known_days: u32,
    /// Load of today, AU.
    pub load_today: f64,
    /// Whether there was training today.
    pub trained_today: bool,
    /// The last seven days before today, oldest first.
    pub recent: [DayRecord; RECENT_DAYS],
    pending: Pending,
}

/// Rested hours not yet taken from fatigue.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Pending {
    /// Divided by the day's factor: for the slow pool of muscles.
    slow_h: f64,
    /// Since midnight: for the fast pool.
    today_h: f64,
    /// For joints and the whole body.
    h: f64,
}

/// Averages with a long memory begin as plain means over the days known so far: otherwise a steady member would seem to
/// be ramping up for as long as the memory lasts.
fn plain_mean_gain(days_before: u32) -> f64 {
    1.0 / (f64::from(days_before) + 1.0)
}

/// Days that what a member stated counts for against what is logged: a week, as it was stated per week. Design.
const STATED_DAYS: u32 = 7;

/// Days that the least capacity of a joint counts for at first. A novice's joints really are new to load; those of the
/// others have been at it for half a year or more. Design.
const fn capacity_prior_days(level: Level) -> u32 {
    match level {
        Level::Novice => 60,
        Level::Intermediate | Level::Advanced => 7,
    }
}

/// Share of the usual session's load from which an unknown day's usual load stands for training. Design.
const UNKNOWN_TRAINING_SHARE: f64 = 0.5;

/// A chronic load, AU per day, above which no acute load rises.
const CHRONIC_BEYOND_ANY: f64 = 1e6;

/// Days of known load before the ratio of acute to chronic load says anything.
const RATIO_KNOWN_DAYS_MIN: u32 = 14;
/// Protection at the start, by level. Design.
const fn protection_at_first(level: Level) -> f64 {
    match level {
        Level::Novice => 0.3,
        Level::Intermediate => 0.8,
        Level::Advanced => 0.9,
    }
}

impl Body {
    /// A body of which only the profile is known.
    #[must_use]
    pub fn at_first(profile: &Profile) -> Self {
        let level = profile.level;
        let habit = profile.stated_sessions.map_or(0.0, |stated| {
            let (least, _) = guidance::sessions_per_week(level);
            (stated.get() / least).min(1.0)
        });
        let weekly = habit * guidance::weekly_sets(level).0;
        let daily_load =
            profile.stated_sessions.map_or(0.0, |stated| stated.get() * systemic::usual_load_at_first(level) / 7.0);
        let muscle = MuscleState {
            fatigue: Fatigue::default(),
            novelty_last: 1.0 - protection_at_first(level),
            protection: protection_at_first(level),
            weekly,
            weekly_strength: weekly,
            quality: 1.0,
            size: adaptation::SIZE_FLOOR,
            strength: 0.0,
            today: (0.0, 0.0),
            loaded_today: false,
            trained: (false, false),
            week_hard_sets: 0.0,
        };
        let stated_joint_load =
            profile.stated_sessions.map_or(0.0, |stated| stated.get() * connective::usual_load_min(level) / 7.0);
        let joint =
            JointState { capacity: stated_joint_load.max(connective::capacity_min(level)), ..JointState::default() };
        Self {
            muscles: PerMuscle::all(muscle),
            joints: PerJoint::all(joint),
            endurance: Default::default(),
            systemic: 0.0,
            chronic: daily_load,
            acute: daily_load,
            known_days: 0,
            load_today: 0.0,
            trained_today: false,
            recent: [DayRecord::default(); RECENT_DAYS],
            pending: Pending::default(),
        }
    }

    /// Lets `hours` of rest pass within a day whose sleep and energy slow muscles' recovery by `day_factor` (1 or more).
    /// Nothing decays until [`Body::settle`]: days on which nothing is read or done cost nothing.
    pub fn rest(&mut self, hours: f64, day_factor: f64) {
        if hours > 0.0 {
            self.pending.slow_h += hours / day_factor;
            self.pending.today_h += hours;
            self.pending.h += hours;
        }
    }

    /// Takes the hours rested from every fatigue.
    pub fn settle(&mut self, clocks: &Clocks) {
        if self.pending == Pending::default() {
            return;
        }
        let fast = Fatigue { fast: 1.0, slow: 0.0 }.after_rest(self.pending.today_h, 1.0).fast;
        // Muscles that are trained together have the same clock: an exponential is worth remembering.
        let (mut last_tau_h, mut last_kept) = (f64::INFINITY, 1.0);
        for (state, tau_h) in self.muscles.0.iter_mut().zip(&clocks.tau_h.0) {
            if state.fatigue.slow > 0.0 {
                let tau_h = tau_h * local_muscle::novelty_factor(state.novelty_last);
                if tau_h != last_tau_h {
                    (last_tau_h, last_kept) = (tau_h, libm::exp(-self.pending.slow_h / tau_h));
                }
                state.fatigue.slow *= last_kept;
            }
            state.fatigue.fast *= fast;
        }
        let kept = libm::exp(-self.pending.h / connective::ACUTE_DECAY_H);
        for joint in &mut self.joints.0 {
            joint.acute *= kept;
        }
        self.systemic *= libm::exp(-self.pending.h / systemic::DECAY_H);
        self.pending = Pending::default();
    }

    /// A session that was done or is planned.
    pub fn train(&mut self, dose: &Dose, usual: &Usual, clocks: &Clocks) {
        if dose.is_active_recovery() {
            return;
        }
        self.settle(clocks);
        // Muscles that work together in every set get the same share of it: an exponential is worth remembering.
        let (mut last_sets, mut last_counted) = (0.0, 0.0);
        for (slot, state) in self.muscles.0.iter_mut().enumerate() {
            if dose.fatigue.0[slot] <= 0.0 {
                continue;
            }
            let before = state.fatigue.total();
            let novelty = 1.0 - state.protection;
            let fatigue_dose = dose.fatigue.0[slot] + novelty * dose.fatigue_novel.0[slot];
            state.fatigue = state.fatigue.after_bout(fatigue_dose, novelty, clocks.bout_fatigue);
            state.novelty_last = novelty;
            state.protection = local_muscle::protection_after_bout(state.protection);
            state.quality = adaptation::quality_after(state.quality, before);
            if dose.size_sets.0[slot] != last_sets {
                last_sets = dose.size_sets.0[slot];
                last_counted = adaptation::session_sets(last_sets);
            }
            state.today.0 += last_counted;
            state.today.1 += dose.strength_sets.0[slot];
            state.loaded_today = true;
            state.trained.0 |= dose.trains(Muscle::ALL[slot]);
            state.week_hard_sets += dose.hard_sets.0[slot];
        }
        for (slot, joint) in self.joints.0.iter_mut().enumerate() {
            joint.acute += dose.joints.0[slot] / usual.joints.0[slot];
            joint.today += dose.joints.0[slot];
        }
        for (state, load) in self.endurance.iter_mut().zip(dose.endurance) {
            state.today += load;
        }
        self.systemic += systemic::session_fatigue(dose.load, usual.load, self.acute_over_chronic());
        self.load_today += dose.load;
        self.trained_today = true;
    }

    /// A day of which nothing is known, taken against the member's interest: it tires like a usual day and builds
    /// nothing.
    pub fn train_unknown(&mut self, dose: &Dose, usual: &Usual, clocks: &Clocks) {
        self.settle(clocks);
        for (slot, state) in self.muscles.0.iter_mut().enumerate() {
            let novelty = 1.0 - state.protection;
            let fatigue_dose = dose.fatigue.0[slot] + novelty * dose.fatigue_novel.0[slot];
            state.fatigue = state.fatigue.after_bout(fatigue_dose, novelty, clocks.bout_fatigue);
        }
        for (slot, joint) in self.joints.0.iter_mut().enumerate() {
            joint.acute += dose.joints.0[slot] / usual.joints.0[slot];
            joint.today += dose.joints.0[slot];
        }
        self.systemic += systemic::session_fatigue(dose.load, usual.load, self.acute_over_chronic());
        self.load_today += dose.load;
        // It counts against rest days too where such a day usually holds training.
        self.trained_today |= dose.load >= UNKNOWN_TRAINING_SHARE * usual.load;
    }

    /// Local midnight: the daily averages step once. `known` says whether the day that ends was known; `sleep_factor`
    /// is sleep's factor on adaptation for it; `new_week` whether a Monday begins.
    pub fn midnight(&mut self, clocks: &Clocks, sleep_factor: f64, known: bool, new_week: bool) {
        self.pending.today_h = 0.0;
        self.adapt(clocks, sleep_factor);
        for state in &mut self.muscles.0 {
            state.fatigue.fast = 0.0;
            state.protection *= clocks.protection_daily;
            state.today = (0.0, 0.0);
            state.loaded_today = false;
            state.trained = (false, state.trained.0);
            if new_week {
                state.week_hard_sets = 0.0;
            }
        }
        let (capacity_gain, recent_gain) = clocks.joint_gains;
        let capacity_gain = capacity_gain.max(self.early_capacity_gain(clocks.level));
        for joint in &mut self.joints.0 {
            let built = if known { joint.today } else { 0.0 };
            joint.capacity += capacity_gain * (built - joint.capacity);
            joint.recent += recent_gain * (joint.today - joint.recent);
            joint.today = 0.0;
        }
        let (chronic_gain, acute_gain) = clocks.load_gains;
        let plain = plain_mean_gain(self.known_days + clocks.stated_days);
        let (chronic_gain, acute_gain) = (chronic_gain.max(plain), acute_gain.max(plain));
        for state in &mut self.endurance {
            // A habit begins as the plain mean of the days known, as every long average does.
            state.pass_midnight((clocks.weekly_gain, chronic_gain), known);
        }
        let built = if known { self.load_today } else { 0.0 };
        self.chronic += chronic_gain * (built - self.chronic);
        self.acute += acute_gain * (self.load_today - self.acute);
        self.known_days += u32::from(known);
        self.recent.rotate_left(1);
        self.recent[RECENT_DAYS - 1] =
            DayRecord { load: known.then_some(self.load_today), trained: self.trained_today };
        self.load_today = 0.0;
        self.trained_today = false;
    }

    /// A day's gain or loss of size and strength.
    fn adapt(&mut self, clocks: &Clocks, sleep_factor: f64) {
        // In rows, so that the processor takes the roots and quotients of several muscles at once.
        let row = |of: fn(&MuscleState) -> f64| self.muscles.0.each_ref().map(of);
        let (mut weekly, mut weekly_strength) = (row(|state| state.weekly), row(|state| state.weekly_strength));
        let (mut size, mut strength) = (row(|state| state.size), row(|state| state.strength));
        let (today, today_strength) = (row(|state| state.today.0), row(|state| state.today.1));
        let quality = row(|state| state.quality);
        for slot in 0..Muscle::COUNT {
            let helped = quality[slot] * sleep_factor;
            weekly[slot] = adaptation::weekly_sets_after(weekly[slot], today[slot], clocks.weekly_gain);
            weekly_strength[slot] =
                adaptation::weekly_sets_after(weekly_strength[slot], today_strength[slot], clocks.weekly_gain);
            (size[slot], strength[slot]) = adaptation::after_day(
                (size[slot], strength[slot]),
                (weekly[slot], weekly_strength[slot]),
                (clocks.size_gain, clocks.strength_gain),
                helped,
            );
        }
        for (slot, state) in self.muscles.0.iter_mut().enumerate() {
            (state.weekly, state.weekly_strength) = (weekly[slot], weekly_strength[slot]);
            (state.size, state.strength) = (size[slot], strength[slot]);
        }
    }

    fn early_capacity_gain(&self, level: Level) -> f64 {
        plain_mean_gain(self.known_days + capacity_prior_days(level))
    }

    /// Makes the body wholly used to its work, with acute load not above chronic: nothing it does is novel.
    pub(crate) fn have_no_novelty(&mut self) {
        for state in &mut self.muscles.0 {
            state.protection = 1.0;
            state.novelty_last = 0.0;
        }
        self.acute = 0.0;
        self.chronic = self.chronic.max(CHRONIC_BEYOND_ANY);
    }

    /// Takes monotony out of the days behind, and leaves which of them were for training and which are unknown: an index
    /// that is unknown to a rule sets no limit, so what makes it known is not better off.
    pub(crate) fn have_no_monotony(&mut self) {
        for day in &mut self.recent {
            day.load = day.load.map(|_| 0.0);
        }
    }

    /// Fatigue of every muscle, in the order of the slots; call [`Body::settle`] first.
    #[must_use]
    pub fn fatigue(&self) -> PerMuscle<f64> {
        debug_assert_eq!(self.pending, Pending::default(), "unsettled body read");
        PerMuscle(core::array::from_fn(|slot| self.muscles.0[slot].fatigue.total()))
    }

    /// Acute over chronic load; 1 until there is enough history.
    #[must_use]
    pub fn acute_over_chronic(&self) -> f64 {
        if self.known_days < RATIO_KNOWN_DAYS_MIN || self.chronic <= 0.0 { 1.0 } else { self.acute / self.chronic }
    }

    /// Monotony of the last seven days; `None` if too few are known.
    #[must_use]
    pub fn monotony(&self) -> Option<f64> {
        let mut loads = [0.0; RECENT_DAYS];
        let mut known = 0;
        for load in self.recent.iter().filter_map(|day| day.load) {
            loads[known] = load;
            known += 1;
        }
        (known >= series::MONOTONY_KNOWN_DAYS_MIN).then(|| series::monotony(&loads[..known]))
    }

    /// Days among the last six that were not for training.
    #[must_use]
    pub fn rest_days_in_last_6(&self) -> f64 {
        self.recent[1..].iter().filter(|day| !day.trained).count() as f64
    }

    /// Training days in a row up to yesterday.
    #[must_use]
    pub fn training_days_in_a_row(&self) -> f64 {
        self.recent.iter().rev().take_while(|day| day.trained).count() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn resting_in_two_steps_is_resting_in_one() {
        let profile = Profile::new(Level::Intermediate, TimeZone::UTC);
        let clocks = Clocks::new(&profile, None, &Parameters::POPULATION);
        let mut once = Body::at_first(&profile);
        for state in &mut once.muscles.0 {
            state.fatigue = Fatigue { fast: 0.05, slow: 0.10 };
        }
        let mut twice = once.clone();
        once.rest(10.0, 1.1);
        twice.rest(4.0, 1.1);
        twice.settle(&clocks);
        twice.rest(6.0, 1.1);
        once.settle(&clocks);
        twice.settle(&clocks);
        for (a, b) in once.fatigue().0.into_iter().zip(twice.fatigue().0) {
            assert!((a - b).abs() < 1e-12);
        }
    }

    #[test]
    fn a_muscle_that_never_trains_keeps_its_baseline() {
        let profile = Profile::new(Level::Intermediate, TimeZone::UTC);
        let clocks = Clocks::new(&profile, None, &Parameters::POPULATION);
        let mut body = Body::at_first(&profile);
        for _ in 0..365 {
            body.midnight(&clocks, 1.0, true, false);
        }
        assert_eq!((body.muscles.0[0].size, body.muscles.0[0].strength), (adaptation::SIZE_FLOOR, 0.0));
    }

    #[test]
    fn midnight_clears_what_is_gone_within_hours() {
        let profile = Profile::new(Level::Novice, TimeZone::UTC);
        let clocks = Clocks::new(&profile, None, &Parameters::POPULATION);
        let mut body = Body::at_first(&profile);
        body.muscles.0[0].fatigue = Fatigue { fast: 0.1, slow: 0.0 };
        body.midnight(&clocks, 1.0, true, true);
        assert_eq!(body.fatigue().0[0], 0.0);
    }
}
