//! Over-reaching, watched while a history is folded: what its lifts, check-ins, mornings and light weeks say to the detector.

use crate::anatomy::Muscle;
use crate::body::Body;
use crate::event::{CheckIn, ExerciseRef};
use crate::fold::{Folded, FoldedSession, Onlooker, SILENT_REST_DAYS_MAX, SleepState};
use crate::history::{History, LoggedDay};
use crate::lift::Lift;
use crate::model::light_week::LightWeek;
use crate::model::overreaching::{Detector, State};
use crate::model::sleep;
use crate::performance::expected_factor;
use crate::signals::{hrv_z, wellness};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

/// Short-term lnRMSSD from which it is a second witness, standard deviations from the member's own: the smallest
/// worthwhile change is 0.5 (Plews 2014), but a week's mean is below that one day in eight when nothing is wrong, and would
/// make four times as many false suspicions.
pub const HRV_LOW: f64 = -1.0;
/// Lifts named at most.
const FALLS_MAX: usize = 5;

/// What the detector of over-reaching has come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overreaching {
    /// How far; `None` if neither strength nor check-ins are known well enough to say.
    pub state: Option<State>,
    /// The local day on which that began; `None` if nothing lags.
    pub since: Option<Date>,
    /// Lifts that fell behind what was expected of them, the furthest first.
    pub lifts: Vec<LiftFall>,
    /// The local day since which strength has lagged, if it does.
    pub strength_since: Option<Date>,
    /// How far check-ins are below the member's usual, as a weighted mean in standard deviations (below 0), if they are.
    pub wellness: Option<f64>,
    /// Heart-rate variability was low when strength lagged.
    pub heart: bool,
    /// The usual level of some lift is known, and it was done lately.
    pub strength_known: bool,
    /// The usual level of check-ins is known, and there is a recent one.
    pub wellness_known: bool,
    /// Days since a light week ended, of those that are known; 0 if it ended yesterday.
    pub light_week_d: Option<f64>,
}

/// A lift that fell behind.
#[derive(Clone, Debug, PartialEq)]
pub struct LiftFall {
    /// Id of the exercise, or its name where the catalogue does not know it.
    pub exercise: String,
    /// Fraction of the strength expected that was missing on average, above 0.
    pub fraction: f64,
    /// Sessions it was seen in.
    pub sessions: u32,
}

/// Looks on while a history is folded.
pub struct Watching<'a> {
    days: &'a [LoggedDay],
    at: Timestamp,
    all_logged: bool,
    /// Heart-rate variability before this is of another measure.
    hrv_since: Option<Timestamp>,
    cleared_on: Option<Date>,
    detector: Detector,
    light_week: LightWeek,
    /// The exercise of each lift, by its number.
    lifts: Vec<ExerciseRef>,
    /// The day that is looked at: its date, its number, its place among the logged days if it is one.
    today: Option<(Date, i32)>,
    next: usize,
    sleep_factor: f64,
    told: bool,
    hard_sets: f64,
}

impl<'a> Watching<'a> {
    /// Watches this history until an instant.
    #[must_use]
    pub fn new(history: &'a History, at: Timestamp) -> Self {
        let profile = history.profile();
        Self {
            days: history.days(),
            at,
            all_logged: profile.logs_completely,
            hrv_since: history.doubts().hrv_since(at),
            cleared_on: profile.warning_signs_cleared_on,
            detector: Detector::default(),
            light_week: LightWeek::new(SILENT_REST_DAYS_MAX),
            lifts: Vec::new(),
            today: None,
            next: 0,
            sleep_factor: 1.0,
            told: false,
            hard_sets: 0.0,
        }
    }

    /// What it has come to by the instant of the fold.
    #[must_use]
    pub fn finish(mut self, folded: &Folded) -> Overreaching {
        let Some((date, day)) = self.today else { return Overreaching::default() };
        // Today may still hold a session: it cannot end a light week yet.
        self.close(date, day, false);
        let detector = &self.detector;
        let date_of = |number: i32| folded.today.checked_sub((day - number).days()).unwrap_or(folded.today);
        let lag = detector.strength_lag(day);
        let falls = lag.iter().flat_map(|lag| &lag.falls).filter(|fall| fall.fraction > 0.0).take(FALLS_MAX);
        let (strength_known, wellness_known) = detector.speaks(day);
        Overreaching {
            state: detector.state(day),
            since: detector.since(day).map(date_of),
            lifts: falls
                .map(|fall| LiftFall {
                    exercise: match &self.lifts[fall.lift] {
                        ExerciseRef::Known(exercise) => exercise.id.clone(),
                        ExerciseRef::Unmapped(name) => name.clone(),
                    },
                    fraction: fall.fraction,
                    sessions: fall.sessions,
                })
                .collect(),
            strength_since: lag.map(|lag| date_of(lag.since)),
            wellness: detector.wellness_lag(day),
            heart: detector.heart_was_low(),
            strength_known,
            wellness_known,
            light_week_d: detector.light_week_ended().map(|ended| f64::from(day - 1 - ended)),
        }
    }

    /// A day is over, or has come as far as is known.
    fn close(&mut self, date: Date, day: i32, whole: bool) {
        self.detector.close_lifts(day);
        let heart = if self.detector.asks_for_heart(day) { self.heart_is_low(date) } else { None };
        let light = whole && self.light_week.close_day(self.hard_sets, self.told || self.all_logged);
        self.detector.close_day(day, light, heart);
        if self.cleared_on == Some(date) {
            self.detector.clear();
        }
    }

    fn heart_is_low(&self, date: Date) -> Option<bool> {
        let logged = self.days[self.next..].first().is_some_and(|day| day.date == date);
        hrv_z(&self.days[..self.next + usize::from(logged)], self.at, date, self.hrv_since).map(|z| z < HRV_LOW)
    }

    fn number_of(&mut self, lift: &Lift) -> usize {
        if let Some(number) = self.lifts.iter().position(|exercise| lift.is_of(exercise)) {
            return number;
        }
        self.lifts.push(lift.exercise.clone());
        self.lifts.len() - 1
    }
}

impl Onlooker for Watching<'_> {
    fn morning(&mut self, date: Date, sleep: &SleepState) {
        let number = match self.today {
            Some((yesterday, day)) => {
                self.close(yesterday, day, true);
                day + 1
            }
            None => 0,
        };
        self.today = Some((date, number));
        self.sleep_factor = sleep::performance_factor(sleep.deficit_h());
        self.hard_sets = 0.0;
        while self.days.get(self.next).is_some_and(|day| day.date < date) {
            self.next += 1;
        }
        let logged = self.days.get(self.next).filter(|day| day.date == date);
        self.told = logged.is_some_and(|day| day.tells_training(self.at));
        if let Some(mean) = logged.and_then(|day| mean_wellness(day, self.at)) {
            self.detector.check_in(number, mean);
        }
    }

    fn before(&mut self, session: &FoldedSession<'_>, body: &Body) {
        let Some((_, day)) = self.today.filter(|_| session.event.is_some()) else { return };
        self.hard_sets += Muscle::ALL.iter().map(|&muscle| session.dose.hard_sets[muscle]).sum::<f64>();
        for lift in session.lifts {
            let number = self.number_of(lift);
            let expected = expected_factor(lift.shares().as_ref(), body, self.sleep_factor);
            self.detector.lift(day, number, libm::log(lift.e1rm_kg / expected), lift.at_least);
        }
    }
}

/// The mean of a day's check-ins on a scale of 0 to 1: asking twice is no second day.
fn mean_wellness(day: &LoggedDay, at: Timestamp) -> Option<f64> {
    let told = |check_in: &(Timestamp, CheckIn)| (check_in.0 <= at).then(|| wellness(&check_in.1)).flatten();
    let (sum, count) = day.check_ins.iter().filter_map(told).fold((0.0, 0.0), |(sum, count), w| (sum + w, count + 1.0));
    (count > 0.0).then(|| sum / count)
}
