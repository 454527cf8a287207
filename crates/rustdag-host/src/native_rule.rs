//! A native rule as the engine sees it: every call checked, every answer checked.

use crate::about;
use crate::check::{self, Codes};
use crate::image::Image;
use crate::refusal::Refusal;
use rustdag_core::rule::{About, FailurePolicy, Rule, RuleFailure};
use rustdag_rule::manifest::{CODE_MOST, Manifest};
use rustdag_rule_abi::{Limits, LimitsPage, PAGE_BYTES, SnapshotPage, Status};

/// A loaded, configured rule.
pub(crate) struct NativeRule {
    id: String,
    on_failure: FailurePolicy,
    order_preserving: bool,
    image: &'static Image,
    config: Box<ConfigPage>,
    codes: Codes,
    about: [About; CODE_MOST as usize + 1],
}

/// Memory the host keeps for a rule's configuration.
#[repr(C, align(16))]
struct ConfigPage([u8; PAGE_BYTES]);

impl NativeRule {
    /// Configures a loaded library with a JSON object of all its parameters.
    pub fn new(
        manifest: &Manifest,
        on_failure: FailurePolicy,
        image: &'static Image,
        parameters: &str,
    ) -> Result<Self, Refusal> {
        let mut config = Box::new(ConfigPage([0; PAGE_BYTES]));
        let room: *mut ConfigPage = &raw mut *config;
        // SAFETY: the contract of `configure`: readable text of that length, a page to write that is aligned to 16.
        let status = unsafe {
            (image.configure)(parameters.as_ptr().cast(), parameters.len() as u32, room.cast(), PAGE_BYTES as u32)
        };
        if status != Status::OK {
            return Err(Refusal::Configure(status));
        }
        let order_preserving = manifest.order_preserving;
        let (codes, about) = (Codes::of(manifest), about::of(manifest));
        Ok(Self { id: manifest.id.clone(), on_failure, order_preserving, image, config, codes, about })
    }

    #[cold]
    fn failure(&self, status: i32, page: &mut LimitsPage) -> RuleFailure {
        let what = match status {
            Status::OK => check::fault(&page.limits, self.codes),
            Status::PANICKED => "it panicked".to_owned(),
            other => format!("it returned status {other}"),
        };
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
        // Whatever the page held, the rule starts from no opinion. The zeroes behind it are nobody's to write.
        limits.limits.reset();
        let page: *mut LimitsPage = limits;
        // SAFETY: the contract of `limits`: the configuration it wrote, two whole pages aligned to 16 that outlive the
        // call, the second used by nobody else.
        let status = unsafe {
            (self.image.limits)((&raw const *self.config).cast(), (&raw const *snapshot).cast(), page.cast::<Limits>())
        };
        if status == Status::OK && check::is_valid(&limits.limits, self.codes) {
            Ok(())
        } else {
            Err(self.failure(status, limits))
        }
    }
}
