//! What may be done on a day, each with the most it can lead to: what every search of the horizon branches on.

use crate::body::Body;
use crate::dose::Dose;
use rustdag_rule_abi::LimitsPage;

use super::bound::{BLOCK_D, Course, Relaxation, training_days_left};
use super::horizon::{Horizon, eased_to};
use super::succession::{REST, Succession, place_of};

/// Something that may be done on a day, with a bound that needs no step to the next day.
pub struct Branch<'a> {
    /// Index into the horizon's actions, or rest.
    pub choice: Option<usize>,
    /// Its dose under the day's limits.
    pub dose: Option<&'a Dose>,
    /// Place of the choice among the sessions of the day before.
    pub place: usize,
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

    /// The most that a plan can be worth that stands here with this body, after this place the day before.
    #[must_use]
    pub fn most(&self, body: &Body, place: usize, standing: Standing) -> f64 {
        let left = training_days_left(self.horizon, standing.day, standing.trained);
        standing.worth
            + self.relaxation.before_choice(body, standing.day)
            + self.relaxation.choices(standing.day, place, left)
    }

    /// What may be done on a day, the highest bound first; equal ones in the order of the actions, rest last.
    #[must_use]
    pub fn branches(&mut self, body: &Body, standing: Standing) -> Vec<Branch<'a>> {
        let (horizon, day) = (self.horizon, standing.day);
        let limits = horizon.limits(body, day, &mut self.page);
        let fatigue = body.fatigue();
        let relaxation = &self.relaxation;
        let so_far = standing.worth + relaxation.before_choice(body, day);
        let left_after = |trains| training_days_left(horizon, day + 1, standing.after(0.0, trains).trained);
        let rest = so_far + relaxation.choices(day + 1, REST, left_after(false));
        let mut branches = vec![];
        for (index, action) in horizon.actions.iter().enumerate() {
            if let Some(dose) = horizon.admissible(action, day, &limits) {
                let session = self.succession.session(index, eased_to(&limits));
                let place = place_of(session);
                let price = horizon.objective.price_of(&fatigue, |muscle| dose.loads(muscle));
                let then = relaxation.choices(day + 1, place, left_after(true));
                let upper = so_far + relaxation.session(day, session) - price + then;
                branches.push(Branch { choice: Some(index), dose: Some(dose), place, upper });
            }
        }
        branches.push(Branch { choice: None, dose: None, place: REST, upper: rest });
        branches.sort_by(|a, b| b.upper.total_cmp(&a.upper));
        branches
    }
}

/// Weekly sets of every muscle, for size and strength: a point of a course.
#[must_use]
pub fn weekly_sets(body: &Body) -> [(f64, f64); crate::anatomy::Muscle::COUNT] {
    core::array::from_fn(|slot| (body.muscles.0[slot].weekly, body.muscles.0[slot].weekly_strength))
}

/// Weekly sets of a member who only rests: the course of the first dive.
fn course_of_rest(horizon: &Horizon<'_>) -> Course {
    let mut body = horizon.body.clone();
    (0..horizon.days.len())
        .map(|day| {
            body = horizon.step(&body, day, None).0;
            weekly_sets(&body)
        })
        .collect()
}
