//! Which sessions can follow which, at best.
//!
//! Of all bodies that a plan can lead to on a day, none is less tired than the one that rested until the day before, was
//! wholly used to what it then did, and had the hardest-wearing joints. Where every rule is order-preserving no plan
//! gets looser limits on that day, so a session that does not fit that body fits none. Where a rule does not promise
//! that, only the engine's own muscle limit is taken, which is.

use crate::anatomy::Muscle;
use crate::body::Body;
use crate::dose::Dose;
use crate::fit::Room;
use crate::model::adaptation;
use rustdag_rule_abi::LimitsPage;

use super::horizon::{Horizon, eased_to};
use super::objective::{Objective, Prices};

/// The place of rest among the sessions of the day before.
pub const REST: usize = 0;

/// The place of a session among the sessions of the day before.
#[must_use]
pub fn place_of(session: usize) -> usize {
    session + 1
}

/// A session that may follow, and the least its fatigue costs.
#[derive(Clone, Copy, Debug)]
pub struct Next {
    /// Its index among the sessions.
    pub session: usize,
    /// Price of what the day before left: fatigue, and muscles that were trained.
    pub cost: f64,
}

/// The sets of a dose that count, muscle by muscle.
fn counted(dose: &Dose) -> [(f64, f64); Muscle::COUNT] {
    core::array::from_fn(|slot| (adaptation::session_sets(dose.size_sets.0[slot]), dose.strength_sets.0[slot]))
}

/// Which sessions can follow which.
#[derive(Clone, Debug)]
pub struct Succession<'a> {
    sessions: Vec<&'a Dose>,
    /// Per session and muscle, the sets that count for size and for strength.
    counted: Vec<[(f64, f64); Muscle::COUNT]>,
    /// Per action and reserve, its index among the sessions.
    variants: Vec<Vec<usize>>,
    /// Per session, its action and whether it happens whatever the limits.
    action_of: Vec<usize>,
    fixed: Vec<bool>,
    /// Per day and place of the day before.
    possible: Vec<Vec<Vec<Next>>>,
}

impl<'a> Succession<'a> {
    /// What can follow what within a horizon.
    #[must_use]
    pub fn new(horizon: &'a Horizon<'_>) -> Self {
        let mut sessions: Vec<&'a Dose> = Vec::new();
        let mut variants = Vec::with_capacity(horizon.actions.len());
        let (mut action_of, mut fixed) = (Vec::new(), Vec::new());
        for (place, action) in horizon.actions.iter().enumerate() {
            let mut of_action: Vec<usize> = Vec::with_capacity(action.doses.len());
            for dose in &action.doses {
                // Easing below the session's own reserve changes nothing.
                let same = of_action.last().filter(|&&index| sessions[index] == dose).copied();
                of_action.push(same.unwrap_or(sessions.len()));
                if same.is_none() {
                    sessions.push(dose);
                    action_of.push(place);
                    fixed.push(action.fixed);
                }
            }
            variants.push(of_action);
        }
        let counted = sessions.iter().map(|dose| counted(dose)).collect();
        let mut succession = Self { sessions, counted, variants, action_of, fixed, possible: Vec::new() };
        succession.possible = if horizon.rules_are_order_preserving() {
            succession.by_best_bodies(horizon)
        } else {
            succession.by_muscles_alone(horizon)
        };
        succession
    }

    /// The action that a session is a variant of.
    #[must_use]
    pub fn action_of(&self, session: usize) -> usize {
        self.action_of[session]
    }

    /// Per session, whether it happens whatever the limits.
    #[must_use]
    pub fn fixed(&self) -> &[bool] {
        &self.fixed
    }

    /// The doses of all sessions.
    pub fn sessions(&self) -> impl Iterator<Item = &'a Dose> {
        self.sessions.iter().copied()
    }

    /// The sets of a session that count for size, after its own diminishing returns, and for strength.
    #[must_use]
    pub fn counted(&self, session: usize) -> &[(f64, f64); Muscle::COUNT] {
        &self.counted[session]
    }

    /// The dose of a place of the day before: `None` for rest.
    #[must_use]
    pub fn session_at(&self, place: usize) -> Option<&'a Dose> {
        place.checked_sub(1).map(|session| self.sessions[session])
    }

    /// How many places the day before can have: rest and every session.
    #[must_use]
    pub fn places(&self) -> usize {
        self.sessions.len() + 1
    }

    /// The session that an action eased to a reserve is.
    #[must_use]
    pub fn session(&self, action: usize, eased_to: usize) -> usize {
        self.variants[action][eased_to.min(self.variants[action].len() - 1)]
    }

    /// What can follow `yesterday` on `day`.
    #[must_use]
    pub fn possible(&self, day: usize, yesterday: usize) -> &[Next] {
        &self.possible[day][yesterday]
    }

    fn by_best_bodies(&self, horizon: &Horizon<'_>) -> Vec<Vec<Vec<Next>>> {
        let mut page = LimitsPage::no_opinion();
        let mut today: Vec<Option<Body>> = vec![None; self.places()];
        today[REST] = Some(horizon.body.clone());
        let mut rested = horizon.at_its_best(&horizon.body);
        let mut possible = Vec::with_capacity(horizon.days.len());
        for day in 0..horizon.days.len() {
            let of_day: Vec<Vec<Next>> = today
                .iter()
                .map(|body| body.as_ref().map_or_else(Vec::new, |body| self.fitting(horizon, body, day, &mut page)))
                .collect();
            let mut done = vec![false; self.sessions.len()];
            of_day.iter().flatten().for_each(|next| done[next.session] = true);
            possible.push(of_day);
            if day + 1 == horizon.days.len() {
                break;
            }
            let after = |dose| horizon.at_its_best(&horizon.step(&rested, day, dose).0);
            today = vec![None; self.places()];
            for (session, &dose) in self.sessions.iter().enumerate().filter(|&(session, _)| done[session]) {
                today[place_of(session)] = Some(after(Some(dose)));
            }
            rested = after(None);
            today[REST] = Some(rested.clone());
        }
        possible
    }

    /// Sessions that fit a body, and the same sessions eased further: other plans may have to.
    fn fitting(&self, horizon: &Horizon<'_>, body: &Body, day: usize, page: &mut LimitsPage) -> Vec<Next> {
        let limits = horizon.loosest_limits(body, day, page);
        let room = Room::of(&limits);
        let prices = Objective::prices(body);
        let mut fitting = Vec::new();
        for (action, variants) in self.variants.iter().enumerate() {
            let mut last = None;
            for &session in variants.iter().skip(eased_to(&limits).min(variants.len() - 1)) {
                let dose = self.sessions[session];
                if last != Some(session) && horizon.dose_fits_room(action, dose, day, &room) {
                    fitting.push(Next { session, cost: prices.of(dose) });
                }
                last = Some(session);
            }
        }
        fitting
    }

    fn by_muscles_alone(&self, horizon: &Horizon<'_>) -> Vec<Vec<Vec<Next>>> {
        let all = (0..self.sessions.len()).map(|session| Next { session, cost: 0.0 }).collect::<Vec<_>>();
        let after = |dose: &Dose| {
            let fatigue = horizon.least_fatigue_next_day(dose);
            let cost = |session: usize| match self.sessions[session] {
                next if self.fixed[session] => Prices::new(&fatigue, |muscle| dose.trains(muscle)).of(next),
                next => horizon.least_cost_at(&fatigue, dose, next),
            };
            let next = (0..self.sessions.len()).map(|session| Next { session, cost: cost(session) });
            next.filter(|next| next.cost.is_finite()).collect::<Vec<_>>()
        };
        let of_day: Vec<Vec<Next>> = core::iter::once(all).chain(self.sessions().map(after)).collect();
        vec![of_day; horizon.days.len()]
    }
}
