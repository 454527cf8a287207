//! The most that the days ahead can still be worth: an upper bound that no plan exceeds.
//!
//! Let the body coast without training from here on: weekly sets only fall. Sessions lift them, each by its own part,
//! and what a day is worth is concave in weekly sets (we take the least concave function above it). Increments of a
//! concave function are subadditive, so the worth of all sessions together is at most the sum of what each would add
//! alone to the coasting body. Per day the best template counts, and at most as many days as rest leaves. Quality is
//! taken as if every session were perfect; fatigue, limits and their interplay are left out, all of which only lower
//! a plan's worth. So the bound is admissible whatever the rules say.

use crate::body::Body;
use crate::model::adaptation;

use super::horizon::Horizon;

/// The bound for a body at the session time of `day`, where `trained` days of the horizon were training days.
#[must_use]
pub fn upper(horizon: &Horizon<'_>, body: &Body, day: usize, trained: u32) -> f64 {
    let last = horizon.days.len();
    let days_left = last - day;
    if days_left == 0 {
        return horizon.terminal(body);
    }
    let mut ahead = Ahead::new(horizon, body, day);
    let coast = ahead.coast();
    let mut best: Vec<f64> = (0..days_left).map(|offset| ahead.best_session(day + offset)).collect();
    best.sort_by(|a, b| b.total_cmp(a));
    coast + best.iter().take(training_days_left(horizon, days_left, trained)).sum::<f64>()
}

/// Training days that rest days still leave within the horizon.
fn training_days_left(horizon: &Horizon<'_>, days_left: usize, trained: u32) -> usize {
    const WEEK: f64 = 7.0;
    if horizon.days.len() > WEEK as usize {
        return days_left;
    }
    let most = (WEEK - horizon.gate.rest_days_min).max(0.0) as usize;
    let alternate = if horizon.gate.alternate_days { days_left.div_ceil(2) } else { days_left };
    most.saturating_sub(trained as usize).min(alternate).min(days_left)
}

/// The coasting body: weekly sets of every muscle at each midnight ahead.
struct Ahead<'a> {
    horizon: &'a Horizon<'a>,
    day: usize,
    /// Per muscle and day: coasting weekly sets for size and strength, and what they are worth per unit of help.
    muscles: Vec<Vec<Coasting>>,
    /// Per muscle and day: the most that quality and sleep let through.
    help: Vec<Vec<f64>>,
    price: f64,
    body: &'a Body,
}

#[derive(Clone, Copy, Default)]
struct Coasting {
    weekly: f64,
    growth: f64,
    loss: f64,
    weekly_strength: f64,
    strength_growth: f64,
    strength_loss: f64,
}

impl<'a> Ahead<'a> {
    fn new(horizon: &'a Horizon<'a>, body: &'a Body, day: usize) -> Self {
        let objective = &horizon.objective;
        let days_left = horizon.days.len() - day;
        let mut muscles = Vec::with_capacity(body.muscles.0.len());
        let mut help = Vec::with_capacity(body.muscles.0.len());
        for (aim, state) in objective.muscles.0.iter().zip(&body.muscles.0) {
            let (mut weekly, mut weekly_strength) = (state.weekly, state.weekly_strength);
            let mut today = state.today;
            let mut short_of_perfect = 1.0 - state.quality;
            let mut points = Vec::with_capacity(days_left + 1);
            let mut helps = Vec::with_capacity(days_left + 1);
            for offset in 0..days_left {
                weekly = weekly * objective.coast + objective.per_set * today.0;
                weekly_strength = weekly_strength * objective.coast + objective.per_set * today.1;
                today = (0.0, 0.0);
                short_of_perfect *= 1.0 - adaptation::QUALITY_STEP;
                points.push(Coasting {
                    weekly,
                    growth: aim.growth_above(weekly),
                    loss: aim.loss(weekly),
                    weekly_strength,
                    strength_growth: aim.strength_growth_above(weekly_strength),
                    strength_loss: aim.strength_loss(weekly_strength),
                });
                helps.push((1.0 - short_of_perfect) * horizon.sleep_factor(day + offset));
            }
            let ((growth, loss), (strength_growth, strength_loss)) =
                (aim.terminal_size(weekly), aim.terminal_strength(weekly_strength));
            points.push(Coasting { weekly, growth, loss, weekly_strength, strength_growth, strength_loss });
            helps.push((1.0 - short_of_perfect) * horizon.last_sleep_factor());
            muscles.push(points);
            help.push(helps);
        }
        Self { horizon, day, muscles, help, price: objective.day_price, body }
    }

    /// What coasting alone is worth, with the most help.
    fn coast(&self) -> f64 {
        let mut worth = 0.0;
        for ((aim, points), help) in self.horizon.objective.muscles.0.iter().zip(&self.muscles).zip(&self.help) {
            for (point, help) in points.iter().zip(help) {
                worth += aim.size_weight * (point.growth * help - point.loss)
                    + aim.strength_weight * (point.strength_growth * help - point.strength_loss);
            }
        }
        worth
    }

    /// What the best single session on a day would add to the coasting body; 0 for rest.
    fn best_session(&mut self, on: usize) -> f64 {
        let day = &self.horizon.days[on];
        let Some(minutes) = day.minutes.filter(|_| !day.done) else { return 0.0 };
        let variant = self.horizon.gate.rir_min().ceil() as usize;
        let mut best = 0.0_f64;
        for action in &self.horizon.actions {
            let Some(dose) = action.doses.get(variant) else { continue };
            if dose.minutes > minutes {
                continue;
            }
            let mut worth = -self.price;
            for slot in 0..self.body.muscles.0.len() {
                if dose.size_sets.0[slot] > 0.0 || dose.strength_sets.0[slot] > 0.0 {
                    worth += self.muscle_increment(
                        slot,
                        on,
                        adaptation::session_sets(dose.size_sets.0[slot]),
                        dose.strength_sets.0[slot],
                    );
                }
            }
            best = best.max(worth);
        }
        best
    }

    fn muscle_increment(&self, slot: usize, on: usize, size_sets: f64, strength_sets: f64) -> f64 {
        let objective = &self.horizon.objective;
        let aim = &objective.muscles.0[slot];
        let first = on - self.day;
        let points = &self.muscles[slot];
        let help = &self.help[slot];
        let terminal = points.len() - 1;
        let (mut lift, mut lift_strength) = (objective.per_set * size_sets, objective.per_set * strength_sets);
        let mut size = 0.0;
        let mut strength = 0.0;
        for offset in first..terminal {
            let point = &points[offset];
            size += (aim.growth_above(point.weekly + lift) - point.growth) * help[offset]
                + (point.loss - aim.loss(point.weekly + lift));
            strength += (aim.strength_growth_above(point.weekly_strength + lift_strength) - point.strength_growth)
                * help[offset]
                + (point.strength_loss - aim.strength_loss(point.weekly_strength + lift_strength));
            if offset + 1 < terminal {
                lift *= objective.coast;
                lift_strength *= objective.coast;
            }
        }
        let point = &points[terminal];
        let (growth, loss) = aim.terminal_size(point.weekly + lift);
        let (strength_growth, strength_loss) = aim.terminal_strength(point.weekly_strength + lift_strength);
        size += (growth - point.growth) * help[terminal] + (point.loss - loss);
        strength += (strength_growth - point.strength_growth) * help[terminal] + (point.strength_loss - strength_loss);
        aim.size_weight * size + aim.strength_weight * strength
    }
}
