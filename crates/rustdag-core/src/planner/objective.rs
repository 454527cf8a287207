//! What a plan is worth: predicted adaptation up to the member's aim, less the price of fatigue and of the member's
//! time, and what the body still gains while it coasts after the last day.
//!
//! The weights are design values. The price of a training day is calibrated so that, with every day available, members
//! of the three levels get about 3–4, 2–3 and 1–2 rest days a week: an output of the search, not a constant in it.

use crate::anatomy::{Muscle, PerMuscle};
use crate::body::Body;
use crate::model::{adaptation, guidance, load, local_muscle};
use crate::profile::{Goal, Level, Profile};

/// Price of training a muscle before it has recovered, per squared fraction of fatigue.
const FATIGUE_PRICE: f64 = 40.0;
/// Days the body is let coast after the horizon to see what it still holds.
const COAST_DAYS: usize = 28;
/// Reserve at which a hard set of the weekly aim is taken to be done.
const AIM_RIR: f64 = 2.0;
/// Resolution of the terminal table, in weekly sets, and its length.
const TABLE_STEP: f64 = 0.5;
const TABLE_POINTS: usize = 96;

/// Price of a training day by level: calibrated, see the module's text.
const fn training_day_price(level: Level) -> f64 {
    match level {
        Level::Novice => 0.40,
        Level::Intermediate => 0.20,
        Level::Advanced => 0.08,
    }
}

/// What a plan is worth.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Per muscle.
    pub muscles: PerMuscle<MuscleAim>,
    /// Price of a training day.
    pub day_price: f64,
    /// Daily factor of weekly sets when coasting.
    pub coast: f64,
    /// Gain of weekly sets per effective set of a day.
    pub per_set: f64,
}

/// What a muscle's sets are worth. Size and strength are taken at the horizon's start and kept there.
#[derive(Clone, Debug)]
pub struct MuscleAim {
    /// Weight of size, in the objective per percent.
    pub size_weight: f64,
    /// Weight of strength.
    pub strength_weight: f64,
    /// Weekly effective sets beyond which size counts no further.
    pub aim: f64,
    /// Weekly sets that hold the size.
    pub holding: f64,
    size_gain: f64,
    strength_gain: f64,
    size: f64,
    strength: f64,
    terminal_growth: Vec<f64>,
    terminal_loss: Vec<f64>,
    terminal_strength_growth: Vec<f64>,
    terminal_strength_loss: Vec<f64>,
}

impl Objective {
    /// The objective of a member whose body is as given at the start of the horizon.
    #[must_use]
    pub fn new(profile: &Profile, body: &Body) -> Self {
        let level = profile.level;
        let (size_weight, strength_weight) = match profile.goal {
            Goal::Size => (1.0, 0.25),
            Goal::Strength => (0.25, 1.0),
            Goal::General => (0.5, 0.5),
        };
        let coast = 1.0 - adaptation::weekly_gain();
        let muscles = PerMuscle::from_fn(|muscle| {
            let state = &body.muscles[muscle];
            let weight = guidance::muscle_weight(muscle);
            let sets = profile.target_sets[muscle].unwrap_or_else(|| guidance::target_sets(level));
            let mut aim = MuscleAim {
                size_weight: weight * size_weight,
                strength_weight: weight * strength_weight,
                aim: sets * load::size_effect(AIM_RIR),
                holding: adaptation::holding_sets(state.size),
                size_gain: adaptation::size_gain(level),
                strength_gain: adaptation::strength_gain(level),
                size: state.size,
                strength: state.strength,
                terminal_growth: Vec::new(),
                terminal_loss: Vec::new(),
                terminal_strength_growth: Vec::new(),
                terminal_strength_loss: Vec::new(),
            };
            aim.tabulate(coast);
            aim
        });
        Self { muscles, day_price: training_day_price(level), coast, per_set: adaptation::weekly_gain() * 7.0 }
    }

    /// What a day was worth, after its midnight.
    #[must_use]
    pub fn day(&self, body: &Body, sleep_factor: f64) -> f64 {
        let mut worth = 0.0;
        for (aim, state) in self.muscles.0.iter().zip(&body.muscles.0) {
            let helped = state.quality * sleep_factor;
            worth += aim.size_weight * (aim.growth(state.weekly) * helped - aim.loss(state.weekly))
                + aim.strength_weight
                    * (aim.strength_growth(state.weekly_strength) * helped - aim.strength_loss(state.weekly_strength));
        }
        worth
    }

    /// The price of training with the muscles at this fatigue: only those the session loads count.
    #[must_use]
    pub fn fatigue_price(&self, body: &Body, loads: impl Fn(Muscle) -> bool) -> f64 {
        let over = |fatigue: f64| (fatigue - local_muscle::RECOVERED).max(0.0);
        let sum: f64 = Muscle::ALL
            .iter()
            .filter(|&&muscle| loads(muscle))
            .map(|&muscle| over(body.muscles[muscle].fatigue.total()))
            .map(|fatigue| fatigue * fatigue)
            .sum();
        FATIGUE_PRICE * sum
    }

    /// What the body still gains while it coasts after the last day.
    #[must_use]
    pub fn terminal(&self, body: &Body, sleep_factor: f64) -> f64 {
        let mut worth = 0.0;
        for (aim, state) in self.muscles.0.iter().zip(&body.muscles.0) {
            let helped = state.quality * sleep_factor;
            let (growth, loss) = aim.terminal_size(state.weekly);
            let (strength_growth, strength_loss) = aim.terminal_strength(state.weekly_strength);
            worth += aim.size_weight * (growth * helped - loss)
                + aim.strength_weight * (strength_growth * helped - strength_loss);
        }
        worth
    }
}

impl MuscleAim {
    /// Growth of size in a day, before quality and sleep, counted up to the aim.
    #[must_use]
    pub fn growth(&self, weekly: f64) -> f64 {
        adaptation::size_growth(self.size_gain, weekly.min(self.aim), self.holding)
    }

    /// Loss of size in a day.
    #[must_use]
    pub fn loss(&self, weekly: f64) -> f64 {
        adaptation::size_loss(self.size, weekly, self.holding)
    }

    /// Growth of strength in a day, before quality and sleep.
    #[must_use]
    pub fn strength_growth(&self, weekly: f64) -> f64 {
        adaptation::strength_growth(self.strength_gain, weekly)
    }

    /// Loss of strength in a day.
    #[must_use]
    pub fn strength_loss(&self, weekly: f64) -> f64 {
        adaptation::strength_loss(self.strength, weekly)
    }

    /// Least concave function above [`Self::growth`] that starts at zero.
    #[must_use]
    pub fn growth_above(&self, weekly: f64) -> f64 {
        // The line from the origin touches the root at four times what holds the size, or meets the aim before.
        let touch = (4.0 * self.holding).min(self.aim);
        if weekly >= touch { self.growth(weekly) } else { self.growth(touch) * weekly / touch }
    }

    /// Least concave function above [`Self::strength_growth`].
    #[must_use]
    pub fn strength_growth_above(&self, weekly: f64) -> f64 {
        if weekly >= 1.0 { self.strength_growth(weekly) } else { self.strength_growth(1.0) * weekly }
    }

    /// Growth while coasting, before quality and sleep, and loss, both of size: concave and convex in weekly sets.
    #[must_use]
    pub fn terminal_size(&self, weekly: f64) -> (f64, f64) {
        (look_up(&self.terminal_growth, weekly), look_up(&self.terminal_loss, weekly))
    }

    /// The same of strength.
    #[must_use]
    pub fn terminal_strength(&self, weekly: f64) -> (f64, f64) {
        (look_up(&self.terminal_strength_growth, weekly), look_up(&self.terminal_strength_loss, weekly))
    }

    /// Sums of [`COAST_DAYS`] days of coasting. Growth is summed from its concave cover, so that the table is concave.
    fn tabulate(&mut self, coast: f64) {
        let sum = |day: &dyn Fn(f64) -> f64| {
            (0..TABLE_POINTS)
                .map(|point| {
                    let mut weekly = point as f64 * TABLE_STEP;
                    let mut sum = 0.0;
                    for _ in 0..COAST_DAYS {
                        weekly *= coast;
                        sum += day(weekly);
                    }
                    sum
                })
                .collect::<Vec<f64>>()
        };
        let growth = sum(&|weekly| self.growth_above(weekly));
        let loss = sum(&|weekly| self.loss(weekly));
        let strength = sum(&|weekly| self.strength_growth_above(weekly));
        let strength_loss = sum(&|weekly| self.strength_loss(weekly));
        self.terminal_growth = growth;
        self.terminal_loss = loss;
        self.terminal_strength_growth = strength;
        self.terminal_strength_loss = strength_loss;
    }
}

/// Linear between the points, constant beyond the last.
fn look_up(table: &[f64], weekly: f64) -> f64 {
    let place = (weekly / TABLE_STEP).min((table.len() - 1) as f64);
    let below = (place as usize).min(table.len() - 2);
    let part = place - below as f64;
    table[below] + part * (table[below + 1] - table[below])
}
