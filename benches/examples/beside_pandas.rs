//! Our half of `beside_pandas.py`: writes what a member logged per day, and the series that pandas is to find too, to the
//! file named; computes them again and again, takes the log in and folds it, and prints the least time of each in
//! microseconds.

use jiff::civil::Date;
use rustdag_benches::{DAILY_LOGGERS, YEAR_DAYS, member_of_days};
use rustdag_core::body::Body;
use rustdag_core::event::EventKind;
use rustdag_core::fold::{FoldedSession, Onlooker, SleepState, fold, fold_watched};
use rustdag_core::history::History;
use rustdag_core::model::series;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

const ROUNDS: u32 = 300;
const AT_ONCE: u32 = 20;

/// Daily load, hours asleep.
#[derive(Default)]
struct Days(BTreeMap<Date, (f64, Option<f64>)>);

impl Onlooker for Days {
    fn morning(&mut self, date: Date, sleep: &SleepState) {
        self.0.entry(date).or_default().1 = sleep.last_night_h;
    }

    fn after(&mut self, session: &FoldedSession<'_>, _body: &Body) {
        self.0.entry(session.date).or_default().0 += session.dose.load;
    }
}

const WEEK_D: usize = 7;
const NIGHTS: usize = 14;
const NIGHTS_MIN: usize = 3;
const NEED_H: f64 = 8.0;

/// Chronic and acute load, their balance, monotony, strain, mean night and sleep debt of a day; NaN where pandas has it.
type Row = [f64; 7];

fn series_of(loads: &[f64], asleep_h: &[Option<f64>]) -> Vec<Row> {
    let (chronic_gain, acute_gain) = (series::gain(series::CHRONIC_D), series::gain(series::ACUTE_D));
    let (mut chronic, mut acute, mut debt) = (loads[0], loads[0], f64::NAN);
    let mut balance = f64::NAN;
    let mut rows = Vec::with_capacity(loads.len());
    for day in 0..loads.len() {
        chronic += chronic_gain * (loads[day] - chronic);
        acute += acute_gain * (loads[day] - acute);
        let week = (day + 1).checked_sub(WEEK_D).map(|first| &loads[first..=day]);
        let monotony = week.map_or(f64::NAN, series::monotony);
        let strain = week.map_or(f64::NAN, |week| week.iter().sum::<f64>() * monotony);
        let nights = &asleep_h[(day + 1).saturating_sub(NIGHTS)..=day];
        let known = nights.iter().flatten().count();
        let mean = nights.iter().flatten().sum::<f64>() / known as f64;
        let mean_h = if known < NIGHTS_MIN { f64::NAN } else { mean };
        let expected = if mean_h.is_nan() { 0.0 } else { NEED_H - mean_h };
        let short = asleep_h[day].map_or(expected, |asleep_h| NEED_H - asleep_h);
        debt = if debt.is_nan() { short } else { debt + acute_gain * (short - debt) };
        rows.push([chronic, acute, balance, monotony, strain, mean_h, debt * WEEK_D as f64]);
        balance = chronic - acute;
    }
    rows
}

fn main() -> std::io::Result<()> {
    let file = std::env::args().nth(1).expect("the file to write to");
    let (member, at) = member_of_days(DAILY_LOGGERS[0], YEAR_DAYS);
    let history = History::new(member.profile.clone(), member.events.clone());
    let mut days = Days::default();
    fold_watched(&history, at, &mut days);
    let loads: Vec<f64> = days.0.values().map(|&(load, _)| load).collect();
    let asleep_h: Vec<Option<f64>> = days.0.values().map(|&(_, asleep_h)| asleep_h).collect();
    let mut table = "date,load,asleep_h,ctl,atl,tsb,monotony,strain,mean_night_h,sleep_debt_h\n".to_owned();
    for ((date, (load, asleep_h)), row) in days.0.iter().zip(series_of(&loads, &asleep_h)) {
        let asleep_h = asleep_h.map(|hours| hours.to_string()).unwrap_or_default();
        let row = row.map(|value| if value.is_nan() { String::new() } else { value.to_string() });
        let _ = writeln!(table, "{date},{load},{asleep_h},{}", row.join(","));
    }
    std::fs::write(file, table)?;

    let (mut folding, mut taking_in, mut series) = (f64::INFINITY, f64::INFINITY, f64::INFINITY);
    for _ in 0..ROUNDS {
        let start = Instant::now();
        for _ in 0..AT_ONCE {
            black_box(series_of(black_box(&loads), black_box(&asleep_h)));
        }
        series = series.min(start.elapsed().as_secs_f64() / f64::from(AT_ONCE));
        let start = Instant::now();
        for _ in 0..AT_ONCE {
            black_box(fold(black_box(&history), at));
        }
        folding = folding.min(start.elapsed().as_secs_f64() / f64::from(AT_ONCE));
        let copy = (member.profile.clone(), member.events.clone());
        let start = Instant::now();
        black_box(History::new(copy.0, copy.1));
        taking_in = taking_in.min(start.elapsed().as_secs_f64());
    }
    let workouts = member.events.iter().filter(|event| matches!(event.kind, EventKind::Workout(_))).count();
    println!("{} {} {} {} {workouts}", series * 1e6, folding * 1e6, taking_in * 1e6, member.events.len());
    Ok(())
}
