//! What a plan is worth: predicted adaptation up to the member's aim and the endurance work the member is used to, less
//! the price of fatigue, of training a muscle on two days running and of the member's time, and what the body it leaves
//! behind is worth.
//!
//! Size, strength and the quality of sessions are taken at the horizon's start and kept there: what training before
//! recovery costs is the price of fatigue. After the last day the member is taken to go on as aimed: weekly sets return
//! to the aim, so that a plan is neither paid for cramming its last days nor for leaving them empty.
//!
//! The weights are design values. The price of a training day is calibrated so that, with every day available, members
//! of the three levels get about 3–4, 2–3 and 1–2 rest days a week: an output of the search, not a constant in it.

use crate::anatomy::{Muscle, PerMuscle};
use crate::body::Body;
use crate::dose::Dose;
use crate::model::{adaptation, endurance, guidance, load, local_muscle};
use crate::profile::{Goal, Level, Profile};

/// Price of training a muscle before it has recovered, per squared fraction of fatigue.
const FATIGUE_PRICE: f64 = 40.0;
/// Price of training a muscle with sets on the day after it was, for one that counts fully. Trials find little harm in it at
/// moderate doses; coaches leave a day between, and where days are few the plan does not. Design.
pub const NEXT_DAY_PRICE: f64 = 0.05;
/// Days after the horizon in which what it leaves behind still counts.
const AFTER_DAYS: usize = 28;
/// Reserve at which a hard set of the weekly aim is taken to be done.
const AIM_RIR: f64 = 2.0;
/// Resolution of the terminal table, in weekly sets, and its length.
const TABLE_STEP: f64 = 0.5;
const TABLE_POINTS: usize = 96;

/// Price of a training day by level: calibrated, see the module's text.
const fn training_day_price(level: Level) -> f64 {
    match level {
        Level::Novice => 0.80,
        Level::Intermediate => 0.10,
        Level::Advanced => 0.05,
    }
}

/// What a plan is worth.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Per muscle.
    pub muscles: PerMuscle<MuscleAim>,
    /// Endurance work the member is used to, if any.
    pub habit: Option<Habit>,
    /// Price of a training day.
    pub day_price: f64,
    /// Daily factor of weekly sets when coasting.
    pub coast: f64,
    /// Gain of weekly sets per effective set of a day.
    pub per_set: f64,
    /// Effective sets that a hard set of the weekly aim is taken to be.
    pub effect_of_hard_set: f64,
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
    /// Worth of the weekly sets left behind, for size.
    pub terminal_size: Table,
    /// The same for strength.
    pub terminal_strength: Table,
    holding: f64,
    quality: f64,
    size_gain: f64,
    strength_gain: f64,
    size: f64,
    strength: f64,
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
        let effect_of_hard_set = load::size_effect(AIM_RIR);
        let muscles = PerMuscle::from_fn(|muscle| {
            let state = &body.muscles[muscle];
            let weight = guidance::muscle_weight(muscle);
            let sets = profile.target_sets[muscle].unwrap_or_else(|| guidance::target_sets(level));
            let mut aim = MuscleAim {
                size_weight: weight * size_weight,
                strength_weight: weight * strength_weight,
                aim: sets * effect_of_hard_set,
                holding: adaptation::holding_sets(state.size),
                quality: state.quality,
                size_gain: adaptation::size_gain(level),
                strength_gain: adaptation::strength_gain(level),
                size: state.size,
                strength: state.strength,
                terminal_size: Table::default(),
                terminal_strength: Table::default(),
            };
            aim.tabulate(coast);
            aim
        });
        Self {
            muscles,
            habit: Habit::of(body, coast),
            day_price: training_day_price(level),
            coast,
            per_set: adaptation::weekly_gain() * 7.0,
            effect_of_hard_set,
        }
    }

    /// What a day was worth, after its midnight.
    #[must_use]
    pub fn day(&self, body: &Body, sleep_factor: f64) -> f64 {
        let muscles = self.muscles.0.iter().zip(&body.muscles.0);
        let of_muscles: f64 =
            muscles.map(|(aim, state)| aim.day(state.weekly, state.weekly_strength, sleep_factor)).sum();
        of_muscles + self.habit.as_ref().map_or(0.0, |habit| habit.day(habit.weekly(body)))
    }

    /// What it costs to train a settled body.
    #[must_use]
    pub fn prices(body: &Body) -> Prices {
        Prices::new(&body.fatigue(), |muscle| body.muscles[muscle].trained.1)
    }

    /// What the body left behind is worth.
    #[must_use]
    pub fn terminal(&self, body: &Body, sleep_factor: f64) -> f64 {
        let muscles = self.muscles.0.iter().zip(&body.muscles.0);
        let of_muscles: f64 = muscles
            .map(|(aim, state)| {
                aim.terminal_size.at(state.weekly, sleep_factor)
                    + aim.terminal_strength.at(state.weekly_strength, sleep_factor)
            })
            .sum();
        of_muscles + self.habit.as_ref().map_or(0.0, |habit| habit.terminal(habit.weekly(body)))
    }
}

/// What training costs muscle by muscle: before it has recovered, and on the day after it was trained.
#[derive(Clone, Debug)]
pub struct Prices {
    /// Of loading it.
    tired: [f64; Muscle::COUNT],
    /// Of training it with sets.
    next_day: [f64; Muscle::COUNT],
}

impl Prices {
    /// At this fatigue, where these muscles were trained yesterday.
    #[must_use]
    pub fn new(fatigue: &PerMuscle<f64>, yesterday: impl Fn(Muscle) -> bool) -> Self {
        let of = |price: &dyn Fn(Muscle) -> f64| core::array::from_fn(|slot| price(Muscle::ALL[slot]));
        Self {
            tired: of(&|muscle| {
                let over = (fatigue[muscle] - local_muscle::RECOVERED).max(0.0);
                FATIGUE_PRICE * over * over
            }),
            next_day: of(&|muscle| {
                if yesterday(muscle) { NEXT_DAY_PRICE * guidance::muscle_weight(muscle) } else { 0.0 }
            }),
        }
    }

    /// What a session costs.
    #[must_use]
    pub fn of(&self, dose: &Dose) -> f64 {
        let mut price = 0.0;
        for (slot, &muscle) in Muscle::ALL.iter().enumerate() {
            if dose.loads(muscle) {
                price += self.tired[slot];
            }
            if dose.trains(muscle) {
                price += self.next_day[slot];
            }
        }
        price
    }
}

/// Endurance work that the member is used to: the plan is worth less where it does less of it, and no more where it does
/// more (see `model/endurance.rs`).
#[derive(Clone, Debug)]
pub struct Habit {
    /// The kinds that count.
    kinds: [bool; endurance::KINDS.len()],
    /// Weekly load of these, AU.
    pub usual: f64,
    worth: f64,
    /// Days that the days after the horizon count for.
    after: f64,
}

impl Habit {
    fn of(body: &Body, coast: f64) -> Option<Self> {
        let usual = body.endurance.map(|state| state.usual);
        let kinds = endurance::habit(&usual)?;
        let usual = endurance::of_kinds(&usual, &kinds);
        // What is missing at the end is made up in the days after, as weekly sets return to the aim.
        let after = (1..=AFTER_DAYS).map(|day| libm::pow(coast, 2.0 * day as f64)).sum();
        Some(Self { kinds, usual, worth: endurance::worth_of_habit(usual), after })
    }

    /// Weekly load of a body that counts, AU.
    #[must_use]
    pub fn weekly(&self, body: &Body) -> f64 {
        endurance::of_kinds(&body.endurance.map(|state| state.weekly), &self.kinds)
    }

    /// What today added, AU.
    #[must_use]
    pub fn today(&self, body: &Body) -> f64 {
        endurance::of_kinds(&body.endurance.map(|state| state.today), &self.kinds)
    }

    /// What of a session counts, AU.
    #[must_use]
    pub fn of_dose(&self, dose: &Dose) -> f64 {
        endurance::of_kinds(&dose.endurance, &self.kinds)
    }

    fn day(&self, weekly: f64) -> f64 {
        -self.worth * endurance::missing(weekly / self.usual)
    }

    fn terminal(&self, weekly: f64) -> f64 {
        self.after * self.day(weekly)
    }

    /// What a day with this weekly load is worth, and the line above it: it is concave.
    #[must_use]
    pub fn day_above(&self, weekly: f64) -> Above {
        let missing = (1.0 - weekly / self.usual).max(0.0);
        Above { value: self.day(weekly), slope: 2.0 * self.worth * missing / self.usual }
    }

    /// What is left behind, and the line above it.
    #[must_use]
    pub fn terminal_above(&self, weekly: f64) -> Above {
        self.day_above(weekly).scaled(self.after)
    }
}

/// A value and the slope of a line through it that lies nowhere below the function.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Above {
    /// Value of the least concave function above, at the point asked.
    pub value: f64,
    /// Slope there.
    pub slope: f64,
}

impl Above {
    fn scaled(self, by: f64) -> Self {
        Self { value: self.value * by, slope: self.slope * by }
    }

    fn plus(self, other: Self) -> Self {
        Self { value: self.value + other.value, slope: self.slope + other.slope }
    }
}

impl MuscleAim {
    /// What a day at these weekly sets is worth.
    #[must_use]
    pub fn day(&self, weekly: f64, weekly_strength: f64, sleep_factor: f64) -> f64 {
        let helped = self.quality * sleep_factor;
        self.size_weight * (self.growth(weekly) * helped - adaptation::size_loss(self.size, weekly, self.holding))
            + self.strength_weight
                * (adaptation::strength_growth(self.strength_gain, weekly_strength) * helped
                    - adaptation::strength_loss(self.strength, weekly_strength))
    }

    /// Growth of size in a day, counted up to the aim.
    fn growth(&self, weekly: f64) -> f64 {
        adaptation::size_growth(self.size_gain, weekly.min(self.aim), self.holding)
    }

    /// The size part of [`Self::day`] and a line above it.
    #[must_use]
    pub fn size_above(&self, weekly: f64, sleep_factor: f64) -> Above {
        let loss = adaptation::size_loss(self.size, weekly, self.holding);
        let loss_slope = if weekly < self.holding {
            -adaptation::size_loss(self.size, 0.0, self.holding) / self.holding
        } else {
            0.0
        };
        let growth = self.growth_above(weekly).scaled(self.quality * sleep_factor);
        growth.plus(Above { value: -loss, slope: -loss_slope }).scaled(self.size_weight)
    }

    /// The strength part of [`Self::day`] and a line above it.
    #[must_use]
    pub fn strength_above(&self, weekly: f64, sleep_factor: f64) -> Above {
        let loss = adaptation::strength_loss(self.strength, weekly);
        let loss_slope = if weekly < 1.0 { -adaptation::strength_loss(self.strength, 0.0) } else { 0.0 };
        let growth = self.strength_growth_above(weekly).scaled(self.quality * sleep_factor);
        growth.plus(Above { value: -loss, slope: -loss_slope }).scaled(self.strength_weight)
    }

    /// Least concave function above the growth of size: a line from the origin until it touches the root at four times
    /// what holds the size, or meets the aim before.
    fn growth_above(&self, weekly: f64) -> Above {
        let touch = (4.0 * self.holding).min(self.aim);
        if weekly < touch {
            let slope = self.growth(touch) / touch;
            Above { value: slope * weekly, slope }
        } else if weekly < self.aim {
            let slope = adaptation::size_growth_slope(self.size_gain, weekly);
            Above { value: self.growth(weekly), slope }
        } else {
            Above { value: self.growth(self.aim), slope: 0.0 }
        }
    }

    /// Least concave function above the growth of strength: a line from the origin to one set.
    fn strength_growth_above(&self, weekly: f64) -> Above {
        if weekly < 1.0 {
            let slope = adaptation::strength_growth(self.strength_gain, 1.0);
            Above { value: slope * weekly, slope }
        } else {
            Above {
                value: adaptation::strength_growth(self.strength_gain, weekly),
                slope: adaptation::strength_growth_slope(self.strength_gain, weekly),
            }
        }
    }

    /// Tabulates what weekly sets left behind are worth while they return to the aim.
    fn tabulate(&mut self, coast: f64) {
        let size_growth = after(self.aim, coast, self.growth_value_above());
        let size_loss = after(self.aim, coast, |weekly| adaptation::size_loss(self.size, weekly, self.holding));
        let strength_growth = after(self.aim, coast, |weekly| self.strength_growth_above(weekly).value);
        let strength_loss = after(self.aim, coast, |weekly| adaptation::strength_loss(self.strength, weekly));
        let (size, strength) = (self.size_weight, self.strength_weight);
        self.terminal_size = Table::new(|point| Tabulated {
            helped: size * self.quality * size_growth[point],
            plain: -size * size_loss[point],
        });
        self.terminal_strength = Table::new(|point| Tabulated {
            helped: strength * self.quality * strength_growth[point],
            plain: -strength * strength_loss[point],
        });
    }

    /// The value of [`Self::growth_above`] as a function that has what does not depend on weekly sets behind it: the table
    /// asks thousands of times.
    fn growth_value_above(&self) -> impl Fn(f64) -> f64 {
        let touch = (4.0 * self.holding).min(self.aim);
        let slope = self.growth(touch) / touch;
        let (aim, gain, holding) = (self.aim, self.size_gain, self.holding);
        move |weekly| {
            if weekly < touch { slope * weekly } else { adaptation::size_growth(gain, weekly.min(aim), holding) }
        }
    }
}

/// For every point of a table, the worth of the days after while weekly sets return from there to the aim. Day by day for all
/// points at once, so that the processor takes several of them together.
fn after(aim: f64, coast: f64, worth: impl Fn(f64) -> f64) -> [f64; TABLE_POINTS] {
    let mut away: [f64; TABLE_POINTS] = core::array::from_fn(|point| point as f64 * TABLE_STEP - aim);
    let mut sum = [0.0; TABLE_POINTS];
    for _ in 0..AFTER_DAYS {
        for (away, sum) in away.iter_mut().zip(&mut sum) {
            *away *= coast;
            *sum += worth(aim + *away);
        }
    }
    sum
}

/// A concave function of weekly sets: linear between points, constant beyond the last.
#[derive(Clone, Debug, Default)]
pub struct Table(Vec<Tabulated>);

/// One point: a part that sleep helps and a part that it does not.
#[derive(Clone, Copy, Debug, Default)]
struct Tabulated {
    helped: f64,
    plain: f64,
}

impl Table {
    fn new(point: impl Fn(usize) -> Tabulated) -> Self {
        Self((0..TABLE_POINTS).map(point).collect())
    }

    /// The value at `weekly` sets.
    #[must_use]
    pub fn at(&self, weekly: f64, sleep_factor: f64) -> f64 {
        self.above(weekly, sleep_factor).value
    }

    /// The value and the slope at `weekly` sets.
    #[must_use]
    pub fn above(&self, weekly: f64, sleep_factor: f64) -> Above {
        let last = self.0.len() - 1;
        let place = weekly / TABLE_STEP;
        let value = |index: usize| self.0[index].helped * sleep_factor + self.0[index].plain;
        if place >= last as f64 {
            return Above { value: value(last), slope: 0.0 };
        }
        let below = place as usize;
        let slope = (value(below + 1) - value(below)) / TABLE_STEP;
        Above { value: value(below) + slope * (weekly - below as f64 * TABLE_STEP), slope }
    }
}
