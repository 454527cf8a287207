//! Weights far above what was lifted with the same exercise before and after: most often a digit too many.

use super::assemble::Draft;
use crate::issue::{Issue, IssueKind, Outcome};
use rustdag_core::quantity::Kilograms;
use std::collections::BTreeMap;

/// How many times the heaviest weight around it a weight may be. Design.
const RATIO_MAX: f64 = 2.5;
/// Light weights may multiply: less than this above the heaviest around it is no jump, kg. Design.
const RISE_MIN_KG: f64 = 20.0;
/// Workouts before that are looked at, and the fewest that tell anything. Design.
const BEFORE: usize = 5;
const BEFORE_MIN: usize = 3;
/// Workouts after that are looked at: a machine of another make stays heavy, a slip of the finger does not. Design.
const AFTER: usize = 3;

/// Takes away weights that are jumps. Drafts are in order of time.
pub(super) fn take_away(drafts: &mut [Draft], issues: &mut Vec<Issue>) {
    let mut heaviest: BTreeMap<String, Vec<(usize, f64)>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut of_workout: BTreeMap<&str, f64> = BTreeMap::new();
        for read in draft.sets.iter().filter(|read| !read.set.warm_up) {
            if let Some(load) = read.set.load.map(Kilograms::get).filter(|&load| load > 0.0) {
                let most = of_workout.entry(&read.name).or_insert(load);
                *most = most.max(load);
            }
        }
        for (name, load) in of_workout {
            heaviest.entry(name.to_owned()).or_default().push((at, load));
        }
    }
    for (name, workouts) in heaviest {
        let mut believed: Vec<f64> = Vec::new();
        for (position, &(at, load)) in workouts.iter().enumerate() {
            let before = &believed[believed.len().saturating_sub(BEFORE)..];
            let after = workouts[position + 1..].iter().take(AFTER).map(|&(_, load)| load);
            let around = before.iter().copied().chain(after).fold(0.0, f64::max);
            let allowed = (around * RATIO_MAX).max(around + RISE_MIN_KG);
            if before.len() < BEFORE_MIN || load <= allowed {
                believed.push(load);
                continue;
            }
            let jumps = drafts[at].sets.iter_mut().filter(|read| read.name == name);
            for read in jumps {
                if let Some(jump) = read.set.load.map(Kilograms::get).filter(|&load| load > allowed) {
                    read.set.load = None;
                    let text = format!("{jump:.4}");
                    let text = text.trim_end_matches('0').trim_end_matches('.');
                    issues.push(Issue {
                        line: read.line,
                        kind: IssueKind::LoadJump,
                        read: format!("{text} kg for `{name}`, where {around:.0} kg was the most around it,"),
                        outcome: Outcome::ValueLeftOut,
                    });
                }
            }
        }
    }
}
