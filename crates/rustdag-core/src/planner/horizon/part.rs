//! Parts of a longer horizon, and sessions that are added to it: how a plan of weeks is put together.

use super::{Action, Horizon, Options, RIR_VARIANTS};
use crate::body::Body;
use crate::dose::Dose;
use crate::snapshot::Situation;
use crate::template::Template;
use std::ops::Range;

impl Horizon<'_> {
    /// Some days of this horizon, from a body at the first one's session time, with the first `actions` actions. What a
    /// plan is worth, what a usual session asks and what is known of sleep stay as they were at the whole one's start.
    #[must_use]
    pub(crate) fn part(&self, days: Range<usize>, body: Body, actions: usize) -> Self {
        let ahead = self.ahead + days.start;
        let days = self.days[days].iter().map(|day| {
            let of_actions = day.options.actions[..actions].to_vec();
            let options = Options { rest: day.options.rest, actions: of_actions };
            super::HorizonDay { options, ..day.clone() }
        });
        Self {
            days: days.collect(),
            body,
            actions: self.actions[..actions].to_vec(),
            templates: self.templates.clone(),
            objective: self.objective.clone(),
            situation: self.situation.clone(),
            gate: self.gate.clone(),
            profile: self.profile,
            clocks: self.clocks.clone(),
            rules: self.rules,
            ahead,
            afterwards: self.afterwards.clone(),
        }
    }

    /// Adds a session that may take the place of `of` on these days, wherever that may stand. Returns its action.
    pub(crate) fn add_variant(&mut self, of: usize, template: Template, on: &Range<usize>) -> usize {
        let doses = (0..RIR_VARIANTS).map(|rir| Dose::of_template(&template, rir as f64, self.profile)).collect();
        let (id, place) = (template.id.clone(), self.templates.len());
        self.actions.push(Action { id, template: place, second: None, fixed: false, doses });
        self.templates.push(template);
        for (index, day) in self.days.iter_mut().enumerate() {
            let option = day.options.actions[of].filter(|_| on.contains(&index));
            day.options.actions.push(option);
        }
        self.actions.len() - 1
    }

    /// Lets another situation hold from a day of the plan on.
    pub(crate) fn afterwards(&mut self, from: usize, situation: Situation) {
        self.afterwards = Some((from, situation));
    }

    /// Lets what holds later hold from the first day on.
    pub(crate) fn begin_afterwards(&mut self) {
        if let Some((_, situation)) = self.afterwards.take() {
            self.situation = situation;
        }
    }
}
