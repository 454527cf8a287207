//! A running service, asked over gRPC.

use crate::args::How;
use crate::coach::{Coach, zone};
use crate::command::set_name;
use crate::failure::Failure;
use crate::{gym, moment};
use jiff::Timestamp;
use rustdag_proto::v1;
use rustdag_proto::v1::coach_service_client::CoachServiceClient;
use rustdag_proto::v1::members_service_client::MembersServiceClient;
use rustdag_server::wire;
use rustdag_text::Lang;
use std::time::Duration;
use tokio::runtime::Runtime;
use tonic::transport::{Channel, Endpoint};
use tonic_types::StatusExt;

/// A service that is there answers within this.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest any answer takes.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(60);

/// Answers from a service.
pub(crate) struct Remote {
    runtime: Runtime,
    coach: CoachServiceClient<Channel>,
    name: String,
    profile: v1::Profile,
    at: Timestamp,
    lang: Lang,
    rule_set: String,
}

impl Remote {
    /// Connects, and asks who the member is.
    ///
    /// # Errors
    /// [`Failure`] if nothing answers there, or there is no such member.
    pub fn connect(server: &str, member: &str, how: &How, lang: Lang) -> Result<Self, Failure> {
        let (runtime, channel) = connect(server)?;
        let name = gym::member(member);
        let request = v1::GetMemberRequest { name: name.clone() };
        let answer = runtime
            .block_on(MembersServiceClient::new(channel.clone()).get_member(request))
            .map_err(|status| refused(server, &status))?;
        let profile = answer.into_inner().member.and_then(|member| member.profile).unwrap_or_default();
        let at = match &how.at {
            Some(text) => moment::read(text, &zone(&profile))?,
            None => moment::now(),
        };
        let (coach, rule_set) = (CoachServiceClient::new(channel), String::new());
        Ok(Self { runtime, coach, name, profile, at, lang, rule_set })
    }

    fn language_code(&self) -> String {
        self.lang.code().to_owned()
    }
}

impl Coach for Remote {
    fn profile(&self) -> &v1::Profile {
        &self.profile
    }

    fn at(&self) -> Timestamp {
        self.at
    }

    fn use_rule_set(&mut self, rule_set: &str) {
        let gym = self.name.split("/members/").next().unwrap_or_default();
        self.rule_set = set_name(gym, rule_set);
    }

    fn readiness(&mut self) -> Result<v1::Readiness, Failure> {
        let request = v1::GetReadinessRequest {
            name: self.name.clone(),
            at: Some(wire::instant::to_proto(self.at)),
            language_code: self.language_code(),
            rule_set: self.rule_set.clone(),
        };
        let answer = self.runtime.block_on(self.coach.get_readiness(request));
        answer.map_err(|status| refused("the service", &status))?.into_inner().readiness.ok_or_else(empty)
    }

    fn plan(&mut self, days: Option<u32>, wishes: Option<v1::PlanWishes>, place: &str) -> Result<v1::Plan, Failure> {
        let request = v1::MakePlanRequest {
            name: self.name.clone(),
            at: Some(wire::instant::to_proto(self.at)),
            days: days.unwrap_or_default(),
            language_code: self.language_code(),
            wishes,
            rule_set: self.rule_set.clone(),
        };
        let answer = self.runtime.block_on(self.coach.make_plan(request));
        let place = if place.is_empty() { "the service" } else { place };
        answer.map_err(|status| refused(place, &status))?.into_inner().plan.ok_or_else(empty)
    }

    fn explain(
        &mut self,
        session: Option<(v1::Session, String)>,
        muscles: &[v1::Muscle],
    ) -> Result<v1::Explanation, Failure> {
        let (session, place) = session.map_or((None, None), |(session, place)| (Some(session), Some(place)));
        let request = v1::ExplainRequest {
            name: self.name.clone(),
            at: Some(wire::instant::to_proto(self.at)),
            session,
            muscles: muscles.iter().map(|&muscle| muscle.into()).collect(),
            language_code: self.language_code(),
        };
        let answer = self.runtime.block_on(self.coach.explain(request));
        let place = place.as_deref().unwrap_or("the service");
        answer.map_err(|status| refused(place, &status))?.into_inner().explanation.ok_or_else(empty)
    }

    fn check(&mut self, session: v1::Session, place: &str) -> Result<v1::Check, Failure> {
        let request = v1::CheckSessionRequest {
            name: self.name.clone(),
            at: Some(wire::instant::to_proto(self.at)),
            session: Some(session),
            language_code: self.language_code(),
        };
        let answer = self.runtime.block_on(self.coach.check_session(request));
        answer.map_err(|status| refused(place, &status))?.into_inner().check.ok_or_else(empty)
    }

    fn forecast(&mut self) -> Result<v1::Forecast, Failure> {
        let request = v1::GetForecastRequest {
            name: self.name.clone(),
            at: Some(wire::instant::to_proto(self.at)),
            language_code: self.language_code(),
        };
        let answer = self.runtime.block_on(self.coach.get_forecast(request));
        answer.map_err(|status| refused("the service", &status))?.into_inner().forecast.ok_or_else(empty)
    }

    fn learned(&mut self) -> Result<v1::Learned, Failure> {
        let request = v1::GetLearnedRequest {
            name: self.name.clone(),
            at: Some(wire::instant::to_proto(self.at)),
            language_code: self.language_code(),
        };
        let answer = self.runtime.block_on(self.coach.get_learned(request));
        answer.map_err(|status| refused("the service", &status))?.into_inner().learned.ok_or_else(empty)
    }
}

/// A connection, and what drives it.
pub(crate) fn connect(server: &str) -> Result<(Runtime, Channel), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::input(format!("no connection can be made: {error}")))?;
    let channel = runtime.block_on(channel(server))?;
    Ok((runtime, channel))
}

async fn channel(server: &str) -> Result<Channel, Failure> {
    let address = if server.contains("://") { server.to_owned() } else { format!("http://{server}") };
    let endpoint = Endpoint::from_shared(address).map_err(|_| {
        Failure::usage(format!("--server is `{server}`; give an address such as http://127.0.0.1:50051"))
    })?;
    endpoint
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(ANSWER_TIMEOUT)
        .connect()
        .await
        .map_err(|_| Failure::input(format!("nothing answers at {server}; start it with `rustdag serve`")))
}

/// What a service says about a question it does not answer, with the place of what it was asked.
pub(super) fn refused(place: &str, status: &tonic::Status) -> Failure {
    Failure::input(format!("{place}: {}", told(status)))
}

/// What a service says about something it does not do: in the language of who asked, else field by field, where it does.
pub(crate) fn told(status: &tonic::Status) -> String {
    if let Some(told) = status.get_details_localized_message() {
        return told.message;
    }
    // Of other refusals the fields are no fields: what was found in a rule has its file there.
    let bad = status.get_details_bad_request().filter(|_| status.code() == tonic::Code::InvalidArgument);
    let violations = bad.map(|bad| bad.field_violations).unwrap_or_default();
    if violations.is_empty() {
        return status.message().to_owned();
    }
    let told: Vec<String> =
        violations.into_iter().map(|violation| format!("{} {}", violation.field, violation.description)).collect();
    told.join("; ")
}

fn empty() -> Failure {
    Failure::input("the service gave an empty answer; is it a newer version than this program?")
}
