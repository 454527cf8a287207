//! Snapshots in one line.

use rustdag_rule_abi::Snapshot;

/// A snapshot in the making: what is not said is unknown.
#[derive(Clone, Debug)]
pub struct Given(Snapshot);

impl Given {
    /// Nothing is known.
    #[must_use]
    pub fn nothing() -> Self {
        Self(Snapshot::unknown())
    }

    /// A rested, healthy, intermediate member of whom everything a rule may ask is known: no rule should say anything.
    #[must_use]
    pub fn a_good_day() -> Self {
        let mut given = Self::nothing();
        for (name, value) in GOOD_DAY {
            given = given.value(name, *value);
        }
        for slot in 0..17 {
            given = given.slot("muscle_fatigue", slot, 0.01).slot("muscle_weekly_hard_sets", slot, 2.0).slot(
                "muscle_usual_hard_sets",
                slot,
                5.0,
            );
        }
        for slot in 0..7 {
            given = given
                .slot("joint_acute", slot, 0.3)
                .slot("joint_ramp", slot, 1.05)
                .slot("joint_usual_load", slot, 4.0)
                .slot("joint_pain", slot, 0.0)
                .slot("joint_pain_rising", slot, 0.0);
        }
        given
    }

    /// Says one value.
    ///
    /// # Panics
    /// If the snapshot has no such field.
    #[must_use]
    pub fn value(self, field: &str, value: f32) -> Self {
        self.slot(field, 0, value)
    }

    /// Says the value of one muscle or joint slot.
    ///
    /// # Panics
    /// If the snapshot has no such field or slot.
    #[must_use]
    pub fn slot(mut self, field: &str, slot: usize, value: f32) -> Self {
        assert!(self.0.set_field(field, slot, Some(value)), "the snapshot has no {field}[{slot}]");
        self
    }

    /// Makes one value unknown.
    ///
    /// # Panics
    /// If the snapshot has no such field.
    #[must_use]
    pub fn without(mut self, field: &str) -> Self {
        assert!(self.0.set_field(field, 0, None), "the snapshot has no {field}");
        self
    }

    /// The snapshot.
    #[must_use]
    pub fn snapshot(self) -> Snapshot {
        self.0
    }
}

const GOOD_DAY: &[(&str, f32)] = &[
    ("systemic_fatigue", 0.01),
    ("sleep_last_night_h", 8.0),
    ("sleep_need_h", 8.0),
    ("sleep_debt_h", 0.5),
    ("sleep_irregularity_h", 0.4),
    ("hrv_z", 0.1),
    ("resting_hr_delta", 0.0),
    ("energy_availability", 48.0),
    ("recovery_balance", 95.0),
    ("mental_freshness", 88.0),
    ("load_monotony", 0.9),
    ("load_week", 1000.0),
    ("load_usual_session", 300.0),
    ("days_since_rest", 0.0),
    ("days_training_in_a_row", 0.0),
    ("days_rest_in_last_6", 3.0),
    ("days_rest_needed", 2.0),
    ("member_age_y", 34.0),
    ("member_level", 1.0),
    ("overreaching_state", 0.0),
    ("effort_drift", 0.0),
    ("checkin_wellness", 0.9),
    ("checkin_age_d", 0.0),
    ("illness", 0.0),
    ("history_known_d", 90.0),
    ("days_since_deload", 20.0),
    ("confidence", 0.9),
    ("days_ahead", 0.0),
];

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_rule_abi::{FIELDS, Shape};

    #[test]
    fn on_a_good_day_every_scalar_is_known() {
        let snapshot = Given::a_good_day().snapshot();
        for field in FIELDS.iter().filter(|field| field.shape == Shape::Scalar) {
            assert!(snapshot.field(field.name, 0).is_some(), "{}", field.name);
        }
        assert_eq!(Given::a_good_day().without("illness").snapshot().illness(), None);
    }
}
