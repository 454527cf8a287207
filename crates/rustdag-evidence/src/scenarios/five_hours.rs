//! Scenario 6: two weeks of five hours of sleep, against eight; and one such night.

use super::course::{MON_WED_FRI, QUADS};
use crate::group::Group;
use jiff::Timestamp;
use rustdag_catalogue::Catalogue;
use rustdag_core::engine::Engine;
use rustdag_core::event::Measurement;
use rustdag_core::fold::{day_factor, fold};
use rustdag_core::profile::Level;
use rustdag_core::quantity::{EnergyAvailability, HeartRate, LnRmssd};
use rustdag_core::rule::RuleSet;
use rustdag_diary::{Diary, feeling, full_body, squats};

const LEVEL: Level = Level::Intermediate;
const TODAY: i32 = 60;

/// Sixty good days with every input of the recovery balance known; the last `short` nights have five hours.
fn well_known_member(short: i32) -> Diary {
    let mut diary = Diary::of(LEVEL);
    for day in 0..=TODAY {
        let heart = Measurement {
            ln_rmssd: LnRmssd::new(if day % 2 == 0 { 4.0 } else { 4.2 }).ok(),
            resting_heart_rate: HeartRate::new(55.0).ok(),
            energy_availability: EnergyAvailability::new(50.0).ok(),
            ..Measurement::default()
        };
        let asleep_h = if day > TODAY - short { 5.0 } else { 8.0 };
        diary.sleep(day, asleep_h).tell(day, feeling(5.0)).measure(day, heart);
        if day == TODAY {
        } else if MON_WED_FRI.contains(&(day % 7)) {
            diary.train(day, &full_body());
        } else {
            diary.rest(day);
        }
    }
    diary
}

fn engine() -> Engine {
    Engine::new(RuleSet::default(), Catalogue::official().templates(LEVEL))
}

/// What the engine makes of so many short nights.
struct Morning {
    balance: Option<f64>,
    weight: Option<f64>,
    adaptation: f64,
    clock: f64,
}

impl Morning {
    fn after(short: i32) -> Self {
        let diary = well_known_member(short);
        let (history, at) = (diary.history(), diary.at(TODAY, 8.0));
        let folded = fold(&history, at);
        let (balance, weight) = engine().readiness(&history, at).whole.recovery_balance.unzip();
        Self {
            balance,
            weight,
            adaptation: folded.sleep.adaptation_factor(),
            clock: day_factor(folded.sleep.debt_h, folded.energy_availability),
        }
    }
}

/// From when legs that did six sets to failure this morning may be trained.
fn ready(short: i32) -> Option<Timestamp> {
    let mut diary = well_known_member(short);
    diary.train_at(TODAY, 9.0, &[squats(6, 9.0, 0.0)]);
    let readiness = engine().readiness(&diary.history(), diary.at(TODAY, 9.0));
    readiness.muscles[QUADS.slot()].ready.instant()
}

pub(super) fn scenario() -> Group {
    let (rested, short, one_night) = (Morning::after(0), Morning::after(14), Morning::after(1));
    let falls = |to: &Morning| rested.balance.zip(to.balance).map(|(from, to)| from - to);
    let later_h = ready(0).zip(ready(14)).map(|(rested, short)| short.duration_since(rested).as_secs_f64() / 3600.0);
    Group::scenario(
        6,
        "Scenario 6, sleep: 14 nights of 5 h against 8 h cost adaptation (Lamon 2021, Saner 2020), balance and hours of \
         recovery; a single one costs little",
    )
    .within("weight of what is known of the balance", 1.0, 1e-12, rested.weight)
    .within("recovery balance when rested", 100.0, 1e-9, rested.balance)
    .within("factor on adaptation after 14 short nights", 0.88, 0.005, short.adaptation)
    .at_least("points of balance lost by 14 short nights", 15.0, falls(&short))
    .between("share by which muscles' clocks are slower", 0.20, 0.25, short.clock / rested.clock - 1.0)
    .within("points of balance lost by one short night", 4.8, 0.05, falls(&one_night))
    .below("the same, at most", 10.0, falls(&one_night))
    .above("hours longer until six sets to failure are recovered", 0.0, later_h)
}
