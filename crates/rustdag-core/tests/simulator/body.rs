//! A body and the three things that happen to it: time passes, it trains, a day ends. docs/MODEL.md, "Muscles", "Joints
//! and tendons", "Whole body".

use super::asks::Asks;
use super::{JOINTS, MUSCLES, by_level};
use rustdag_core::anatomy::{Muscle, Region};
use rustdag_core::profile::Level;

/// One muscle.
#[derive(Clone, Copy, Debug)]
pub struct MuscleState {
    /// Fatigue that is gone by midnight, and fatigue that stays for days; fractions of fresh strength.
    pub fast: f64,
    pub slow: f64,
    /// How protected it is against work it knows, and how new its last bout was; 0 to 1.
    pub protection: f64,
    pub novelty_last: f64,
    /// Weekly effective sets, as an average of seven days.
    pub weekly: f64,
    effective_today: f64,
    /// Hard sets in this calendar week.
    pub week_hard: f64,
}

impl MuscleState {
    pub fn fatigue(&self) -> f64 {
        self.fast + self.slow
    }
}

/// One joint complex.
#[derive(Clone, Copy, Debug)]
pub struct JointState {
    /// Not yet digested, in usual sessions.
    pub undigested: f64,
    /// Mean load a day it is used to (60 days) and has had lately (7 days).
    pub used_to: f64,
    pub lately: f64,
    today: f64,
}

/// What was learned of a member, as factors; taken from the engine, as learning is not simulated.
#[derive(Clone, Copy, Debug)]
pub struct Learned {
    pub recovery_upper: f64,
    /// Of legs and trunk.
    pub recovery_lower: f64,
    /// On the fatigue a bout leaves.
    pub bout: f64,
}

/// What is usual: fixed while a plan is walked.
#[derive(Clone, Copy, Debug)]
pub struct Usual {
    /// Session load, AU.
    pub load: f64,
    /// Load of each joint in a session.
    pub joints: [f64; JOINTS],
    /// Hard sets of each muscle in a session.
    pub hard: [f64; MUSCLES],
}

/// A day that is over.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PastDay {
    pub load: f64,
    pub trained: bool,
}

/// The whole body.
#[derive(Clone, Debug)]
pub struct Body {
    pub level: Level,
    /// Factor on every muscle's clock that does not change from day to day: age.
    pub age_factor: f64,
    /// What was learned of the member.
    pub learned: Learned,
    /// Factor of the day: sleep debt and energy.
    pub day_factor: f64,
    pub muscles: [MuscleState; MUSCLES],
    pub joints: [JointState; JOINTS],
    pub systemic: f64,
    pub chronic: f64,
    pub acute: f64,
    /// Days that the stated sessions count for in the means of load.
    stated_days: f64,
    /// Days that are over, oldest first.
    pub past: Vec<PastDay>,
    /// What today has held so far.
    pub today: PastDay,
}

impl Body {
    /// Before the first logged day, with as many sessions a week as were stated.
    pub fn new(level: Level, age: Option<f64>, stated: Option<f64>, learned: Learned) -> Self {
        let protection = by_level(level, [0.3, 0.8, 0.9]);
        let habit = (stated.unwrap_or(0.0) / by_level(level, [3.0, 4.0, 5.0])).min(1.0);
        let daily_load = stated.unwrap_or(0.0) * by_level(level, [200.0, 300.0, 400.0]) / 7.0;
        let muscle = MuscleState {
            fast: 0.0,
            slow: 0.0,
            protection,
            novelty_last: 1.0 - protection,
            weekly: habit * by_level(level, [4.0, 8.0, 10.0]),
            effective_today: 0.0,
            week_hard: 0.0,
        };
        let used_to = (stated.unwrap_or(0.0) * by_level(level, [1.0, 2.0, 3.0]) / 7.0).max(least_used_to(level));
        Self {
            level,
            age_factor: 1.0 + 0.006 * (age.unwrap_or(35.0) - 35.0).clamp(0.0, 40.0),
            learned,
            day_factor: 1.0,
            muscles: [muscle; MUSCLES],
            joints: [JointState { undigested: 0.0, used_to, lately: 0.0, today: 0.0 }; JOINTS],
            systemic: 0.0,
            chronic: daily_load,
            acute: daily_load,
            stated_days: if stated.is_some() { 7.0 } else { 0.0 },
            past: Vec::new(),
            today: PastDay { load: 0.0, trained: false },
        }
    }

    /// Hours without load.
    pub fn pass(&mut self, hours: f64) {
        for (slot, muscle) in self.muscles.iter_mut().enumerate() {
            let (region, learned) = match Muscle::ALL[slot].region() {
                Region::Upper => (26.0, self.learned.recovery_upper),
                Region::Trunk => (36.0, self.learned.recovery_lower),
                Region::Lower => (48.0, self.learned.recovery_lower),
            };
            let level = by_level(self.level, [1.25, 1.0, 0.85]);
            let clock =
                region * learned * level * self.age_factor * self.day_factor * (1.0 + 0.5 * muscle.novelty_last);
            muscle.slow *= (-hours / clock).exp();
            muscle.fast *= (-hours / 4.0).exp();
        }
        for joint in &mut self.joints {
            joint.undigested *= (-hours / 60.0).exp();
        }
        self.systemic *= (-hours / 48.0).exp();
    }

    /// A session.
    pub fn train(&mut self, asks: &Asks, usual: &Usual) {
        if asks.is_rest() {
            return;
        }
        for (slot, muscle) in self.muscles.iter_mut().enumerate() {
            if asks.dose[slot] <= 0.0 {
                continue;
            }
            let novelty = 1.0 - muscle.protection;
            let dose = asks.dose[slot] + novelty * asks.dose_if_new[slot];
            let cost = self.learned.bout * 0.30 * (1.0 - (-dose / 8.0).exp());
            let slow_part = 0.5 + 0.3 * novelty;
            muscle.fast += (1.0 - slow_part) * cost * (1.0 - muscle.fast);
            muscle.slow += slow_part * cost * (1.0 - muscle.slow);
            muscle.novelty_last = novelty;
            muscle.protection += 0.8 * (1.0 - muscle.protection);
            muscle.effective_today += 20.0 * (1.0 - (-asks.effective[slot] / 20.0).exp());
            muscle.week_hard += asks.hard[slot];
        }
        for (slot, joint) in self.joints.iter_mut().enumerate() {
            joint.undigested += asks.joints[slot] / usual.joints[slot];
            joint.today += asks.joints[slot];
        }
        let rise = if self.past.len() < 14 || self.chronic <= 0.0 { 1.0 } else { self.acute / self.chronic };
        self.systemic += 0.015 * asks.load / usual.load * (1.0 + 0.5 * (rise - 1.0).clamp(0.0, 1.0));
        self.today.load += asks.load;
        self.today.trained = true;
    }

    /// Midnight; `week_ends` on the one between Sunday and Monday.
    pub fn midnight(&mut self, week_ends: bool) {
        self.past.push(self.today);
        // Long averages begin as plain means: of the days so far, and of those that the starting value counts for.
        let days = self.past.len() as f64;
        let gain = |time: f64, counts: f64| (1.0 - (-1.0 / time).exp()).max(1.0 / (days + counts));
        self.chronic += gain(42.0, self.stated_days) * (self.today.load - self.chronic);
        self.acute += gain(7.0, self.stated_days) * (self.today.load - self.acute);
        for muscle in &mut self.muscles {
            muscle.fast = 0.0;
            muscle.protection *= (-1.0_f64 / 90.0).exp();
            muscle.weekly += (1.0 - (-1.0_f64 / 7.0).exp()) * (7.0 * muscle.effective_today - muscle.weekly);
            muscle.effective_today = 0.0;
            if week_ends {
                muscle.week_hard = 0.0;
            }
        }
        let used_to = gain(60.0, by_level(self.level, [60.0, 7.0, 7.0]));
        for joint in &mut self.joints {
            joint.used_to += used_to * (joint.today - joint.used_to);
            joint.lately += (1.0 - (-1.0_f64 / 7.0).exp()) * (joint.today - joint.lately);
            joint.today = 0.0;
        }
        self.today = PastDay { load: 0.0, trained: false };
    }

    /// Load of the last week over what a joint is used to.
    pub fn rise(&self, joint: usize) -> f64 {
        let joint = &self.joints[joint];
        joint.lately / joint.used_to.max(least_used_to(self.level))
    }

    /// Mean over standard deviation of the last seven daily loads; unknown below five days.
    pub fn monotony(&self) -> Option<f64> {
        let loads: Vec<f64> = self.past.iter().rev().take(7).map(|day| day.load).collect();
        if loads.len() < 5 {
            return None;
        }
        let count = loads.len() as f64;
        let mean = loads.iter().sum::<f64>() / count;
        let spread = (loads.iter().map(|load| (load - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt();
        Some(if mean == 0.0 { 0.0 } else { (mean / spread).min(10.0) })
    }

    /// Training days among the last six.
    pub fn trained_of_six(&self) -> usize {
        self.past.iter().rev().take(6).filter(|day| day.trained).count()
    }
}

/// Least load a day that every joint of this level counts as used to.
fn least_used_to(level: Level) -> f64 {
    by_level(level, [0.4, 0.8, 1.2])
}
