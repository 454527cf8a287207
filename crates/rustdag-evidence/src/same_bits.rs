//! The same bits on every machine, optimised or not.
//!
//! The two numbers below are hashes of every number in the answers about one fixed member. They change when the model,
//! the planner or the catalogue's sessions change on purpose: then the test names the new number, to be put here in the
//! same commit. When they differ between two machines, or between a debug build and an optimised one, something reads
//! what it must not: a clock, an address, the order of a hash map, or the machine's own exp().
//!
//! The row is part of the table, so every build of the program can be asked, the optimised one too; the test asks a debug
//! build.

use crate::group::Group;
use jiff::tz::TimeZone;
use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::Joint;
use rustdag_core::answer::{Plan, Readiness};
use rustdag_core::engine::Engine;
use rustdag_core::event::{Activity, Measurement};
use rustdag_core::profile::Level;
use rustdag_core::quantity::{EnergyAvailability, HeartRate, LnRmssd};
use rustdag_core::reason::Reason;
use rustdag_core::rule::RuleSet;
use rustdag_diary::{Diary, feeling, full_body, pain, sets};

const READINESS: u64 = 0x444b_1217_e18a_eafa;
const PLAN: u64 = 0x24d0_600e_2d1d_3b53;

/// FNV-1a over the bits of numbers and the bytes of names.
struct Bits(u64);

impl Bits {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn numbers(&mut self, numbers: impl IntoIterator<Item = f64>) {
        numbers.into_iter().for_each(|number| self.bytes(&number.to_bits().to_le_bytes()));
    }

    fn maybe(&mut self, number: Option<f64>) {
        self.bytes(&[u8::from(number.is_some())]);
        self.numbers(number);
    }

    fn instant(&mut self, instant: Option<jiff::Timestamp>) {
        let nanosecond = instant.map_or(i128::MIN, |instant| instant.as_nanosecond());
        self.bytes(&nanosecond.to_le_bytes());
    }

    fn reasons(&mut self, reasons: &[Reason]) {
        for reason in reasons {
            self.bytes(reason.rule.as_bytes());
            self.bytes(&reason.code.to_le_bytes());
            self.bytes(reason.subject.slug().as_bytes());
            self.numbers([reason.value, reason.limit]);
        }
    }
}

fn bits_of_readiness(readiness: &Readiness) -> u64 {
    let mut bits = Bits::new();
    bits.bytes(&[readiness.light as u8]);
    for muscle in &readiness.muscles {
        bits.numbers([muscle.fatigue, muscle.recovered, muscle.weekly_hard_sets]);
        bits.numbers([muscle.sets_today.0, muscle.sets_today.1]);
        bits.instant(muscle.ready.instant());
    }
    for joint in &readiness.joints {
        bits.numbers([joint.acute, joint.ramp, joint.usual_load, joint.load_max]);
        bits.maybe(joint.pain);
        bits.instant(joint.ready.instant());
    }
    let whole = &readiness.whole;
    bits.numbers([whole.systemic_fatigue, whole.sleep_need_h, whole.chronic_load, whole.acute_load]);
    let balance = whole.recovery_balance.unzip();
    for maybe in
        [whole.sleep_last_night_h, whole.sleep_debt_h, balance.0, balance.1, whole.mental_freshness, whole.monotony]
    {
        bits.maybe(maybe);
    }
    bits.instant(whole.ready.instant());
    let limits = &readiness.limits;
    bits.numbers([limits.session_load_max, limits.intensity_max, limits.minutes_max, limits.rir_min]);
    bits.numbers([readiness.load_today.0, readiness.load_today.1, readiness.usual_load, readiness.confidence]);
    bits.reasons(&readiness.reasons);
    bits.0
}

fn bits_of_plan(plan: &Plan) -> u64 {
    let mut bits = Bits::new();
    bits.numbers([plan.objective, plan.bound, plan.confidence]);
    for day in &plan.days {
        bits.bytes(day.date.to_string().as_bytes());
        bits.bytes(&[day.kind as u8]);
        if let Some(session) = &day.session {
            bits.bytes(session.template.as_bytes());
            bits.numbers([session.minutes, session.load, session.effort]);
            for exercise in &session.exercises {
                bits.bytes(exercise.exercise.as_bytes());
                bits.numbers([f64::from(exercise.sets), exercise.reps, exercise.rir, exercise.intensity]);
            }
            bits.numbers(session.hard_sets.iter().map(|(_, sets)| *sets));
        }
        bits.reasons(&day.reasons);
    }
    bits.0
}

/// Amsterdam, by the rule its clocks follow, so that no table of zones has to be there.
fn zone() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap_or(TimeZone::UTC)
}

/// Ten weeks with a bit of everything: changing hours, short nights, silence, a sore knee.
fn somebody() -> (Diary, i32) {
    let mut diary = Diary::in_zone(Level::Intermediate, zone()).who(|who| {
        who.born = Some(jiff::civil::date(1971, 6, 30));
    });
    let today = 90;
    for day in 20..=today {
        if !(40..46).contains(&day) {
            diary.sleep(day, 6.5 + f64::from(day * 7 % 5) * 0.5);
        }
        if day % 4 == 0 {
            diary.tell(day, feeling(2.0 + f64::from(day % 3)));
        }
        if day % 2 == 0 {
            diary.measure(
                day,
                Measurement {
                    ln_rmssd: Some(LnRmssd::new(4.0 + f64::from(day * 3 % 7) * 0.05).unwrap()),
                    resting_heart_rate: Some(HeartRate::new(54.0 + f64::from(day % 6)).unwrap()),
                    energy_availability: (day == 84).then(|| EnergyAvailability::new(41.0).unwrap()),
                    ..Measurement::default()
                },
            );
        }
        match day % 7 {
            _ if day == today || (57..63).contains(&day) => {}
            0 => {
                diary.train_at(day, 7.25, &full_body());
            }
            2 => {
                diary.train(day, &[sets("deadlift", 3, 5.0, 1.0), sets("lat-pulldown", 4, 10.0, 2.0)]);
            }
            4 => {
                diary.train_at(day, 19.5, &full_body()).endure(day, Activity::Walk, 20.0, 2.0);
            }
            5 => {
                diary.endure(day, Activity::Run, 42.0, 6.0);
            }
            6 if day % 2 == 0 => {
                diary.visit(day, Activity::Class);
            }
            _ => {
                diary.rest(day);
            }
        }
    }
    diary.tell(today - 5, pain(Joint::Knee, 3.0));
    (diary, today)
}

fn engine() -> Engine {
    Engine::new(RuleSet::default(), Catalogue::official().templates(Level::Intermediate))
}

/// The hashes as this build has them; nothing of a plan that could not be made.
fn computed() -> (u64, Option<u64>) {
    let (diary, today) = somebody();
    let (engine, history, at) = (engine(), diary.history(), diary.at(today, 9.0));
    let plan = engine.plan(&history, at, 7).ok();
    (bits_of_readiness(&engine.readiness(&history, at)), plan.as_ref().map(bits_of_plan))
}

/// The row of the table.
pub(crate) fn group() -> Group {
    let (readiness, plan) = computed();
    Group::build(1, "The same input gives the same bits, in every build and on every machine")
        .yes(format!("hash of every number in a fixed member's readiness is {READINESS:#018x}"), readiness == READINESS)
        .yes(format!("hash of every number in this member's plan is {PLAN:#018x}"), plan == Some(PLAN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_have_the_same_bits_everywhere() {
        let (readiness, plan) = computed();
        let plan = plan.expect("a plan");
        assert_eq!((readiness, plan), (READINESS, PLAN), "now {readiness:#018x} and {plan:#018x}");
    }

    #[test]
    fn the_fixed_member_has_something_to_say() {
        // A hash of nothing would be the same everywhere too.
        let (diary, today) = somebody();
        let engine = engine();
        let readiness = engine.readiness(&diary.history(), diary.at(today, 9.0));
        let whole = &readiness.whole;
        assert!(whole.sleep_debt_h.is_some() && whole.recovery_balance.is_some() && whole.monotony.is_some());
        assert!(readiness.muscles.iter().any(|muscle| muscle.fatigue > 0.01));
        assert!(readiness.confidence > 0.3);
        let moved = engine.readiness(&diary.history(), diary.at(today, 9.1));
        assert_ne!(bits_of_readiness(&readiness), bits_of_readiness(&moved));
    }
}
