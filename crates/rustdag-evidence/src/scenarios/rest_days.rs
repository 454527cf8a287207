//! Scenario 10: rest days by level, and walking as rest.

use super::course::MON_WED_FRI;
use crate::asked::{Asked, OFFICIAL};
use crate::group::Group;
use rustdag_catalogue::Catalogue;
use rustdag_core::anatomy::Muscle;
use rustdag_core::body::Body;
use rustdag_core::engine::Engine;
use rustdag_core::event::Activity;
use rustdag_core::fold::fold;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_core::template::DayKind;
use rustdag_diary::{Diary, full_body};

/// Days without training in the seven days planned, from each of seven days on: least and most.
fn rest_days(level: Level, rules: &RuleSet) -> Option<(f64, f64)> {
    let engine = Engine::new(rules.clone(), Catalogue::official().templates(level));
    let mut diary = Diary::of(level);
    diary.weeks(6, MON_WED_FRI, &full_body());
    let mut found: Option<(f64, f64)> = None;
    for start in 42..49 {
        diary.sleep(start, 8.0);
        let plan = engine.plan(&diary.history(), diary.at(start, 8.0), 7).ok()?;
        let rests = plan.days.iter().filter(|day| day.kind != DayKind::Training).count() as f64;
        found = Some(found.map_or((rests, rests), |(least, most)| (least.min(rests), most.max(rests))));
        diary.rest(start);
    }
    found
}

/// Four usual weeks, then six days of rest or of a walk.
fn after_six_days(walks: bool) -> Body {
    let mut diary = Diary::of(Level::Intermediate);
    diary.weeks(4, MON_WED_FRI, &full_body());
    for day in 28..34 {
        if walks {
            diary.endure(day, Activity::Walk, 30.0, 2.0)
        } else {
            diary.rest(day)
        };
    }
    fold(&diary.history(), diary.at(34, 8.0)).body
}

pub(super) fn scenario(rules: &RuleSet) -> Group {
    let levels = [(Level::Novice, 3.0), (Level::Intermediate, 2.0), (Level::Advanced, 1.0)];
    let group = Group::scenario(
        10,
        "Scenario 10, rest days are an output with a floor by level (design values near ACSM 2009's sessions), and a \
         walk counts as rest",
    );
    let group = levels.into_iter().fold(group, |group, (level, floor)| {
        let (least, most) = rest_days(level, &RuleSet::default()).unzip();
        let (who, claim) = (level.slug(), "least rest days in a planned week");
        group.at_least(format!("{who}: {claim}"), floor, least).below(format!("{who}: most"), 7.0, most)
    });
    let asked = Asked::with(rules, &OFFICIAL, |rules| levels.map(|(level, _)| rest_days(level, &rules)));
    let group = levels.into_iter().enumerate().fold(group, |group, (index, (level, floor))| {
        let least = asked.give(|found| found[index].map(|(least, _)| least));
        group.at_least(format!("{}, with the five rules: least", level.slug()), floor, least)
    });
    let (rested, walked) = (after_six_days(false), after_six_days(true));
    let most_apart = Muscle::ALL
        .iter()
        .map(|&muscle| (walked.muscles[muscle].fatigue.total() - rested.muscles[muscle].fatigue.total()).abs())
        .reduce(f64::max);
    group
        .within("half an hour's walk at effort 2 for six days changes fatigue by", 0.0, 1e-15, most_apart)
        .yes("it changes nothing else in the body either", rested == walked)
        .within("of these six days count as rest", 6.0, 1e-12, walked.rest_days_in_last_6())
}
