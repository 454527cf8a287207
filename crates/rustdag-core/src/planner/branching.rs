//! What may be done on a day, each with the most it can lead to: what every search of the horizon branches on.

use crate::body::Body;
use crate::dose::Dose;
use crate::fit::Room;
use crate::model::adaptation;
use rustdag_rule_abi::LimitsPage;

use super::bound::{BLOCK_D, Course, Point, Relaxation, training_days_left};
use super::horizon::{Horizon, eased_to};
use super::objective::Objective;
use super::succession::{REST, Succession, place_of};

/// Something that may be done on a day, with a bound that needs no step to the next day.
pub struct Branch<'a> {
    /// Index into the horizon's actions, or rest.
    pub choice: Option<usize>,
    /// Its dose under the day's limits.
    pub dose: Option<&'a Dose>,
    /// Place of the choice among the sessions of the day before.
    pub place: usize,
    /// What it costs beside the objective.
    pub price: f64,
    /// What it counts along the course, less what it costs and the price of fatigue.
    pub along_course: f64,
    /// The most that a plan with it can be worth.
    pub upper: f64,
}

/// Where a search stands besides the body.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The day.
    pub day: usize,
    /// What the days before it were worth.
    pub worth: f64,
    /// Training days of the block of seven days that the day is in.
    pub trained: usize,
}

impl Standing {
    /// At the beginning.
    pub const START: Self = Self { day: 0, worth: 0.0, trained: 0 };

    /// After a day that was worth so much, with or without training.
    #[must_use]
    pub fn after(self, day_worth: f64, trains: bool) -> Self {
        let day = self.day + 1;
        let trained = if day.is_multiple_of(BLOCK_D) { 0 } else { self.trained + usize::from(trains) };
        Self { day, worth: self.worth + day_worth, trained }
    }
}

/// A horizon with the bounds that hold along a course.
pub struct Branching<'a> {
    /// The horizon.
    pub horizon: &'a Horizon<'a>,
    succession: Succession<'a>,
    relaxation: Relaxation,
    page: LimitsPage,
}

impl<'a> Branching<'a> {
    /// Bounds along the course of resting throughout.
    #[must_use]
    pub fn new(horizon: &'a Horizon<'a>) -> Self {
        let succession = Succession::new(horizon);
        let relaxation = Relaxation::along(horizon, &succession, &course_of_rest(horizon));
        Self { horizon, succession, relaxation, page: LimitsPage::no_opinion() }
    }

    /// Takes another course to bound along.
    pub fn follow(&mut self, course: &Course) {
        self.relaxation = Relaxation::along(self.horizon, &self.succession, course);
    }

    /// Takes in what whole blocks are worth at most, see [`Relaxation::tighten`].
    pub fn tighten(&mut self, blocks: &[f64]) {
        self.relaxation.tighten(self.horizon, &self.succession, blocks);
    }

    /// A body no worse than any that this place on the day before can lead to: from a body that rested until then.
    #[must_use]
    pub fn after_place(&self, rested: &Body, day: usize, place: usize) -> Body {
        let dose = self.succession.session_at(place);
        self.horizon.at_its_best(&self.horizon.step(rested, day, dose).0)
    }

    /// The most that a plan can be worth that stands here with this body, after this place the day before.
    #[must_use]
    pub fn most(&self, measure: Measure, body: &Body, place: usize, standing: Standing) -> f64 {
        let left = training_days_left(self.horizon, standing.day, standing.trained);
        self.so_far(measure, body, standing) + self.relaxation.choices(standing.day, place, left)
    }

    fn so_far(&self, measure: Measure, body: &Body, standing: Standing) -> f64 {
        match measure {
            Measure::AsItIs => standing.worth + self.relaxation.before_choice(self.horizon, body, standing.day),
            Measure::AlongCourse => standing.worth,
        }
    }

    /// What may be done on a day, the highest bound first; equal ones in the order of the actions, rest last.
    #[must_use]
    pub fn branches(&mut self, measure: Measure, body: &Body, standing: Standing) -> Vec<Branch<'a>> {
        let (horizon, day) = (self.horizon, standing.day);
        let limits = horizon.limits(body, day, &mut self.page);
        let room = Room::of(&limits);
        let prices = Objective::prices(body);
        let relaxation = &self.relaxation;
        let so_far = self.so_far(measure, body, standing);
        let left_after = |trains| training_days_left(horizon, day + 1, standing.after(0.0, trains).trained);
        let mut branches = vec![];
        for index in 0..horizon.actions.len() {
            let Some(price) = horizon.price(day, Some(index)) else { continue };
            if let Some(dose) = horizon.admissible_in(index, day, &limits, &room) {
                let session = self.succession.session(index, eased_to(&limits));
                let place = place_of(session);
                let along_course = relaxation.session(day, session) - prices.of(dose);
                let then = relaxation.choices(day + 1, place, left_after(trains(Some(dose))));
                let upper = so_far + along_course + then;
                branches.push(Branch { choice: Some(index), dose: Some(dose), place, price, along_course, upper });
            }
        }
        if let Some(price) = horizon.price(day, None) {
            let upper = so_far - price + relaxation.choices(day + 1, REST, left_after(false));
            branches.push(Branch { choice: None, dose: None, place: REST, price, along_course: -price, upper });
        }
        branches.sort_by(|a, b| b.upper.total_cmp(&a.upper));
        branches
    }

    /// The course of the bound's own best sessions: no plan need be able to follow it.
    #[must_use]
    pub fn relaxed_course(&self) -> Course {
        let horizon = self.horizon;
        let gain = adaptation::weekly_gain();
        let (mut place, mut standing, mut point) = (REST, Standing::START, Point::of(horizon, &horizon.body));
        let mut course = Course::with_capacity(horizon.days.len());
        for day in 0..horizon.days.len() {
            let left = training_days_left(horizon, day, standing.trained);
            place = self.relaxation.best_place(horizon, &self.succession, day, place, left);
            let dose = self.succession.session_at(place);
            standing = standing.after(0.0, trains(dose));
            for (slot, (size, strength)) in point.sets.iter_mut().enumerate() {
                let today = dose.map_or((0.0, 0.0), |dose| {
                    (adaptation::session_sets(dose.size_sets.0[slot]), dose.strength_sets.0[slot])
                });
                *size = adaptation::weekly_sets_after(*size, today.0, gain);
                *strength = adaptation::weekly_sets_after(*strength, today.1, gain);
            }
            if let Some(habit) = &horizon.objective.habit {
                let today = dose.map_or(0.0, |dose| habit.of_dose(dose));
                point.endurance = adaptation::weekly_sets_after(point.endurance, today, gain);
            }
            course.push(point);
        }
        course
    }
}

/// Whether a day with this dose is a training day.
#[must_use]
pub fn trains(dose: Option<&Dose>) -> bool {
    dose.is_some_and(|dose| !dose.is_active_recovery())
}

/// In what a day's worth is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The objective itself.
    AsItIs,
    /// The counts of sessions along the course: what stretches of the horizon are bounded in.
    AlongCourse,
}

/// The course of a member who only rests: that of the first dive.
fn course_of_rest(horizon: &Horizon<'_>) -> Course {
    let mut body = horizon.body.clone();
    (0..horizon.days.len())
        .map(|day| {
            body = horizon.step(&body, day, None).0;
            Point::of(horizon, &body)
        })
        .collect()
}
