//! The fold: from a history to the body at an instant. A pure function; a late event folds again, from the last
//! checkpoint before it where the history keeps some.

pub(crate) mod checkpoint;
mod known_days;
mod sleep_state;

use crate::body::{Body, Clocks, Usual};
use crate::calendar::{day_number, day_start, is_sunday};
use crate::dose::Dose;
use crate::history::{History, LoggedDay};
use crate::lift::Lift;
use crate::model::learning::Parameters;
use crate::model::{local_muscle, sleep};
use crate::profile::Profile;
use crate::usual::{USUAL_WINDOW_D, UsualWindow};
use checkpoint::Checkpoint;
use jiff::Timestamp;
use jiff::civil::Date;
use known_days::{Knowledge, KnownDays};
use std::borrow::Cow;

pub use crate::calendar::hours_between;
pub(crate) use crate::calendar::{day_after, days_between, hours_after};
pub(crate) use known_days::SILENT_REST_DAYS_MAX;
pub use sleep_state::SleepState;

/// Hour of the day at which an unknown day's usual session is taken to happen.
const UNKNOWN_SESSION_HOUR: f64 = 18.0;

/// A member's body at an instant, and what the next days need to know of the days before.
#[derive(Clone, Debug)]
pub struct Folded {
    /// The instant.
    pub at: Timestamp,
    /// Its local day.
    pub today: Date,
    /// First day anything was logged.
    pub since: Date,
    /// Every tissue, settled.
    pub body: Body,
    /// The member's clocks.
    pub clocks: Clocks,
    /// What a usual session asks.
    pub usual: Usual,
    /// Sleep.
    pub sleep: SleepState,
    /// Energy availability last volunteered, if recent.
    pub energy_availability: Option<f64>,
    /// Age in years.
    pub age_y: Option<f64>,
    /// Local hour at which the member usually trains, if known.
    pub usual_hour: Option<f64>,
}

/// How much slower tissues recover on a day, by sleep and energy: 1 or more.
#[must_use]
pub fn day_factor(sleep_debt_h: Option<f64>, energy_availability: Option<f64>) -> f64 {
    local_muscle::sleep_factor(sleep_debt_h) * local_muscle::energy_factor(energy_availability)
}

/// Days after which energy availability is no longer taken as true. Design.
const ENERGY_VALID_D: i32 = 14;

/// Folds a history up to an instant with the population's clocks; later events are not looked at.
#[must_use]
pub fn fold(history: &History, at: Timestamp) -> Folded {
    fold_learned(history, at, &Parameters::POPULATION)
}

/// [`fold`], while somebody looks on: from the first day, whatever checkpoints there are.
pub fn fold_watched(history: &History, at: Timestamp, onlooker: &mut impl Onlooker) -> Folded {
    fold_from_first(history, at, &Parameters::POPULATION, onlooker)
}

/// [`fold`] with the clocks of a member of whom this is learned.
#[must_use]
pub fn fold_learned(history: &History, at: Timestamp, learned: &Parameters) -> Folded {
    let mut folding = Folding::begin(history, at, learned, history.checkpoints());
    folding.run(&mut (), |_, _| {});
    folding.finish()
}

/// [`fold_learned`], while somebody looks on: from the first day, whatever checkpoints there are.
pub fn fold_from_first(history: &History, at: Timestamp, learned: &Parameters, onlooker: &mut impl Onlooker) -> Folded {
    let mut folding = Folding::begin(history, at, learned, &[]);
    folding.run(onlooker, |_, _| {});
    folding.finish()
}

/// Who looks on while a history is folded. The body never depends on who does.
pub trait Onlooker {
    /// A local day begins; `sleep` knows the night that ended on it.
    fn morning(&mut self, _date: Date, _sleep: &SleepState) {}
    /// The same day, from its first instant on, slows muscles' recovery so much: 1 or more.
    fn day(&mut self, _start: Timestamp, _slowing: f64) {}
    /// A session is about to count; `body` is settled to its instant. Active recovery is not shown.
    fn before(&mut self, _session: &FoldedSession<'_>, _body: &Body) {}
    /// The session has counted.
    fn after(&mut self, _session: &FoldedSession<'_>, _body: &Body) {}
}

/// Nobody.
impl Onlooker for () {}

/// Two at once.
impl<A: Onlooker, B: Onlooker> Onlooker for (A, B) {
    fn morning(&mut self, date: Date, sleep: &SleepState) {
        self.0.morning(date, sleep);
        self.1.morning(date, sleep);
    }

    fn day(&mut self, start: Timestamp, slowing: f64) {
        self.0.day(start, slowing);
        self.1.day(start, slowing);
    }

    fn before(&mut self, session: &FoldedSession<'_>, body: &Body) {
        self.0.before(session, body);
        self.1.before(session, body);
    }

    fn after(&mut self, session: &FoldedSession<'_>, body: &Body) {
        self.0.after(session, body);
        self.1.after(session, body);
    }
}

/// A session as it is folded.
#[derive(Clone, Copy, Debug)]
pub struct FoldedSession<'a> {
    /// Place among [`History::events`]; `None` for the usual session that an unknown day is taken for.
    pub event: Option<usize>,
    /// Its local day.
    pub date: Date,
    /// When.
    pub at: Timestamp,
    /// What it asks of each tissue.
    pub dose: &'a Dose,
    /// What it says about strength.
    pub lifts: &'a [Lift],
    /// What a usual session asked at that time.
    pub usual: &'a Usual,
}

/// Days on which something had been logged by `at`.
fn logged_until(days: &[LoggedDay], at: Timestamp) -> &[LoggedDay] {
    let mut end = days.partition_point(|day| day.start <= at);
    while end > 0 && !logged_by(&days[end - 1], at) {
        end -= 1;
    }
    &days[..end]
}

fn logged_by(day: &LoggedDay, at: Timestamp) -> bool {
    day.tells_training(at)
        || day.nights.iter().any(|night| night.at <= at)
        || day.check_ins.iter().any(|&(when, _)| when <= at)
        || day.measurements.iter().any(|&(when, _)| when <= at)
}

/// A morning on the way: the days before are in it, nothing of the day is.
#[derive(Clone, Debug, PartialEq)]
struct Morning {
    /// First day anything was logged.
    since: Date,
    date: Date,
    /// Its [`day_number`].
    number: i32,
    start: Timestamp,
    /// The first logged day that is not before it.
    next: usize,
    body: Body,
    sleep: SleepState,
    /// Energy availability last told, and on which day.
    energy: Option<(i32, f64)>,
    known: KnownDays,
}

/// A fold under way.
struct Folding<'a> {
    history: &'a History,
    profile: &'a Profile,
    logged: &'a [LoggedDay],
    at: Timestamp,
    today: Date,
    today_number: i32,
    clocks: Clocks,
    morning: Morning,
    /// Where the silence ends that days are passing through.
    silent_until: Option<i32>,
    window: Option<LateWindow>,
}

/// What is usual, for the few who ask: the days before `next` are in it.
struct LateWindow {
    usual: UsualWindow,
    next: usize,
}

impl<'a> Folding<'a> {
    /// Begins at the last checkpoint on the way to an instant, or on the first day.
    fn begin(history: &'a History, at: Timestamp, learned: &Parameters, checkpoints: &[Checkpoint]) -> Self {
        let profile = history.profile();
        let today = profile.zone.to_datetime(at).date();
        let logged = logged_until(history.days(), at);
        let age_y = profile.age_on(today);
        let clocks = Clocks::new(profile, age_y, learned);
        let sleep_need_h = profile.sleep_need.map_or_else(|| sleep::need_h(age_y), |need| need.get());
        let since = logged.first().map_or(today, |day| day.date);
        let is_on_the_way = |point: &&Checkpoint| point.is_on_the_way(at, since, &clocks, sleep_need_h);
        let morning = match checkpoints.iter().rev().find(is_on_the_way) {
            Some(checkpoint) => checkpoint.morning.clone(),
            None => Morning::first(profile, since, sleep_need_h),
        };
        let today_number = day_number(today);
        Self { history, profile, logged, at, today, today_number, clocks, morning, silent_until: None, window: None }
    }

    /// Passes the days up to today. `each` is shown every morning, and whether the member logs completely.
    fn run(&mut self, onlooker: &mut impl Onlooker, mut each: impl FnMut(&Morning, bool)) {
        loop {
            each(&self.morning, self.profile.logs_completely);
            let Morning { date, number, next, .. } = self.morning;
            let day = self.logged.get(next).filter(|day| day.date == date);
            let next = next + usize::from(day.is_some());
            let tomorrow = date.tomorrow().unwrap_or(date);
            let end = match self.logged.get(next) {
                Some(following) if following.date == tomorrow => following.start,
                _ => day_start(tomorrow, &self.profile.zone),
            };
            self.morning.next = next;
            self.day(day, end, onlooker);
            if number >= self.today_number || tomorrow == date {
                break;
            }
            (self.morning.date, self.morning.number, self.morning.start) = (tomorrow, number + 1, end);
        }
    }

    fn day(&mut self, day: Option<&'a LoggedDay>, end: Timestamp, onlooker: &mut impl Onlooker) {
        let Morning { date, number, start, .. } = self.morning;
        let at = self.at;
        let is_over = number < self.today_number;
        self.morning.sleep.morning(day.and_then(|day| night_of(day, at)));
        onlooker.morning(date, &self.morning.sleep);
        if let Some(energy) = day.and_then(|day| energy_of(day, at)) {
            self.morning.energy = Some((number, energy));
        }
        let factor = day_factor(self.morning.sleep.debt_h, self.morning.energy_availability());
        onlooker.day(start, factor);
        let knowledge = self.knowledge(day);
        let end = end.min(at);
        let mut time = start;
        if knowledge == Knowledge::Unknown
            && is_over
            && let Some(dose) = self.usual_day()
        {
            let moment = hours_after(start, UNKNOWN_SESSION_HOUR).min(end);
            self.morning.body.rest(hours_between(time, moment), factor);
            time = moment;
            let usual = self.usual_sessions().usual();
            let session = FoldedSession { event: None, date, at: moment, dose: &dose, lifts: &[], usual: &usual };
            self.morning.body.settle(&self.clocks);
            onlooker.before(&session, &self.morning.body);
            self.morning.body.train_unknown(&dose, &usual, &self.clocks);
            onlooker.after(&session, &self.morning.body);
        }
        // Active recovery is rest: it does not even cut the hours of rest in two, which could show in the last bit.
        let sessions = day.map_or(&[][..], |day| &day.sessions).iter();
        for logged in sessions.filter(|session| session.at <= at && !session.dose.is_active_recovery()) {
            let body = &mut self.morning.body;
            body.rest(hours_between(time, logged.at), factor);
            time = time.max(logged.at);
            let session = FoldedSession {
                event: Some(logged.event),
                date,
                at: logged.at,
                dose: &logged.dose,
                lifts: &logged.lifts,
                usual: &logged.usual,
            };
            body.settle(&self.clocks);
            onlooker.before(&session, body);
            body.train(&logged.dose, &logged.usual, &self.clocks);
            onlooker.after(&session, body);
        }
        let body = &mut self.morning.body;
        body.rest(hours_between(time, end), factor);
        if is_over {
            let known = knowledge != Knowledge::Unknown;
            body.midnight(&self.clocks, self.morning.sleep.adaptation_factor(), known, is_sunday(number));
        }
    }

    /// What is known of the training of the day that is passing.
    fn knowledge(&mut self, day: Option<&LoggedDay>) -> Knowledge {
        let Morning { number, next, .. } = self.morning;
        let at = self.at;
        let known = &mut self.morning.known;
        known.morning();
        if day.is_some_and(|day| day.tells_training(at)) {
            return known.told(number);
        }
        if self.profile.logs_completely {
            return known.complete();
        }
        let until = match self.silent_until {
            Some(until) if until > number => until,
            _ => {
                let told = self.logged[next..].iter().find(|day| day.tells_training(at));
                told.map_or(self.today_number, |day| day.number)
            }
        };
        self.silent_until = Some(until);
        known.silent(until)
    }

    /// The mean session of this weekday over the known days of the last six weeks; `None` if there was none.
    fn usual_day(&self) -> Option<Dose> {
        let Morning { number, next, .. } = self.morning;
        let of_weekday = self.logged[..next].iter().rev().take_while(|day| number - day.number <= USUAL_WINDOW_D);
        let of_weekday = of_weekday.filter(|day| day.number < number && (number - day.number) % 7 == 0);
        let sessions = of_weekday.flat_map(|day| day.sessions.iter().rev());
        let doses: Vec<&Dose> =
            sessions.map(|session| &session.dose).filter(|dose| !dose.is_active_recovery()).collect();
        Dose::mean_of(doses.into_iter().rev(), self.morning.known.same_weekdays() as usize)
    }

    /// The sessions of the six weeks before the day that is passing, and those of the day itself up to the instant.
    fn usual_sessions(&mut self) -> &UsualWindow {
        let Morning { number, next, .. } = self.morning;
        let LateWindow { usual, next: from } =
            self.window.get_or_insert_with(|| LateWindow { usual: UsualWindow::new(self.profile.level), next: 0 });
        let first = self.logged.partition_point(|day| number - day.number > USUAL_WINDOW_D);
        for day in &self.logged[(*from).max(first)..next] {
            for session in day.sessions.iter().filter(|session| session.at <= self.at) {
                session.remember_in(usual, day);
            }
        }
        *from = next;
        usual.forget_before(number);
        usual
    }

    /// The sessions of the six weeks before today, and today's up to the instant.
    fn usual_today(&mut self) -> Cow<'a, UsualWindow> {
        let Some(usual) = self.history.usual_sessions_at(self.at) else {
            return Cow::Owned(self.usual_sessions().clone());
        };
        let mut usual = Cow::Borrowed(usual);
        if usual.has_something_before(self.today_number) {
            usual.to_mut().forget_before(self.today_number);
        }
        usual
    }

    fn finish(mut self) -> Folded {
        self.morning.body.settle(&self.clocks);
        self.morning.sleep.finish();
        let usual = self.usual_today();
        Folded {
            at: self.at,
            today: self.today,
            since: self.morning.since,
            energy_availability: self.morning.energy_availability(),
            body: self.morning.body,
            usual: usual.usual(),
            clocks: self.clocks,
            sleep: self.morning.sleep,
            age_y: self.profile.age_on(self.today),
            usual_hour: usual.usual_hour(),
        }
    }
}

impl Morning {
    /// Of the first day, of which nothing but the profile is known.
    fn first(profile: &Profile, since: Date, sleep_need_h: f64) -> Self {
        Self {
            since,
            date: since,
            number: day_number(since),
            start: day_start(since, &profile.zone),
            next: 0,
            body: Body::at_first(profile),
            sleep: SleepState::new(sleep_need_h),
            energy: None,
            known: KnownDays::default(),
        }
    }

    fn energy_availability(&self) -> Option<f64> {
        self.energy.filter(|&(told, _)| self.number - told < ENERGY_VALID_D).map(|(_, energy)| energy)
    }
}

/// Sleep that ended on a day: naps add to the night; the hour is that of the longest sleep.
fn night_of(day: &LoggedDay, at: Timestamp) -> Option<(f64, f64)> {
    let nights = || day.nights_at(at);
    let longest = nights().max_by(|a, b| a.asleep_h.total_cmp(&b.asleep_h))?;
    Some((nights().map(|night| night.asleep_h).sum(), longest.woke_h))
}

fn energy_of(day: &LoggedDay, at: Timestamp) -> Option<f64> {
    let told = day.measurements.iter().rev().filter(|(when, _)| *when <= at);
    told.filter_map(|(_, measurement)| measurement.energy_availability).map(|energy| energy.get()).next()
}
