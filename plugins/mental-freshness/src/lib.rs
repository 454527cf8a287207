//! Official rule: a tired mind trains further from failure, lighter, and on technique.

use rustdag_rule::{Limits, Reason, Snapshot, cap_share_of_usual, export_rule, parameters};

export_rule! {
    manifest: include_str!("../rule.toml"),
    config: Config,
    limits: limits,
}

parameters! {
    /// Thresholds; their sources are in the manifest.
    pub struct Config {
        /// Freshness below which sets stay further from failure, 0 to 100.
        tired: 60.0, 40.0 to 90.0;
        /// Repetitions in reserve with less freshness, repetitions in reserve.
        tired_rir: 2.0, 0.0 to 5.0;
        /// Freshness below which the day is for technique, 0 to 100.
        spent: 40.0, 10.0 to 60.0;
        /// Repetitions in reserve on a technique day, repetitions in reserve.
        spent_rir: 4.0, 0.0 to 6.0;
        /// Heaviest weight on a technique day, fraction of one-repetition maximum.
        spent_intensity: 0.7, 0.4 to 1.0;
        /// Most load on a technique day, share of the usual session load.
        spent_load: 0.6, 0.2 to 1.0;
        /// Training feels harder than expected from so many points, RPE points.
        drift: 1.5, 0.5 to 3.0;
        /// Repetitions in reserve when training feels harder, repetitions in reserve.
        drift_rir: 2.0, 0.0 to 5.0;
    }
}

const TIRED_RESERVE: u32 = 1;
const TECHNIQUE_INTENSITY: u32 = 2;
const TECHNIQUE_LOAD: u32 = 3;
const EFFORT_DRIFT: u32 = 4;

/// The rule.
pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    freshness(config, snapshot, limits);
    effort_drift(config, snapshot, limits);
}

/// Less to fail at when less fresh; a technique day when the mind is spent.
fn freshness(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(freshness) = snapshot.mental_freshness() else { return };
    if freshness < config.spent {
        technique_day(config, snapshot, freshness, limits);
    } else if freshness < config.tired {
        limits.keep_in_reserve(config.tired_rir, Reason::whole(TIRED_RESERVE, freshness, config.tired_rir));
    }
}

fn technique_day(config: &Config, snapshot: &Snapshot, freshness: f32, limits: &mut Limits) {
    // Whatever a gym sets, the less fresh day is never the looser.
    let rir = config.spent_rir.max(config.tired_rir);
    cap_share_of_usual(limits, snapshot, config.spent_load, TECHNIQUE_LOAD, freshness);
    limits.cap_intensity(config.spent_intensity, Reason::whole(TECHNIQUE_INTENSITY, freshness, config.spent_intensity));
    limits.keep_in_reserve(rir, Reason::whole(TIRED_RESERVE, freshness, rir));
    limits.prefer_active();
}

/// The same work has felt harder than expected for two weeks.
fn effort_drift(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    let Some(drift) = snapshot.effort_drift() else { return };
    if drift >= config.drift {
        limits.keep_in_reserve(config.drift_rir, Reason::whole(EFFORT_DRIFT, drift, config.drift_rir));
    }
}
