//! Scenario 3: the same muscle day after day.

use super::OF_FATIGUE;
use super::course::{Course, MON_THU, QUADS};
use crate::asked::{Asked, OFFICIAL};
use crate::group::Group;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::answer::{Fit, Quantity};
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_diary::{Diary, squats, template};

const LEVEL: Level = Level::Intermediate;

/// What the engine says on the third day.
struct ThirdDay {
    does_not_fit: bool,
    sets_allowed: Option<f64>,
    fits_later: bool,
    sets_planned: f64,
}

impl ThirdDay {
    fn look(rules: RuleSet, history: &History, at: Timestamp) -> Self {
        let engine = Engine::new(rules, Catalogue::official().templates(LEVEL));
        let check = engine.check(history, at, &template("again", &[squats(8, 9.0, 0.0)]));
        let too_many = check.excesses.iter().find(|excess| excess.quantity == Quantity::HardSets);
        let plan = engine.plan(history, at, 7).ok();
        let sets = plan.iter().flat_map(|plan| &plan.days[0].session).flat_map(|session| &session.hard_sets);
        Self {
            does_not_fit: check.fit == Fit::DoesNotFit,
            sets_allowed: too_many.map(|excess| excess.allowed),
            fits_later: check.fits_from.is_some_and(|when| when > at),
            sets_planned: sets.filter(|(muscle, _)| *muscle == QUADS).map(|(_, sets)| sets).sum(),
        }
    }
}

pub(super) fn scenario(rules: &RuleSet) -> Group {
    let course = Course::of(LEVEL, 1.0).live(4, 1.0, |_| Some((8.0, 0.0)));
    let least_rise = course.before.windows(2).map(|days| days[1] - days[0]).reduce(f64::min);

    let mut diary = Diary::of(LEVEL);
    diary.weeks(6, MON_THU, &[squats(8, 9.0, 2.0)]);
    let heavy = [squats(8, 9.0, 0.0)];
    diary.sleep(42, 8.0).train(42, &heavy).sleep(43, 8.0).train(43, &heavy).sleep(44, 8.0);
    let (history, at) = (diary.history(), diary.at(44, 17.0));
    let alone = ThirdDay::look(RuleSet::default(), &history, at);
    let asked = Asked::with(rules, &OFFICIAL, |rules| ThirdDay::look(rules, &history, at));

    let group = Group::scenario(
        3,
        "Scenario 3, fatigue stacks: 8 sets to failure for the same legs day after day, refused on the third day",
    );
    let group = [0.071, 0.110, 0.131].into_iter().zip(2..).fold(group, |group, (reference, day)| {
        let before = course.before.get(day - 1).copied();
        group.within(format!("fatigue before the session of day {day}"), reference, OF_FATIGUE, before)
    });
    group
        .above("least rise from day to day", 0.0, least_rise)
        .yes("on the third day the session does not fit", alone.does_not_fit)
        .at_most("sets allowed for these legs", 0.0, alone.sets_allowed)
        .yes("it says from when it fits while resting", alone.fits_later)
        .at_most("sets for these legs in today's plan", 0.0, alone.sets_planned)
        .yes("with the five rules it does not fit either", asked.give(|day| day.does_not_fit))
        .at_most("with the five rules, sets for these legs in today's plan", 0.0, asked.give(|day| day.sets_planned))
}
