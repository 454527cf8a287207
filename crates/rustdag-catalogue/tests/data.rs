//! What must hold for the embedded data.

use rustdag_catalogue::{Catalogue, Lang};
use rustdag_core::anatomy::Muscle;
use rustdag_core::exercise::Involvement;
use rustdag_core::profile::Level;
use rustdag_core::template::{DayKind, Template};
use std::collections::BTreeSet;

/// A planner state holds one action per template; more would cost more than they add.
const TEMPLATES_MAX: usize = 19;

#[test]
fn there_are_exercises_for_a_gym() {
    let ids: Vec<&str> = Catalogue::official().exercises().map(|exercise| exercise.id.as_str()).collect();
    assert!(ids.len() >= 220, "{}", ids.len());
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    for id in ids {
        let slug = id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-');
        assert!(slug, "{id}");
    }
}

#[test]
fn every_exercise_has_names_and_loads_the_body() {
    let catalogue = Catalogue::official();
    for exercise in catalogue.exercises() {
        let id = &exercise.id;
        for &lang in Lang::ALL {
            let name = catalogue.name(id, lang).unwrap();
            assert!(!name.trim().is_empty(), "{id}");
            assert_eq!(catalogue.find(name).map(|found| &found.id), Some(id), "{name}");
        }
        assert_eq!(catalogue.find(id).map(|found| &found.id), Some(id));
        assert!(exercise.muscles.iter().any(|(_, part)| *part == Involvement::Direct), "{id}");
        assert!(exercise.joints.iter().any(|(_, weight)| *weight > 0.0), "{id}");
        assert!(exercise.joints.iter().all(|(_, weight)| (0.0..=1.0).contains(weight)), "{id}");
    }
}

#[test]
fn names_of_one_language_are_unambiguous() {
    let catalogue = Catalogue::official();
    for &lang in Lang::ALL {
        let names: Vec<_> = catalogue.exercises().map(|exercise| catalogue.name(&exercise.id, lang)).collect();
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{lang}");
    }
}

#[test]
fn body_mass_shares_are_those_of_the_model() {
    let catalogue = Catalogue::official();
    for (id, share) in
        [("push-up", 0.64), ("pull-up", 1.0), ("triceps-dip", 0.95), ("bodyweight-squat", 0.65), ("back-squat", 0.0)]
    {
        assert_eq!(catalogue.get(id).unwrap().body_mass_share, share, "{id}");
    }
}

fn sets(template: &Template) -> u32 {
    template.exercises.iter().map(|item| item.sets).sum()
}

#[test]
fn templates_have_the_size_of_their_level() {
    let catalogue = Catalogue::official();
    for (level, full) in [(Level::Novice, 12..=14), (Level::Intermediate, 16..=18), (Level::Advanced, 18..=22)] {
        let templates = catalogue.templates(level);
        assert!((14..=TEMPLATES_MAX).contains(&templates.len()));
        for template in &templates {
            let (id, sets) = (template.id.as_str(), sets(template));
            match id {
                "full-body-light" | "upper-light" | "lower-light" | "technique" => {
                    let half = f64::from(*full.start() + *full.end()) / 4.0;
                    assert!((f64::from(sets) - half).abs() <= 2.0, "{id} {level:?} {sets}");
                }
                "full-body-short" => {
                    let two_thirds = f64::from(*full.start() + *full.end()) / 3.0;
                    assert!((f64::from(sets) - two_thirds).abs() <= 1.0, "{id} {level:?} {sets}");
                }
                "easy-run" | "cycle-intervals" | "class" | "active-recovery" => assert_eq!(sets, 0, "{id}"),
                _ => assert!(full.contains(&sets), "{id} {level:?} {sets}"),
            }
            for &lang in Lang::ALL {
                assert!(catalogue.template_name(id, lang).is_some_and(|name| !name.is_empty()), "{id}");
            }
            assert_eq!(catalogue.template(id, level).as_ref(), Some(template));
        }
    }
    assert!(catalogue.template("rest", Level::Novice).is_none());
}

#[test]
fn effort_of_templates_fits_the_level() {
    for &level in Level::ALL {
        for template in Catalogue::official().templates(level) {
            for item in &template.exercises {
                let rir = item.rir.get();
                match (template.id.as_str(), level) {
                    ("technique", _) => assert!(rir >= 4.0),
                    (_, Level::Novice) => assert!((3.0..=4.0).contains(&rir), "{}", template.id),
                    (_, Level::Intermediate) => assert!((2.0..=3.0).contains(&rir), "{}", template.id),
                    (_, Level::Advanced) => assert!((1.0..=3.0).contains(&rir), "{}", template.id),
                }
            }
        }
    }
}

#[test]
fn every_major_muscle_is_trained_directly_somewhere() {
    use Muscle::*;
    for &level in Level::ALL {
        let templates = Catalogue::official().templates(level);
        for muscle in
            [Chest, Shoulders, Lats, UpperBack, Biceps, Triceps, Abdominals, Glutes, Quadriceps, Hamstrings, Calves]
        {
            let direct = templates.iter().any(|template| {
                template
                    .exercises
                    .iter()
                    .any(|item| item.rir.get() <= 4.0 && item.exercise.muscles[muscle] == Involvement::Direct)
            });
            assert!(direct, "{level:?} {}", muscle.slug());
        }
        let lower_back = templates
            .iter()
            .flat_map(|template| &template.exercises)
            .filter(|item| item.rir.get() <= 4.0 && item.exercise.muscles[LowerBack] == Involvement::Direct)
            .map(|item| item.sets)
            .sum::<u32>();
        assert!((1..=8).contains(&lower_back), "{level:?} {lower_back}");
    }
}

#[test]
fn active_recovery_counts_as_rest() {
    for &level in Level::ALL {
        let walk = Catalogue::official().template("active-recovery", level).unwrap();
        assert_eq!(walk.kind, DayKind::ActiveRecovery);
        let bout = &walk.cardio[0];
        assert!(bout.effort.unwrap().get() <= 2.0 && bout.duration.get() <= 45.0);
    }
}
