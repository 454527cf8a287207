//! The protocol on made-up folders in the layout of PMData: known errors, bad input, no look ahead, the same bytes.

use rustdag_core::forecast::Feeling;
use rustdag_evidence::pmdata::{Baseline, Judged, Method, PmDataReport, Question, judge};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

const HEADER: &str =
    "effective_time_frame,fatigue,mood,readiness,sleep_duration_h,sleep_quality,soreness,soreness_area,stress\n";
const SRPE: &str = "end_date_time,activity_names,perceived_exertion,duration_min\n";

/// The instant of a morning `day` days after the first of January 2020.
fn morning(day: i64) -> String {
    let date = jiff::civil::date(2020, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
    format!("{date}T08:00:00.000Z")
}

/// A participant's check-ins: readiness and fatigue of each day.
fn wellness(days: impl Iterator<Item = (i64, i32, i32)>) -> String {
    days.fold(HEADER.to_owned(), |mut text, (day, readiness, fatigue)| {
        writeln!(text, "{},{fatigue},3,{readiness},7,3,3,[],3", morning(day)).unwrap();
        text
    })
}

fn folder(participants: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, wellness) in participants {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::write(folder.path().join(name).join("wellness.csv"), wellness).unwrap();
    }
    folder
}

fn judged(folder: &Path) -> PmDataReport {
    judge(folder).unwrap()
}

/// Whether two are written alike: what is not a number equals nothing, itself included.
fn same(a: &impl std::fmt::Debug, b: &impl std::fmt::Debug) -> bool {
    format!("{a:?}") == format!("{b:?}")
}

fn of(report: &PmDataReport, question: Question, feeling: Feeling) -> &Judged {
    report.judged.iter().find(|judged| (judged.question, judged.feeling) == (question, feeling)).unwrap()
}

fn error(judged: &Judged, method: Method) -> f64 {
    judged.scores.iter().find(|scores| scores.method == method).unwrap().pooled.mae
}

/// Forty days of which every fourth is a 4, the others a 7.
fn every_fourth() -> String {
    wellness((0..40).map(|day| (day, if day % 4 == 3 { 4 } else { 7 }, 3)))
}

#[test]
fn errors_are_those_that_can_be_counted_by_hand() {
    let folder = folder(&[("p01", every_fourth())]);
    let report = judged(folder.path());
    let readiness = of(&report, Question::Tomorrow, Feeling::Readiness);
    // Places 32 to 38 of 39 lie in the last fifth (31.2 on): their next days are 33 to 39, of which 35 and 39 are 4.
    assert_eq!(readiness.scores[0].pooled.days, 7);
    let as_today = error(readiness, Method::Baseline(Baseline::AsToday));
    assert!(
        (as_today - 3.0 * 3.0 / 7.0).abs() < 1e-12,
        "33, 34 right, 35 wrong, 36 wrong, 37, 38 right, 39 wrong: {as_today}"
    );
    let engine = error(readiness, Method::Engine);
    assert!((engine - 2.0 * 3.0 / 7.0).abs() < 1e-12, "the habit is 7, wrong on two days: {engine}");
    assert_eq!(error(of(&report, Question::Tomorrow, Feeling::Fatigue), Method::Engine), 0.0);
    assert_eq!(readiness.withheld, 0);
    assert!(readiness.gain.gain > 0.0);
    assert!(same(&judged(folder.path()), &report), "the same bytes every time");
}

#[test]
fn the_next_recorded_day_counts_up_to_three_days_later() {
    // Every fourth day only: no pair is close enough.
    let far = folder(&[("p01", wellness((0..40).map(|day| (4 * day, 7, 3))))]);
    let report = judged(far.path());
    let readiness = of(&report, Question::Tomorrow, Feeling::Readiness);
    assert_eq!(readiness.scores[0].pooled.days, 0);
    assert!(readiness.gain.gain.is_nan() && error(readiness, Method::Engine).is_nan());
    let near = folder(&[("p01", wellness((0..40).map(|day| (3 * day, 7, 3))))]);
    let report = judged(near.path());
    for question in [Question::Tomorrow, Question::ThisMorning] {
        let readiness = of(&report, question, Feeling::Readiness);
        assert_eq!((readiness.scores[0].pooled.days, readiness.withheld), (7, 0), "{question:?}");
    }
}

#[test]
fn a_day_that_is_judged_is_not_seen_before() {
    let with_last = |readiness| {
        let days = (0..40).map(|day| (day, if day == 39 { readiness } else { 7 }, 3));
        let folder = folder(&[("p01", wellness(days))]);
        let report = judged(folder.path());
        let errors = |question| error(of(&report, question, Feeling::Readiness), Method::EngineMean) * 7.0;
        [errors(Question::Tomorrow), errors(Question::ThisMorning)]
    };
    // Only the truth of the last day differs: the error grows by exactly that.
    for (low, high) in with_last(1).into_iter().zip(with_last(2)) {
        assert!((low - high - 1.0).abs() < 1e-9, "{low} {high}");
    }
}

#[test]
fn two_check_ins_of_a_day_are_one_and_zeros_of_readiness_are_none() {
    let twice = every_fourth() + "2020-01-05T20:00:00.000Z,,,9,,,,,\n";
    let once = every_fourth().replace("2020-01-05T08:00:00.000Z,3,3,7", "2020-01-05T20:00:00.000Z,3,3,9");
    let (twice, once) = (folder(&[("p01", twice)]), folder(&[("p01", once)]));
    assert!(same(&judged(twice.path()).judged, &judged(once.path()).judged));
    assert!(!same(&judged(twice.path()).judged, &judged(folder(&[("p01", every_fourth())]).path()).judged));
    let zeros = folder(&[("p01", wellness((0..40).map(|day| (day, if day % 2 == 0 { 0 } else { 6 }, 3))))]);
    let report = judged(zeros.path());
    assert_eq!(error(of(&report, Question::Tomorrow, Feeling::Readiness), Method::Engine), 0.0);
}

#[test]
fn the_night_and_the_sessions_reach_the_engine() {
    let short = |day: i64| day % 5 == 2;
    let with = |slept: &dyn Fn(i64) -> i32, minutes: &str| {
        let days = (0..60).fold(HEADER.to_owned(), |mut text, day| {
            let fatigue = if short(day) { 2 } else { 4 };
            writeln!(text, "{},{fatigue},3,6,{},3,3,[],3", morning(day), slept(day)).unwrap();
            text
        });
        let folder = folder(&[("p01", days)]);
        let sessions = (0..60).filter(|day| day % 3 != 0).fold(SRPE.to_owned(), |mut text, day| {
            let minutes = if short(day + 1) { minutes } else { "30" };
            writeln!(text, "{},\"['individual', 'running']\",6,{minutes}", morning(day).replace("T08", "T18")).unwrap();
            text
        });
        fs::write(folder.path().join("p01/srpe.csv"), sessions).unwrap();
        let report = judged(folder.path());
        assert!(report.skipped.is_empty(), "{:?}", report.skipped);
        [Question::Tomorrow, Question::ThisMorning]
            .map(|question| error(of(&report, question, Feeling::Fatigue), Method::EngineMean))
    };
    let (unknowing, knowing) = (with(&|_| 7, "30"), with(&|day| if short(day) { 4 } else { 8 }, "30"));
    assert!(knowing[1] < unknowing[1] - 0.1, "the night tells of the morning: {knowing:?} {unknowing:?}");
    assert_eq!(knowing[0], unknowing[0], "and is not known the day before");
    assert_ne!(with(&|_| 7, "300"), unknowing, "sessions count");
}

#[test]
fn what_cannot_be_used_is_told_with_its_line_and_the_rest_is_judged() {
    let broken = every_fourth()
        + "yesterday,3,3,7,7,3,3,[],3\n2020-03-01T08:00:00Z,three,3,7,7,3,3,[],3\n2020-03-02T08:00:00Z,3\n\n";
    let folder = folder(&[("p01", broken), ("p02", String::new()), ("p03", HEADER.to_owned())]);
    fs::write(folder.path().join("notes.txt"), "no participant").unwrap();
    fs::write(folder.path().join("p01/srpe.csv"), SRPE.to_owned() + "2020-01-03T18:00:00Z,[],11,30\n").unwrap();
    let wrong = judge(folder.path()).unwrap_err().to_string();
    assert!(wrong.contains("p02") && wrong.contains("effective_time_frame"), "{wrong}");
    fs::remove_dir_all(folder.path().join("p02")).unwrap();
    let report = judged(folder.path());
    assert_eq!(report.participants, ["p01", "p03"]);
    let told: Vec<_> =
        report.skipped.iter().map(|skipped| (skipped.place.as_str(), skipped.problem.as_str())).collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].0, "p01/wellness.csv:42");
    assert!(told[0].1.contains("`yesterday`") && told[1].1.contains("fatigue is `three`"), "{told:?}");
    assert!(told[2].0.starts_with("p01/srpe.csv") && told[2].1.contains("RPE"), "{told:?}");
    assert!(of(&report, Question::Tomorrow, Feeling::Readiness).scores[0].pooled.days >= 7);
}

#[test]
fn a_folder_without_participants_says_what_one_looks_like() {
    let empty = tempfile::tempdir().unwrap();
    assert!(judge(empty.path()).unwrap_err().to_string().contains("p01/wellness.csv"));
    let nowhere = judge(&empty.path().join("nowhere")).unwrap_err().to_string();
    assert!(nowhere.contains("nowhere") && nowhere.contains("one folder per participant"), "{nowhere}");
}
