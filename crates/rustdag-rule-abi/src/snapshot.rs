//! What a rule may see.

use crate::layout::{FieldInfo, Shape};

/// Muscle slots in the layout; the engine fills as many as it has muscles.
pub const MUSCLE_SLOTS: usize = 32;
/// Joint-complex slots in the layout.
pub const JOINT_SLOTS: usize = 24;
/// Floats the presence bits can speak for.
pub const FLOATS: usize = 256;

snapshot_layout! {
    arrays {
        /// Unrecovered fatigue of a muscle as a fraction of its fresh strength.
        muscle_fatigue / set_muscle_fatigue: Muscle, "fraction, 0 to 1";
        /// Hard sets (RIR 4 or less) of a muscle so far in this calendar week.
        muscle_weekly_hard_sets / set_muscle_weekly_hard_sets: Muscle, "sets";
        /// Hard sets of a muscle in its usual session.
        muscle_usual_hard_sets / set_muscle_usual_hard_sets: Muscle, "sets";
        /// Load a joint complex has not yet digested.
        joint_acute / set_joint_acute: Joint, "usual sessions";
        /// Ramp: last week's load over the load the joint complex is used to. No risk score.
        joint_ramp / set_joint_ramp: Joint, "ratio";
        /// The joint complex's usual session load.
        joint_usual_load / set_joint_usual_load: Joint, "joint-load units";
        /// Last reported pain.
        joint_pain / set_joint_pain: Joint, "0 to 10";
        /// Sessions in a row over which reported pain rose.
        joint_pain_rising / set_joint_pain_rising: Joint, "sessions";
    }
    scalars {
        /// Whole-body fatigue before a session.
        systemic_fatigue / set_systemic_fatigue: "fraction, 0 to 1";
        /// Hours slept in the night that ended today.
        sleep_last_night_h / set_sleep_last_night_h: "h";
        /// Hours of sleep the member needs.
        sleep_need_h / set_sleep_need_h: "h";
        /// Sleep debt.
        sleep_debt_h / set_sleep_debt_h: "h, 0 to 20";
        /// Standard deviation of the moment of waking over 14 nights.
        sleep_irregularity_h / set_sleep_irregularity_h: "h";
        /// 7-day mean of lnRMSSD against the member's own 60 days.
        hrv_z / set_hrv_z: "standard deviations";
        /// Resting heart rate above the member's own 60-day mean.
        resting_hr_delta / set_resting_hr_delta: "beats per minute";
        /// Energy availability, only if the member volunteered it.
        energy_availability / set_energy_availability: "kcal per kg fat-free mass and day";
        /// Recovery-balance index.
        recovery_balance / set_recovery_balance: "0 to 100";
        /// Mental-freshness index.
        mental_freshness / set_mental_freshness: "0 to 100";
        /// Mean over sample standard deviation of the last seven daily loads.
        load_monotony / set_load_monotony: "ratio, 0 to 10";
        /// Load of the last seven days.
        load_week / set_load_week: "AU";
        /// Usual session load.
        load_usual_session / set_load_usual_session: "AU";
        /// Days since the last rest day; 0 when yesterday was one.
        days_since_rest / set_days_since_rest: "days";
        /// Training days in a row up to yesterday.
        days_training_in_a_row / set_days_training_in_a_row: "days";
        /// Rest days among the last six days.
        days_rest_in_last_6 / set_days_rest_in_last_6: "days";
        /// Least rest days a week for the member's level.
        days_rest_needed / set_days_rest_needed: "days per week";
        /// Age.
        member_age_y / set_member_age_y: "years";
        /// Level: 0 novice, 1 intermediate, 2 advanced.
        member_level / set_member_level: "0, 1 or 2";
        /// Over-reaching state: 0 none, 1 watch, 2 suspected, 3 persistent.
        overreaching_state / set_overreaching_state: "0 to 3";
        /// 14-day average of observed minus expected effort.
        effort_drift / set_effort_drift: "RPE points";
        /// Wellness items of the last check-in, McLean's five on a 0 to 1 scale, 1 best.
        checkin_wellness / set_checkin_wellness: "fraction, 0 to 1";
        /// Age of that check-in.
        checkin_age_d / set_checkin_age_d: "days";
        /// Illness reported and not reported over: 0 none, 1 without fever, 2 with fever.
        illness / set_illness: "0, 1 or 2";
        /// Days since training began to be logged.
        history_known_d / set_history_known_d: "days";
        /// Days since the last deload week ended.
        days_since_deload / set_days_since_deload: "days";
        /// Confidence of the engine in this snapshot.
        confidence / set_confidence: "fraction, 0 to 1";
        /// Days from now to the day this snapshot predicts; 0 is today.
        days_ahead / set_days_ahead: "days";
    }
}

impl Snapshot {
    #[inline]
    fn is_known(&self, bit: usize) -> bool {
        self.known[bit / 64] >> (bit % 64) & 1 == 1
    }

    fn mark(&mut self, bit: usize, known: bool) {
        let mask = 1 << (bit % 64);
        if known {
            self.known[bit / 64] |= mask;
        } else {
            self.known[bit / 64] &= !mask;
        }
    }
}

const _: () = assert!(core::mem::size_of::<Snapshot>() <= crate::PAGE_BYTES);
const _: () = assert!(FIELDS[FIELDS.len() - 1].first_bit < FLOATS);
const _: () = assert!(core::mem::offset_of!(Snapshot, muscle_fatigue) == 40);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_has_a_presence_bit_of_its_own() {
        let mut seen = [0_u64; 4];
        for field in FIELDS {
            for slot in 0..field.shape.slots() {
                let mut snapshot = Snapshot::unknown();
                assert_eq!(snapshot.field(field.name, slot), None);
                assert!(snapshot.set_field(field.name, slot, Some(1.5)), "{} {slot}", field.name);
                let bit = field.first_bit + slot;
                let mut expected = [0_u64; 4];
                expected[bit / 64] = 1 << (bit % 64);
                assert_eq!(snapshot.known, expected, "{} {slot}", field.name);
                assert_eq!(seen[bit / 64] & expected[bit / 64], 0, "{} {slot}", field.name);
                seen[bit / 64] |= expected[bit / 64];
                assert_eq!(snapshot.field(field.name, slot), Some(1.5));
                assert_eq!(snapshot.value(bit), Some(1.5), "{} {slot}", field.name);
                snapshot.set_field(field.name, slot, None);
                assert_eq!(snapshot, Snapshot::unknown());
            }
        }
    }

    #[test]
    fn a_known_zero_is_not_unknown() {
        let mut snapshot = Snapshot::unknown();
        snapshot.set_joint_pain(5, Some(0.0));
        assert_eq!(snapshot.joint_pain(5), Some(0.0));
        assert_eq!(snapshot.joint_pain(4), None);
        assert_eq!(snapshot.joint_pain(JOINT_SLOTS), None);
    }

    #[test]
    fn a_field_or_slot_that_is_not_there_is_said_so() {
        let mut snapshot = Snapshot::unknown();
        assert_eq!(snapshot.value(FLOATS), None);
        assert_eq!(snapshot.value(usize::MAX), None);
        assert!(!snapshot.set_field("hormone_level", 0, Some(1.0)));
        assert!(!snapshot.set_field("sleep_debt_h", 1, Some(1.0)));
        assert!(!snapshot.set_field("joint_pain", JOINT_SLOTS, Some(1.0)));
        assert_eq!(snapshot, Snapshot::unknown());
    }

    /// Interface 1.0 as it was first used. Fields are appended: this line is never edited; a later minor version adds
    /// a line of its own for its first fields.
    #[test]
    fn the_layout_of_version_1_0_stays() {
        assert_eq!(crate::layout_hash(&FIELDS[..36]), VERSION_1_0);
    }

    const VERSION_1_0: u64 = 6_716_333_860_243_446_962;
}
