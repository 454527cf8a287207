//! Official rule: joints and tendons get time to digest load, and are spared when they hurt.

use rustdag_rule::{Limits, Reason, Snapshot, abi, export_rule, parameters};

export_rule! {
    manifest: include_str!("../rule.toml"),
    config: Config,
    limits: limits,
}

parameters! {
    /// Thresholds; their sources are in the manifest.
    pub struct Config {
        /// So many usual sessions may be undigested in a joint at once, usual sessions.
        acute_room: 2.0, 1.2 to 3.0;
        /// Rise from which a session is no more than the usual one, ratio.
        ramp_amber: 1.3, 1.1 to 2.0;
        /// Most load when it rises fast, share of the joint's usual load.
        ramp_amber_load: 1.0, 0.3 to 1.5;
        /// Rise from which a session is at most half, ratio.
        ramp_red: 1.5, 1.2 to 3.0;
        /// Most load when it rises very fast, share of the joint's usual load.
        ramp_red_load: 0.5, 0.0 to 1.0;
        /// Pain from which a joint is not loaded, 0 to 10.
        pain_stop: 4.0, 2.0 to 6.0;
        /// Pain that counts if it keeps rising, 0 to 10.
        pain_rising: 2.0, 1.0 to 4.0;
        /// So many sessions in a row over which pain rose, sessions.
        pain_rising_sessions: 3.0, 2.0 to 6.0;
        /// Most load with rising pain, share of the joint's usual load.
        pain_rising_load: 0.5, 0.0 to 1.0;
    }
}

const PAIN: u32 = 1;
const PAIN_PROFESSIONAL: u32 = 2;
const PAIN_RISING: u32 = 3;
const RAMP_RED: u32 = 4;
const RAMP_AMBER: u32 = 5;
const ACUTE: u32 = 6;
const ACUTE_FULL: u32 = 7;

/// Less room than this is told as none, share of the joint's usual load: it would read as 0 percent.
const ROOM_TOLD: f32 = 0.005;

/// The rule.
pub fn limits(config: &Config, snapshot: &Snapshot, limits: &mut Limits) {
    for joint in 0..abi::JOINT_SLOTS {
        if pain(config, snapshot, joint, limits) {
            continue;
        }
        let Some(usual) = snapshot.joint_usual_load(joint) else { continue };
        // One reason per joint, its tightest: seven joints must fit into the places there are for reasons.
        let shares =
            [pain_rising(config, snapshot, joint), ramp(config, snapshot, joint), undigested(config, snapshot, joint)];
        let tightest = shares.into_iter().flatten().min_by(|a, b| a.share.total_cmp(&b.share));
        if let Some(Share { share, code, seen }) = tightest {
            limits.cap_joint_load(joint, share * usual, Reason::joint(code, joint, seen, share));
        }
    }
}

/// A limit as a share of the joint's usual session load.
struct Share {
    share: f32,
    code: u32,
    seen: f32,
}

/// Pain beats every model: the joint is not loaded, and somebody should look at it.
fn pain(config: &Config, snapshot: &Snapshot, joint: usize, limits: &mut Limits) -> bool {
    let Some(pain) = snapshot.joint_pain(joint).filter(|&pain| pain >= config.pain_stop) else { return false };
    limits.cap_joint_load(joint, 0.0, Reason::joint(PAIN, joint, pain, 0.0));
    limits.see_professional(Reason::joint(PAIN_PROFESSIONAL, joint, pain, config.pain_stop));
    true
}

/// Moderate pain that keeps rising from session to session.
fn pain_rising(config: &Config, snapshot: &Snapshot, joint: usize) -> Option<Share> {
    let (pain, sessions) = (snapshot.joint_pain(joint)?, snapshot.joint_pain_rising(joint)?);
    let rises = pain >= config.pain_rising && sessions >= config.pain_rising_sessions;
    rises.then_some(Share { share: config.pain_rising_load, code: PAIN_RISING, seen: sessions })
}

/// The last week against what the joint is used to: a limit on how fast load rises, not a risk score.
fn ramp(config: &Config, snapshot: &Snapshot, joint: usize) -> Option<Share> {
    let ramp = snapshot.joint_ramp(joint)?;
    if ramp >= config.ramp_red {
        // Whatever a gym sets, the faster rise is never the looser.
        let share = config.ramp_red_load.min(config.ramp_amber_load);
        Some(Share { share, code: RAMP_RED, seen: ramp })
    } else {
        (ramp >= config.ramp_amber).then_some(Share { share: config.ramp_amber_load, code: RAMP_AMBER, seen: ramp })
    }
}

/// What the joint has not yet digested leaves room for the rest: a usual session the day after a hard one, more than
/// that after a day and a half.
fn undigested(config: &Config, snapshot: &Snapshot, joint: usize) -> Option<Share> {
    let acute = snapshot.joint_acute(joint)?;
    let share = (config.acute_room - acute).max(0.0);
    Some(Share { share, code: if share < ROOM_TOLD { ACUTE_FULL } else { ACUTE }, seen: acute })
}
