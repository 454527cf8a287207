//! Whole exports of the Strong app, one made-up file per header.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rustdag_core::event::{Activity, Event, EventKind, ExerciseRef, Workout, WorkoutSet};
use rustdag_import::{DistanceUnit, Import, ImportError, Issue, IssueKind, Options, Outcome, WeightUnit, strong};

const A: &[u8] = include_bytes!("fixtures/a.csv");
const B: &[u8] = include_bytes!("fixtures/b.csv");
const C: &[u8] = include_bytes!("fixtures/c.csv");
const D: &[u8] = include_bytes!("fixtures/d.csv");

fn amsterdam() -> TimeZone {
    TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

fn options() -> Options<'static> {
    Options::new(amsterdam(), "2026-05-01T12:00:00Z".parse().unwrap())
}

fn with_unit(unit: WeightUnit) -> Options<'static> {
    Options { unit: Some(unit), ..options() }
}

fn workout(event: &Event) -> &Workout {
    match &event.kind {
        EventKind::Workout(workout) => workout,
        other => panic!("{other:?}"),
    }
}

fn exercise(set: &WorkoutSet) -> &str {
    match &set.exercise {
        ExerciseRef::Known(exercise) => &exercise.id,
        ExerciseRef::Unmapped(name) => name,
    }
}

fn load(set: &WorkoutSet) -> Option<f64> {
    set.load.map(|load| (load.get() * 100.0).round() / 100.0)
}

fn reps(set: &WorkoutSet) -> Option<f64> {
    set.reps.map(|reps| reps.get())
}

fn rir(set: &WorkoutSet) -> Option<f64> {
    set.rir.map(|rir| rir.get())
}

fn issues(import: &Import) -> Vec<(u64, IssueKind, Outcome)> {
    import.issues.iter().map(|issue| (issue.line, issue.kind, issue.outcome)).collect()
}

#[test]
fn header_a_a_clean_file() {
    let import =
        strong::read(A, &Options { distance_unit: Some(DistanceUnit::Kilometres), ..with_unit(WeightUnit::Kilograms) })
            .unwrap();
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    let [legs, run] = &import.events[..] else { panic!("{:?}", import.events) };

    assert_eq!(legs.source, "strong");
    assert_eq!(legs.at, "2026-01-05T17:02:11Z".parse::<Timestamp>().unwrap());
    let legs = workout(legs);
    assert_eq!((legs.name.as_str(), legs.duration.unwrap().get()), ("Legs", 72.0));
    let read: Vec<_> =
        legs.sets.iter().map(|set| (exercise(set), set.warm_up, load(set), reps(set), rir(set))).collect();
    assert_eq!(
        read,
        [
            ("back-squat", true, Some(60.0), Some(8.0), None),
            ("back-squat", false, Some(100.0), Some(5.0), Some(2.0)),
            ("back-squat", false, Some(100.0), Some(5.0), Some(1.5)),
            ("back-squat", false, Some(90.0), Some(9.0), Some(0.0)),
            ("Nordic Bum Wiggle", false, Some(20.0), Some(12.0), None),
            ("plank", false, Some(0.0), None, None),
            ("push-up", false, Some(0.0), Some(15.0), Some(3.0)),
        ]
    );
    assert_eq!(legs.sets[5].duration.unwrap().get(), 1.5);

    let run = workout(run);
    assert!(run.sets.is_empty());
    let bout = &run.cardio[0];
    assert_eq!((bout.activity, bout.duration.get()), (Activity::Run, 33.0));
    assert_eq!((bout.distance.unwrap().get(), bout.effort.unwrap().get()), (5.2, 4.0));
}

#[test]
fn what_the_catalogue_does_not_know_is_listed_and_counts() {
    let import = strong::read(A, &with_unit(WeightUnit::Kilograms)).unwrap();
    let [unknown] = &import.unmapped[..] else { panic!("{:?}", import.unmapped) };
    assert_eq!((unknown.name.as_str(), unknown.sets, unknown.first_line), ("Nordic Bum Wiggle", 1, 6));
}

#[test]
fn a_unit_is_asked_for_and_never_guessed() {
    for file in [A, B] {
        assert_eq!(strong::read(file, &options()), Err(ImportError::UnitNeeded));
    }
    assert!(ImportError::UnitNeeded.to_string().contains("kg or lb"));
    for file in [C, D] {
        assert!(strong::read(file, &options()).is_ok());
    }
    let distances = strong::read(A, &with_unit(WeightUnit::Kilograms)).unwrap();
    assert_eq!(issues(&distances), [(9, IssueKind::DistanceUnit, Outcome::ValueLeftOut)]);
    assert_eq!(workout(&distances.events[1]).cardio[0].distance, None);
}

#[test]
fn header_b_what_cannot_be_believed_is_listed_with_its_line() {
    let import = strong::read(B, &with_unit(WeightUnit::Pounds)).unwrap();
    use IssueKind::*;
    assert_eq!(
        issues(&import),
        [
            (4, Repetitions, Outcome::SetLeftOut),
            (5, Effort, Outcome::ValueLeftOut),
            (6, Assistance, Outcome::ValueLeftOut),
            (8, LongSession, Outcome::ValueLeftOut),
            (9, Load, Outcome::ValueLeftOut),
            (10, Load, Outcome::ValueLeftOut),
            (11, Columns, Outcome::RowLeftOut),
            (13, NothingDone, Outcome::SetLeftOut),
            (14, Date, Outcome::RowLeftOut),
            (15, Future, Outcome::WorkoutLeftOut),
        ]
    );
    let said: Vec<String> = import.issues.iter().map(Issue::to_string).collect();
    assert_eq!(said[0], "line 4: `1271` repetitions in one set cannot be right; 1 to 200 can; the set was left out");
    assert!(said[2].contains("`Triceps Dip (Assisted)` (sets: 2)"), "{}", said[2]);
    assert!(said[3].contains("`22h 4m`"), "{}", said[3]);
    assert_eq!(said[9], "line 15: `2031-02-06 19:00:00` is in the future; the workout was left out");

    let [push, forgot, cut] = &import.events[..] else { panic!("{:?}", import.events) };
    let push = workout(push);
    let sets: Vec<_> = push.sets.iter().map(|set| (exercise(set), load(set), reps(set), rir(set))).collect();
    assert_eq!(
        sets,
        [
            ("barbell-bench-press", Some(61.23), Some(8.0), None),
            ("barbell-bench-press", Some(52.16), Some(10.0), None),
            ("assisted-triceps-dip", None, Some(10.0), None),
            ("assisted-triceps-dip", None, Some(9.0), None),
        ]
    );
    let forgot = workout(forgot);
    assert_eq!(forgot.duration, None);
    assert_eq!(forgot.sets.iter().map(load).collect::<Vec<_>>(), [Some(102.06), None, None]);
    assert_eq!(workout(cut).sets.len(), 1);
}

#[test]
fn header_c_units_of_each_row_and_a_clock_that_skips() {
    let import = strong::read(C, &options()).unwrap();
    use IssueKind::*;
    assert_eq!(
        issues(&import),
        [
            (4, LoadUnit, Outcome::ValueLeftOut),
            (7, NoLength, Outcome::SetLeftOut),
            (8, SkippedHour, Outcome::Kept),
            (9, LengthOfWorkout, Outcome::Kept),
        ]
    );
    let [upper, night, run] = &import.events[..] else { panic!("{:?}", import.events) };
    let upper = workout(upper);
    assert_eq!(upper.duration.unwrap().get(), 60.0);
    let sets: Vec<_> = upper.sets.iter().map(|set| (exercise(set), load(set), rir(set))).collect();
    assert_eq!(
        sets,
        [
            ("dumbbell-bench-press", Some(22.5), Some(2.5)),
            ("dumbbell-bench-press", Some(22.68), None),
            ("dumbbell-bench-press", None, None),
            ("pull-up", Some(0.0), None),
        ]
    );
    let [ride] = &upper.cardio[..] else { panic!("{:?}", upper.cardio) };
    assert_eq!((ride.activity, ride.duration.get()), (Activity::Cycle, 25.0));
    assert_eq!(ride.distance.unwrap().get(), 12.5);
    assert_eq!(night.at, "2026-03-29T01:30:00Z".parse::<Timestamp>().unwrap());
    let run = &workout(run).cardio[0];
    assert_eq!(run.duration.get(), 28.0);
    assert!((run.distance.unwrap().get() - 4.828).abs() < 1e-3);
}

#[test]
fn header_d_pauses_and_notes_are_no_sets() {
    let import = strong::read(D, &options()).unwrap();
    use IssueKind::*;
    assert_eq!(
        issues(&import),
        [
            (7, SetOrder, Outcome::Kept),
            (9, NothingDone, Outcome::SetLeftOut),
            (9, EmptyWorkout, Outcome::WorkoutLeftOut),
        ]
    );
    let [pull, again, row] = &import.events[..] else { panic!("{:?}", import.events) };
    let pull = workout(pull);
    assert_eq!(pull.duration.unwrap().get(), 60.0);
    assert_eq!(pull.sets.iter().map(exercise).collect::<Vec<_>>(), ["lat-pulldown", "lat-pulldown", "farmers-carry"]);
    assert_eq!(pull.sets.iter().map(rir).collect::<Vec<_>>(), [Some(2.0), Some(1.0), None]);
    assert!((pull.sets[2].duration.unwrap().get() - 40.0 / 60.0).abs() < 1e-12);
    let again = workout(again);
    assert_eq!((again.duration, again.sets.len()), (None, 1));
    let bout = &workout(row).cardio[0];
    assert_eq!((bout.activity, bout.duration.get(), bout.distance.unwrap().get()), (Activity::Row, 22.0, 5.0));
}

#[test]
fn reading_twice_or_in_another_order_gives_the_same_events() {
    let once = strong::read(A, &with_unit(WeightUnit::Kilograms)).unwrap();
    assert_eq!(once, strong::read(A, &with_unit(WeightUnit::Kilograms)).unwrap());
    let ids: Vec<&str> = once.events.iter().map(|event| event.id.as_str()).collect();
    assert!(ids[0].starts_with("2026-01-05T18:02:11-"), "{ids:?}");

    // Newest first, as some exports are; a longer export later on; read in another zone.
    let text = String::from_utf8(A.to_vec()).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1..].reverse();
    let longer = format!("{}\n2026-01-09 18:00:00,\"Legs\",1h,\"Squat (Barbell)\",1,100,5,0,0,\n", lines.join("\n"));
    let elsewhere = Options { zone: TimeZone::UTC, ..with_unit(WeightUnit::Kilograms) };
    let again = strong::read(longer.as_bytes(), &elsewhere).unwrap();
    assert_eq!(again.events.len(), 3);
    for (id, event) in ids.iter().zip(&again.events) {
        assert_eq!(*id, event.id);
    }
}

#[test]
fn two_workouts_of_one_moment_are_two_events() {
    let text = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight (kg),Reps\n\
                2026-01-05 18:00:00,A,1h,Squat,1,100,5\n\
                2026-01-05 18:00:00,B,1h,Squat,1,100,5\n\
                2026-01-05 18:00:00,A,1h,Squat,2,100,5\n";
    let import = strong::read(text.as_bytes(), &options()).unwrap();
    let [a, b] = &import.events[..] else { panic!("{:?}", import.events) };
    assert_ne!(a.id, b.id);
    assert_eq!((workout(a).sets.len(), workout(b).sets.len()), (2, 1));
}

#[test]
fn other_files_are_refused_by_name() {
    let hevy = "\"title\",\"start_time\",\"end_time\",\"exercise_title\",\"weight_kg\",\"reps\"\n";
    let text = strong::read(hevy.as_bytes(), &options()).unwrap_err().to_string();
    assert!(text.contains("`title,start_time,end_time,exercise_title,weight_kg,reps`"), "{text}");
    let german = "Datum;Workout-Name;Gewicht\n2026-01-05 18:00:00;Beine;100\n";
    let text = strong::read(german.as_bytes(), &options()).unwrap_err().to_string();
    assert!(text.contains("set to English"), "{text}");
    for empty in ["", "\n\n", "\u{feff}"] {
        assert_eq!(strong::read(empty.as_bytes(), &options()), Err(ImportError::Empty), "{empty:?}");
    }
    assert!(matches!(strong::read(&[0xff, 0xfe, 0, 65], &options()), Err(ImportError::Header { .. })));
    let only_header = A.split(|&byte| byte == b'\n').next().unwrap();
    let import = strong::read(only_header, &with_unit(WeightUnit::Kilograms)).unwrap();
    assert!(import.events.is_empty() && import.issues.is_empty());
}

#[test]
fn units_that_the_file_names_are_told() {
    let units = |file: &[u8]| strong::read(file, &with_unit(WeightUnit::Kilograms)).unwrap().weight_units;
    assert_eq!(units(A), [], "this header names none");
    let header = "Date,Workout Name,Exercise Name,Set Order,Weight (lb),Reps\n";
    assert_eq!(units(format!("{header}2026-03-02 18:00:00,Push,Squat,1,100,5\n").as_bytes()), [WeightUnit::Pounds]);
    let header = "Date;Workout Name;Exercise Name;Set Order;Weight;Weight Unit;Reps\n";
    let rows = "2026-03-02 18:00:00;Push;Squat;1;100;lbs;5\n2026-03-02 18:00:00;Push;Squat;2;50;kg;5\n";
    assert_eq!(units(format!("{header}{rows}").as_bytes()), [WeightUnit::Pounds, WeightUnit::Kilograms]);
}

/// Bench press once a week at these weights.
fn bench(weights: &[&str]) -> Import {
    let mut text = "Date,Workout Name,Exercise Name,Set Order,Weight (kg),Reps\n".to_owned();
    for (week, weight) in weights.iter().enumerate() {
        let day = jiff::civil::date(2026, 1, 1).checked_add(jiff::Span::new().weeks(week as i64)).unwrap();
        text += &format!("{day} 18:00:00,Push,Bench Press (Barbell),1,{weight},5\n");
    }
    strong::read(text.as_bytes(), &options()).unwrap()
}

#[test]
fn a_weight_far_above_its_neighbours_is_left_out() {
    let import = bench(&["60", "62.5", "62.5", "650", "65", "65"]);
    assert_eq!(issues(&import), [(5, IssueKind::LoadJump, Outcome::ValueLeftOut)]);
    assert_eq!(
        import.issues[0].to_string(),
        "line 5: a jump to 650 kg for `Bench Press (Barbell)`, where 65 kg was the most around it, cannot be right; \
         the set or workout was kept without it"
    );
    assert_eq!(workout(&import.events[3]).sets[0].load, None);
    assert_eq!(reps(&workout(&import.events[3]).sets[0]), Some(5.0));
}

#[test]
fn steady_progress_and_a_new_machine_are_no_jumps() {
    assert!(bench(&["20", "30", "40", "50", "60", "70", "80"]).issues.is_empty());
    assert!(bench(&["40", "40", "40", "110", "110", "115"]).issues.is_empty());
    assert!(bench(&["4", "4", "5", "14"]).issues.is_empty());
    assert!(bench(&["20", "100"]).issues.is_empty());
}

#[test]
fn a_clock_of_twelve_hours_and_thousands() {
    let text = "Date,Workout Name,Exercise Name,Set Order,Weight (lb),Reps\r\n\
                2026-01-05 6:00:00\u{202f}PM,Legs,Leg Press,1,\"1,100\",10\r\n";
    let import = strong::read(text.as_bytes(), &options()).unwrap();
    assert!(import.issues.is_empty(), "{:?}", import.issues);
    assert_eq!(import.events[0].at, "2026-01-05T17:00:00Z".parse::<Timestamp>().unwrap());
    assert_eq!(load(&workout(&import.events[0]).sets[0]), Some(498.95));
}
