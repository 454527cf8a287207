//! What was told or measured lately, and when it stops counting.

mod member;

use member::{Diary, pain};
use rustdag_core::anatomy::Joint;
use rustdag_core::event::{CheckIn, Illness, Measurement};
use rustdag_core::fold::fold;
use rustdag_core::profile::Level;
use rustdag_core::quantity::{HeartRate, LnRmssd};
use rustdag_core::signals::{Signals, signals};

const TODAY: i32 = 60;

fn heard(diary: &Diary) -> Signals {
    let (history, at) = (diary.history(), diary.at(TODAY, 12.0));
    signals(&history, at, fold(&history, at).today)
}

/// A heart measured every morning that differs in the last week.
fn heart(ln_rmssd_lately: f64, rate_lately: f64) -> Signals {
    let mut diary = Diary::of(Level::Intermediate);
    for day in 0..=TODAY {
        let (ln_rmssd, rate) = if day > TODAY - 7 { (ln_rmssd_lately, rate_lately) } else { (4.2, 55.0) };
        let change = f64::from(day % 5) * 0.05;
        diary.measure(
            day,
            Measurement {
                ln_rmssd: Some(LnRmssd::new(ln_rmssd + change).unwrap()),
                resting_heart_rate: Some(HeartRate::new(rate + change).unwrap()),
                ..Measurement::default()
            },
        );
    }
    heard(&diary)
}

#[test]
fn a_heart_is_compared_with_its_own_two_months() {
    let (low, usual, high) = (heart(3.8, 62.0), heart(4.2, 55.0), heart(4.6, 50.0));
    assert!(low.hrv_z.unwrap() < -1.0 && usual.hrv_z.unwrap().abs() < 0.2 && high.hrv_z.unwrap() > 1.0);
    assert!(low.resting_hr_delta.unwrap() > 5.0 && high.resting_hr_delta.unwrap() < -3.0);
}

#[test]
fn too_few_mornings_say_nothing() {
    let after = |days: &[i32]| {
        let mut diary = Diary::of(Level::Intermediate);
        for &ago in days {
            let ln_rmssd = Some(LnRmssd::new(4.0 + f64::from(ago % 3) * 0.1).unwrap());
            diary.measure(TODAY - ago, Measurement { ln_rmssd, ..Measurement::default() });
        }
        heard(&diary).hrv_z
    };
    let old: Vec<i32> = (10..20).collect();
    assert_eq!(after(&old), None);
    assert_eq!(after(&[old.clone(), vec![0, 1]].concat()), None);
    assert!(after(&[old, vec![0, 1, 2]].concat()).is_some());
    assert_eq!(after(&[0, 1, 2, 3]), None);
}

#[test]
fn pain_that_rises_is_counted_report_by_report() {
    let rising = |points: &[f64]| {
        let mut diary = Diary::of(Level::Intermediate);
        for (day, &points) in (TODAY - 10..).zip(points) {
            diary.tell(day, pain(Joint::Shoulder, points));
        }
        heard(&diary).pain_rising[Joint::Shoulder]
    };
    assert_eq!((rising(&[1.0]), rising(&[1.0, 2.0]), rising(&[1.0, 2.0, 3.0])), (0.0, 1.0, 2.0));
    assert_eq!((rising(&[1.0, 2.0, 2.0]), rising(&[3.0, 2.0, 1.0])), (0.0, 0.0));
}

#[test]
fn an_illness_lasts_a_week_or_until_it_is_over() {
    let told = |days: &[(i32, Illness)]| {
        let mut diary = Diary::of(Level::Intermediate);
        for &(ago, illness) in days {
            diary.tell(TODAY - ago, CheckIn { illness: Some(illness), ..CheckIn::default() });
        }
        heard(&diary).illness
    };
    assert_eq!(told(&[]), None);
    assert_eq!(told(&[(6, Illness::Fever)]), Some(Illness::Fever));
    assert_eq!(told(&[(7, Illness::Fever)]), None);
    assert_eq!(told(&[(3, Illness::Fever), (1, Illness::WithoutFever)]), Some(Illness::WithoutFever));
    assert_eq!(told(&[(3, Illness::Fever), (1, Illness::None)]), Some(Illness::None));
}
