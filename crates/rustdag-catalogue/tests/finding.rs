//! Names as people and other programs write them.

use rustdag_catalogue::Catalogue;
use rustdag_core::event::Activity;

fn found(name: &str) -> Option<&'static str> {
    Catalogue::official().find(name).map(|exercise| exercise.id.as_str())
}

#[test]
fn names_of_the_strong_app() {
    for (name, id) in [
        ("Squat (Barbell)", "back-squat"),
        ("Bench Press (Dumbbell)", "dumbbell-bench-press"),
        ("Bench Press - Close Grip (Barbell)", "close-grip-bench-press"),
        ("Bent Over Row (Barbell)", "barbell-row"),
        ("Strict Military Press (Barbell)", "overhead-press"),
        ("Triceps Pushdown (Cable - Straight Bar)", "triceps-pushdown"),
        ("Lat Pulldown - Wide Grip (Cable)", "lat-pulldown"),
        ("Knee Raise (Captain's Chair)", "captains-chair-raise"),
        ("Pull Up (Assisted)", "assisted-pull-up"),
        ("Trap Bar Deadlift", "trap-bar-deadlift"),
        ("Knees to Elbows", "hanging-knee-raise"),
        ("Iso-Lateral Row (Machine)", "machine-row"),
    ] {
        assert_eq!(found(name), Some(id), "{name}");
    }
}

#[test]
fn names_of_hevy() {
    for (name, id) in [
        ("Butterfly (Pec Deck)", "pec-deck"),
        ("Straight Arm Lat Pulldown (Cable)", "cable-pullover"),
        ("Seated Cable Row - V Grip (Cable)", "seated-cable-row"),
        ("Pull Up (Weighted)", "pull-up"),
        ("Standing Calf Raise (Smith)", "smith-calf-raise"),
        ("EZ Bar Biceps Curl", "ez-bar-curl"),
        ("Clap Push Ups", "clap-push-up"),
    ] {
        assert_eq!(found(name), Some(id), "{name}");
    }
}

#[test]
fn dutch_names() {
    for (name, id) in [
        ("Opdrukken", "push-up"),
        ("optrekken", "pull-up"),
        ("Kniebuigingen", "back-squat"),
        ("Beenpers", "leg-press"),
        ("Opdrukken op de knieën", "knee-push-up"),
        ("Schuin bankdrukken met dumbbells", "incline-dumbbell-bench-press"),
    ] {
        assert_eq!(found(name), Some(id), "{name}");
    }
}

#[test]
fn what_nobody_listed_is_not_found() {
    for name in ["", "Squat (Underwater)", "Leg", "Press", "Bench", "Curl machine thing", "Rest Timer", "Yoga", "🏋"]
    {
        assert_eq!(found(name), None, "{name}");
    }
}

#[test]
fn near_names_are_suggested_and_never_used() {
    let near = |name| -> Vec<&str> {
        Catalogue::official().suggest(name).into_iter().map(|exercise| exercise.id.as_str()).collect()
    };
    assert_eq!(found("Romenian deadlift"), None);
    assert!(near("Romenian deadlift").contains(&"romanian-deadlift"));
    assert!(near("Bench pres barbell").contains(&"barbell-bench-press"));
    assert!(near("Qigong").is_empty());
    assert!(near("").is_empty());
    assert!(near("Cable thing for the chest press").len() <= 3);
}

#[test]
fn endurance_work_has_a_kind_and_is_no_exercise() {
    let catalogue = Catalogue::official();
    for (name, kind) in [
        ("Running", Activity::Run),
        ("Running (Treadmill)", Activity::Run),
        ("Cycling (Indoor)", Activity::Cycle),
        ("Rowing (Machine)", Activity::Row),
        ("Zwemmen", Activity::Swim),
        ("Walking", Activity::Walk),
        ("Yoga", Activity::Class),
    ] {
        assert_eq!(catalogue.find_activity(name), Some(kind), "{name}");
        assert_eq!(found(name), None, "{name}");
    }
    assert_eq!(catalogue.find_activity("Squat (Barbell)"), None);
}
