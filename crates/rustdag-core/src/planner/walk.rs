//! Passing days as somebody would who wants this and keeps to the limits: what does not fit a day is left out.

use crate::body::Body;
use rustdag_rule_abi::LimitsPage;

use super::horizon::Horizon;
use super::search::Choices;

/// Days that were passed.
#[derive(Clone, Debug)]
pub struct Walked {
    /// The body at the next session time.
    pub body: Body,
    /// What the days were worth, less what wishes cost.
    pub worth: f64,
    /// What was done.
    pub choices: Choices,
    /// Working sets and pieces of endurance work, per day.
    pub volume: Vec<f64>,
}

/// Minutes of endurance work that count as one set.
const MINUTES_PER_SET: f64 = 6.0;

/// Volume of an action: working sets, and endurance work by its minutes.
#[must_use]
pub fn volume(horizon: &Horizon<'_>, action: usize) -> f64 {
    let template = &horizon.templates[horizon.actions[action].template];
    let sets: u32 = template.exercises.iter().map(|prescription| prescription.sets).sum();
    let minutes: f64 = template.cardio.iter().map(|bout| bout.duration.get()).sum();
    f64::from(sets) + minutes / MINUTES_PER_SET
}

impl Walked {
    /// Nothing has been passed yet.
    #[must_use]
    pub fn start(body: &Body) -> Self {
        Self { body: body.clone(), worth: 0.0, choices: Vec::new(), volume: Vec::new() }
    }

    /// Passes a day; `wanted` is left out where it does not fit.
    #[must_use]
    pub fn on(&self, horizon: &Horizon<'_>, day: usize, wanted: Option<usize>, page: &mut LimitsPage) -> Self {
        let limits = horizon.limits(&self.body, day, page);
        let dose = wanted.and_then(|action| horizon.admissible(action, day, &limits));
        let choice = wanted.filter(|_| dose.is_some());
        let (body, worth) = horizon.step(&self.body, day, dose);
        let mut after = Self { body, worth: self.worth + worth, ..self.clone() };
        after.worth -= horizon.price(day, choice).unwrap_or(0.0);
        after.choices.push(choice);
        after.volume.push(choice.map_or(0.0, |action| volume(horizon, action)));
        after
    }

    /// Volume of all days.
    #[must_use]
    pub fn volume(&self) -> f64 {
        self.volume.iter().sum()
    }
}

/// Passes the days from `from` on.
#[must_use]
pub fn walk(
    horizon: &Horizon<'_>,
    from: usize,
    body: &Body,
    wanted: &[Option<usize>],
    page: &mut LimitsPage,
) -> Walked {
    let mut walked = Walked::start(body);
    for (ahead, &wanted) in wanted.iter().enumerate() {
        walked = walked.on(horizon, from + ahead, wanted, page);
    }
    walked
}
