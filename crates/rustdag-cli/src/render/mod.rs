//! From the API's answers to what a person reads: first the answer, then the reason, then the detail.
//!
//! Everything here is a pure function of a message, a language, a moment and a width. Colour only repeats what words and
//! shapes already say; the writer takes it out where nobody would see it.

mod alternatives;
mod banister;
mod bar;
mod breakdown;
mod check;
mod doubts;
mod evidence;
mod explain;
mod footer;
mod forecast;
mod header;
mod headline;
mod ink;
mod lagging;
mod learned;
mod page;
pub(crate) mod pmdata;
mod reasons;
mod recovery;
mod room;
mod rule_bench;
mod rule_changes;
mod rule_history;
mod rules;
mod stop;
mod templates;
mod ways;
mod week;
mod weeks;
mod whole_gym;
mod whole_plan;
mod word;

#[cfg(test)]
mod made_up;
#[cfg(test)]
mod tests;

pub(crate) use banister::banister_fit;
pub(crate) use evidence::evidence_table;
pub(crate) use ink::WARNING;
pub(crate) use rule_bench::rule_bench;
pub(crate) use rule_changes::{DayChange, MemberChange, rule_changes};
pub(crate) use rule_history::{parameter_line, rule_history};
pub(crate) use rules::{RuleRow, digest_shown, rule_list};
pub(crate) use templates::template_list;
pub(crate) use whole_gym::{Planned, member_week};

use page::Page;
use rustdag_core::model::confidence::GREY_BELOW;
use rustdag_proto::v1;
use rustdag_text::{Clock, Texts};

/// Narrowest page laid out for, columns.
pub(crate) const WIDTH_MIN: usize = 40;
/// Widest: longer lines do not read better.
pub(crate) const WIDTH_MAX: usize = 100;

/// In which words, from which moment, how wide, and whether every reason is told.
pub(crate) struct View<'a> {
    pub texts: &'a Texts,
    pub clock: Clock,
    pub width: usize,
    pub all: bool,
}

impl View<'_> {
    fn page(&self) -> Page {
        Page::new(self.width.clamp(WIDTH_MIN, WIDTH_MAX))
    }

    /// Readiness alone.
    pub fn readiness(&self, profile: &v1::Profile, readiness: &v1::Readiness) -> String {
        self.answer(profile, readiness, None)
    }

    /// Readiness and a plan.
    pub fn plan(&self, profile: &v1::Profile, readiness: &v1::Readiness, plan: &v1::Plan) -> String {
        self.answer(profile, readiness, Some(plan))
    }

    fn answer(&self, profile: &v1::Profile, readiness: &v1::Readiness, plan: Option<&v1::Plan>) -> String {
        let mut page = self.page();
        header::write(self, &mut page, profile);
        let stops = stop::reasons(profile, readiness);
        if let Some((first, others)) = stops.split_first() {
            // What stops all training is the answer: nothing beside it that reads as room or as recovered.
            headline::of_stop(self, &mut page, readiness, first);
            let pains = readiness.reasons.iter().filter(|reason| stop::is_pain(reason));
            reasons::write(self, &mut page, reasons::told(others.iter().copied().chain(pains)));
        } else {
            headline::write(self, &mut page, readiness, plan);
            whole_plan::write(&mut page, plan);
            reasons::write(self, &mut page, reasons::told(&readiness.reasons));
            lagging::write(self, &mut page, readiness.overreaching.as_ref());
            room::write(self, &mut page, readiness, plan);
        }
        if let Some(plan) = plan {
            week::today(self, &mut page, plan);
            week::write(self, &mut page, profile, readiness, plan);
            if stops.is_empty() {
                weeks::write(self, &mut page, plan);
            }
            alternatives::write(self, &mut page, plan);
        }
        if stops.is_empty() {
            recovery::write(self, &mut page, readiness);
        }
        doubts::write(self, &mut page, readiness);
        footer::write(self, &mut page, readiness, plan, !stops.is_empty());
        page.finish()
    }

    /// Why.
    pub fn explain(&self, profile: &v1::Profile, explanation: &v1::Explanation, muscles: &[v1::Muscle]) -> String {
        let mut page = self.page();
        explain::write(self, &mut page, profile, explanation, muscles);
        page.finish()
    }

    /// Whether a session fits.
    pub fn check(&self, profile: &v1::Profile, check: &v1::Check) -> String {
        let mut page = self.page();
        check::write(self, &mut page, profile, check);
        page.finish()
    }
}

impl View<'_> {
    /// What a member will probably rate.
    pub fn forecast(&self, profile: &v1::Profile, forecast: &v1::Forecast) -> String {
        let mut page = self.page();
        forecast::write(self, &mut page, profile, forecast);
        page.finish()
    }

    /// What is learned of a member.
    pub fn learned(&self, profile: &v1::Profile, learned: &v1::Learned) -> String {
        let mut page = self.page();
        learned::write(self, &mut page, profile, learned);
        page.finish()
    }
}

/// Whether so little is known of a member that a number would only look like knowledge.
fn is_hardly_known(readiness: &v1::Readiness) -> bool {
    readiness.confidence < GREY_BELOW
}
