//! Plans that really differ from others: they train on other days, and on enough days hold something else.

use super::search::Choices;

/// Days of seven on which a plan holds something else than another before the two really differ. Design: with one, the
/// next best plan is the best one with a session replaced by its like.
const DAYS_OF_SEVEN: usize = 2;
/// Plans that another can be kept apart from.
const PLANS_MAX: usize = 3;

/// Plans that a search keeps away from.
#[derive(Clone, Debug, Default)]
pub struct Apart {
    plans: Vec<Choices>,
}

/// How far the days chosen so far are from each of the plans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distances([Distance; PLANS_MAX]);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Distance {
    /// Days that hold something else.
    days: usize,
    /// One of them is for training in one plan and for rest in the other.
    other_days: bool,
}

impl Apart {
    /// Keeps away from nothing.
    pub const FROM_NOTHING: Self = Self { plans: Vec::new() };
    /// Plans that can be had besides the best.
    pub const MAX: usize = PLANS_MAX;

    /// Keeps away from one plan more.
    ///
    /// # Panics
    /// Beyond [`Apart::MAX`] plans.
    pub fn add(&mut self, plan: Choices) {
        assert!(self.plans.len() < PLANS_MAX, "no more than {PLANS_MAX} plans");
        self.plans.push(plan);
    }

    /// The distances after a day's choice; `None` where the days left cannot make the plans differ.
    #[must_use]
    pub fn after(&self, mut distances: Distances, day: usize, choice: Option<usize>) -> Option<Distances> {
        for (plan, distance) in self.plans.iter().zip(&mut distances.0) {
            distance.days += usize::from(plan[day] != choice);
            distance.other_days |= plan[day].is_some() != choice.is_some();
            let left = plan.len() - day - 1;
            if distance.days + left < days_min(plan.len()) || (left == 0 && !distance.other_days) {
                return None;
            }
        }
        Some(distances)
    }

    /// Whether a whole plan really differs from all of them.
    #[must_use]
    pub fn differs(&self, choices: &Choices) -> bool {
        let days = choices.iter().enumerate();
        days.into_iter()
            .try_fold(Distances::default(), |distances, (day, &choice)| self.after(distances, day, choice))
            .is_some()
    }
}

/// Days on which plans of this many have to hold something else.
fn days_min(days: usize) -> usize {
    (days * DAYS_OF_SEVEN).div_ceil(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEK: [Option<usize>; 7] = [Some(0), None, Some(1), None, Some(0), None, None];

    fn differs(changed: &[(usize, Option<usize>)]) -> bool {
        let mut apart = Apart::default();
        apart.add(WEEK.to_vec());
        let mut other = WEEK.to_vec();
        for &(day, choice) in changed {
            other[day] = choice;
        }
        apart.differs(&other)
    }

    #[test]
    fn a_session_moved_to_another_day_is_another_plan() {
        assert!(differs(&[(2, None), (3, Some(1))]));
        assert!(differs(&[(2, None), (4, Some(1))]), "one session fewer, and another in its place");
    }

    #[test]
    fn other_sessions_on_the_same_days_are_not() {
        assert!(!differs(&[]));
        assert!(!differs(&[(0, Some(1)), (2, Some(0)), (4, Some(1))]));
    }

    #[test]
    fn one_day_is_too_little_in_a_week_and_enough_in_three_days() {
        assert!(!differs(&[(4, None)]));
        let mut apart = Apart::default();
        apart.add(WEEK[..3].to_vec());
        assert!(apart.differs(&vec![Some(0), Some(0), Some(1)]));
        assert_eq!((days_min(1), days_min(3), days_min(7), days_min(28)), (1, 1, 2, 8));
    }

    #[test]
    fn it_keeps_away_from_each_of_them() {
        let mut apart = Apart::default();
        let moved = vec![Some(0), None, None, Some(1), Some(0), None, None];
        apart.add(WEEK.to_vec());
        assert!(apart.differs(&moved));
        apart.add(moved.clone());
        assert!(!apart.differs(&moved) && !apart.differs(&WEEK.to_vec()));
        assert!(Apart::FROM_NOTHING.differs(&moved));
    }
}
