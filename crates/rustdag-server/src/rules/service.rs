//! The RulesService: in, the gym's rules, out.

use super::change::Installation;
use super::contents::Contents;
use super::live::LiveRules;
use super::refusal::RuleRefusal;
use super::source::{self, Source};
use crate::page;
use crate::refusal::Refusal;
use crate::state::State;
use crate::wire::{Invalid, instant, resource, rules as wire};
use jiff::Timestamp;
use rustdag_proto::v1;
use rustdag_proto::v1::rules_service_server::RulesService;
use rustdag_store::RuleChange;
use std::collections::BTreeMap;
use std::sync::Arc;
use tonic::{Request, Response, Status};

const PAGE_USUAL: u32 = 20;
const PAGE_MOST: u32 = 100;
/// Longest name of who asks, bytes.
const BY_BYTES_MAX: usize = 200;
/// The set of now, in the place of an id.
const CURRENT: &str = "current";

/// The service of the same name.
pub(crate) struct RulesHandler(pub(crate) Arc<State>);

#[tonic::async_trait]
impl RulesService for RulesHandler {
    async fn list_rules(
        &self,
        request: Request<v1::ListRulesRequest>,
    ) -> Result<Response<v1::ListRulesResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| list(state, request)).await?))
    }

    async fn install_rule(
        &self,
        request: Request<v1::InstallRuleRequest>,
    ) -> Result<Response<v1::InstallRuleResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| install(state, request)).await?))
    }

    async fn enable_rule(
        &self,
        request: Request<v1::EnableRuleRequest>,
    ) -> Result<Response<v1::EnableRuleResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| enable(state, request)).await?))
    }

    async fn disable_rule(
        &self,
        request: Request<v1::DisableRuleRequest>,
    ) -> Result<Response<v1::DisableRuleResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| disable(state, request)).await?))
    }

    async fn check_rule(
        &self,
        request: Request<v1::CheckRuleRequest>,
    ) -> Result<Response<v1::CheckRuleResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| check(state, request)).await?))
    }

    async fn rollback_rules(
        &self,
        request: Request<v1::RollbackRulesRequest>,
    ) -> Result<Response<v1::RollbackRulesResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| roll_back(state, request)).await?))
    }

    async fn list_rule_changes(
        &self,
        request: Request<v1::ListRuleChangesRequest>,
    ) -> Result<Response<v1::ListRuleChangesResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| changes(state, request)).await?))
    }

    async fn get_rule_set(
        &self,
        request: Request<v1::GetRuleSetRequest>,
    ) -> Result<Response<v1::GetRuleSetResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.0.apart(|state| rule_set(state, request)).await?))
    }
}

/// The gym whose rules are to be changed, by somebody who may.
fn gym_to_change(state: &State, parent: &str, by: &str) -> Result<String, Refusal> {
    let gym = resource::gym("parent", parent)?;
    if !state.rules.admin.open {
        return Err(RuleRefusal::Closed.into());
    }
    if by.len() > BY_BYTES_MAX || by.contains(char::is_control) {
        let problem = format_args!("is longer than {BY_BYTES_MAX} bytes or more than a line; give a name");
        return Err(Invalid::new("requested_by", problem).into());
    }
    is_there(state, &gym)?;
    Ok(gym)
}

/// Refuses a gym that is not there.
fn is_there(state: &State, gym: &str) -> Result<(), Refusal> {
    state.store.members(gym, None, 1)?;
    Ok(())
}

fn list(state: &State, request: v1::ListRulesRequest) -> Result<v1::ListRulesResponse, Refusal> {
    let v1::ListRulesRequest { parent } = request;
    let gym = resource::gym("parent", &parent)?;
    is_there(state, &gym)?;
    let live = state.rules.of(&gym)?;
    Ok(v1::ListRulesResponse { rules: wire::rules_to_proto(&live), rule_set: live.name().to_string() })
}

fn install(state: &State, request: v1::InstallRuleRequest) -> Result<v1::InstallRuleResponse, Refusal> {
    let v1::InstallRuleRequest { parent, source, parameters, disabled, install_despite_findings, requested_by } =
        request;
    let gym = gym_to_change(state, &parent, &requested_by)?;
    let sent = source::read(source.map(Source::from), &state.rules.admin)?;
    let signed_by = sent.signed_by.clone();
    let despite_findings = install_despite_findings;
    let asked = Installation { sent, parameters, disabled, despite_findings };
    let installed = state.rules.install(&gym, requested_by, asked)?;
    Ok(v1::InstallRuleResponse {
        rules: installed.ids.iter().filter_map(|id| rule(&installed.live, id)).collect(),
        rule_set: installed.live.name().to_string(),
        findings: installed.found.into_iter().map(wire::finding_to_proto).collect(),
        signed_by,
    })
}

fn enable(state: &State, request: v1::EnableRuleRequest) -> Result<v1::EnableRuleResponse, Refusal> {
    let v1::EnableRuleRequest { parent, rule: id, parameters, reset_parameters, requested_by } = request;
    let gym = gym_to_change(state, &parent, &requested_by)?;
    let live = state.rules.enable(&gym, requested_by, &id, &parameters, reset_parameters)?;
    Ok(v1::EnableRuleResponse { rule: rule(&live, &id), rule_set: live.name().to_string() })
}

fn disable(state: &State, request: v1::DisableRuleRequest) -> Result<v1::DisableRuleResponse, Refusal> {
    let v1::DisableRuleRequest { parent, rule: id, requested_by } = request;
    let gym = gym_to_change(state, &parent, &requested_by)?;
    let live = state.rules.disable(&gym, requested_by, &id)?;
    Ok(v1::DisableRuleResponse { rule: rule(&live, &id), rule_set: live.name().to_string() })
}

fn check(state: &State, request: v1::CheckRuleRequest) -> Result<v1::CheckRuleResponse, Refusal> {
    let v1::CheckRuleRequest { parent, source } = request;
    // Checking takes time and, of what is compiled, runs it: it is for who may install it.
    let gym = gym_to_change(state, &parent, "")?;
    let sent = source::read(source.map(Source::from), &state.rules.admin)?;
    let (found, installable) = state.rules.check(&gym, sent)?;
    Ok(v1::CheckRuleResponse { findings: found.into_iter().map(wire::finding_to_proto).collect(), installable })
}

fn roll_back(state: &State, request: v1::RollbackRulesRequest) -> Result<v1::RollbackRulesResponse, Refusal> {
    let v1::RollbackRulesRequest { parent, rule_set, requested_by } = request;
    let gym = gym_to_change(state, &parent, &requested_by)?;
    let set = match &rule_set[..] {
        "" => None,
        name => Some(resource::rule_set_of("rule_set", name, &gym)?),
    };
    let live = state.rules.roll_back(&gym, requested_by, set.as_deref())?;
    Ok(v1::RollbackRulesResponse { rule_set: Some(set_to_proto(state, &gym, &live.id)?) })
}

fn rule_set(state: &State, request: v1::GetRuleSetRequest) -> Result<v1::GetRuleSetResponse, Refusal> {
    let v1::GetRuleSetRequest { name } = request;
    let (gym, set) = resource::rule_set("name", &name)?;
    is_there(state, &gym)?;
    let set = if set == CURRENT { state.rules.of(&gym)?.id.clone() } else { set };
    Ok(v1::GetRuleSetResponse { rule_set: Some(set_to_proto(state, &gym, &set)?) })
}

fn set_to_proto(state: &State, gym: &str, set: &str) -> Result<v1::RuleSet, Refusal> {
    let (contents, created_us) = state.rules.stored(gym, set)?;
    Ok(v1::RuleSet {
        name: format!("gyms/{gym}/ruleSets/{set}"),
        create_time: time(created_us),
        ..wire::contents_to_proto(&contents)
    })
}

fn changes(state: &State, request: v1::ListRuleChangesRequest) -> Result<v1::ListRuleChangesResponse, Refusal> {
    let v1::ListRuleChangesRequest { parent, page_size, page_token } = request;
    let gym = resource::gym("parent", &parent)?;
    is_there(state, &gym)?;
    // Whoever asks first sees that the service has started.
    state.rules.of(&gym)?;
    let size = page::size(page_size, PAGE_USUAL, PAGE_MOST)?;
    let before = page::read_number(&parent, &page_token)?;
    // One more: each is compared with the one before it.
    let page = state.store.rule_changes(&gym, before, size + 1)?;
    let mut sets: BTreeMap<String, Contents> = BTreeMap::new();
    for change in &page {
        if !sets.contains_key(&change.set_id) {
            sets.insert(change.set_id.clone(), state.rules.stored(&gym, &change.set_id)?.0);
        }
    }
    let (nothing, size) = (Contents::default(), size as usize);
    let shown = page.iter().take(size).enumerate().map(|(place, change)| {
        let of = |change: Option<&RuleChange>| change.and_then(|change| sets.get(&change.set_id)).unwrap_or(&nothing);
        change_to_proto(&gym, change, of(page.get(place + 1)), of(Some(change)))
    });
    let changes: Vec<v1::RuleChange> = shown.collect();
    let next_page_token = match changes.last().filter(|_| page.len() > size) {
        Some(last) => page::after_number(&parent, last.number),
        None => String::new(),
    };
    Ok(v1::ListRuleChangesResponse { changes, next_page_token })
}

fn change_to_proto(gym: &str, change: &RuleChange, before: &Contents, after: &Contents) -> v1::RuleChange {
    let RuleChange { number, set_id, returns_to: _, action, requested_by, changed_us } = change;
    let differences = Contents::differences(before, after).into_iter().map(|(before, after)| v1::RuleDifference {
        rule: after.or(before).map(|entry| entry.id.clone()).unwrap_or_default(),
        before: before.map(wire::entry_to_proto),
        after: after.map(wire::entry_to_proto),
    });
    v1::RuleChange {
        number: *number,
        time: time(*changed_us),
        requested_by: requested_by.clone(),
        action: *action,
        rule_set: format!("gyms/{gym}/ruleSets/{set_id}"),
        differences: differences.collect(),
    }
}

fn rule(live: &LiveRules, id: &str) -> Option<v1::Rule> {
    live.contents.entry(id).map(|entry| wire::rule_to_proto(live, entry))
}

fn time(us: i64) -> Option<prost_types::Timestamp> {
    Timestamp::from_microsecond(us).ok().map(instant::to_proto)
}
