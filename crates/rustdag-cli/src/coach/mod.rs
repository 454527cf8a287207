//! Who answers: the engine in this process, from a file; or a running service.

mod offline;
mod remote;
mod whole_gym;

pub(crate) use offline::Offline;
pub(crate) use remote::{Remote, connect, told};
pub(crate) use whole_gym::{Answer, WholeGym};

use crate::args::How;
use crate::failure::Failure;
use crate::output::Output;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustdag_proto::v1;
use rustdag_text::Lang;

/// Answers about one member, as the API's messages.
pub(crate) trait Coach {
    /// Who it is.
    fn profile(&self) -> &v1::Profile;

    /// The instant it answers for.
    fn at(&self) -> Timestamp;

    /// Answers with the rules of before from now on, where whoever answers keeps them.
    fn use_rule_set(&mut self, _rule_set: &str) {}

    /// Readiness.
    fn readiness(&mut self) -> Result<v1::Readiness, Failure>;

    /// A plan, of as many days as its wishes need if not given; `place` names where wishes were read, for whoever has to mend
    /// them.
    fn plan(&mut self, days: Option<u32>, wishes: Option<v1::PlanWishes>, place: &str) -> Result<v1::Plan, Failure>;

    /// Why; of muscles only the numbers of these. The session comes with the place where it was read.
    fn explain(
        &mut self,
        session: Option<(v1::Session, String)>,
        muscles: &[v1::Muscle],
    ) -> Result<v1::Explanation, Failure>;

    /// Whether a session fits; `place` names where it was read, for whoever has to mend it.
    fn check(&mut self, session: v1::Session, place: &str) -> Result<v1::Check, Failure>;

    /// How the member will probably rate this morning and tomorrow.
    fn forecast(&mut self) -> Result<v1::Forecast, Failure>;

    /// What is learned of the member.
    fn learned(&mut self) -> Result<v1::Learned, Failure>;
}

/// Whoever is asked for on the command line.
///
/// # Errors
/// [`Failure`] if the file cannot be read, or the service does not answer.
pub(crate) fn find(member: &str, how: &How, lang: Lang, output: Output) -> Result<Box<dyn Coach>, Failure> {
    Ok(match &how.server {
        Some(server) => Box::new(Remote::connect(server, member, how, lang)?),
        None => Box::new(Offline::open(member, how, lang, output)?),
    })
}

/// The same, for questions that no rule has a say in: no rule is loaded from a folder.
///
/// # Errors
/// [`Failure`] if the file cannot be read, or the service does not answer.
pub(crate) fn find_without_rules(
    member: &str,
    how: &How,
    lang: Lang,
    output: Output,
) -> Result<Box<dyn Coach>, Failure> {
    Ok(match &how.server {
        Some(server) => Box::new(Remote::connect(server, member, how, lang)?),
        None => Box::new(Offline::open_without_rules(member, how, lang, output)?),
    })
}

/// The member's zone.
pub(crate) fn zone(profile: &v1::Profile) -> TimeZone {
    // A profile that was answered or read had its zone checked.
    TimeZone::get(&profile.zone).unwrap_or(TimeZone::UTC)
}
