//! What is forecast of a member's ratings, from what, and when nothing is.

use rustdag_core::engine::Engine;
use rustdag_core::event::{CheckIn, EventKind, Illness, RedFlag};
use rustdag_core::forecast::{Ahead, Feeling, Forecast, RATINGS_MIN, RatingForecast, WhyWithheld, forecast};
use rustdag_core::profile::{Level, ScreeningItem};
use rustdag_core::quantity::{RatedReadiness, Wellness};
use rustdag_core::rule::RuleSet;
use rustdag_diary::Diary;

const TODAY: i32 = 40;
/// Before breakfast, and after the check-in at seven.
const EARLY: f64 = 6.5;
const LATER: f64 = 9.0;

fn rated(points: f64) -> CheckIn {
    CheckIn {
        readiness: RatedReadiness::new(2.0 * points - 1.0).ok(),
        fatigue: Wellness::new(points).ok(),
        soreness: Wellness::new(points).ok(),
        ..CheckIn::default()
    }
}

/// A member who rated each of these days, mostly 3, every fourth day 4.
fn rating(days: impl Iterator<Item = i32>) -> Diary {
    let mut diary = Diary::of(Level::Intermediate);
    for day in days {
        diary.tell(day, rated(if day % 4 == 0 { 4.0 } else { 3.0 }));
    }
    diary
}

fn asked(diary: &Diary, day: i32, hour: f64) -> Forecast {
    forecast(&diary.history(), diary.at(day, hour))
}

fn of(forecast: &Forecast, feeling: Feeling, ahead: Ahead) -> Option<&RatingForecast> {
    forecast.ratings.iter().find(|rating| (rating.feeling, rating.ahead) == (feeling, ahead))
}

#[test]
fn who_checked_in_is_told_tomorrow_and_who_did_not_this_morning_too() {
    let diary = rating(0..=TODAY);
    let after = asked(&diary, TODAY, LATER);
    assert_eq!(after.ratings.len(), 3);
    assert!(after.ratings.iter().all(|rating| rating.ahead == Ahead::Tomorrow && rating.basis.ahead_d == 1));
    let before = asked(&diary, TODAY, EARLY);
    for &feeling in Feeling::ALL {
        let today = of(&before, feeling, Ahead::Today).unwrap();
        let tomorrow = of(&before, feeling, Ahead::Tomorrow).unwrap();
        assert_eq!((today.basis.ahead_d, tomorrow.basis.ahead_d), (1, 2));
        assert_eq!(tomorrow.day, today.day.tomorrow().unwrap());
        let point = if feeling == Feeling::Readiness { 5 } else { 3 };
        assert_eq!(today.expected, point, "{feeling:?}");
        assert!(today.interval.low <= point && point <= today.interval.high);
        assert!(today.interval.probability >= 0.8);
    }
    assert!(before.withheld.is_empty() && after.withheld.is_empty());
}

#[test]
fn what_is_logged_later_changes_nothing() {
    let mut diary = rating(0..=TODAY);
    let before = asked(&diary, TODAY, LATER);
    diary.tell(TODAY + 1, rated(1.0)).log(TODAY, 20.0, EventKind::CheckIn(rated(1.0)));
    diary.sleep(TODAY + 1, 2.0);
    assert_eq!(asked(&diary, TODAY, LATER), before);
    assert_ne!(asked(&diary, TODAY, 21.0).ratings, before.ratings, "the last word of a day is its rating");
}

#[test]
fn too_few_ratings_or_too_old_ones_give_no_number() {
    let few = asked(&rating(TODAY - RATINGS_MIN as i32 + 2..=TODAY), TODAY, LATER);
    assert!(few.ratings.is_empty());
    assert!(few.withheld.iter().all(|w| w.why == WhyWithheld::TooFew && w.ratings == RATINGS_MIN - 1));
    let nobody = asked(&rating(0..0), TODAY, LATER);
    assert_eq!((nobody.ratings.len(), nobody.withheld.len()), (0, 3));
    assert!(nobody.withheld.iter().all(|w| w.last_rated_d.is_none()));

    let diary = rating(0..=TODAY);
    let three = asked(&diary, TODAY + 3, LATER);
    assert!(three.ratings.iter().all(|rating| rating.ahead == Ahead::Today), "tomorrow would be the fourth day");
    assert_eq!(three.ratings.len(), 3);
    let four = asked(&diary, TODAY + 4, LATER);
    assert!(four.ratings.is_empty());
    let why: Vec<_> = four.withheld.iter().map(|w| (w.why, w.last_rated_d)).collect();
    assert_eq!(why, [(WhyWithheld::TooLongAgo, Some(4)); 3]);
}

#[test]
fn an_item_that_is_never_asked_is_unknown_and_the_others_are_forecast() {
    let mut diary = Diary::of(Level::Novice);
    for day in 0..=TODAY {
        diary.tell(day, CheckIn { fatigue: Wellness::new(4.0).ok(), ..CheckIn::default() });
    }
    let forecast = asked(&diary, TODAY, LATER);
    assert_eq!(forecast.ratings.len(), 1);
    assert_eq!(forecast.ratings[0].feeling, Feeling::Fatigue);
    let missing: Vec<_> = forecast.withheld.iter().map(|w| (w.feeling, w.ratings)).collect();
    assert_eq!(missing, [(Feeling::Readiness, 0), (Feeling::Soreness, 0)]);
}

#[test]
fn last_night_counts_where_it_is_known_and_only_for_this_morning() {
    let with = |last: Option<f64>| {
        let mut diary = rating(0..TODAY);
        (0..TODAY).for_each(|day| {
            diary.sleep(day, 7.5);
        });
        if let Some(asleep_h) = last {
            diary.sleep(TODAY, asleep_h);
        }
        asked(&diary, TODAY, 7.5)
    };
    let mean = |forecast: &Forecast, feeling, ahead| of(forecast, feeling, ahead).unwrap().mean;
    let (short, usual, long, unknown) = (with(Some(5.0)), with(Some(7.5)), with(Some(9.5)), with(None));
    for feeling in [Feeling::Readiness, Feeling::Fatigue] {
        let today = |forecast| mean(forecast, feeling, Ahead::Today);
        assert!(today(&short) < today(&usual) && today(&usual) < today(&long), "{feeling:?}");
        assert!((today(&unknown) - today(&usual)).abs() < 1e-9, "unknown shifts nothing");
        assert_eq!(of(&unknown, feeling, Ahead::Today).unwrap().basis.sleep_h, None, "and is not called usual");
        let shorter = of(&short, feeling, Ahead::Today).unwrap().basis.sleep_h.unwrap();
        assert!((shorter + 2.5).abs() < 1e-9, "{shorter}");
        assert_eq!(mean(&short, feeling, Ahead::Tomorrow), mean(&long, feeling, Ahead::Tomorrow), "{feeling:?}");
    }
    assert_eq!(of(&short, Feeling::Soreness, Ahead::Today).unwrap().basis.sleep_h, None);
    // Four nights are too few to know what is usual.
    let mut diary = rating(0..TODAY);
    for ago in 0..=4 {
        diary.sleep(TODAY - ago, 4.0 + f64::from(ago));
    }
    assert_eq!(of(&asked(&diary, TODAY, 7.5), Feeling::Fatigue, Ahead::Today).unwrap().basis.sleep_h, None);
}

#[test]
fn heavy_days_before_count_where_training_is_known() {
    let with = |lately: &[(i32, f64)]| {
        let mut diary = rating(0..TODAY);
        for day in (TODAY - 28..TODAY - 3).step_by(3) {
            diary.exert(day, 40.0, 5.0);
        }
        for &(ago, minutes) in lately {
            diary.exert(TODAY - ago, minutes, 8.0);
        }
        asked(&diary, TODAY, EARLY)
    };
    let soreness = |forecast: &Forecast| of(forecast, Feeling::Soreness, Ahead::Today).unwrap().clone();
    let (heavy, light, silent) =
        (soreness(&with(&[(1, 120.0), (2, 90.0)])), soreness(&with(&[(3, 10.0)])), soreness(&with(&[])));
    assert!(heavy.basis.load.unwrap() > 0.5 && light.basis.load.unwrap() < 0.0, "{:?} {:?}", heavy.basis, light.basis);
    assert!(heavy.mean < light.mean);
    assert_eq!(silent.basis.load, None, "three silent days are not three rest days");
    let heavy = with(&[(1, 120.0), (2, 90.0)]);
    assert_eq!(of(&heavy, Feeling::Readiness, Ahead::Today).unwrap().basis.load, None);
}

#[test]
fn nothing_is_forecast_while_ill_or_warned() {
    let mut diary = rating(0..=TODAY);
    let fever = CheckIn { illness: Some(Illness::WithoutFever), ..CheckIn::default() };
    diary.log(TODAY, 8.0, EventKind::CheckIn(fever));
    let ill = asked(&diary, TODAY, LATER);
    assert!(ill.ratings.is_empty() && ill.withheld.iter().all(|w| w.why == WhyWithheld::Unwell));
    diary.log(TODAY, 10.0, EventKind::CheckIn(CheckIn { illness: Some(Illness::None), ..CheckIn::default() }));
    assert_eq!(asked(&diary, TODAY, 11.0).ratings.len(), 3, "better again");
    let flag = CheckIn { red_flags: vec![RedFlag::SeeProfessional], ..CheckIn::default() };
    diary.log(TODAY, 12.0, EventKind::CheckIn(flag));
    assert!(asked(&diary, TODAY, 13.0).ratings.is_empty());
}

#[test]
fn nothing_is_forecast_while_the_safety_gate_stops_training() {
    let mut diary = rating(0..=TODAY);
    let engine = Engine::new(RuleSet::default(), Vec::new());
    let ratings = |diary: &Diary| engine.forecast(&diary.history(), diary.at(TODAY, LATER));
    assert_eq!(ratings(&diary), asked(&diary, TODAY, LATER), "the engine answers as the forecast does");
    diary.profile.screening = vec![ScreeningItem::ChestPain];
    let stopped = ratings(&diary);
    assert!(stopped.ratings.is_empty() && stopped.withheld.iter().all(|w| w.why == WhyWithheld::Unwell));
}

#[test]
fn before_four_weeks_are_logged_no_load_is_called_heavy() {
    let told = |first: i32| {
        let mut diary = rating(first..TODAY);
        (first..TODAY).step_by(2).for_each(|day| {
            diary.exert(day, 40.0, 5.0);
        });
        of(&asked(&diary, TODAY, EARLY), Feeling::Soreness, Ahead::Today).unwrap().basis.load
    };
    assert_eq!(told(TODAY - 16), None);
    assert!(told(TODAY - 28).is_some_and(|load| load.abs() < 0.35), "the same session every other day is as usual");
}

#[test]
fn order_and_repetition_of_events_do_not_matter() {
    let mut diary = rating(0..=TODAY);
    (0..=TODAY).for_each(|day| {
        diary.sleep(day, 7.0);
    });
    let straight = asked(&diary, TODAY, LATER);
    let mut mixed = diary.clone();
    mixed.events.reverse();
    mixed.events.extend(diary.events.clone());
    assert_eq!(asked(&mixed, TODAY, LATER), straight);
}
