//! Plans of a whole gym: every member in the order of ids, made by several threads, streamed as they are taken.

use crate::in_order::in_order;
use crate::refusal::Refusal;
use crate::rules::LiveRules;
use crate::state::State;
use crate::stream::Answers;
use crate::wire::plan;
use crate::wire::resource::MemberName;
use jiff::Timestamp;
use prost::Message as _;
use rustdag_core::wishes::Wishes;
use rustdag_proto::v1;
use rustdag_proto::v1::make_plans_response::Outcome;
use rustdag_store::{Member, StoreError};
use rustdag_text::Lang;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};
use tokio::time::timeout;
use tonic::Status;

/// Members read from the store at a time.
const PAGE: u32 = 200;
/// Answers that wait to be taken, beside those the threads hold.
const ANSWERS_WAITING: usize = 4;

/// What is asked of a whole gym.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) gym: String,
    /// Only members with ids after this one.
    pub(crate) after: Option<String>,
    pub(crate) at: Timestamp,
    pub(crate) days: u32,
    pub(crate) lang: Lang,
    /// How many members there are.
    pub(crate) total: u64,
    /// The rules that all of them are planned with, whatever is changed meanwhile.
    pub(crate) rules: Arc<LiveRules>,
}

/// What plans of whole gyms may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bounds {
    /// Whole gyms that are planned at once, over all connections.
    pub(crate) open: usize,
    /// Threads that each of them is planned by.
    pub(crate) threads: NonZeroUsize,
    /// How long an answer may wait to be taken.
    pub(crate) idle: Duration,
}

/// Plans whole gyms.
pub(crate) struct WholeGyms {
    places: Arc<Semaphore>,
    bounds: Bounds,
}

impl WholeGyms {
    pub(crate) fn new(bounds: Bounds) -> Self {
        Self { places: Arc::new(Semaphore::new(bounds.open)), bounds }
    }

    /// Plans every member for as long as somebody takes the answers.
    pub(crate) fn open(&self, state: Arc<State>, asked: Asked) -> Result<Answers<v1::MakePlansResponse>, Refusal> {
        let place = Arc::clone(&self.places).try_acquire_owned().map_err(|_| Refusal::TooManyGyms)?;
        let place = Arc::new(place);
        let (answers, out) = mpsc::channel(ANSWERS_WAITING);
        let (end, ended) = oneshot::channel();
        let Bounds { threads, idle, .. } = self.bounds;
        let taker = Taker { answers, idle, runtime: Handle::current() };
        let of_task = Arc::<OwnedSemaphorePermit>::clone(&place);
        tokio::task::spawn_blocking(move || {
            let _place = of_task;
            let outcome = plan_all(&state, asked, threads, &taker);
            // Whoever is gone needs no end.
            let _ = end.send(outcome.map_err(Status::from));
            // Only now may the stream be seen to end.
            drop(taker);
        });
        Ok(Answers::new(out, ended, place))
    }
}

/// Where answers go.
struct Taker {
    answers: mpsc::Sender<v1::MakePlansResponse>,
    idle: Duration,
    runtime: Handle,
}

impl Taker {
    /// Waits until the answer is taken; breaks off if nobody takes it.
    fn hand_over(&self, answer: v1::MakePlansResponse) -> Result<ControlFlow<()>, Refusal> {
        let taken = self.runtime.block_on(async { timeout(self.idle, self.answers.send(answer)).await });
        match taken {
            Ok(Ok(())) => Ok(ControlFlow::Continue(())),
            // The caller is gone.
            Ok(Err(_)) => Ok(ControlFlow::Break(())),
            Err(_) => Err(Refusal::StreamIdle { seconds: self.idle.as_secs() }),
        }
    }
}

/// Plans every member, in order of ids. One who cannot be planned is an answer too; what keeps the gym itself from being
/// read ends it.
fn plan_all(state: &State, asked: Asked, threads: NonZeroUsize, taker: &Taker) -> Result<(), Refusal> {
    let Asked { gym, after, at, days, lang, mut total, rules } = asked;
    let members = Roster { state, gym: &gym, after, page: VecDeque::new(), is_last: false };
    let work = |member: Result<Member, Refusal>| {
        member.and_then(|member| plan_one(state, &rules, &gym, &member, at, days, lang))
    };
    let mut done = 0;
    let mut outcome = Ok(());
    in_order(threads, members, work, |answer| {
        let answer = match answer {
            Ok(answer) => answer,
            Err(refusal) => {
                outcome = Err(refusal);
                return ControlFlow::Break(());
            }
        };
        // Members come and go while a gym is planned: as many were asked for as there were, and those who came since.
        done += 1;
        total = total.max(done);
        let Some((member, display_name, result)) = answer else { return ControlFlow::Continue(()) };
        let response = v1::MakePlansResponse { member, display_name, done, total, outcome: Some(result) };
        taker.hand_over(response).unwrap_or_else(|refusal| {
            outcome = Err(refusal);
            ControlFlow::Break(())
        })
    });
    outcome
}

/// The answer about one member: name, name to greet with, and what became of the plan; `None` of one who was erased since
/// the page was read.
type Answered = Option<(String, String, Outcome)>;

fn plan_one(
    state: &State,
    rules: &LiveRules,
    gym: &str,
    member: &Member,
    at: Timestamp,
    days: u32,
    lang: Lang,
) -> Result<Answered, Refusal> {
    let name = MemberName { gym: gym.to_owned(), member: member.id.clone() };
    // Whatever one member's log does to the engine, the others are not to suffer for it.
    let planned = catch_unwind(AssertUnwindSafe(|| {
        let known = state.histories.look(&*state.store, &name)?;
        let engine = rules.engine(known.history.profile().level);
        let learn = || known.parameters(at, |history| engine.parameters(history, at));
        let answering = rules.answering(lang);
        let plan = engine
            .plan_with(&known.history, at, days, learn)
            .map_err(|error| Refusal::of_plan(&error, &Wishes::of_days(days), answering.words.texts(lang)))?;
        Ok((known.history.profile().name.clone(), plan::to_proto(&plan, answering)))
    }));
    match planned.unwrap_or(Err(Refusal::Unfinished)) {
        Ok((display_name, plan)) => Ok(Some((name.to_string(), display_name, Outcome::Plan(plan)))),
        Err(Refusal::Store(StoreError::NoMember { .. })) => Ok(None),
        Err(
            refusal @ (Refusal::Unreadable { .. } | Refusal::Unfinished | Refusal::Store(StoreError::Corrupt { .. })),
        ) => {
            let display_name = v1::Profile::decode(&member.profile[..]).map(|profile| profile.display_name);
            let refused = Outcome::Refusal(refusal.to_plan_refusal());
            Ok(Some((name.to_string(), display_name.unwrap_or_default(), refused)))
        }
        Err(refusal) => Err(refusal),
    }
}

/// The members of a gym, page by page.
struct Roster<'a> {
    state: &'a State,
    gym: &'a str,
    after: Option<String>,
    page: VecDeque<Member>,
    is_last: bool,
}

impl Iterator for Roster<'_> {
    type Item = Result<Member, Refusal>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.page.is_empty() && !self.is_last {
            match self.state.store.members(self.gym, self.after.as_deref(), PAGE) {
                Ok(page) => {
                    self.is_last = page.len() < PAGE as usize;
                    self.page = page.into();
                    self.after = self.page.back().map(|member| member.id.clone());
                }
                Err(error) => {
                    self.is_last = true;
                    return Some(Err(error.into()));
                }
            }
        }
        self.page.pop_front().map(Ok)
    }
}
