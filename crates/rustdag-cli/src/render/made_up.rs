//! Made-up answers to lay out.

use rustdag_proto::v1;

fn at(text: &str) -> prost_types::Timestamp {
    let at: jiff::Timestamp = text.parse().unwrap();
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

pub(crate) fn sanne() -> v1::Profile {
    v1::Profile {
        display_name: "Sanne".into(),
        born: Some("1991-08-02".into()),
        level: v1::Level::Intermediate.into(),
        goal: v1::Goal::Size.into(),
        zone: "Europe/Amsterdam".into(),
        ..v1::Profile::default()
    }
}

fn reason(rule: &str, text: &str) -> v1::Reason {
    v1::Reason {
        rule: rule.into(),
        subject: Some(v1::reason::Subject::Muscle(v1::Muscle::Quadriceps.into())),
        text: text.into(),
        ..v1::Reason::default()
    }
}

fn muscle(muscle: v1::Muscle, recovered: f64, ready: Option<&str>, most: Option<f64>) -> v1::MuscleReadiness {
    v1::MuscleReadiness {
        muscle: muscle.into(),
        fatigue: (1.0 - recovered) * 0.3,
        recovered,
        ready: ready.is_none(),
        ready_at: ready.map(at),
        weekly_hard_sets: 4.0,
        sets_today: Some(v1::Range { min: most.map_or(0.0, |most| most * 0.6), max: most }),
    }
}

pub(crate) fn readiness() -> v1::Readiness {
    v1::Readiness {
        at: Some(at("2026-05-12T05:00:00Z")),
        light: v1::Light::Amber.into(),
        muscles: vec![
            muscle(v1::Muscle::Chest, 1.0, None, Some(6.0)),
            muscle(v1::Muscle::UpperBack, 0.97, None, Some(1.4)),
            muscle(v1::Muscle::Quadriceps, 0.62, Some("2026-05-13T17:00:00Z"), Some(0.0)),
            muscle(v1::Muscle::Calves, 1.0, None, None),
        ],
        joints: vec![v1::JointReadiness {
            joint: v1::Joint::Knee.into(),
            acute: 1.4,
            ramp: 1.24,
            pain: Some(3.0),
            usual_load: 12.0,
            load_max: Some(7.2),
            ready: false,
            ready_at: Some(at("2026-05-13T05:00:00Z")),
        }],
        whole: Some(v1::WholeBody {
            systemic_fatigue: 0.02,
            ready: true,
            sleep_last_night_h: Some(5.667),
            sleep_need_h: 8.0,
            sleep_debt_h: Some(4.5),
            mental_freshness: Some(88.0),
            ..v1::WholeBody::default()
        }),
        limits: Some(v1::DayLimits { rir_min: 2.0, session_load_max_au: Some(240.0), ..v1::DayLimits::default() }),
        load_today_au: Some(v1::Range { min: 110.0, max: Some(240.0) }),
        usual_load_au: 300.0,
        reasons: vec![
            reason("engine", "Bovenbenen: 62 % hersteld; zware sets kunnen weer vanaf 74 %."),
            reason("sleep", "Kort geslapen: 5 u 40."),
        ],
        confidence: 0.7,
        log_next: v1::Input::CheckIn.into(),
        rules: Vec::new(),
        rule_set: String::new(),
        doubts: Vec::new(),
        overreaching: None,
    }
}

/// The same, with strength and check-ins that lag.
pub(crate) fn lagging(state: v1::OverreachingState) -> v1::Readiness {
    let fall = |display_name: &str, fraction| v1::LiftFall {
        exercise: "a-lift".into(),
        display_name: display_name.into(),
        fraction,
        sessions: 3,
    };
    let overreaching = v1::Overreaching {
        state: state.into(),
        since: Some("2026-05-11".into()),
        lifts: vec![fall("Squat", 0.09), fall("Bankdrukken", 0.05), fall("Roeien", 0.004)],
        strength_since: Some("2026-05-04".into()),
        wellness_z: Some(-1.3),
        strength_known: true,
        wellness_known: true,
        false_suspicions_per_year: 0.35,
        false_watches_per_year: 5.5,
        ..v1::Overreaching::default()
    };
    v1::Readiness { overreaching: Some(overreaching), ..readiness() }
}

pub(crate) fn plan() -> v1::Plan {
    let session = v1::PlannedSession {
        template_id: "upper".into(),
        display_name: "Bovenlichaam".into(),
        duration_min: 45.0,
        load_au: 240.0,
        effort_rpe: 6.0,
        exercises: vec![
            v1::PlannedExercise {
                exercise: "bench-press".into(),
                display_name: "Bankdrukken".into(),
                sets: 4,
                reps: 8.0,
                rir: 2.0,
                intensity: 0.7,
            },
            v1::PlannedExercise {
                exercise: "seated-row".into(),
                display_name: "Roeien aan de kabel".into(),
                sets: 3,
                reps: 10.0,
                rir: 2.0,
                intensity: 0.66,
            },
        ],
        hard_sets: vec![
            v1::MuscleSets { muscle: v1::Muscle::Chest.into(), sets: 4.0 },
            v1::MuscleSets { muscle: v1::Muscle::UpperBack.into(), sets: 3.0 },
        ],
    };
    let day = |date: &str, kind: v1::DayKind, session: Option<v1::PlannedSession>, text: &str| v1::PlanDay {
        date: date.into(),
        kind: kind.into(),
        session,
        reasons: vec![reason("engine", text)],
        changed_from: None,
        second_session: None,
    };
    let walk =
        v1::PlannedSession { duration_min: 30.0, load_au: 60.0, effort_rpe: 2.0, ..v1::PlannedSession::default() };
    v1::Plan {
        at: Some(at("2026-05-12T05:00:00Z")),
        days: vec![
            day(
                "2026-05-12",
                v1::DayKind::Training,
                Some(session),
                "Borst: hersteld; gemiddeld 4 van de beoogde 12 sets per week.",
            ),
            day("2026-05-13", v1::DayKind::Rest, None, "Bovenbenen: 71 % hersteld; deze dag geeft tijd."),
            day("2026-05-14", v1::DayKind::ActiveRecovery, Some(walk), "30 min rustig wandelen; het telt als rust."),
        ],
        objective: 1.0,
        bound: 1.0,
        optimal: true,
        nodes: 400,
        confidence: 0.7,
        rules: Vec::new(),
        reasons: Vec::new(),
        alternatives: Vec::new(),
        weeks: Vec::new(),
        event: None,
        rule_set: String::new(),
        engine_version: String::new(),
        templates_digest: String::new(),
    }
}

/// A plan, and another one that rests on its training day and trains the day after.
pub(crate) fn plan_with_an_alternative() -> v1::Plan {
    let best = plan();
    let mut days = best.days.clone();
    let from = |id: &str, name: &str| v1::ChangedFrom { template_id: id.into(), display_name: name.into() };
    let (today, tomorrow) = (days[0].clone(), days[1].clone());
    let changed = |to: v1::PlanDay, date: &v1::PlanDay, from| v1::PlanDay {
        date: date.date.clone(),
        changed_from: Some(from),
        ..to
    };
    days[0] = changed(tomorrow.clone(), &today, from("upper", "Bovenlichaam"));
    days[1] = changed(today, &tomorrow, from("", ""));
    let cost_text = "3 % minder waard dan het beste plan.".into();
    let other = v1::PlanAlternative { days, objective: 0.97, cost: 0.03, cost_text, ..v1::PlanAlternative::default() };
    v1::Plan { alternatives: vec![other], ..best }
}

pub(crate) fn check() -> v1::Check {
    v1::Check {
        at: Some(at("2026-05-12T05:00:00Z")),
        fit: v1::Fit::DoesNotFit.into(),
        excesses: vec![v1::Excess {
            quantity: v1::Quantity::HardSets.into(),
            asked: 8.0,
            allowed: 0.0,
            reason: Some(reason("engine", "Bovenbenen: 62 % hersteld; zware sets kunnen weer vanaf 74 %.")),
        }],
        reduced: Vec::new(),
        fits_from: Some(at("2026-05-13T17:00:00Z")),
        rules: Vec::new(),
        rule_set: String::new(),
    }
}
