//! What comes before every plan: docs/MODEL.md, "Safety" and "What a member may volunteer".

use rustdag_core::anatomy::Joint;
use rustdag_core::event::{Event, EventKind, Illness};
use rustdag_core::profile::{Level, Pregnancy, Profile};

use super::{JOINTS, by_level};
use jiff::Timestamp;
use jiff::civil::Date;

/// Least and most of a member, from who it is and what it told.
#[derive(Clone, Debug)]
pub struct Gate {
    /// Nothing but rest, for as long as a plan looks ahead.
    pub stops: bool,
    /// Joints that hurt and are not loaded.
    pub hurts: [bool; JOINTS],
    /// Under sixteen, or under eighteen without a guardian's consent: no two days in a row, and never heavy.
    pub supervised: bool,
    /// Nothing heavier than usual.
    pub no_heavier: bool,
    /// Least repetitions in reserve.
    pub reserve: f64,
    /// Most hard sets of a muscle in a calendar week.
    pub weekly_ceiling: f64,
    /// Least rest days in any seven.
    pub rest_days: usize,
}

/// Pain from which a joint is not loaded, of ten.
const PAIN: f64 = 4.0;

impl Gate {
    /// At an instant of a day, from what was told up to it.
    pub fn of(profile: &Profile, events: &[Event], now: Timestamp, today: Date) -> Self {
        let age = profile.age_on(today);
        let consent = age.is_none_or(|age| age >= 18.0) || profile.guardian_consent;
        let supervised = age.is_some_and(|age| age < 16.0) || !consent;
        let old_novice = profile.level == Level::Novice && age.is_some_and(|age| age >= 65.0);
        let pregnant = profile.pregnancy != Pregnancy::None;
        let not_agreed = pregnant && !profile.pregnancy_cleared;
        let mut gate = Self {
            stops: not_agreed || !profile.screening.is_empty() && !profile.screening_cleared,
            hurts: [false; JOINTS],
            supervised,
            no_heavier: pregnant,
            reserve: if old_novice || supervised || pregnant { 3.0 } else { 0.0 },
            weekly_ceiling: by_level(profile.level, [10.0, 16.0, 20.0]) * if old_novice { 0.7 } else { 1.0 },
            rest_days: by_level(profile.level, [3, 2, 1]).max(if supervised { 4 } else { 0 }),
        };
        for event in events.iter().filter(|event| event.at <= now) {
            let EventKind::CheckIn(told) = &event.kind else { continue };
            // The stories tell of trouble on the morning of the plan and at no other time.
            gate.stops |= told.illness == Some(Illness::Fever) || !told.red_flags.is_empty();
            for &(joint, points) in &told.joint_pain {
                gate.hurts[joint as usize] = points.get() >= PAIN;
            }
        }
        gate
    }

    pub fn hurt_joints(&self) -> impl Iterator<Item = Joint> {
        Joint::ALL.iter().copied().filter(|&joint| self.hurts[joint as usize])
    }
}
