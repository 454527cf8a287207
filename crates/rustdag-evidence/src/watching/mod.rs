//! How often the detector of over-reaching is wrong, and how soon it is right, of members of whom the truth is known.
//!
//! The real detector is shown strength and check-ins that chance makes; folds and logs are scenario 4's. It shows what
//! the charts do where noise is as they take it to be, and no more: nobody's over-reaching is in it.

mod member;

use crate::group::Group;
use crate::row::Certainty;
use member::{Kind, Shift, live};
use rustdag_core::model::overreaching::{FALSE_SUSPICIONS_PER_YEAR, FALSE_WATCHES_PER_YEAR, State};

/// Members of the simulations that carry what is claimed, and of those that show what else matters.
const MEMBERS: u64 = 1000;
const FEWER: u64 = 400;
/// Days that a shift is watched; who is not found by then is missed.
const WATCHED_D: i32 = 90;
/// Days after which a suspicion comes late.
const LATE_D: f64 = 42.0;
const BOTH: Shift = Shift { strength: -1.0, wellness: -1.0 };
const STRENGTH_ALONE: Shift = Shift { strength: -1.0, wellness: 0.0 };

/// The group.
pub(crate) fn group() -> Group {
    let several = |lifts| Kind { lifts, ..Kind::LEARNED };
    let (known, learned) = (false_alarms(Kind::OF_THE_MODEL, MEMBERS), false_alarms(Kind::LEARNED, MEMBERS));
    let (soon_known, soon) = (Delays::of(Kind::OF_THE_MODEL, BOTH), Delays::of(Kind::LEARNED, BOTH));
    let alone = Delays::of(Kind::LEARNED, STRENGTH_ALONE);
    let steady = |kind: Kind| false_alarms(kind, FEWER).suspicions;
    Group::simulation(
        4,
        Certainty::OwnRequirement,
        "MODEL section G: 1,000 simulated members (400 where only one thing differs), three days with lifts a week (φ 0.2), a check-in a day (φ 0.5)",
    )
    .at_most("level known, nothing wrong: suspicions a year", 0.25, known.suspicions)
    .at_most("level learned from 28 days: suspicions a year", FALSE_SUSPICIONS_PER_YEAR, learned.suspicions)
    .at_most("strength and check-ins 1 SD down, level known: median days", 16.0, soon_known.median(State::Suspected))
    .at_most("the same, level learned", 16.0, soon.median(State::Suspected))
    .at_most("the same, share not suspected within 42 days", 0.25, soon.late())
    .within("strength alone down: share not suspected within 42 days", 0.72, 0.06, alone.late())
    .at_most("strength alone down: median days until watched", 14.0, alone.median(State::Watch))
    .at_most("nothing wrong: times a year that it is watched", FALSE_WATCHES_PER_YEAR, learned.watches)
    .at_most("nothing wrong: share of days watched or more", 0.10, learned.days)
    .at_most("four lifts a day, nothing wrong: suspicions a year", FALSE_SUSPICIONS_PER_YEAR, steady(several(4)))
    .at_most("eight lifts a day, nothing wrong: suspicions a year", FALSE_SUSPICIONS_PER_YEAR, steady(several(8)))
    .at_most(
        "four lifts a day, each once a week, nothing wrong: suspicions a year",
        FALSE_SUSPICIONS_PER_YEAR,
        steady(Kind { split: true, ..several(4) }),
    )
    .at_most("four lifts a day, both down: median days", 13.0, Delays::of(several(4), BOTH).median(State::Suspected))
    .at_most("with heart-rate variability too, nothing wrong: suspicions a year", 0.40, steady(Kind { heart: true, ..Kind::LEARNED }))
    .at_most("progress of 0.3 % a week: suspicions a year", FALSE_SUSPICIONS_PER_YEAR, steady(Kind { progress: 0.003, ..Kind::LEARNED }))
    .at_most("strength correlated by 0.4: suspicions a year", 0.45, steady(Kind { strength_phi: 0.4, ..Kind::LEARNED }))
    .at_most("a check-in every other day: suspicions a year", FALSE_SUSPICIONS_PER_YEAR, steady(Kind { checks_in: 0.5, ..Kind::LEARNED }))
}

/// What is said of members of whom nothing is wrong, per member and year.
struct FalseAlarms {
    suspicions: f64,
    watches: f64,
    /// Share of days watched or more.
    days: f64,
}

fn false_alarms(kind: Kind, members: u64) -> FalseAlarms {
    const YEAR_D: i32 = 365;
    let (mut suspicions, mut watches, mut days) = (0, 0, 0);
    for seed in 0..members {
        let states = live(kind, Shift::default(), YEAR_D, seed);
        let begins = |state| states.windows(2).filter(|pair| pair[0] < state && pair[1] >= state).count();
        suspicions += begins(State::Suspected);
        watches += begins(State::Watch);
        days += states.iter().filter(|&&state| state >= State::Watch).count();
    }
    let members = members as f64;
    FalseAlarms {
        suspicions: suspicions as f64 / members,
        watches: watches as f64 / members,
        days: days as f64 / (members * f64::from(YEAR_D)),
    }
}

/// States of members in whom something changes on day 0.
struct Delays(Vec<Vec<State>>);

impl Delays {
    fn of(kind: Kind, shift: Shift) -> Self {
        Self((0..MEMBERS).map(|seed| live(kind, shift, WATCHED_D, seed)).collect())
    }

    /// Days until a state at least this far, sorted; without an end for those who never come to it.
    fn sorted(&self, state: State) -> Vec<f64> {
        let day_of = |states: &Vec<State>| states.iter().position(|&other| other >= state);
        let mut days: Vec<f64> =
            self.0.iter().map(|states| day_of(states).map_or(f64::INFINITY, |day| day as f64)).collect();
        days.sort_by(f64::total_cmp);
        days
    }

    fn median(&self, state: State) -> f64 {
        let days = self.sorted(state);
        days[days.len() / 2]
    }

    fn late(&self) -> f64 {
        let days = self.sorted(State::Suspected);
        days.iter().filter(|&&day| day > LATE_D).count() as f64 / days.len() as f64
    }
}
