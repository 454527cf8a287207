//! From what went wrong to `google.rpc.Status`: the one place where that is decided.

use crate::rules::{Found, RuleRefusal};
use crate::wire::Invalid;
use crate::wire::wishes::place;
use rustdag_core::engine::{PLAN_DAYS_MAX, PlanError};
use rustdag_core::wishes::Wishes;
use rustdag_proto::v1;
use rustdag_store::StoreError;
use rustdag_text::Texts;
use std::collections::HashMap;
use std::time::Duration;
use tonic::{Code, Status};
use tonic_types::{ErrorDetails, StatusExt as _};

/// Domain of every `google.rpc.ErrorInfo`.
pub const DOMAIN: &str = "rustdag";

/// When to try again after the service was busy.
const RETRY_DELAY: Duration = Duration::from_secs(1);

/// Why a call, or one event of a call, is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A field is wrong.
    Invalid(Invalid),
    /// Two things that were wished for contradict each other.
    Contradiction {
        /// The field of the second.
        invalid: Invalid,
        /// Language of the sentence: `nl`.
        language: &'static str,
        /// Which two, for people.
        sentence: String,
    },
    /// The store refused, or failed.
    Store(StoreError),
    /// The event's identity belongs to an event of another member.
    EventOfOtherMember {
        /// Source of the event.
        source: String,
        /// Id of the event.
        event_id: String,
    },
    /// The member has no such event.
    NoEvent {
        /// Source of the event.
        source: String,
        /// Id of the event.
        event_id: String,
    },
    /// What is stored cannot be read.
    Unreadable {
        /// Of what: the resource's name.
        of: String,
        /// What is wrong with it.
        what: String,
    },
    /// Too many calls are under way.
    Busy,
    /// Too many streams are open.
    TooManyStreams,
    /// Too many whole gyms are being planned.
    TooManyGyms,
    /// Nothing came on a stream, or nobody took its answers.
    StreamIdle {
        /// For how long.
        seconds: u64,
    },
    /// The answer could not be finished.
    Unfinished,
    /// A gym's rules are not changed, or a set of before cannot answer.
    Rules(RuleRefusal),
}

impl From<RuleRefusal> for Refusal {
    fn from(refusal: RuleRefusal) -> Self {
        Self::Rules(refusal)
    }
}

impl From<Invalid> for Refusal {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Refusal {
    /// Why no plan can be made as it is wished for: at which field, and in the language of who asked.
    pub(crate) fn of_plan(error: &PlanError, wishes: &Wishes, texts: &Texts) -> Self {
        let field_path = place(error, wishes);
        let problem = match error {
            PlanError::Horizon(days) => format!("is {days}; a plan has 1 to {PLAN_DAYS_MAX} days"),
            contradiction => format!("cannot be granted: {contradiction}"),
        };
        Self::Contradiction {
            invalid: Invalid { field_path, problem },
            language: texts.lang().code(),
            sentence: texts.contradiction(error),
        }
    }
}

/// What a status says besides its message.
struct Meaning {
    code: Code,
    /// `google.rpc.ErrorInfo.reason`.
    reason: &'static str,
    message: String,
    /// What happened, for who runs the service; the caller is not told which file it is about.
    incident: Option<String>,
}

impl Meaning {
    fn of_caller(code: Code, reason: &'static str, message: impl ToString) -> Self {
        Self { code, reason, message: message.to_string(), incident: None }
    }

    fn of_service(code: Code, reason: &'static str, message: impl ToString, incident: impl ToString) -> Self {
        Self { code, reason, message: message.to_string(), incident: Some(incident.to_string()) }
    }
}

impl Refusal {
    fn meaning(&self) -> Meaning {
        match self {
            Self::Invalid(invalid) | Self::Contradiction { invalid, .. } => {
                Meaning::of_caller(Code::InvalidArgument, "INVALID_FIELD", invalid)
            }
            Self::Store(error) => store_meaning(error),
            Self::EventOfOtherMember { source, event_id } => Meaning::of_caller(
                Code::AlreadyExists,
                "EVENT_OF_OTHER_MEMBER",
                format_args!("event {event_id} of source {source} is another member's; give each event its own id"),
            ),
            Self::NoEvent { source, event_id } => Meaning::of_caller(
                Code::NotFound,
                "NO_EVENT",
                format_args!("the member has no event {event_id} of source {source}"),
            ),
            Self::Unreadable { of, what } => Meaning::of_service(
                Code::DataLoss,
                "UNREADABLE",
                format_args!("something stored of {of} cannot be read; tell who runs this service"),
                format_args!("{of}: {what}"),
            ),
            Self::Busy => Meaning::of_caller(
                Code::ResourceExhausted,
                "BUSY",
                "too many calls are under way; try again in a second",
            ),
            Self::TooManyStreams => Meaning::of_caller(
                Code::ResourceExhausted,
                "TOO_MANY_STREAMS",
                "too many streams are open; try again in a second, or record events in batches",
            ),
            Self::TooManyGyms => Meaning::of_caller(
                Code::ResourceExhausted,
                "TOO_MANY_GYMS",
                "as many whole gyms are being planned as this service plans at once; try again when one is done",
            ),
            Self::StreamIdle { seconds } => Meaning::of_caller(
                Code::DeadlineExceeded,
                "STREAM_IDLE",
                format_args!(
                    "nothing moved on this stream for {seconds} s, so it was ended; what was acknowledged is kept, \
                     send more on another stream"
                ),
            ),
            Self::Unfinished => Meaning::of_service(
                Code::Internal,
                "UNFINISHED",
                "the answer could not be finished; tell who runs this service",
                "a task ended before it answered",
            ),
            Self::Rules(refusal) => rules_meaning(refusal),
        }
    }

    /// Tells who runs the service, where the caller is answered all the same.
    pub(crate) fn report(&self) {
        log(&self.meaning());
    }

    /// Why one member of a whole gym has no plan.
    pub(crate) fn to_plan_refusal(&self) -> v1::PlanRefusal {
        let meaning = self.meaning();
        log(&meaning);
        v1::PlanRefusal { code: meaning.code.into(), message: meaning.message }
    }

    /// The refusal of one event of a batch or a stream.
    #[must_use]
    pub fn to_event_refusal(&self) -> v1::EventRefusal {
        let meaning = self.meaning();
        log(&meaning);
        let field_violations = match self {
            Self::Invalid(Invalid { field_path, problem }) => {
                vec![v1::FieldViolation { field: field_path.clone(), description: problem.clone() }]
            }
            _ => Vec::new(),
        };
        v1::EventRefusal { code: meaning.code.into(), message: meaning.message, field_violations }
    }
}

fn rules_meaning(refusal: &RuleRefusal) -> Meaning {
    let (code, reason) = match refusal {
        RuleRefusal::Closed => (Code::PermissionDenied, "RULES_CLOSED"),
        RuleRefusal::Native { .. } => (Code::PermissionDenied, "NATIVE_RULE"),
        RuleRefusal::Untrusted(_) => (Code::PermissionDenied, "UNTRUSTED_RULE"),
        RuleRefusal::Findings { .. } => (Code::FailedPrecondition, "RULE_FINDINGS"),
        RuleRefusal::Taken { .. } => (Code::AlreadyExists, "RULE_ID_TAKEN"),
        RuleRefusal::TooMany { .. } => (Code::ResourceExhausted, "TOO_MANY_RULES"),
        RuleRefusal::Unusable { .. } => (Code::FailedPrecondition, "RULE_UNUSABLE"),
        RuleRefusal::NoRule { .. } => (Code::NotFound, "NO_RULE"),
        RuleRefusal::KeepsSafe { .. } | RuleRefusal::Engine => (Code::FailedPrecondition, "RULE_KEEPS_SAFE"),
        RuleRefusal::NoSet { .. } => (Code::NotFound, "NO_RULE_SET"),
        RuleRefusal::SetGone { .. } => (Code::FailedPrecondition, "RULE_SET_GONE"),
        RuleRefusal::NothingBefore => (Code::FailedPrecondition, "NO_EARLIER_RULE_SET"),
    };
    Meaning::of_caller(code, reason, refusal)
}

fn store_meaning(error: &StoreError) -> Meaning {
    match error {
        StoreError::NoGym { .. } => Meaning::of_caller(Code::NotFound, "NO_GYM", error),
        StoreError::NoMember { .. } => Meaning::of_caller(Code::NotFound, "NO_MEMBER", error),
        StoreError::MemberExists { .. } => Meaning::of_caller(Code::AlreadyExists, "MEMBER_EXISTS", error),
        StoreError::Changed { .. } | StoreError::RulesChanged { .. } => {
            Meaning::of_caller(Code::Aborted, "CHANGED", error)
        }
        StoreError::Full { .. } => Meaning::of_service(
            Code::ResourceExhausted,
            "DATABASE_FULL",
            "the database has no space left; nothing was kept, tell who runs this service",
            error,
        ),
        StoreError::ReadOnly { .. } => Meaning::of_service(
            Code::FailedPrecondition,
            "DATABASE_READ_ONLY",
            "the database may not be written; nothing was kept, tell who runs this service",
            error,
        ),
        StoreError::Locked { .. } => Meaning::of_service(
            Code::Unavailable,
            "DATABASE_LOCKED",
            "the database is held by another program; nothing was kept, try again",
            error,
        ),
        StoreError::Corrupt { .. } => Meaning::of_service(
            Code::DataLoss,
            "DATABASE_DAMAGED",
            "the database is damaged; tell who runs this service",
            error,
        ),
        StoreError::Url { .. }
        | StoreError::CannotOpen { .. }
        | StoreError::Foreign { .. }
        | StoreError::NewerSchema { .. }
        | StoreError::Backend { .. } => Meaning::of_service(
            Code::Internal,
            "DATABASE_FAILED",
            "the database failed; tell who runs this service",
            error,
        ),
    }
}

fn log(meaning: &Meaning) {
    if let Some(incident) = &meaning.incident {
        tracing::error!(reason = meaning.reason, "{incident}");
    }
}

impl From<Refusal> for Status {
    fn from(refusal: Refusal) -> Self {
        let meaning = refusal.meaning();
        log(&meaning);
        let mut details = ErrorDetails::with_error_info(meaning.reason, DOMAIN, HashMap::<String, String>::new());
        match refusal {
            Refusal::Invalid(Invalid { field_path, problem }) => {
                details.add_bad_request_violation(field_path, problem);
            }
            Refusal::Rules(RuleRefusal::Findings { found, may_insist: _ }) => {
                for Found { file, weight: _, text } in found {
                    details.add_bad_request_violation(file, text);
                }
            }
            Refusal::Contradiction { invalid: Invalid { field_path, problem }, language, sentence } => {
                details.add_bad_request_violation(field_path, problem);
                details.set_localized_message(language, sentence);
            }
            Refusal::Busy | Refusal::TooManyStreams | Refusal::TooManyGyms => {
                details.set_retry_info(Some(RETRY_DELAY));
            }
            _ => {}
        }
        Self::with_error_details(meaning.code, meaning.message, details)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_field_is_named_twice() {
        let status = Status::from(Refusal::from(Invalid::new("event.at", "is missing; give one")));
        assert_eq!(status.code(), Code::InvalidArgument);
        assert_eq!(status.message(), "event.at is missing; give one");
        let violations = &status.get_details_bad_request().unwrap().field_violations;
        assert_eq!(
            (violations[0].field.as_str(), violations[0].description.as_str()),
            ("event.at", "is missing; give one")
        );
        assert_eq!(status.get_details_error_info().unwrap().reason, "INVALID_FIELD");
    }

    #[test]
    fn a_caller_is_not_told_where_the_files_are() {
        let status = Status::from(Refusal::from(StoreError::Full { file: "/srv/gym.db".into() }));
        assert_eq!(status.code(), Code::ResourceExhausted);
        assert!(!status.message().contains("gym.db"));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_why_is_for_who_runs_the_service() {
        let of = "gyms/default/ruleSets/0".to_owned();
        let status = Status::from(Refusal::Unreadable { of, what: "invalid wire type".into() });
        assert_eq!(
            (status.code(), status.message()),
            (Code::DataLoss, "something stored of gyms/default/ruleSets/0 cannot be read; tell who runs this service")
        );
    }

    #[test]
    fn busy_says_when_to_come_back() {
        let status = Status::from(Refusal::Busy);
        assert_eq!(status.get_details_retry_info().unwrap().retry_delay, Some(RETRY_DELAY));
    }
}
