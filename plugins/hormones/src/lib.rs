//! Official rule: recovery balance, heart-rate signs, illness and energy keep training light.

use rustdag_rule::{Limits, Reason, Snapshot, cap_share_of_usual, export_rule, parameters};

export_rule! {
    manifest: include_str!("../rule.toml"),
    config: Config,
    limits: limits,
}

parameters! {
    /// Thresholds; their sources are in the manifest.
    pub struct Config {
        /// Recovery balance below which training gets lighter, 0 to 100.
        balance_amber: 80.0, 50.0 to 100.0;
        /// Most load with a fair recovery balance, share of the usual session load.
        balance_amber_load: 0.9, 0.3 to 1.0;
        /// Recovery balance below which the week gets one more rest day, 0 to 100.
        balance_red: 60.0, 20.0 to 80.0;
        /// Most load with a low recovery balance, share of the usual session load.
        balance_red_load: 0.7, 0.2 to 1.0;
        /// Extra rest days with a low recovery balance, days.
        balance_red_rest_days: 1.0, 0.0 to 3.0;
        /// Heart-rate variability is low from this deviation from the member's own mean, standard deviations.
        hrv_low_z: -0.5, -3.0 to 0.0;
        /// Repetitions in reserve with low heart-rate variability, repetitions in reserve.
        hrv_low_rir: 1.0, 0.0 to 5.0;
        /// Resting heart rate is high from so many beats above the member's own mean, beats per minute.
        resting_hr_high: 5.0, 2.0 to 20.0;
        /// Repetitions in reserve with a high resting heart rate, repetitions in reserve.
        resting_hr_high_rir: 1.0, 0.0 to 5.0;
        /// Most load during illness without fever, share of the usual session load.
        ill_load: 0.5, 0.1 to 1.0;
        /// Repetitions in reserve during illness without fever, repetitions in reserve.
        ill_rir: 3.0, 0.0 to 6.0;
        /// Energy availability below which load does not rise, kcal per kg fat-free mass and day.
        energy_low: 30.0, 20.0 to 45.0;
    }
}

const BALANCE_LOAD: u32 = 1;
const BALANCE_REST_DAY: u32 = 2;
const HRV_LOW: u32 = 3;
const RESTING_HEART_RATE_HIGH: u32 = 4;
const FEVER_REST: u32 = 5;
const FEVER_PROFESSIONAL: u32 = 6;
const ILL_LOAD: u32 = 7;
const ILL_RESERVE: u32 = 8;
const ENERGY_LOW: u32 = 9;

/// The snapshot's `illness` for an illness with fever; 1 is one without.
const WITH_FEVER: f32 = 2.0;

/// The rule.
pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    illness(config, snapshot, limits);
    recovery_balance(config, snapshot, limits);
    low_heart_rate_variability(config, snapshot, limits);
    high_resting_heart_rate(config, snapshot, limits);
    low_energy(config, snapshot, limits);
}

/// Fever: rest, and a professional. Any other illness: light, if at all.
fn illness(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(illness) = snapshot.illness().filter(|&illness| illness >= 1.0) else { return };
    if illness >= WITH_FEVER {
        limits.require_rest(Reason::whole(FEVER_REST, illness, WITH_FEVER));
        limits.see_professional(Reason::whole(FEVER_PROFESSIONAL, illness, WITH_FEVER));
    }
    cap_share_of_usual(limits, snapshot, config.ill_load, ILL_LOAD, illness);
    limits.keep_in_reserve(config.ill_rir, Reason::whole(ILL_RESERVE, illness, config.ill_rir));
}

/// The index of what recovery needs: sleep, energy, heart-rate signs, variety of load, wellness. No hormone value.
fn recovery_balance(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(balance) = snapshot.recovery_balance() else { return };
    if balance < config.balance_red {
        // Whatever a gym sets, the lower balance is never the looser.
        let share = config.balance_red_load.min(config.balance_amber_load);
        cap_share_of_usual(limits, snapshot, share, BALANCE_LOAD, balance);
        let days = config.balance_red_rest_days;
        limits.ask_rest_days(days, Reason::whole(BALANCE_REST_DAY, balance, days));
    } else if balance < config.balance_amber {
        cap_share_of_usual(limits, snapshot, config.balance_amber_load, BALANCE_LOAD, balance);
    }
}

/// Advisory for people who lift: a mild reserve, no more.
fn low_heart_rate_variability(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(z) = snapshot.hrv_z() else { return };
    if z < config.hrv_low_z {
        limits.keep_in_reserve(config.hrv_low_rir, Reason::whole(HRV_LOW, z, config.hrv_low_rir));
    }
}

/// A resting heart rate above the member's own mean: a mild reserve.
fn high_resting_heart_rate(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(above) = snapshot.resting_hr_delta() else { return };
    if above >= config.resting_hr_high {
        let rir = config.resting_hr_high_rir;
        limits.keep_in_reserve(rir, Reason::whole(RESTING_HEART_RATE_HIGH, above, rir));
    }
}

/// Little energy for the training done, if the member chose to say so: no rise in load.
fn low_energy(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(energy) = snapshot.energy_availability() else { return };
    if energy < config.energy_low {
        cap_share_of_usual(limits, snapshot, 1.0, ENERGY_LOW, energy);
    }
}
