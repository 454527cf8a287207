//! Scenario 5: seven equal days, against hard and easy ones, of the same weekly load.

use crate::asked::{Asked, OFFICIAL};
use crate::group::Group;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::history::History;
use rustdag_core::model::series;
use rustdag_core::profile::Level;
use rustdag_core::rule::RuleSet;
use rustdag_core::template::DayKind;
use rustdag_diary::{Diary, feeling};

const LEVEL: Level = Level::Intermediate;
/// Load of either week, AU.
const WEEK: f64 = 1800.0;
/// Monotony that a week had better not have.
const PREFERRED_BELOW: f64 = 1.5;
/// Minutes and effort of 600, 0, 600, 0, 600, 0, 0 and of 300, 240, 300, 260, 300, 240, 160 AU.
const HARD_AND_EASY: [(f64, f64); 7] =
    [(75.0, 8.0), (0.0, 0.0), (75.0, 8.0), (0.0, 0.0), (75.0, 8.0), (0.0, 0.0), (0.0, 0.0)];
const EQUAL: [(f64, f64); 7] =
    [(50.0, 6.0), (40.0, 6.0), (50.0, 6.0), (52.0, 5.0), (50.0, 6.0), (40.0, 6.0), (40.0, 4.0)];

/// Four weeks of it, ending on the morning after.
fn live(week: &[(f64, f64); 7]) -> (History, Timestamp) {
    let mut diary = Diary::of(LEVEL);
    for (day, &(minutes, effort)) in (0..28).zip(week.iter().cycle()) {
        diary.sleep(day, 8.0).tell(day, feeling(5.0));
        if minutes > 0.0 {
            diary.exert(day, minutes, effort)
        } else {
            diary.rest(day)
        };
    }
    diary.sleep(28, 8.0).tell(28, feeling(5.0));
    (diary.history(), diary.at(28, 8.0))
}

fn engine(rules: RuleSet) -> Engine {
    Engine::new(rules, Catalogue::official().templates(LEVEL))
}

/// Monotony of the week that the planner proposes; nothing where it proposes no training at all.
fn planned(rules: RuleSet, history: &History, at: Timestamp) -> Option<f64> {
    let plan = engine(rules).plan(history, at, 7).ok()?;
    let trained = |session: &Option<_>, kind| session.as_ref().filter(|_| kind == DayKind::Training).map_or(0.0, load);
    fn load(session: &rustdag_core::answer::PlannedSession) -> f64 {
        session.load
    }
    let loads: Vec<f64> = plan.days.iter().map(|day| trained(&day.session, day.kind)).collect();
    loads.iter().any(|&load| load > 0.0).then(|| series::monotony(&loads))
}

pub(super) fn scenario(rules: &RuleSet) -> Group {
    let ((varied, at), (equal, _)) = (live(&HARD_AND_EASY), live(&EQUAL));
    let look = |history| engine(RuleSet::default()).readiness(history, at).whole;
    let (easy, strained) = (look(&varied), look(&equal));
    let balance = |whole: &rustdag_core::answer::WholeBody| whole.recovery_balance.map(|(balance, _)| balance);
    let lower = |from: Option<f64>, to: Option<f64>| from.zip(to).map(|(from, to)| from - to);
    let asked = Asked::with(rules, &OFFICIAL, |rules| planned(rules, &equal, at));
    Group::scenario(
        5,
        "Scenario 5, monotony: equal days strain more than hard and easy days of the same weekly load (Foster 1998)",
    )
    .within("monotony of hard and easy days", 0.802, 0.0005, easy.monotony)
    .within("monotony of equal days", 5.052, 0.0005, strained.monotony)
    .within("strain of hard and easy days, AU", 1443.0, 1.0, easy.monotony.map(|monotony| WEEK * monotony))
    .within("strain of equal days, AU", 9094.0, 1.0, strained.monotony.map(|monotony| WEEK * monotony))
    .above("by so much is mental freshness lower", 0.0, lower(easy.mental_freshness, strained.mental_freshness))
    .above("by so much is the recovery balance lower", 0.0, lower(balance(&easy), balance(&strained)))
    .below("monotony of the week planned next", PREFERRED_BELOW, planned(RuleSet::default(), &equal, at))
    .below("the same with the five rules", PREFERRED_BELOW, asked.give(|planned| *planned))
}
