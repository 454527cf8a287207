//! Readiness, plans, checks and explanations: in, engine, out.

use crate::histories::Known;
use crate::members::member_page;
use crate::page;
use crate::refusal::Refusal;
use crate::rules::LiveRules;
use crate::state::{State, language, loaded_rule, missing_rule, question_at};
use crate::stream::Answers;
use crate::whole_gym::{Asked, WholeGyms};
use crate::wire::resource::{self, MemberName};
use crate::wire::{
    Answering, Invalid, check, choice, explain, forecast, learned, plan, readiness, session, template, wishes,
};
use jiff::Timestamp;
use prost::Message as _;
use rustdag_core::engine::{PLAN_DAYS_DEFAULT, SEARCHED_DAYS_MAX};
use rustdag_core::profile::Level;
use rustdag_core::wishes::Wishes;
use rustdag_proto::v1;
use rustdag_proto::v1::coach_service_server::CoachService;
use rustdag_store::StoreError;
use rustdag_text::Lang;
use std::sync::Arc;
use tonic::{Request, Response, Status};

const PAGE_USUAL: u32 = 50;
const PAGE_MOST: u32 = 200;

/// The service of the same name.
pub(crate) struct Coach {
    pub(crate) state: Arc<State>,
    pub(crate) whole_gyms: WholeGyms,
}

#[tonic::async_trait]
impl CoachService for Coach {
    async fn get_readiness(
        &self,
        request: Request<v1::GetReadinessRequest>,
    ) -> Result<Response<v1::GetReadinessResponse>, Status> {
        let v1::GetReadinessRequest { name, at, language_code, rule_set } = request.into_inner();
        let name = resource::member("name", &name).map_err(Refusal::from)?;
        let at = question_at(at).map_err(Refusal::from)?;
        let lang = language(&language_code).map_err(Refusal::from)?;
        // An answer that is kept costs nothing; making one takes a fold of the whole log, which is work for apart.
        let rules = self.state.rules.ready(&name.gym)?.filter(|_| rule_set.is_empty());
        let known = self.state.histories.kept(&*self.state.store, &name)?;
        let kept =
            rules.zip(known).and_then(|(rules, known)| known.kept_readiness(&(at, lang, Arc::clone(rules.name()))));
        let readiness = match kept {
            Some(readiness) => readiness,
            None => self.state.apart(move |state| get_readiness(state, &name, at, lang, &rule_set)).await?,
        };
        Ok(Response::new(v1::GetReadinessResponse { readiness: Some(readiness.as_ref().clone()) }))
    }

    async fn make_plan(&self, request: Request<v1::MakePlanRequest>) -> Result<Response<v1::MakePlanResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| make_plan(state, request)).await?))
    }

    type MakePlansStream = Answers<v1::MakePlansResponse>;

    async fn make_plans(
        &self,
        request: Request<v1::MakePlansRequest>,
    ) -> Result<Response<Self::MakePlansStream>, Status> {
        let request = request.into_inner();
        let asked = self.state.apart(|state| whole_gym(state, request)).await?;
        Ok(Response::new(self.whole_gyms.open(Arc::clone(&self.state), asked)?))
    }

    async fn check_session(
        &self,
        request: Request<v1::CheckSessionRequest>,
    ) -> Result<Response<v1::CheckSessionResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| check_session(state, request)).await?))
    }

    async fn explain(&self, request: Request<v1::ExplainRequest>) -> Result<Response<v1::ExplainResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| explain_member(state, request)).await?))
    }

    async fn get_learned(
        &self,
        request: Request<v1::GetLearnedRequest>,
    ) -> Result<Response<v1::GetLearnedResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| get_learned(state, request)).await?))
    }

    async fn get_forecast(
        &self,
        request: Request<v1::GetForecastRequest>,
    ) -> Result<Response<v1::GetForecastResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| get_forecast(state, request)).await?))
    }

    async fn list_templates(
        &self,
        request: Request<v1::ListTemplatesRequest>,
    ) -> Result<Response<v1::ListTemplatesResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| list_templates(state, request)).await?))
    }

    async fn list_roster(
        &self,
        request: Request<v1::ListRosterRequest>,
    ) -> Result<Response<v1::ListRosterResponse>, Status> {
        let request = request.into_inner();
        Ok(Response::new(self.state.apart(|state| list_roster(state, request)).await?))
    }

    async fn get_server_info(
        &self,
        request: Request<v1::GetServerInfoRequest>,
    ) -> Result<Response<v1::GetServerInfoResponse>, Status> {
        let v1::GetServerInfoRequest {} = request.into_inner();
        Ok(Response::new(v1::GetServerInfoResponse {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            rules: self.state.rules.base.parts.values().map(loaded_rule).collect(),
            missing_rules: self.state.rules.base.missing.iter().map(missing_rule).collect(),
        }))
    }
}

fn get_readiness(
    state: &State,
    name: &MemberName,
    at: Timestamp,
    lang: Lang,
    rule_set: &str,
) -> Result<Arc<v1::Readiness>, Refusal> {
    let known = state.histories.get(&*state.store, name)?;
    let rules = rules_asked(state, name, rule_set)?;
    Ok(readiness_of(&rules, &known, at, lang))
}

/// The rule set asked for, else the one of now.
fn rules_asked(state: &State, name: &MemberName, rule_set: &str) -> Result<Arc<LiveRules>, Refusal> {
    match rule_set {
        "" => state.rules.of(&name.gym),
        set => state.rules.of_set(&name.gym, &resource::rule_set_of("rule_set", set, &name.gym)?),
    }
}

fn readiness_of(rules: &LiveRules, known: &Known, at: Timestamp, lang: Lang) -> Arc<v1::Readiness> {
    known.readiness(&(at, lang, Arc::clone(rules.name())), |history| {
        let engine = rules.engine(history.profile().level);
        let parameters = known.parameters(at, |history| engine.parameters(history, at));
        let answer = engine.readiness_with(history, at, &parameters);
        readiness::to_proto(&answer, rules.answering(lang))
    })
}

fn make_plan(state: &State, request: v1::MakePlanRequest) -> Result<v1::MakePlanResponse, Refusal> {
    let v1::MakePlanRequest { name, at, days, language_code, wishes, rule_set } = request;
    let (name, at) = (resource::member("name", &name)?, question_at(at)?);
    let lang = language(&language_code)?;
    let known = state.histories.get(&*state.store, &name)?;
    let rules = rules_asked(state, &name, &rule_set)?;
    let answering = rules.answering(lang);
    let engine = rules.engine(known.history.profile().level);
    let wishes::Asked { engine, mut wishes, names } =
        wishes::asked(engine, days, wishes, state.intake()).map_err(|invalid| invalid.within("wishes"))?;
    let answering = Answering { names: &names, ..answering };
    if days == 0 {
        let today = known.history.profile().zone.to_datetime(at).date();
        wishes.days = Wishes::days_to_reach(wishes.event, today);
    }
    let learn = || known.parameters(at, |history| engine.parameters(history, at));
    let answer = engine
        .plan_with(&known.history, at, wishes.clone(), learn)
        .map_err(|error| Refusal::of_plan(&error, &wishes, answering.words.texts(answering.lang)))?;
    Ok(v1::MakePlanResponse { plan: Some(plan::to_proto(&answer, answering)) })
}

fn plan_days(asked: u32) -> u32 {
    if asked == 0 { PLAN_DAYS_DEFAULT } else { asked }
}

/// What is asked of a whole gym. What is wrong with the question is told before the stream begins.
fn whole_gym(state: &State, request: v1::MakePlansRequest) -> Result<Asked, Refusal> {
    let v1::MakePlansRequest { parent, at, days, language_code, after_member } = request;
    let gym = resource::gym("parent", &parent)?;
    let (at, days, lang) = (question_at(at)?, plan_days(days), language(&language_code)?);
    if !(1..=SEARCHED_DAYS_MAX).contains(&days) {
        let most = format_args!("is {days}; plans of a whole gym have 1 to {SEARCHED_DAYS_MAX} days");
        return Err(Invalid::new("days", most).into());
    }
    let after = match &after_member[..] {
        "" => None,
        name => {
            let after = resource::member("after_member", name)?;
            if after.gym != gym {
                return Err(Invalid::new("after_member", format_args!("is {name}; give a member of {parent}")).into());
            }
            Some(after.member)
        }
    };
    let total = state.store.count_members(&gym, after.as_deref())?;
    let rules = state.rules.of(&gym)?;
    Ok(Asked { gym, after, at, days, lang, total, rules })
}

fn check_session(state: &State, request: v1::CheckSessionRequest) -> Result<v1::CheckSessionResponse, Refusal> {
    let v1::CheckSessionRequest { name, at, session, language_code } = request;
    let (name, at) = (resource::member("name", &name)?, question_at(at)?);
    let lang = language(&language_code)?;
    let known = state.histories.get(&*state.store, &name)?;
    let rules = state.rules.of(&name.gym)?;
    let answering = rules.answering(lang);
    let engine = rules.engine(known.history.profile().level);
    let session = session::from_proto(session.unwrap_or_default(), engine.templates(), state.intake())
        .map_err(|invalid| invalid.within("session"))?;
    let parameters = known.parameters(at, |history| engine.parameters(history, at));
    let answer = engine.check_with(&known.history, at, &session, &parameters);
    Ok(v1::CheckSessionResponse { check: Some(check::to_proto(&answer, answering)) })
}

fn explain_member(state: &State, request: v1::ExplainRequest) -> Result<v1::ExplainResponse, Refusal> {
    let v1::ExplainRequest { name, at, session, muscles, language_code } = request;
    let (name, at) = (resource::member("name", &name)?, question_at(at)?);
    let lang = language(&language_code)?;
    let muscles = explain::muscles_from_proto(&muscles)?;
    let known = state.histories.get(&*state.store, &name)?;
    let rules = state.rules.of(&name.gym)?;
    let answering = rules.answering(lang);
    let engine = rules.engine(known.history.profile().level);
    let session = session
        .map(|session| session::from_proto(session, engine.templates(), state.intake()))
        .transpose()
        .map_err(|invalid| invalid.within("session"))?;
    let parameters = known.parameters(at, |history| engine.parameters(history, at));
    let answer = engine.explain_with(&known.history, at, session.as_ref(), &parameters);
    Ok(v1::ExplainResponse { explanation: Some(explain::to_proto(&answer, &muscles, answering)) })
}

fn get_learned(state: &State, request: v1::GetLearnedRequest) -> Result<v1::GetLearnedResponse, Refusal> {
    let v1::GetLearnedRequest { name, at, language_code } = request;
    let (name, at) = (resource::member("name", &name)?, question_at(at)?);
    let lang = language(&language_code)?;
    let known = state.histories.get(&*state.store, &name)?;
    let rules = state.rules.of(&name.gym)?;
    let answering = rules.answering(lang);
    let learned = rules.engine(known.history.profile().level).learned(&known.history, at);
    Ok(v1::GetLearnedResponse { learned: Some(learned::to_proto(&learned, answering)) })
}

fn get_forecast(state: &State, request: v1::GetForecastRequest) -> Result<v1::GetForecastResponse, Refusal> {
    let v1::GetForecastRequest { name, at, language_code } = request;
    let (name, at) = (resource::member("name", &name)?, question_at(at)?);
    let lang = language(&language_code)?;
    let known = state.histories.get(&*state.store, &name)?;
    let rules = state.rules.of(&name.gym)?;
    let answering = rules.answering(lang);
    let answer = rules.engine(known.history.profile().level).forecast(&known.history, at);
    Ok(v1::GetForecastResponse { forecast: Some(forecast::to_proto(&answer, answering.words.texts(answering.lang))) })
}

fn list_templates(state: &State, request: v1::ListTemplatesRequest) -> Result<v1::ListTemplatesResponse, Refusal> {
    let v1::ListTemplatesRequest { parent, level, language_code } = request;
    let gym = resource::gym("parent", &parent)?;
    // A gym that is not there is told so, as everywhere.
    state.store.count_members(&gym, None)?;
    let rules = state.rules.of(&gym)?;
    let answering = rules.answering(language(&language_code)?);
    let level = choice::level::from_proto("level", level)?;
    let levels = level.as_ref().map_or(Level::ALL, std::slice::from_ref);
    Ok(template::all_to_proto(levels, answering))
}

fn list_roster(state: &State, request: v1::ListRosterRequest) -> Result<v1::ListRosterResponse, Refusal> {
    let v1::ListRosterRequest { parent, at, language_code, page_size, page_token } = request;
    let gym = resource::gym("parent", &parent)?;
    let (at, lang) = (question_at(at)?, language(&language_code)?);
    let size = page::size(page_size, PAGE_USUAL, PAGE_MOST)?;
    let after = page::read_member(&parent, &page_token)?;
    let (members, next_page_token) = member_page(state, &gym, &parent, after.as_deref(), size)?;
    let rules = state.rules.of(&gym)?;
    let mut entries = Vec::with_capacity(members.len());
    for member in members {
        let name = MemberName { gym: gym.clone(), member: member.id };
        match roster_entry(state, &rules, &name, at, lang) {
            Ok(entry) => entries.push(entry),
            // Erased since the page was read.
            Err(Refusal::Store(StoreError::NoMember { .. })) => {}
            // Of this member nothing can be said; the others are not to suffer for it.
            Err(refusal @ (Refusal::Unreadable { .. } | Refusal::Store(StoreError::Corrupt { .. }))) => {
                refusal.report();
                entries.push(unknown_entry(&name, &member.profile));
            }
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(v1::ListRosterResponse { entries, next_page_token })
}

fn roster_entry(
    state: &State,
    rules: &LiveRules,
    name: &MemberName,
    at: Timestamp,
    lang: Lang,
) -> Result<v1::RosterEntry, Refusal> {
    let known = state.histories.get(&*state.store, name)?;
    let readiness = readiness_of(rules, &known, at, lang);
    Ok(v1::RosterEntry {
        member: name.to_string(),
        display_name: known.history.profile().name.clone(),
        light: readiness.light,
        reason: readiness.reasons.first().cloned(),
        confidence: readiness.confidence,
    })
}

/// Of a member whose log or profile cannot be read: grey, and nothing known.
fn unknown_entry(name: &MemberName, profile: &[u8]) -> v1::RosterEntry {
    v1::RosterEntry {
        member: name.to_string(),
        display_name: v1::Profile::decode(profile).map(|profile| profile.display_name).unwrap_or_default(),
        light: v1::Light::Grey.into(),
        reason: None,
        confidence: 0.0,
    }
}
