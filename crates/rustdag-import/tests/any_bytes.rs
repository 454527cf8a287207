//! Nothing that a file may hold makes the reader panic or lose a set without a word.

use jiff::tz::TimeZone;
use proptest::prelude::*;
use rustdag_core::event::EventKind;
use rustdag_import::{Options, Outcome, WeightUnit, strong};

fn options() -> Options<'static> {
    let mut options = Options::new(TimeZone::UTC, "2026-05-01T12:00:00Z".parse().unwrap());
    options.unit = Some(WeightUnit::Kilograms);
    options
}

const HEADER: &str = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,RPE\n";

/// Values of which many are wrong.
fn value() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}",
        "-?[0-9]{1,5}[.][0-9]{0,2}",
        Just(String::new()),
        "[a-zA-Z ;.:-]{0,6}",
        Just("NaN".to_owned())
    ]
}

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let _ = strong::read(&bytes, &options());
        let mut file = HEADER.as_bytes().to_vec();
        file.extend(&bytes);
        prop_assert!(strong::read(&file, &options()).is_ok());
    }

    #[test]
    fn every_row_is_a_set_or_an_issue(
        rows in prop::collection::vec((1_i8..28, value(), value(), value(), value(), value(), 0_usize..4), 0..40),
    ) {
        let mut file = HEADER.to_owned();
        for (day, length, weight, reps, seconds, effort, name) in &rows {
            let name = ["Squat (Barbell)", "Push Up", "Running", "Nobody knows this"][*name];
            file += &format!("2026-01-{day:02} 18:00:00,W,{length},{name},1,{weight},{reps},0,{seconds},{effort}\n");
        }
        let import = strong::read(file.as_bytes(), &options()).unwrap();
        let read: usize = import.events.iter().map(|event| match &event.kind {
            EventKind::Workout(workout) => workout.sets.len() + workout.cardio.len(),
            _ => 0,
        }).sum();
        let left_out = import.issues.iter().filter(|issue| issue.outcome == Outcome::SetLeftOut).count();
        prop_assert_eq!(read + left_out, rows.len(), "{:?}", import.issues);
    }
}
