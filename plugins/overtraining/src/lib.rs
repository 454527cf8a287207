//! Official rule: the whole body gets rest from fatigue, days in a row, monotony and over-reaching.

use rustdag_rule::{Limits, Reason, Snapshot, cap_share_of_usual, export_rule, parameters};

export_rule! {
    manifest: include_str!("../rule.toml"),
    config: Config,
    limits: limits,
}

parameters! {
    /// Thresholds; their sources are in the manifest.
    pub struct Config {
        /// Fatigue from which a session is no more than the usual one, fraction.
        systemic_amber: 0.03, 0.01 to 0.1;
        /// Fatigue from which the day is for rest or active recovery, fraction.
        systemic_red: 0.05, 0.02 to 0.2;
        /// Training days in a row after which a novice rests, days.
        row_novice: 3.0, 1.0 to 7.0;
        /// Training days in a row after which an intermediate member rests, days.
        row_intermediate: 4.0, 1.0 to 10.0;
        /// Training days in a row after which an advanced member rests, days.
        row_advanced: 6.0, 2.0 to 14.0;
        /// Monotony above which a lighter day follows, ratio.
        monotony_amber: 1.5, 1.1 to 3.0;
        /// Most load on the lighter day, share of the usual session load.
        monotony_amber_load: 0.85, 0.3 to 1.0;
        /// Monotony above which load stays low until it falls, ratio.
        monotony_red: 2.0, 1.3 to 5.0;
        /// Most load with high monotony, share of the usual session load.
        monotony_red_load: 0.7, 0.2 to 1.0;
        /// Most load at a first sign of over-reaching, share of the usual session load.
        watch_load: 0.9, 0.3 to 1.0;
        /// Repetitions in reserve at a first sign, repetitions in reserve.
        watch_rir: 2.0, 0.0 to 5.0;
        /// Most load in a deload, share of the usual session load.
        deload_load: 0.5, 0.2 to 1.0;
        /// Repetitions in reserve in a deload, repetitions in reserve.
        deload_rir: 4.0, 0.0 to 6.0;
        /// Extra rest days in a deload, days.
        deload_rest_days: 1.0, 0.0 to 3.0;
    }
}

const SYSTEMIC_REST: u32 = 1;
const SYSTEMIC_LOAD: u32 = 2;
const DAYS_IN_A_ROW: u32 = 3;
const MONOTONY: u32 = 4;
const WATCH_LOAD: u32 = 5;
const WATCH_RESERVE: u32 = 6;
const DELOAD_LOAD: u32 = 7;
const DELOAD_RESERVE: u32 = 8;
const DELOAD_REST_DAY: u32 = 9;
const PERSISTENT_REST: u32 = 10;
const PERSISTENT_PROFESSIONAL: u32 = 11;

/// The snapshot's `overreaching_state`: performance or wellness lags.
const WATCH: f32 = 1.0;
/// Both lag.
const SUSPECTED: f32 = 2.0;
/// They still lag two weeks after a deload.
const PERSISTENT: f32 = 3.0;

/// The rule.
pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    overreaching(config, snapshot, limits);
    systemic_fatigue(config, snapshot, limits);
    days_in_a_row(config, snapshot, limits);
    monotony(config, snapshot, limits);
}

/// Fatigue of the whole body, apart from the muscles.
fn systemic_fatigue(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(fatigue) = snapshot.systemic_fatigue() else { return };
    if fatigue >= config.systemic_red {
        limits.require_rest(Reason::whole(SYSTEMIC_REST, fatigue, config.systemic_red));
        limits.prefer_active();
    }
    // The red threshold may be set below the amber one; the limit stands from the lower of the two.
    if fatigue >= config.systemic_amber.min(config.systemic_red) {
        cap_share_of_usual(limits, snapshot, 1.0, SYSTEMIC_LOAD, fatigue);
    }
}

/// A rest day after so many training days, by level.
fn days_in_a_row(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(days) = snapshot.days_training_in_a_row() else { return };
    let most = match snapshot.member_level() {
        Some(level) if level < 0.5 => config.row_novice,
        Some(level) if level < 1.5 => config.row_intermediate,
        Some(_) => config.row_advanced,
        // An unknown level must not tighten: what holds for every level.
        None => config.row_novice.max(config.row_intermediate).max(config.row_advanced),
    };
    if days >= most {
        limits.require_rest(Reason::whole(DAYS_IN_A_ROW, days, most));
    }
}

/// Days that are too much alike: a lighter one breaks the row.
fn monotony(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(monotony) = snapshot.load_monotony() else { return };
    if monotony > config.monotony_red {
        let share = config.monotony_red_load.min(config.monotony_amber_load);
        cap_share_of_usual(limits, snapshot, share, MONOTONY, monotony);
    } else if monotony > config.monotony_amber {
        cap_share_of_usual(limits, snapshot, config.monotony_amber_load, MONOTONY, monotony);
    }
}

/// Signs of over-reaching: softer, then a deload, then a pause and a doctor. Never a diagnosis.
fn overreaching(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(state) = snapshot.overreaching_state().filter(|&state| state >= WATCH) else { return };
    if state >= PERSISTENT {
        limits.require_rest(Reason::whole(PERSISTENT_REST, state, 0.0));
        limits.see_professional(Reason::whole(PERSISTENT_PROFESSIONAL, state, 0.0));
    }
    if state >= SUSPECTED {
        deload(config, snapshot, state, limits);
    } else {
        cap_share_of_usual(limits, snapshot, config.watch_load, WATCH_LOAD, state);
        limits.keep_in_reserve(config.watch_rir, Reason::whole(WATCH_RESERVE, state, config.watch_rir));
    }
}

/// Half the work, far from failure, the same exercises and days, one rest day more.
fn deload(config: &Config, snapshot: &Snapshot, state: f32, limits: &mut Limits) {
    // Whatever a gym sets, the later state is never the looser.
    let (share, rir) = (config.deload_load.min(config.watch_load), config.deload_rir.max(config.watch_rir));
    cap_share_of_usual(limits, snapshot, share, DELOAD_LOAD, state);
    limits.keep_in_reserve(rir, Reason::whole(DELOAD_RESERVE, state, rir));
    let days = config.deload_rest_days;
    limits.ask_rest_days(days, Reason::whole(DELOAD_REST_DAY, state, days));
}
