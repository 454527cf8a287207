//! The fold: from a history to the body at an instant. A pure function; a late event folds again.

use crate::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
use crate::body::{Body, Clocks, Usual};
use crate::dose::Dose;
use crate::history::{History, LoggedDay, day_start};
use crate::lift::Lift;
use crate::model::{connective, guidance, local_muscle, sleep, systemic};
use crate::profile::{Level, Profile};
use jiff::civil::{Date, Weekday};
use jiff::{SignedDuration, Timestamp, ToSpan};
use std::collections::VecDeque;

/// Days that usual loads are taken from.
const USUAL_WINDOW_D: i32 = 42;
/// Least usual load, as a share of that at first: what is logged as hardly any load is no yardstick. Design.
const USUAL_LOAD_LEAST_SHARE: f64 = 0.25;
/// Sessions before the usual load is the member's own. Design.
const USUAL_SESSIONS_MIN: usize = 4;
/// Sessions of a muscle before its usual sets are the member's own. Design.
const USUAL_MUSCLE_SESSIONS_MIN: usize = 2;
/// Days without a word between known ones that still count as rest.
pub(crate) const SILENT_REST_DAYS_MAX: i32 = 2;
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

/// Sleep as of today.
#[derive(Clone, Debug, PartialEq)]
pub struct SleepState {
    /// Need, hours.
    pub need_h: f64,
    /// Last night, hours.
    pub last_night_h: Option<f64>,
    /// Mean of the known nights of the last fourteen, hours.
    pub mean_h: Option<f64>,
    /// Debt, hours.
    pub debt_h: Option<f64>,
    /// Standard deviation of the hour of waking over fourteen nights.
    pub irregularity_h: Option<f64>,
    numeric_debt_h: f64,
    nights: VecDeque<(Date, f64, f64)>,
}

/// Nights before regularity says anything. Design.
const REGULARITY_NIGHTS_MIN: usize = 5;

impl SleepState {
    fn new(need_h: f64) -> Self {
        Self {
            need_h,
            last_night_h: None,
            mean_h: None,
            debt_h: None,
            irregularity_h: None,
            numeric_debt_h: 0.0,
            nights: VecDeque::new(),
        }
    }

    /// Steps to a morning; `night` is the sleep that ended on it and the hour of waking.
    fn morning(&mut self, date: Date, night: Option<(f64, f64)>) {
        while self.nights.front().is_some_and(|&(old, _, _)| days_between(old, date) >= sleep::NIGHTS_WINDOW) {
            self.nights.pop_front();
        }
        if let Some((asleep_h, woke_h)) = night {
            self.nights.push_back((date, asleep_h, woke_h));
        }
        let known = self.nights.len();
        self.last_night_h = night.map(|(asleep_h, _)| asleep_h);
        self.mean_h = (known >= sleep::NIGHTS_KNOWN_MIN)
            .then(|| self.nights.iter().map(|&(_, asleep_h, _)| asleep_h).sum::<f64>() / known as f64);
        let deficit = self.last_night_h.or(self.mean_h).map_or(0.0, |asleep_h| self.need_h - asleep_h);
        self.numeric_debt_h = sleep::debt_after(self.numeric_debt_h, deficit);
        self.debt_h = self.mean_h.map(|_| self.numeric_debt_h);
    }

    fn finish(&mut self) {
        let known = self.nights.len();
        if known < REGULARITY_NIGHTS_MIN {
            return;
        }
        // Hours of waking go round the clock: take them relative to the first one.
        let first = self.nights[0].2;
        let relative = |woke: f64| (woke - first + 36.0).rem_euclid(24.0) - 12.0;
        let mean = self.nights.iter().map(|&(_, _, woke)| relative(woke)).sum::<f64>() / known as f64;
        let variance =
            self.nights.iter().map(|&(_, _, woke)| (relative(woke) - mean) * (relative(woke) - mean)).sum::<f64>()
                / (known as f64 - 1.0);
        self.irregularity_h = Some(variance.sqrt());
    }

    /// Hours short of the need in the night that ended today.
    #[must_use]
    pub fn deficit_h(&self) -> Option<f64> {
        self.last_night_h.map(|asleep_h| self.need_h - asleep_h)
    }

    /// Sleep's factor on adaptation today.
    #[must_use]
    pub fn adaptation_factor(&self) -> f64 {
        sleep::adaptation_factor(self.deficit_h(), self.debt_h)
    }

    /// The next morning as it is expected: a night of the member's own mean length, if that is known.
    #[must_use]
    pub fn expected_next(&self) -> Self {
        let mut next = self.clone();
        next.last_night_h = self.mean_h;
        if let Some(mean_h) = self.mean_h {
            next.numeric_debt_h = sleep::debt_after(self.numeric_debt_h, self.need_h - mean_h);
            next.debt_h = Some(next.numeric_debt_h);
        }
        next
    }
}

/// How much slower tissues recover on a day, by sleep and energy: 1 or more.
#[must_use]
pub fn day_factor(sleep_debt_h: Option<f64>, energy_availability: Option<f64>) -> f64 {
    local_muscle::sleep_factor(sleep_debt_h) * local_muscle::energy_factor(energy_availability)
}

pub(crate) fn days_between(from: Date, to: Date) -> i32 {
    const HOURS_PER_DAY: i64 = 24;
    i32::try_from(to.duration_since(from).as_hours() / HOURS_PER_DAY).unwrap_or(i32::MAX)
}

/// Hours from one instant to a later one.
#[must_use]
pub fn hours_between(from: Timestamp, to: Timestamp) -> f64 {
    to.duration_since(from).as_secs_f64() / 3600.0
}

/// The instant so many real hours after another; at the end of time, its end.
pub(crate) fn hours_after(start: Timestamp, hours: f64) -> Timestamp {
    let passed = SignedDuration::from_secs((hours * 3600.0) as i64);
    start.checked_add(passed).unwrap_or(Timestamp::MAX)
}

/// Days after which energy availability is no longer taken as true. Design.
const ENERGY_VALID_D: i32 = 14;

/// Folds a history up to an instant; later events are not looked at.
#[must_use]
pub fn fold(history: &History, at: Timestamp) -> Folded {
    fold_watched(history, at, &mut ())
}

/// [`fold`], while somebody looks on.
pub fn fold_watched(history: &History, at: Timestamp, onlooker: &mut impl Onlooker) -> Folded {
    let profile = history.profile();
    let today = profile.zone.to_datetime(at).date();
    let logged = logged_until(history.days(), at);
    let since = logged.first().map_or(today, |day| day.date);
    let age_y = profile.age_on(today);
    let mut folding = Folding {
        profile,
        at,
        today,
        body: Body::at_first(profile),
        clocks: Clocks::new(profile, age_y),
        sleep: SleepState::new(profile.sleep_need.map_or_else(|| sleep::need_h(age_y), |need| need.get())),
        sessions: Sessions::new(profile.level),
        energy: None,
    };
    let known = KnownDays::new(logged, at, today, profile.logs_completely);
    let mut next = 0;
    let mut date = since;
    let mut start = day_start(date, &profile.zone);
    loop {
        let day = logged.get(next).filter(|day| day.date == date);
        next += usize::from(day.is_some());
        let tomorrow = date.tomorrow().unwrap_or(date);
        let end = match logged.get(next) {
            Some(following) if following.date == tomorrow => following.start,
            _ => day_start(tomorrow, &profile.zone),
        };
        folding.day(date, start, end, day, known.of(date, next), onlooker);
        if date >= today || tomorrow == date {
            break;
        }
        (date, start) = (tomorrow, end);
    }
    folding.finish(since)
}

/// Who looks on while a history is folded. The body never depends on who does.
pub trait Onlooker {
    /// A local day begins; `sleep` knows the night that ended on it.
    fn morning(&mut self, _date: Date, _sleep: &SleepState) {}
    /// A session is about to count; `body` is settled to its instant. Active recovery is not shown.
    fn before(&mut self, _session: &FoldedSession<'_>, _body: &Body) {}
    /// The session has counted.
    fn after(&mut self, _session: &FoldedSession<'_>, _body: &Body) {}
}

/// Nobody.
impl Onlooker for () {}

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

/// Which days are known to have held training or rest.
struct KnownDays<'a> {
    logged: &'a [LoggedDay],
    at: Timestamp,
    today: Date,
    all: bool,
}

/// What is known of a day's training.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Knowledge {
    Told,
    SilentRest,
    Unknown,
}

impl<'a> KnownDays<'a> {
    fn new(logged: &'a [LoggedDay], at: Timestamp, today: Date, all: bool) -> Self {
        Self { logged, at, today, all }
    }

    /// Knowledge of `date`, where `next` is the index of the first logged day after it.
    fn of(&self, date: Date, next: usize) -> Knowledge {
        let told = |day: &&LoggedDay| day.tells_training(self.at);
        if self.all || self.logged[..next].last().filter(|day| day.date == date).is_some_and(|day| told(&day)) {
            return Knowledge::Told;
        }
        let before = self.logged[..next].iter().rev().find(told).map(|day| day.date);
        let after = self.logged[next..].iter().find(told).map_or(self.today, |day| day.date);
        // Before the first word about training there is no habit to assume; after it, a short silence is rest.
        let silent = before.map_or(i32::MAX, |before| days_between(before, after).saturating_sub(1));
        if silent <= SILENT_REST_DAYS_MAX { Knowledge::SilentRest } else { Knowledge::Unknown }
    }
}

struct Folding<'a> {
    profile: &'a Profile,
    at: Timestamp,
    today: Date,
    body: Body,
    clocks: Clocks,
    sleep: SleepState,
    sessions: Sessions<'a>,
    energy: Option<(Date, f64)>,
}

impl<'a> Folding<'a> {
    fn day(
        &mut self,
        date: Date,
        start: Timestamp,
        end: Timestamp,
        day: Option<&'a LoggedDay>,
        knowledge: Knowledge,
        onlooker: &mut impl Onlooker,
    ) {
        let at = self.at;
        self.sessions.forget_before(date);
        self.sleep.morning(date, day.and_then(|day| night_of(day, at)));
        onlooker.morning(date, &self.sleep);
        if let Some(energy) = day.and_then(|day| energy_of(day, at)) {
            self.energy = Some((date, energy));
        }
        let factor = day_factor(self.sleep.debt_h, self.energy_on(date));
        let end = end.min(at);
        let mut time = start;
        if knowledge == Knowledge::Unknown
            && date < self.today
            && let Some(dose) = self.sessions.usual_day(date)
        {
            let moment = hours_after(start, UNKNOWN_SESSION_HOUR).min(end);
            self.body.rest(hours_between(time, moment), factor);
            time = moment;
            let usual = self.sessions.usual();
            let session = FoldedSession { event: None, date, at: moment, dose: &dose, lifts: &[], usual: &usual };
            self.body.settle(&self.clocks);
            onlooker.before(&session, &self.body);
            self.body.train_unknown(&dose, &usual, &self.clocks);
            onlooker.after(&session, &self.body);
        }
        // Active recovery is rest: it does not even cut the hours of rest in two, which could show in the last bit.
        let sessions = day.map_or(&[][..], |day| &day.sessions).iter();
        for logged in sessions.filter(|session| session.at <= at && !session.dose.is_active_recovery()) {
            self.body.rest(hours_between(time, logged.at), factor);
            time = time.max(logged.at);
            let usual = self.sessions.usual();
            let session = FoldedSession {
                event: Some(logged.event),
                date,
                at: logged.at,
                dose: &logged.dose,
                lifts: &logged.lifts,
                usual: &usual,
            };
            self.body.settle(&self.clocks);
            onlooker.before(&session, &self.body);
            self.body.train(&logged.dose, &usual, &self.clocks);
            onlooker.after(&session, &self.body);
            self.sessions.remember(date, hours_between(start, logged.at), &logged.dose);
        }
        if knowledge != Knowledge::Unknown {
            self.sessions.remember_known(date);
        }
        self.body.rest(hours_between(time, end), factor);
        if date < self.today {
            let known = knowledge != Knowledge::Unknown;
            let monday = date.weekday() == Weekday::Sunday;
            self.body.midnight(&self.clocks, self.sleep.adaptation_factor(), known, monday);
        }
    }

    fn energy_on(&self, date: Date) -> Option<f64> {
        self.energy.filter(|&(told, _)| days_between(told, date) < ENERGY_VALID_D).map(|(_, energy)| energy)
    }

    fn finish(mut self, since: Date) -> Folded {
        self.body.settle(&self.clocks);
        self.sleep.finish();
        let energy_availability = self.energy_on(self.today);
        Folded {
            at: self.at,
            today: self.today,
            since,
            body: self.body,
            usual: self.sessions.usual(),
            clocks: self.clocks,
            sleep: self.sleep,
            energy_availability,
            age_y: self.profile.age_on(self.today),
            usual_hour: self.sessions.usual_hour(),
        }
    }
}

/// Sleep that ended on a day: naps add to the night; the hour is that of the longest sleep.
fn night_of(day: &LoggedDay, at: Timestamp) -> Option<(f64, f64)> {
    let nights = || day.nights.iter().filter(|night| night.at <= at);
    let longest = nights().max_by(|a, b| a.asleep_h.total_cmp(&b.asleep_h))?;
    Some((nights().map(|night| night.asleep_h).sum(), longest.woke_h))
}

fn energy_of(day: &LoggedDay, at: Timestamp) -> Option<f64> {
    let told = day.measurements.iter().rev().filter(|(when, _)| *when <= at);
    told.filter_map(|(_, measurement)| measurement.energy_availability).map(|energy| energy.get()).next()
}

/// Sessions of the last six weeks, from which usual loads are taken.
struct Sessions<'a> {
    level: Level,
    kept: VecDeque<Kept<'a>>,
    known_days: VecDeque<Date>,
    load_sum: f64,
    muscle_sums: PerMuscle<(f64, usize)>,
    joints: PerJoint<Sorted>,
}

struct Kept<'a> {
    date: Date,
    hour: f64,
    dose: &'a Dose,
}

/// Hard sets from which a session counts as one of that muscle.
const SESSION_OF_MUSCLE_SETS_MIN: f64 = 0.5;

impl<'a> Sessions<'a> {
    fn new(level: Level) -> Self {
        Self {
            level,
            kept: VecDeque::new(),
            known_days: VecDeque::new(),
            load_sum: 0.0,
            muscle_sums: PerMuscle::all((0.0, 0)),
            joints: PerJoint::from_fn(|_| Sorted::default()),
        }
    }

    fn remember(&mut self, date: Date, hour: f64, dose: &'a Dose) {
        self.load_sum += dose.load;
        for &muscle in Muscle::ALL {
            if dose.hard_sets[muscle] >= SESSION_OF_MUSCLE_SETS_MIN {
                let (sum, count) = &mut self.muscle_sums[muscle];
                *sum += dose.hard_sets[muscle];
                *count += 1;
            }
        }
        for &joint in Joint::ALL {
            if dose.joints[joint] > 0.0 {
                self.joints[joint].insert(dose.joints[joint]);
            }
        }
        self.kept.push_back(Kept { date, hour, dose });
    }

    fn remember_known(&mut self, date: Date) {
        self.known_days.push_back(date);
    }

    fn forget_before(&mut self, date: Date) {
        while self.known_days.front().is_some_and(|&old| days_between(old, date) > USUAL_WINDOW_D) {
            self.known_days.pop_front();
        }
        while self.kept.front().is_some_and(|old| days_between(old.date, date) > USUAL_WINDOW_D) {
            let Some(old) = self.kept.pop_front() else { break };
            self.load_sum -= old.dose.load;
            for &muscle in Muscle::ALL {
                if old.dose.hard_sets[muscle] >= SESSION_OF_MUSCLE_SETS_MIN {
                    let (sum, count) = &mut self.muscle_sums[muscle];
                    *sum -= old.dose.hard_sets[muscle];
                    *count -= 1;
                }
            }
            for &joint in Joint::ALL {
                if old.dose.joints[joint] > 0.0 {
                    self.joints[joint].remove(old.dose.joints[joint]);
                }
            }
        }
    }

    fn usual(&self) -> Usual {
        let count = self.kept.len();
        Usual {
            load: if count >= USUAL_SESSIONS_MIN {
                (self.load_sum / count as f64).max(USUAL_LOAD_LEAST_SHARE * systemic::usual_load_at_first(self.level))
            } else {
                systemic::usual_load_at_first(self.level)
            },
            joints: PerJoint::from_fn(|joint| {
                self.joints[joint].median().unwrap_or(0.0).max(connective::usual_load_min(self.level))
            }),
            hard_sets: PerMuscle::from_fn(|muscle| {
                let (sum, count) = self.muscle_sums[muscle];
                if count >= USUAL_MUSCLE_SESSIONS_MIN {
                    sum / count as f64
                } else {
                    guidance::target_sets(self.level) / guidance::sessions_per_muscle(self.level)
                }
            }),
        }
    }

    /// The mean session of this weekday over the known days of the window; `None` if there was none.
    fn usual_day(&self, date: Date) -> Option<Dose> {
        let weekday = date.weekday();
        let days = self.known_days.iter().filter(|known| known.weekday() == weekday).count();
        let doses = || self.kept.iter().filter(|kept| kept.date.weekday() == weekday).map(|kept| kept.dose);
        Dose::mean_of(doses(), days)
    }

    fn usual_hour(&self) -> Option<f64> {
        let mut hours: Vec<f64> = self.kept.iter().map(|kept| kept.hour).collect();
        hours.sort_by(f64::total_cmp);
        hours.get(hours.len() / 2).copied()
    }
}

/// A small sorted list with a median.
#[derive(Clone, Debug, Default)]
struct Sorted(Vec<f64>);

impl Sorted {
    fn insert(&mut self, value: f64) {
        let place = self.0.partition_point(|&other| other < value);
        self.0.insert(place, value);
    }

    fn remove(&mut self, value: f64) {
        let place = self.0.partition_point(|&other| other < value);
        if self.0.get(place) == Some(&value) {
            self.0.remove(place);
        }
    }

    fn median(&self) -> Option<f64> {
        let middle = self.0.len() / 2;
        if self.0.is_empty() {
            None
        } else if self.0.len() % 2 == 1 {
            Some(self.0[middle])
        } else {
            Some((self.0[middle - 1] + self.0[middle]) / 2.0)
        }
    }
}

/// The local day `days` after `date`.
pub(crate) fn day_after(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}
