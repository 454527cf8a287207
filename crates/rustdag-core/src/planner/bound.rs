//! The most that the days ahead can still be worth: an upper bound that no plan exceeds.
//!
//! What a day is worth is concave in weekly sets (we take the least concave function above it), and weekly sets are
//! linear in the sets of every day. A concave function lies below each of its tangents, so along any reference course
//! of weekly sets the worth of all days ahead is at most a *linear* function of the body now and of the sets to come:
//! a number per muscle, plus what each session's sets count on its day. The closer the reference is to the best plan,
//! the tighter the bound, so the search takes the best plan found so far.
//!
//! What remains is to choose sessions for the days ahead at these counts, with at most as many training days as rest
//! leaves, and with what one day's session does to the next, which [`Succession`] knows. A small dynamic program solves
//! that once for every day, number of training days and session of the day before.

use crate::anatomy::Muscle;
use crate::body::Body;
use crate::dose::Dose;

use super::horizon::Horizon;
use super::succession::{Next, REST, Succession, place_of};

/// What days are worth something for: weekly sets and weekly endurance work. Or, of the same shape, what a set or a unit
/// of load of each counts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Point {
    /// Of every muscle, for size and strength.
    pub sets: [(f64, f64); Muscle::COUNT],
    /// Of the endurance work that the member is used to; 0 where there is none.
    pub endurance: f64,
}

impl Point {
    /// Where a body stands.
    #[must_use]
    pub fn of(horizon: &Horizon<'_>, body: &Body) -> Self {
        Self {
            sets: body.muscles.0.each_ref().map(|state| (state.weekly, state.weekly_strength)),
            endurance: horizon.objective.habit.as_ref().map_or(0.0, |habit| habit.weekly(body)),
        }
    }
}

/// A point at each midnight of the horizon.
pub type Course = Vec<Point>;

/// Days of a block: the least rest days are counted within any of them.
pub const BLOCK_D: usize = 7;

/// The linear bound along one course.
#[derive(Clone, Debug)]
pub struct Relaxation {
    /// Per day: what the tangents are worth at no weekly sets at all.
    constant: Vec<f64>,
    /// Per day: what a weekly set and a unit of weekly load held at its session time count.
    weights: Vec<Point>,
    /// Per day and session, what it counts.
    worth: Vec<Vec<f64>>,
    /// Per day: what sessions are worth at most from it on.
    sessions: Vec<Vec<ByDaysLeft>>,
    coast: f64,
    per_set: f64,
}

/// After a session of the day before: per number of training days left, what sessions are worth at most.
type ByDaysLeft = [f64; BLOCK_D + 1];

impl Relaxation {
    /// The bound along a course.
    #[must_use]
    pub fn along(horizon: &Horizon<'_>, succession: &Succession<'_>, course: &Course) -> Self {
        let objective = &horizon.objective;
        let days = horizon.days.len();
        let mut constant = vec![0.0; days + 1];
        let mut weights = vec![Point::default(); days + 1];
        for (slot, aim) in objective.muscles.0.iter().enumerate() {
            let (size, strength) = course[days - 1].sets[slot];
            let sleep = horizon.last_sleep_factor();
            let (size_line, strength_line) =
                (aim.terminal_size.above(size, sleep), aim.terminal_strength.above(strength, sleep));
            weights[days].sets[slot] = (size_line.slope, strength_line.slope);
            constant[days] += size_line.value - size_line.slope * size;
            constant[days] += strength_line.value - strength_line.slope * strength;
        }
        if let Some(habit) = &objective.habit {
            let load = course[days - 1].endurance;
            let line = habit.terminal_above(load);
            weights[days].endurance = line.slope;
            constant[days] += line.value - line.slope * load;
        }
        for day in (0..days).rev() {
            constant[day] = constant[day + 1];
            if let Some(habit) = &objective.habit {
                let load = course[day].endurance;
                let line = habit.day_above(load);
                constant[day] += line.value - line.slope * load;
                weights[day].endurance = objective.coast * (weights[day + 1].endurance + line.slope);
            }
            for (slot, aim) in objective.muscles.0.iter().enumerate() {
                let (size, strength) = course[day].sets[slot];
                let sleep = horizon.sleep_factor(day);
                let (size_line, strength_line) = (aim.size_above(size, sleep), aim.strength_above(strength, sleep));
                constant[day] += size_line.value - size_line.slope * size;
                constant[day] += strength_line.value - strength_line.slope * strength;
                let after = weights[day + 1].sets[slot];
                weights[day].sets[slot] =
                    (objective.coast * (after.0 + size_line.slope), objective.coast * (after.1 + strength_line.slope));
            }
        }
        let mut relaxation = Self {
            constant,
            weights,
            worth: Vec::new(),
            sessions: Vec::new(),
            coast: objective.coast,
            per_set: objective.per_set,
        };
        relaxation.worth = (0..days)
            .map(|day| {
                let sessions = succession.sessions().enumerate();
                sessions.map(|session| relaxation.session_worth(horizon, succession, day, session)).collect()
            })
            .collect();
        relaxation.sessions = relaxation.best_sessions(horizon, succession, &[]);
        relaxation
    }

    /// The bound for a body at the session time of `day` before anything is chosen for the days from then on.
    #[must_use]
    pub fn before_choice(&self, horizon: &Horizon<'_>, body: &Body, day: usize) -> f64 {
        let mut worth = self.constant[day];
        let weights = &self.weights[day];
        let of_today = self.per_set / self.coast;
        for (state, weight) in body.muscles.0.iter().zip(&weights.sets) {
            worth += weight.0 * state.weekly + weight.1 * state.weekly_strength;
            if state.loaded_today {
                worth += of_today * (weight.0 * state.today.0 + weight.1 * state.today.1);
            }
        }
        if let Some(habit) = &horizon.objective.habit {
            worth += weights.endurance * (habit.weekly(body) + of_today * habit.today(body));
        }
        worth
    }

    /// What the days from `day` on can at most add to [`Self::before_choice`], after `yesterday`'s session (see
    /// [`place_of`]), with `training_days` of the horizon left for training.
    #[must_use]
    pub fn choices(&self, day: usize, yesterday: usize, training_days: usize) -> f64 {
        self.sessions[day][yesterday][training_days]
    }

    /// What a session adds to [`Self::before_choice`] of its day, before the price of fatigue.
    #[must_use]
    pub fn session(&self, day: usize, session: usize) -> f64 {
        self.worth[day][session]
    }

    /// The dynamic program over days, the session of the day before, and training days left of the block. `blocks` are
    /// bounds from the first day of each block to the end, where known: infinite or left out where not.
    fn best_sessions(
        &self,
        horizon: &Horizon<'_>,
        succession: &Succession<'_>,
        blocks: &[f64],
    ) -> Vec<Vec<ByDaysLeft>> {
        let days = horizon.days.len();
        let mut best = vec![vec![[0.0; BLOCK_D + 1]; succession.places()]; days + 1];
        for day in (0..days).rev() {
            let (today, later) = best.split_at_mut(day + 1);
            let (today, later) = (&mut today[day], &later[0]);
            let ahead = self.ahead(horizon, succession, day);
            let no_more_than = if day.is_multiple_of(BLOCK_D) { blocks.get(day / BLOCK_D) } else { None };
            for (yesterday, of_yesterday) in today.iter_mut().enumerate() {
                *of_yesterday = ahead.most(later, succession.possible(day, yesterday));
                if let Some(&bound) = no_more_than {
                    of_yesterday.iter_mut().for_each(|most| *most = most.min(bound));
                }
            }
        }
        best
    }

    fn ahead<'a>(&'a self, horizon: &Horizon<'_>, succession: &'a Succession<'_>, day: usize) -> Ahead<'a> {
        Ahead {
            worth: &self.worth[day],
            rest_price: horizon.price(day, None),
            is_fixed: succession.fixed(),
            next_block: (day + 1).is_multiple_of(BLOCK_D).then(|| training_days_left(horizon, day + 1, 0)),
        }
    }

    /// What the dynamic program would do on a day: the place.
    #[must_use]
    pub fn best_place(
        &self,
        horizon: &Horizon<'_>,
        succession: &Succession<'_>,
        day: usize,
        yesterday: usize,
        training_days: usize,
    ) -> usize {
        let possible = succession.possible(day, yesterday);
        self.ahead(horizon, succession, day).best(&self.sessions[day + 1], possible, training_days).1
    }

    /// Takes in what whole blocks are worth at most: from each block's first day to the end of the horizon, whatever was
    /// done before (see [`super::blocks`]).
    pub fn tighten(&mut self, horizon: &Horizon<'_>, succession: &Succession<'_>, blocks: &[f64]) {
        self.sessions = self.best_sessions(horizon, succession, blocks);
    }

    /// What a session counts along the course on a day; minus infinity where there is no time for it.
    fn session_worth(
        &self,
        horizon: &Horizon<'_>,
        succession: &Succession<'_>,
        day: usize,
        (session, dose): (usize, &Dose),
    ) -> f64 {
        let here = &horizon.days[day];
        let action = succession.action_of(session);
        let Some(price) = horizon.price(day, Some(action)) else { return f64::NEG_INFINITY };
        let has_time = !here.done && here.minutes.is_some_and(|minutes| dose.minutes <= minutes);
        if !has_time && !horizon.actions[action].fixed {
            return f64::NEG_INFINITY;
        }
        let weights = &self.weights[day];
        let counted = weights.sets.iter().zip(succession.counted(session));
        let sets: f64 = counted.map(|(weight, sets)| weight.0 * sets.0 + weight.1 * sets.1).sum();
        let habit = &horizon.objective.habit;
        let endurance = habit.as_ref().map_or(0.0, |habit| weights.endurance * habit.of_dose(dose));
        self.per_set / self.coast * (sets + endurance) - horizon.objective.day_price - price
    }
}

/// One day of the dynamic program.
struct Ahead<'a> {
    /// What each session counts on the day.
    worth: &'a [f64],
    /// What rest costs, where the day may hold it.
    rest_price: Option<f64>,
    /// Which sessions happen anyway.
    is_fixed: &'a [bool],
    /// Training days of the block that begins on the next day, if one does.
    next_block: Option<usize>,
}

impl Ahead<'_> {
    /// The worth of [`Self::best`] for every number of training days left: this is where bounds are made, so it goes through
    /// the sessions once.
    fn most(&self, later: &[ByDaysLeft], possible: &[Next]) -> ByDaysLeft {
        // What the next day's bound is for each number left today: one fewer after training, all of them in a new block.
        let after = |of: &ByDaysLeft| match self.next_block {
            Some(left) => [of[left]; BLOCK_D + 1],
            None => core::array::from_fn(|left| of[left.saturating_sub(1)]),
        };
        let resting = self.next_block.map_or(later[REST], |left| [later[REST][left]; BLOCK_D + 1]);
        let mut most =
            self.rest_price.map_or([f64::NEG_INFINITY; BLOCK_D + 1], |price| resting.map(|rest| rest - price));
        for next in possible {
            let worth = self.worth[next.session] - next.cost;
            // Without a training day left only what happens anyway is possible.
            let from = usize::from(!self.is_fixed[next.session]);
            let later = after(&later[place_of(next.session)]);
            for (most, later) in most[from..].iter_mut().zip(&later[from..]) {
                *most = if worth + later > *most { worth + later } else { *most };
            }
        }
        most
    }

    /// The best worth from this day on, and the place it takes; `later` is that of the next day.
    fn best(&self, later: &[ByDaysLeft], possible: &[Next], left: usize) -> (f64, usize) {
        let resting = later[REST][self.next_block.unwrap_or(left)];
        let mut best = (self.rest_price.map_or(f64::NEG_INFINITY, |price| resting - price), REST);
        let after = self.next_block.unwrap_or(left.saturating_sub(1));
        for next in possible.iter().filter(|next| left > 0 || self.is_fixed[next.session]) {
            let place = place_of(next.session);
            let worth = self.worth[next.session] - next.cost + later[place][after];
            if worth > best.0 {
                best = (worth, place);
            }
        }
        best
    }
}

/// Training days that rest days still leave within the block of seven days that `day` is in, of which `trained` days
/// before it were for training: any seven days hold the least rest days, so each block does.
#[must_use]
pub fn training_days_left(horizon: &Horizon<'_>, day: usize, trained: usize) -> usize {
    let end = (day - day % BLOCK_D + BLOCK_D).min(horizon.days.len());
    let left = end - day;
    let most = BLOCK_D.saturating_sub(horizon.gate.rest_days_min as usize);
    let alternate = if horizon.gate.alternate_days { left.div_ceil(2) } else { left };
    most.saturating_sub(trained).min(alternate)
}
