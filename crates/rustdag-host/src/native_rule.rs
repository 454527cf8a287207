//! A native rule as the engine sees it: every call checked, every answer checked.

use crate::about;
use crate::check::{self, Codes};
use crate::configured::Configured;
use crate::image::Image;
use crate::refusal::Refusal;
use rustdag_core::rule::{About, FailurePolicy, Rule, RuleFailure};
use rustdag_rule::manifest::{CODE_MOST, Manifest};
use rustdag_rule_abi::{LimitsPage, SnapshotPage, Status};

/// A loaded, configured rule.
pub(crate) struct NativeRule {
    id: String,
    on_failure: FailurePolicy,
    order_preserving: bool,
    configured: Configured,
    codes: Codes,
    about: [About; CODE_MOST as usize + 1],
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
        let order_preserving = manifest.order_preserving;
        let (codes, about) = (Codes::of(manifest), about::of(manifest));
        Ok(Self { id: manifest.id.clone(), on_failure, order_preserving, configured, codes, about })
    }

    #[cold]
    fn failure(&self, status: i32, page: &mut LimitsPage) -> RuleFailure {
        let what = check::failure(status, &page.limits, self.codes);
        *page = LimitsPage::no_opinion();
        RuleFailure { rule: self.id.clone(), what }
    }
}

impl Rule for NativeRule {
    fn id(&self) -> &str {
        &self.id
    }

    fn on_failure(&self) -> FailurePolicy {
        self.on_failure
    }

    fn is_order_preserving(&self) -> bool {
        self.order_preserving
    }

    fn about(&self, code: u32) -> About {
        self.about.get(code as usize).copied().unwrap_or_default()
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
