//! What of recorded events is hard to believe of their members, told to who sent them while it can still be asked.

use crate::refusal::Refusal;
use crate::state::State;
use crate::wire::{doubt, resource};
use jiff::Timestamp;
use rustdag_core::plausibility::Doubt;
use rustdag_proto::v1::{self, event_result};
use rustdag_text::Lang;
use std::collections::BTreeMap;

/// Most members of one call whose logs are read for this: a bulk import is not held up, and is told in readiness.
const MEMBERS_MOST: usize = 20;

/// Adds to acknowledgements of events just recorded what is doubted of them. `members` are the names as they were sent,
/// one for each result.
pub(crate) fn tell(state: &State, members: &[String], results: &mut [v1::EventResult]) {
    let mut by_member: BTreeMap<&str, Vec<&mut v1::EventAcknowledgement>> = BTreeMap::new();
    for (member, result) in members.iter().zip(results) {
        if let Some(event_result::Result::Acknowledgement(acknowledgement)) = &mut result.result
            && acknowledgement.recording() == v1::Recording::Recorded
        {
            by_member.entry(member).or_default().push(acknowledgement);
        }
    }
    if by_member.len() > MEMBERS_MOST {
        return;
    }
    for (member, acknowledgements) in by_member {
        // The events are kept already: what cannot be judged now makes them no less so.
        if let Err(refusal) = tell_of(state, member, acknowledgements) {
            refusal.report();
        }
    }
}

fn tell_of(state: &State, member: &str, acknowledgements: Vec<&mut v1::EventAcknowledgement>) -> Result<(), Refusal> {
    let name = resource::member("member", member)?;
    let known = state.histories.get(&*state.store, &name)?;
    let standing: Vec<&Doubt> = known
        .history
        .doubts()
        .all()
        .filter(|doubt| doubt.stands_at(Timestamp::MAX))
        // Body mass is hidden from some members, which readiness knows of each.
        .filter(|doubt| !doubt.kind.is_body_mass())
        .collect();
    let rules = state.rules.of(&name.gym)?;
    for acknowledgement in acknowledgements {
        let identity = (&acknowledgement.source, &acknowledgement.event_id);
        let concerns = |doubt: &&&Doubt| {
            (&doubt.source, &doubt.event_id) == identity
                || doubt.other.as_ref().is_some_and(|(source, id)| (source, id) == identity)
        };
        let doubts = standing.iter().filter(concerns);
        acknowledgement.doubts = doubts.map(|doubt| doubt::to_proto(doubt, rules.answering(Lang::En))).collect();
    }
    Ok(())
}
