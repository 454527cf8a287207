//! Which weeks are for training and which are light: a small search above the search of weeks, over the same objective.
//!
//! Weeks are planned one after the other, each the best for what its days are worth and the body it leaves behind. Of all
//! that has been planned up to a week, for every number of days since the last light week the best is kept. Nothing in the
//! objective asks for light weeks: at most so many weeks go by without one (see `model/periodisation.rs`), and where it comes is
//! where it costs least.

use crate::body::Body;
use crate::model::periodisation::{LIGHT_SHARE, WEEK_D, WEEKS_BEFORE_LIGHT_MIN, weeks_before_light_max};
use rustdag_rule_abi::LimitsPage;
use std::ops::Range;

use super::horizon::Horizon;
use super::search::{self, Choices};
use super::walk::{Walked, walk};

/// Why a week is what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Why {
    /// A week of training.
    Training,
    /// It turned out light: its share of the volume of the weeks before.
    TurnsOutLight(f64),
    /// It is time for a light week, after so many weeks.
    Due(f64),
    /// The detector of over-reaching asks for it.
    Asked,
}

/// A plan as far as it has come.
#[derive(Clone, Debug)]
pub struct SoFar {
    /// The body at the next session time.
    pub body: Body,
    /// What the days were worth.
    pub worth: f64,
    /// What was done.
    pub choices: Choices,
    /// Days since the last light week.
    pub since_light: usize,
    /// Each week's days and why it is what it is.
    pub weeks: Vec<(Range<usize>, Why)>,
    /// Volume a day in the weeks of training, and how many days those were.
    usual: (f64, usize),
}

/// What holds for all weeks.
pub struct Weeks<'a, 'h> {
    /// The whole of the plan.
    pub horizon: &'a Horizon<'h>,
    /// How many of its actions are full sessions and appointments.
    pub full: usize,
    /// The action that stands for each of them in a light week.
    pub light: &'a [usize],
    /// Days of the plan that have to be light, from the first one on.
    pub light_first: usize,
    /// Bodies looked at.
    pub nodes: u64,
}

impl SoFar {
    /// Nothing is planned yet; the last light week was so many days ago.
    #[must_use]
    pub fn start(body: &Body, since_light: usize) -> Self {
        let (body, choices, weeks) = (body.clone(), Vec::new(), Vec::new());
        Self { body, worth: 0.0, choices, since_light, weeks, usual: (0.0, 0) }
    }

    fn after(&self, days: Range<usize>, walked: Walked, why: Why) -> Self {
        let mut after = self.clone();
        let volume = walked.volume();
        match why {
            Why::Training => {
                let (mean, count) = self.usual;
                let all = count + days.len();
                after.usual = ((mean * count as f64 + volume) / all as f64, all);
                after.since_light += days.len();
            }
            _ => after.since_light = 0,
        }
        (after.body, after.worth) = (walked.body, self.worth + walked.worth);
        after.choices.extend(walked.choices);
        after.weeks.push((days, why));
        after
    }
}

impl Weeks<'_, '_> {
    /// Plans these weeks; the best up to the end, whatever is ahead of it.
    #[must_use]
    pub fn plan(&mut self, from: SoFar, weeks: &[Range<usize>]) -> SoFar {
        let horizon = self.horizon;
        let worth = |plan: &SoFar| plan.worth + horizon.terminal(&plan.body);
        let mut kept = vec![from];
        for days in weeks {
            let mut next: Vec<SoFar> = Vec::new();
            for so_far in &kept {
                for candidate in self.week(so_far, days) {
                    match next.iter_mut().find(|plan| plan.since_light == candidate.since_light) {
                        Some(plan) if worth(plan) >= worth(&candidate) => {}
                        Some(plan) => *plan = candidate,
                        None => next.push(candidate),
                    }
                }
            }
            kept = next;
        }
        let best = kept.into_iter().reduce(|best, plan| if worth(&plan) > worth(&best) { plan } else { best });
        // There is always one: a week can at least be light.
        best.unwrap_or_else(|| SoFar::start(&horizon.body, 0))
    }

    /// What a week can be.
    fn week(&mut self, so_far: &SoFar, days: &Range<usize>) -> Vec<SoFar> {
        let mut page = LimitsPage::no_opinion();
        let must_be_light = days.start < self.light_first;
        let wanted = self.best_choices(days.clone(), &so_far.body, must_be_light);
        let mut can_be = Vec::with_capacity(2);
        let max = WEEK_D * weeks_before_light_max(self.horizon.profile.level);
        if !must_be_light {
            let walked = walk(self.horizon, days.start, &so_far.body, &wanted, &mut page);
            let usual = so_far.usual.0 * days.len() as f64;
            let share = if so_far.usual.1 >= WEEK_D { walked.volume() / usual } else { 1.0 };
            if days.len() >= WEEK_D && share <= LIGHT_SHARE {
                can_be.push(so_far.after(days.clone(), walked, Why::TurnsOutLight(share)));
            } else if so_far.since_light + days.len() <= max {
                can_be.push(so_far.after(days.clone(), walked, Why::Training));
            }
        }
        let may_be_light = so_far.since_light >= WEEK_D * WEEKS_BEFORE_LIGHT_MIN && days.len() >= WEEK_D;
        if must_be_light || may_be_light || can_be.is_empty() {
            let light: Choices = wanted.iter().map(|choice| choice.map(|action| self.light[action])).collect();
            let walked = walk(self.horizon, days.start, &so_far.body, &light, &mut page);
            let weeks = so_far.since_light as f64 / WEEK_D as f64;
            let why = if must_be_light { Why::Asked } else { Why::Due(weeks) };
            can_be.push(so_far.after(days.clone(), walked, why));
        }
        can_be
    }

    /// The best of these days by themselves; `as_usual` asks what they would be had the detector said nothing: a light week
    /// is half of that, and not half of what the detector leaves already.
    pub fn best_choices(&mut self, days: Range<usize>, body: &Body, as_usual: bool) -> Choices {
        let mut part = self.horizon.part(days, body.clone(), self.full);
        if as_usual {
            part.begin_afterwards();
        }
        let found = search::best_plan(&part);
        self.nodes += found.nodes;
        found.choices
    }
}
