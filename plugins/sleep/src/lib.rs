//! Official rule: a bad night, sleep debt and irregular sleep keep training light.

use rustdag_rule::{Limits, Reason, Snapshot, cap_share_of_usual, export_rule, parameters};

export_rule! {
    manifest: include_str!("../rule.toml"),
    config: Config,
    limits: limits,
}

parameters! {
    /// Thresholds; their sources are in the manifest.
    pub struct Config {
        /// Hours under the need from which a night is short.
        short_night_gap_h: 2.0, 0.5 to 5.0;
        /// Most load after a short night, share of the usual session load.
        short_night_load: 0.8, 0.3 to 1.0;
        /// Repetitions in reserve after a short night.
        short_night_rir: 2.0, 0.0 to 5.0;
        /// Hours of sleep below which the day is for rest or active recovery.
        lost_night_h: 4.0, 2.0 to 6.0;
        /// Sleep debt from which training gets lighter, hours.
        debt_amber_h: 10.0, 4.0 to 20.0;
        /// Most load with a sleep debt, share of the usual session load.
        debt_amber_load: 0.8, 0.3 to 1.0;
        /// Sleep debt from which the week gets more rest, hours.
        debt_red_h: 15.0, 6.0 to 20.0;
        /// Most load with a large sleep debt, share of the usual session load.
        debt_red_load: 0.6, 0.2 to 1.0;
        /// Extra rest days with a large sleep debt.
        debt_red_rest_days: 1.0, 0.0 to 3.0;
        /// Spread of the moment of waking from which sleep is irregular, hours.
        irregular_h: 1.5, 0.5 to 4.0;
        /// Repetitions in reserve with irregular sleep.
        irregular_rir: 1.0, 0.0 to 5.0;
    }
}

const LOST_NIGHT: u32 = 1;
const SHORT_NIGHT_LOAD: u32 = 2;
const SHORT_NIGHT_RESERVE: u32 = 3;
const DEBT_LOAD: u32 = 4;
const DEBT_REST_DAY: u32 = 5;
const IRREGULAR: u32 = 6;

/// The rule.
pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    lost_night(config, snapshot, limits);
    short_night(config, snapshot, limits);
    sleep_debt(config, snapshot, limits);
    irregular_sleep(config, snapshot, limits);
}

/// Hardly any sleep: rest, or move gently.
fn lost_night(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(slept) = snapshot.sleep_last_night_h() else { return };
    if slept < config.lost_night_h {
        limits.require_rest(Reason::whole(LOST_NIGHT, slept, config.lost_night_h));
        limits.prefer_active();
    }
}

/// A night well under the member's own need: lighter, and further from failure.
fn short_night(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let (Some(slept), Some(need)) = (snapshot.sleep_last_night_h(), snapshot.sleep_need_h()) else { return };
    if need - slept >= config.short_night_gap_h {
        cap_share_of_usual(limits, snapshot, config.short_night_load, SHORT_NIGHT_LOAD, slept);
        let rir = config.short_night_rir;
        limits.keep_in_reserve(rir, Reason::whole(SHORT_NIGHT_RESERVE, slept, rir));
    }
}

/// Short nights that have added up.
fn sleep_debt(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(debt) = snapshot.sleep_debt_h() else { return };
    if debt >= config.debt_red_h {
        // Whatever a gym sets, the larger debt is never the looser.
        let share = config.debt_red_load.min(config.debt_amber_load);
        cap_share_of_usual(limits, snapshot, share, DEBT_LOAD, debt);
        let days = config.debt_red_rest_days;
        limits.ask_rest_days(days, Reason::whole(DEBT_REST_DAY, debt, days));
    } else if debt >= config.debt_amber_h {
        cap_share_of_usual(limits, snapshot, config.debt_amber_load, DEBT_LOAD, debt);
    }
}

/// Waking at changing times: a mild reserve, no more.
fn irregular_sleep(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(spread) = snapshot.sleep_irregularity_h() else { return };
    if spread >= config.irregular_h {
        let rir = config.irregular_rir;
        limits.keep_in_reserve(rir, Reason::whole(IRREGULAR, spread, rir));
    }
}
