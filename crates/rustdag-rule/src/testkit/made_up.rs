//! Made-up members: seeded, so that a failure can be seen again.

use rustdag_rule_abi::{FIELDS, Snapshot};

/// Makes snapshots from a seed. The same seed makes the same ones, on every machine.
#[derive(Clone, Debug)]
pub struct MadeUp {
    state: u64,
}

/// Which way a value is worse for training today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Worse {
    /// More is worse.
    Higher,
    /// Less is worse.
    Lower,
    /// Neither way.
    Neither,
}

/// What values a field takes in made-up members, in the field's own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Range {
    /// The field.
    pub name: &'static str,
    /// Least value.
    pub least: f32,
    /// Greatest value.
    pub most: f32,
    /// Whether only whole numbers occur.
    pub whole: bool,
    /// Which way it is worse.
    pub worse: Worse,
}

/// What values a field takes; `None` if the snapshot has no such field.
#[must_use]
pub fn range_of(field: &str) -> Option<&'static Range> {
    RANGES.iter().find(|range| range.name == field)
}

const fn real(name: &'static str, least: f32, most: f32, worse: Worse) -> Range {
    Range { name, least, most, whole: false, worse }
}

const fn count(name: &'static str, least: f32, most: f32, worse: Worse) -> Range {
    Range { name, least, most, whole: true, worse }
}

pub(super) const RANGES: &[Range] = &[
    real("muscle_fatigue", 0.0, 0.3, Worse::Higher),
    real("muscle_weekly_hard_sets", 0.0, 25.0, Worse::Higher),
    real("muscle_usual_hard_sets", 0.0, 12.0, Worse::Neither),
    real("joint_acute", 0.0, 3.0, Worse::Higher),
    real("joint_ramp", 0.0, 2.5, Worse::Higher),
    real("joint_usual_load", 0.0, 20.0, Worse::Neither),
    count("joint_pain", 0.0, 10.0, Worse::Higher),
    count("joint_pain_rising", 0.0, 6.0, Worse::Higher),
    real("systemic_fatigue", 0.0, 0.1, Worse::Higher),
    real("sleep_last_night_h", 0.0, 11.0, Worse::Lower),
    real("sleep_need_h", 7.0, 9.5, Worse::Higher),
    real("sleep_debt_h", 0.0, 20.0, Worse::Higher),
    real("sleep_irregularity_h", 0.0, 4.0, Worse::Higher),
    real("hrv_z", -3.0, 3.0, Worse::Lower),
    real("resting_hr_delta", -10.0, 20.0, Worse::Higher),
    real("energy_availability", 10.0, 60.0, Worse::Lower),
    real("recovery_balance", 0.0, 100.0, Worse::Lower),
    real("mental_freshness", 0.0, 100.0, Worse::Lower),
    real("load_monotony", 0.0, 10.0, Worse::Higher),
    real("load_week", 0.0, 5000.0, Worse::Neither),
    real("load_usual_session", 50.0, 900.0, Worse::Neither),
    count("days_since_rest", 0.0, 20.0, Worse::Higher),
    count("days_training_in_a_row", 0.0, 20.0, Worse::Higher),
    count("days_rest_in_last_6", 0.0, 6.0, Worse::Lower),
    count("days_rest_needed", 1.0, 4.0, Worse::Higher),
    count("member_age_y", 10.0, 90.0, Worse::Neither),
    count("member_level", 0.0, 2.0, Worse::Neither),
    count("overreaching_state", 0.0, 3.0, Worse::Higher),
    real("effort_drift", -3.0, 3.0, Worse::Higher),
    real("checkin_wellness", 0.0, 1.0, Worse::Lower),
    count("checkin_age_d", 0.0, 60.0, Worse::Neither),
    count("illness", 0.0, 2.0, Worse::Higher),
    count("history_known_d", 0.0, 2000.0, Worse::Neither),
    count("days_since_deload", 0.0, 200.0, Worse::Neither),
    real("confidence", 0.0, 1.0, Worse::Neither),
    count("days_ahead", 0.0, 6.0, Worse::Neither),
];

/// Values no engine should ever pass on, and a rule must survive.
const EXTREMES: &[f32] =
    &[f32::NAN, f32::INFINITY, f32::NEG_INFINITY, f32::MAX, f32::MIN, -1.0, 0.0, f32::MIN_POSITIVE];

/// How many values of a hundred are known in a made-up snapshot.
const KNOWN_OF_100: u64 = 70;

impl MadeUp {
    /// Starts at a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next member: believable values, some of them unknown.
    #[must_use]
    pub fn snapshot(&mut self) -> Snapshot {
        let mut snapshot = Snapshot::unknown();
        for (name, slot) in values() {
            if self.next() % 100 < KNOWN_OF_100 {
                let value = self.value(range(name));
                snapshot.set_field(name, slot, Some(value));
            }
        }
        snapshot
    }

    /// The next broken snapshot: not a number, infinite or negative where that means nothing.
    #[must_use]
    pub fn broken_snapshot(&mut self) -> Snapshot {
        let mut snapshot = self.snapshot();
        for (name, slot) in values() {
            if self.next().is_multiple_of(3) {
                let extreme = EXTREMES[self.next() as usize % EXTREMES.len()];
                snapshot.set_field(name, slot, Some(extreme));
            }
        }
        snapshot
    }

    pub(super) fn value(&mut self, range: &Range) -> f32 {
        let part = (self.next() >> 40) as f32 / (1_u32 << 24) as f32;
        let value = range.least + part * (range.most - range.least);
        if range.whole { value.round() } else { value }
    }

    /// SplitMix64: small, well spread, and the same everywhere.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// Every value of the snapshot: field and slot.
pub(super) fn values() -> impl Iterator<Item = (&'static str, usize)> {
    FIELDS.iter().flat_map(|field| (0..field.shape.slots()).map(move |slot| (field.name, slot)))
}

pub(super) fn range(name: &str) -> &'static Range {
    range_of(name).expect("every field has a range")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_range() {
        let ranges: Vec<_> = RANGES.iter().map(|range| range.name).collect();
        let fields: Vec<_> = FIELDS.iter().map(|field| field.name).collect();
        assert_eq!(ranges, fields);
    }

    #[test]
    fn one_seed_makes_one_member() {
        assert_eq!(MadeUp::new(3).snapshot(), MadeUp::new(3).snapshot());
        assert_ne!(MadeUp::new(3).snapshot(), MadeUp::new(4).snapshot());
    }
}
