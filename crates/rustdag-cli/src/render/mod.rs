//! From the API's answers to what a person reads: first the answer, then the reason, then the detail.
//!
//! Everything here is a pure function of a message, a language, a moment and a width. Colour only repeats what words and
//! shapes already say; the writer takes it out where nobody would see it.

mod bar;
mod check;
mod evidence;
mod footer;
mod header;
mod headline;
mod ink;
mod page;
mod reasons;
mod recovery;
mod room;
mod rules;
mod week;
mod word;

#[cfg(test)]
mod made_up;
#[cfg(test)]
mod tests;

pub(crate) use evidence::evidence_table;
pub(crate) use ink::WARNING;
pub(crate) use rules::{RuleRow, rule_list};

use page::Page;
use rustdag_proto::v1;
use rustdag_text::{Clock, Texts};

/// Narrowest page laid out for, columns.
pub(crate) const WIDTH_MIN: usize = 40;
/// Widest: longer lines do not read better.
pub(crate) const WIDTH_MAX: usize = 100;

/// In which words, from which moment, how wide.
pub(crate) struct View<'a> {
    pub texts: &'a Texts,
    pub clock: Clock,
    pub width: usize,
}

impl View<'_> {
    fn page(&self) -> Page {
        Page::new(self.width.clamp(WIDTH_MIN, WIDTH_MAX))
    }

    /// Readiness alone.
    pub fn readiness(&self, profile: &v1::Profile, readiness: &v1::Readiness) -> String {
        let mut page = self.page();
        header::write(self, &mut page, profile);
        headline::of_readiness(self, &mut page, readiness);
        reasons::write(self, &mut page, &readiness.reasons);
        room::write(self, &mut page, readiness);
        recovery::write(self, &mut page, readiness);
        footer::write(self, &mut page, readiness, None);
        page.finish()
    }

    /// Readiness and a plan.
    pub fn plan(&self, profile: &v1::Profile, readiness: &v1::Readiness, plan: &v1::Plan) -> String {
        let mut page = self.page();
        header::write(self, &mut page, profile);
        headline::of_plan(self, &mut page, readiness, plan);
        reasons::write(self, &mut page, &readiness.reasons);
        room::write(self, &mut page, readiness);
        week::today(self, &mut page, plan);
        week::write(self, &mut page, plan, &readiness.reasons);
        recovery::write(self, &mut page, readiness);
        footer::write(self, &mut page, readiness, Some(plan));
        page.finish()
    }

    /// Whether a session fits.
    pub fn check(&self, check: &v1::Check) -> String {
        let mut page = self.page();
        check::write(self, &mut page, check);
        page.finish()
    }
}
