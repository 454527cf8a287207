//! A native rule as the engine sees it: every call checked, every answer checked.

use crate::check::{self, Codes};
use crate::configured::Configured;
use crate::declaration;
use crate::image::Image;
use crate::refusal::Refusal;
use rustdag_core::rule::{Declaration, FailurePolicy, Rule, RuleFailure};
use rustdag_rule::manifest::Manifest;
use rustdag_rule_abi::{LimitsPage, SnapshotPage, Status};

/// A loaded, configured rule.
pub(crate) struct NativeRule {
    declaration: Declaration,
    configured: Configured,
    codes: Codes,
}

impl NativeRule {
    /// Configures a loaded library with a JSON object of all its parameters.
    pub fn new(
        manifest: &Manifest,
        on_failure: FailurePolicy,
        image: &'static Image,
        parameters: &str,
    ) -> Result<Self, Refusal> {
        let configured = Configured::new(image, parameters)?;
        let declaration = Declaration { on_failure, ..declaration::of(manifest) };
        Ok(Self { declaration, configured, codes: Codes::of(manifest) })
    }

    #[cold]
    fn failure(&self, status: i32, page: &mut LimitsPage) -> RuleFailure {
        let what = check::failure(status, &page.limits, self.codes);
        *page = LimitsPage::no_opinion();
        RuleFailure { rule: self.id().to_owned(), what }
    }
}

impl Rule for NativeRule {
    fn declaration(&self) -> &Declaration {
        &self.declaration
    }

    fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> Result<(), RuleFailure> {
        let status = self.configured.limits(snapshot, limits);
        if status == Status::OK && check::is_valid(&limits.limits, self.codes) {
            Ok(())
        } else {
            Err(self.failure(status, limits))
        }
    }
}
