//! From a plan of weeks to what people read: its days, and of every week what it is for, what it holds and why.

use crate::anatomy::Muscle;
use crate::answer::{EventOutlook, Plan, PlanDay, PlanWeek, WeekKind, WeekSets};
use crate::model::guidance;
use crate::model::periodisation::{LIGHT_SETS, WEEK_D, weeks_before_light_max};
use crate::plan;
use crate::planner::horizon::Horizon;
use crate::planner::longer::Longer;
use crate::planner::mesocycle::Why;
use crate::planner::peak::Peak;
use crate::planner::taper::Tapered;
use crate::reason::{EngineCode, Reason, Subject};
use crate::template::DayKind;
use crate::wishes::Wishes;
use jiff::Timestamp;
use std::ops::Range;

/// Writes out a plan of weeks.
#[must_use]
pub fn write_out(longer: Longer<'_>, wishes: &Wishes, at: Timestamp) -> Plan {
    let Longer { horizon, found, weeks, event } = &longer;
    let mut plan = plan::write_out(horizon, wishes, core::slice::from_ref(found), at);
    let rows = rows(horizon, weeks, event.as_ref());
    let stopped = horizon.gate.stops_training();
    for row in &rows {
        for day in &mut plan.days[row.days.clone()] {
            // A light week says of each session why it is small.
            if day.kind == DayKind::Training && row.kind != WeekKind::Build && !stopped {
                day.reasons.splice(0..0, row.reason.clone());
            }
        }
    }
    if let Some((peak, _)) = event {
        event_day(&mut plan.days[peak.day]);
    }
    plan.weeks = rows.into_iter().map(|row| week(horizon, &plan.days, row)).collect();
    plan.event = event.as_ref().map(|(peak, tapered)| EventOutlook {
        date: horizon.days[peak.day].date,
        kind: peak.kind,
        expected: peak.expected(&tapered.walked.body),
        without_taper: peak.expected(&tapered.full.body),
        less: tapered.less,
        taper_d: u32::try_from(tapered.days).unwrap_or(u32::MAX),
    });
    plan
}

/// The event's own day: what happens anyway, or nothing else.
fn event_day(day: &mut PlanDay) {
    if day.kind != DayKind::Training {
        (day.kind, day.session) = (DayKind::Rest, None);
        // Whatever else rest would be for that day; what stops training is said all the same.
        day.reasons.retain(|reason| reason.engine_code().is_some_and(EngineCode::stops_training));
    }
    // A row of this day alone has said it already.
    day.reasons.retain(|reason| reason.engine_code() != Some(EngineCode::EventDay));
    day.reasons.push(Reason::engine(EngineCode::EventDay, Subject::Whole, 0.0, 0.0));
    day.reasons.rotate_right(usize::from(day.kind == DayKind::Training));
}

/// A week as it is told: the event's own day is the last of its taper's.
struct Row {
    days: Range<usize>,
    kind: WeekKind,
    /// Share of the weekly aim that it aims at.
    share: f64,
    reason: Option<Reason>,
}

fn rows(horizon: &Horizon<'_>, weeks: &[(Range<usize>, Why)], event: Option<&(Peak, Tapered)>) -> Vec<Row> {
    let mut rows: Vec<Row> = weeks.iter().map(|(days, why)| row(horizon, days.clone(), *why)).collect();
    let Some((peak, tapered)) = event else { return rows };
    // The first week after the event was planned with its day in front.
    for row in rows.iter_mut().filter(|row| row.days.start == peak.day) {
        row.days.start += 1;
    }
    rows.retain(|row| !row.days.is_empty());
    let from = peak.day - tapered.walked.choices.len();
    let middle = peak.day.saturating_sub(WEEK_D).max(from);
    for days in [from..middle, middle..peak.day + 1] {
        let easing = days.end > peak.day - tapered.days;
        let volume = |volume: &[f64]| -> f64 { volume[days.start - from..days.end.min(peak.day) - from].iter().sum() };
        let (now, before) = (volume(&tapered.walked.volume), volume(&tapered.full.volume));
        let until = peak.day - days.start;
        // Days that hold no training anyway are not eased, and a share of nothing is unknown.
        let (share, reason) = if before > 0.0 {
            let share = now / before;
            (share, Some(Reason::engine(EngineCode::Taper, Subject::Whole, until as f64, share)))
        } else if until == 0 {
            (0.0, Some(Reason::engine(EngineCode::EventDay, Subject::Whole, 0.0, 0.0)))
        } else {
            (1.0, None)
        };
        let kind = if easing || days.end > peak.day { WeekKind::Taper } else { WeekKind::Build };
        let reason = reason.filter(|_| kind == WeekKind::Taper);
        rows.push(Row { days, kind, share: if kind == WeekKind::Taper { share } else { 1.0 }, reason });
    }
    rows.retain(|row| !row.days.is_empty());
    rows.sort_by_key(|row| row.days.start);
    rows
}

fn row(horizon: &Horizon<'_>, days: Range<usize>, why: Why) -> Row {
    let most = weeks_before_light_max(horizon.profile.level) as f64;
    let light =
        |code, value, limit| (WeekKind::Light, LIGHT_SETS, Some(Reason::engine(code, Subject::Whole, value, limit)));
    let (kind, share, reason) = match why {
        Why::Training => (WeekKind::Build, 1.0, None),
        Why::TurnsOutLight(share) => {
            let reason = Reason::engine(EngineCode::WeekTurnsOutLight, Subject::Whole, share, 0.0);
            (WeekKind::Build, 1.0, Some(reason))
        }
        Why::Due(weeks) => light(EngineCode::LightWeekDue, weeks.floor(), most),
        Why::Asked => light(EngineCode::LightWeekAsked, 0.0, 0.0),
    };
    Row { days, kind, share, reason }
}

fn week(horizon: &Horizon<'_>, days: &[PlanDay], row: Row) -> PlanWeek {
    let Row { days: range, kind, share, reason } = row;
    let of_week = &days[range.clone()];
    let sessions = || of_week.iter().filter(|day| day.kind == DayKind::Training).filter_map(|day| day.session.as_ref());
    let hard_sets = |muscle: Muscle| -> f64 {
        let of_muscle = sessions().flat_map(|session| &session.hard_sets).filter(|(of, _)| *of == muscle);
        // An empty sum of floats is -0.
        of_muscle.fold(0.0, |sum, (_, sets)| sum + sets)
    };
    let aim = |muscle: Muscle| horizon.objective.muscles[muscle].aim / horizon.objective.effect_of_hard_set;
    let share = share * range.len() as f64 / WEEK_D as f64;
    let main: Vec<Muscle> = Muscle::ALL.iter().copied().filter(|&muscle| guidance::is_main(muscle)).collect();
    let muscles: Vec<WeekSets> = main
        .into_iter()
        .map(|muscle| WeekSets { muscle, planned: hard_sets(muscle), target: share * aim(muscle) })
        .collect();
    let stops = of_week.first().map_or(Vec::new(), |day| {
        let stop = |reason: &&Reason| reason.engine_code().is_some_and(EngineCode::stops_training);
        day.reasons.iter().filter(stop).cloned().collect()
    });
    let mean = |of: fn(&WeekSets) -> f64| muscles.iter().map(of).sum::<f64>() / muscles.len().max(1) as f64;
    let training = || {
        let (planned, target) = (mean(|sets| sets.planned), mean(|sets| sets.target));
        Reason::engine(EngineCode::WeekOfTraining, Subject::Whole, planned, target)
    };
    PlanWeek {
        first: horizon.days[range.start].date,
        last: horizon.days[range.end - 1].date,
        kind,
        sessions: sessions().count() as u32,
        load: sessions().fold(0.0, |sum, session| sum + session.load),
        sets: sessions().flat_map(|session| &session.exercises).map(|exercise| exercise.sets).sum(),
        reasons: if stops.is_empty() { vec![reason.unwrap_or_else(training)] } else { stops },
        muscles,
    }
}
