//! The safety gate: who is stopped, who is held back, and that nobody is left without an answer.

mod member;

use jiff::civil::{Date, date};
use member::{Diary, engine, feeling, full_body, pain, squats, template};
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Fit, Light, Plan, Readiness};
use rustdag_core::event::{CheckIn, Illness, RedFlag};
use rustdag_core::profile::{Level, Pregnancy, Profile, ScreeningItem};
use rustdag_core::reason::{EngineCode, Subject};
use rustdag_core::template::DayKind;

const TODAY: i32 = 28;

/// Four ordinary weeks of a member who is as told.
fn member(level: Level, who: impl FnOnce(&mut Profile)) -> Diary {
    let mut diary = Diary::of(level).who(who);
    diary.weeks(4, &[0, 2, 4], &full_body());
    diary.sleep(TODAY, 8.0);
    diary
}

fn born(year: i16) -> Option<Date> {
    Some(date(year, 1, 1))
}

fn answers(diary: &Diary) -> (Readiness, Plan) {
    let (engine, history, at) = (engine(diary.profile.level), diary.history(), diary.at(TODAY, 9.0));
    (engine.readiness(&history, at), engine.plan(&history, at, 7).expect("a plan"))
}

fn says(readiness: &Readiness, code: EngineCode) -> bool {
    readiness.reasons.iter().any(|reason| reason.engine_code() == Some(code))
}

#[track_caller]
fn assert_stopped(diary: &Diary, code: EngineCode) {
    let (readiness, plan) = answers(diary);
    assert_eq!(readiness.light, Light::Red);
    assert_eq!(readiness.load_today, (0.0, 0.0));
    assert_eq!(readiness.reasons[0].engine_code(), Some(code), "{:?}", readiness.reasons);
    for day in &plan.days {
        assert_eq!((day.kind, &day.session), (DayKind::Rest, &None), "{}", day.date);
        assert_eq!(day.reasons[0].engine_code(), Some(code));
    }
    // Not even a walk, until somebody has looked.
    let engine = engine(diary.profile.level);
    let walk = engine.templates().iter().find(|template| template.kind == DayKind::ActiveRecovery).expect("a walk");
    let check = engine.check(&diary.history(), diary.at(TODAY, 9.0), walk);
    assert_eq!((check.fit, check.fits_from), (Fit::DoesNotFit, None));
    assert_eq!(check.excesses[0].reason.engine_code(), Some(code));
}

fn training_days(plan: &Plan) -> Vec<bool> {
    plan.days.iter().map(|day| day.kind == DayKind::Training).collect()
}

/// At least three in reserve, nothing heavier than three quarters of a maximum.
#[track_caller]
fn assert_careful(plan: &Plan, intensity_max: f64) {
    let exercises = plan.days.iter().filter_map(|day| day.session.as_ref()).flat_map(|session| &session.exercises);
    for exercise in exercises {
        assert!(exercise.rir >= 3.0 && exercise.intensity <= intensity_max + 1e-9, "{exercise:?}");
    }
}

#[test]
fn a_member_of_twelve_is_supervised_and_no_error() {
    let (readiness, plan) = answers(&member(Level::Novice, |who| who.born = born(2013)));
    assert!(says(&readiness, EngineCode::MinorSupervised));
    assert_ne!(readiness.light, Light::Red);
    assert_eq!((readiness.limits.rir_min, readiness.limits.intensity_max), (3.0, 0.75));
    let trains = training_days(&plan);
    assert!((2..=3).contains(&trains.iter().filter(|&&trains| trains).count()), "{trains:?}");
    assert!(trains.windows(2).all(|days| !(days[0] && days[1])), "{trains:?}");
    assert_careful(&plan, 0.75);
}

#[test]
fn a_member_of_twelve_does_not_train_two_days_running() {
    let must_rest = |year| {
        let mut diary = Diary::of(Level::Novice).who(|who| who.born = born(year));
        for day in 0..TODAY - 1 {
            diary.sleep(day, 9.0).rest(day);
        }
        diary.train(TODAY - 1, &[squats(2, 8.0, 4.0)]).sleep(TODAY, 9.0);
        answers(&diary).0.limits.must_rest
    };
    assert!(must_rest(2013) && !must_rest(1993));
}

#[test]
fn a_guardians_consent_matters_at_sixteen_and_not_at_twelve() {
    let supervised = |year, consent| {
        let (readiness, _) = answers(&member(Level::Novice, |who| {
            who.born = born(year);
            who.guardian_consent = consent;
        }));
        (says(&readiness, EngineCode::GuardianConsent), says(&readiness, EngineCode::MinorSupervised))
    };
    assert_eq!(supervised(2009, false), (true, false));
    assert_eq!(supervised(2009, true), (false, false));
    assert_eq!(supervised(2013, true), (false, true));
    assert_eq!(supervised(2007, false), (false, false));
}

#[test]
fn pregnancy_waits_for_an_agreement_and_then_nothing_gets_heavier() {
    for pregnancy in [Pregnancy::Pregnant, Pregnancy::Postpartum] {
        assert_stopped(&member(Level::Intermediate, |who| who.pregnancy = pregnancy), EngineCode::Pregnancy);
        let (readiness, plan) = answers(&member(Level::Intermediate, |who| {
            who.pregnancy = pregnancy;
            who.screening_cleared = true;
            who.pregnancy_cleared = true;
        }));
        assert_eq!(readiness.light, Light::Amber);
        assert!(says(&readiness, EngineCode::Pregnancy));
        assert!(readiness.load_today.1 <= readiness.usual_load * 1.0001);
        assert!(training_days(&plan).contains(&true));
        assert_careful(&plan, 1.0);
        let loads = plan.days.iter().filter_map(|day| day.session.as_ref()).map(|session| session.load);
        assert!(loads.into_iter().all(|load| load <= readiness.usual_load * 1.0001));
    }
}

#[test]
fn a_screening_answer_waits_for_clearance() {
    for item in [ScreeningItem::HeartCondition, ScreeningItem::BoneOrJointProblem, ScreeningItem::OtherReason] {
        assert_stopped(&member(Level::Intermediate, |who| who.screening = vec![item]), EngineCode::ClearanceNeeded);
        let (readiness, plan) = answers(&member(Level::Intermediate, |who| {
            who.screening = vec![item];
            who.screening_cleared = true;
            who.pregnancy_cleared = true;
        }));
        assert_eq!(readiness.light, Light::Green);
        assert!(training_days(&plan).contains(&true));
    }
}

#[test]
fn every_warning_sign_stops_all_plans() {
    for (flag, code) in [
        (RedFlag::Emergency, EngineCode::Emergency),
        (RedFlag::SameDayCare, EngineCode::SameDayCare),
        (RedFlag::SeeProfessional, EngineCode::SeeProfessional),
        (RedFlag::EnergyOrMind, EngineCode::EnergyOrMind),
    ] {
        let mut diary = member(Level::Advanced, |_| {});
        diary.tell(TODAY, CheckIn { red_flags: vec![flag], ..CheckIn::default() });
        assert_stopped(&diary, code);
        assert!(answers(&diary).0.limits.see_professional);
    }
}

#[test]
fn fever_is_rest_until_it_is_over() {
    let ill = |illness| CheckIn { illness: Some(illness), ..feeling(3.0) };
    let mut diary = member(Level::Intermediate, |_| {});
    diary.tell(TODAY - 1, ill(Illness::Fever));
    assert_stopped(&diary, EngineCode::Fever);
    assert!(!answers(&diary).0.limits.see_professional);
    // A later check-in that says nothing of it does not end it; one that does, does.
    diary.tell(TODAY, feeling(4.0));
    assert_stopped(&diary, EngineCode::Fever);
    diary.log(TODAY, 8.0, rustdag_core::event::EventKind::CheckIn(ill(Illness::None)));
    assert_eq!(answers(&diary).0.light, Light::Green);

    let mut cold = member(Level::Intermediate, |_| {});
    cold.tell(TODAY, ill(Illness::WithoutFever));
    assert!(!answers(&cold).0.limits.must_rest);
}

#[test]
fn pain_of_five_at_the_knee_unloads_that_joint_and_asks_for_a_look() {
    let mut diary = member(Level::Intermediate, |_| {});
    diary.tell(TODAY, pain(Joint::Knee, 5.0));
    let (readiness, plan) = answers(&diary);
    assert_eq!(readiness.light, Light::Red);
    assert!(readiness.limits.see_professional && !readiness.limits.must_rest);
    assert_eq!(readiness.joints[Joint::Knee.slot()].load_max, 0.0);
    assert!(readiness.joints[Joint::Shoulder.slot()].load_max > 0.0);
    let first = &readiness.reasons[0];
    assert_eq!((first.engine_code(), first.subject), (Some(EngineCode::JointPain), Subject::Joint(Joint::Knee)));
    assert_eq!((first.value, first.limit), (5.0, 4.0));
    // What does not load the knee may go on.
    assert!(training_days(&plan).contains(&true));
    let engine = engine(Level::Intermediate);
    for session in plan.days.iter().filter(|day| day.kind == DayKind::Training).filter_map(|day| day.session.as_ref()) {
        let template = engine.templates().iter().find(|template| template.id == session.template).expect("one of them");
        assert!(template.exercises.iter().all(|prescription| prescription.exercise.joints[Joint::Knee] == 0.0));
    }
    let squats = engine.check(&diary.history(), diary.at(TODAY, 9.0), &template("squats", &full_body()));
    assert_eq!(squats.fit, Fit::FitsReduced);
    assert!(squats.reduced.iter().all(|exercise| exercise.exercise != "back-squat"));
}

#[test]
fn less_pain_is_left_to_the_rules_and_old_pain_lapses() {
    let knee = |points, ago| {
        let mut diary = member(Level::Intermediate, |_| {});
        diary.tell(TODAY - ago, pain(Joint::Knee, points));
        answers(&diary).0.joints[Joint::Knee.slot()].load_max
    };
    assert_eq!((knee(3.9, 0), knee(4.0, 0), knee(4.0, 13), knee(4.0, 14)), (f64::INFINITY, 0.0, 0.0, f64::INFINITY));
    let mut better = member(Level::Intermediate, |_| {});
    better.tell(TODAY - 2, pain(Joint::Knee, 6.0)).tell(TODAY, pain(Joint::Knee, 1.0));
    assert_eq!(answers(&better).0.joints[Joint::Knee.slot()].load_max, f64::INFINITY);
}

#[test]
fn at_ninety_one_trains_too() {
    let (novice, plan) = answers(&member(Level::Novice, |who| who.born = born(1935)));
    assert_eq!((novice.light, novice.limits.rir_min), (Light::Amber, 3.0));
    assert!(says(&novice, EngineCode::OlderBeginner));
    assert!(training_days(&plan).contains(&true));
    assert_careful(&plan, 1.0);
    assert_eq!(novice.whole.sleep_need_h, 7.5);

    let (advanced, plan) = answers(&member(Level::Advanced, |who| who.born = born(1935)));
    assert!(!says(&advanced, EngineCode::OlderBeginner));
    assert!(training_days(&plan).contains(&true));
}

#[test]
fn old_muscles_take_longer() {
    let ready = |year| {
        let mut diary = member(Level::Intermediate, |who| who.born = born(year));
        diary.train_at(TODAY, 8.0, &[squats(8, 8.0, 0.0)]);
        answers(&diary).0.muscles[Muscle::Quadriceps.slot()].ready.instant().expect("days")
    };
    assert!(ready(1935) > ready(1970) && ready(1970) > ready(2000));
    assert_eq!(ready(1995), ready(2000));
}

#[test]
fn several_stops_all_say_so_and_the_most_urgent_first() {
    let mut diary = member(Level::Novice, |who| {
        who.screening = vec![ScreeningItem::ChestPain];
        who.born = born(2013);
    });
    diary.tell(
        TODAY,
        CheckIn { red_flags: vec![RedFlag::Emergency], illness: Some(Illness::Fever), ..CheckIn::default() },
    );
    let (readiness, plan) = answers(&diary);
    for code in [EngineCode::Emergency, EngineCode::ClearanceNeeded, EngineCode::Fever, EngineCode::MinorSupervised] {
        assert!(says(&readiness, code), "{code:?}");
    }
    // The most urgent one first, whatever numbers the others carry.
    assert_eq!(readiness.reasons[0].engine_code(), Some(EngineCode::Emergency));
    assert_eq!(plan.days[6].reasons[0].engine_code(), Some(EngineCode::Emergency));
    let session = template("any", &full_body());
    let check = engine(Level::Novice).check(&diary.history(), diary.at(TODAY, 9.0), &session);
    assert_eq!(check.excesses[0].reason.engine_code(), Some(EngineCode::Emergency));
}

#[test]
fn of_two_words_about_a_joint_the_worse_stands() {
    let mut diary = member(Level::Intermediate, |_| {});
    let mut told = pain(Joint::Knee, 8.0);
    told.joint_pain.extend(pain(Joint::Knee, 0.0).joint_pain);
    diary.tell(TODAY, told);
    let (readiness, _) = answers(&diary);
    assert_eq!(readiness.joints[Joint::Knee.slot()].load_max, 0.0);
}

#[test]
fn mild_pain_for_weeks_is_somebody_elses_to_look_at() {
    let mut diary = member(Level::Intermediate, |_| {});
    for day in (TODAY - 20..=TODAY).step_by(2) {
        diary.tell(day, pain(Joint::Elbow, 2.0));
    }
    let (readiness, _) = answers(&diary);
    assert!(says(&readiness, EngineCode::LongPain) && readiness.limits.see_professional);
    assert_eq!(readiness.joints[Joint::Elbow.slot()].load_max, 0.0);
    // A word that it is over ends it.
    diary.tell(TODAY, pain(Joint::Elbow, 0.0));
    assert!(!says(&answers(&diary).0, EngineCode::LongPain));
}

#[test]
fn an_emergency_stands_until_a_professional_has_agreed() {
    let emergency = CheckIn { red_flags: vec![RedFlag::Emergency], ..CheckIn::default() };
    let mut diary = member(Level::Intermediate, |_| {});
    diary.tell(0, emergency);
    assert_stopped(&diary, EngineCode::Emergency);
    let told_on = diary.at(0, 12.0).to_zoned(diary.profile.zone.clone()).date();
    diary.profile.warning_signs_cleared_on = Some(told_on.tomorrow().expect("a day"));
    assert!(!says(&answers(&diary).0, EngineCode::Emergency));
    // A sign after the agreement is a new one.
    diary.tell(20, CheckIn { red_flags: vec![RedFlag::Emergency], ..CheckIn::default() });
    assert_stopped(&diary, EngineCode::Emergency);
}

#[test]
fn a_cleared_screening_clears_no_pregnancy() {
    let diary = member(Level::Intermediate, |who| {
        who.screening = vec![ScreeningItem::HeartMedication];
        who.screening_cleared = true;
        who.pregnancy = Pregnancy::Pregnant;
    });
    let (readiness, _) = answers(&diary);
    assert!(readiness.limits.must_rest && says(&readiness, EngineCode::Pregnancy));
}

#[test]
fn a_supervised_member_trains_once_a_day() {
    let mut diary = member(Level::Novice, |who| who.born = born(2013));
    diary.train_at(TODAY, 7.0, &full_body());
    let (readiness, _) = answers(&diary);
    assert!(readiness.limits.must_rest);
    assert_eq!(readiness.load_today, (0.0, 0.0));
}

#[test]
fn an_emergency_is_named_on_days_without_time_too() {
    let mut diary = member(Level::Intermediate, |who| who.available = [None; 7]);
    diary.tell(TODAY, CheckIn { red_flags: vec![RedFlag::Emergency], ..CheckIn::default() });
    assert_stopped(&diary, EngineCode::Emergency);
}

#[test]
fn unknown_days_of_a_daily_trainer_are_no_rest_days() {
    let mut diary = Diary::of(Level::Novice);
    for day in 0..TODAY - 4 {
        diary.train(day, &full_body());
    }
    let (readiness, _) = answers(&diary);
    assert!(says(&readiness, EngineCode::RestNeeded), "{:?}", readiness.reasons);
}

#[test]
fn a_walk_of_unknown_effort_is_a_walk() {
    use rustdag_core::dose::Dose;
    use rustdag_core::event::{Activity, Workout};
    let mut walk = member::bout(Activity::Walk, 30.0, 2.0);
    walk.effort = None;
    let profile = Diary::of(Level::Novice).profile;
    let dose = Dose::of_workout(&Workout { cardio: vec![walk], ..Workout::default() }, &profile);
    assert!(dose.is_active_recovery());
}

#[test]
fn a_resting_heart_far_above_its_own_mean_pauses_plans() {
    use rustdag_core::event::Measurement;
    use rustdag_core::quantity::HeartRate;
    let beats = |bpm: f64| Measurement { resting_heart_rate: HeartRate::new(bpm).ok(), ..Measurement::default() };
    let mut diary = member(Level::Intermediate, |_| {});
    for day in 0..=TODAY {
        diary.measure(day, beats(if day > TODAY - 7 { 75.0 } else { 55.0 }));
    }
    assert_stopped(&diary, EngineCode::SeeProfessional);
}

#[test]
fn what_was_done_this_morning_is_taken_off_the_day() {
    let mut diary = member(Level::Intermediate, |_| {});
    let before = answers(&diary).0.load_today.1;
    diary.train_at(TODAY, 7.0, &full_body());
    assert!(answers(&diary).0.load_today.1 < before - 100.0);
}
