//! A loaded library with its configuration: the call itself, and nothing of what its answer is worth.

use crate::image::Image;
use crate::refusal::Refusal;
use rustdag_rule_abi::{Limits, LimitsPage, PAGE_BYTES, SnapshotPage, Status};

/// A library that can be called.
pub(crate) struct Configured {
    image: &'static Image,
    config: Box<ConfigPage>,
}

/// Memory the host keeps for a rule's configuration.
#[repr(C, align(16))]
struct ConfigPage([u8; PAGE_BYTES]);

impl Configured {
    /// Configures a loaded library with a JSON object of all its parameters.
    pub fn new(image: &'static Image, parameters: &str) -> Result<Self, Refusal> {
        let mut config = Box::new(ConfigPage([0; PAGE_BYTES]));
        let room: *mut ConfigPage = &raw mut *config;
        // SAFETY: the contract of `configure`: readable text of that length, a page to write that is aligned to 16.
        let status = unsafe {
            (image.configure)(parameters.as_ptr().cast(), parameters.len() as u32, room.cast(), PAGE_BYTES as u32)
        };
        if status == Status::OK { Ok(Self { image, config }) } else { Err(Refusal::Configure(status)) }
    }

    /// Calls the rule, which starts from no opinion whatever the page held. Answers its [`Status`].
    #[inline]
    pub fn limits(&self, snapshot: &SnapshotPage, limits: &mut LimitsPage) -> i32 {
        // The zeroes behind the limits are nobody's to write.
        limits.limits.reset();
        let page: *mut LimitsPage = limits;
        // SAFETY: the contract of `limits`: the configuration it wrote, two whole pages aligned to 16 that outlive the
        // call, the second used by nobody else.
        unsafe {
            (self.image.limits)((&raw const *self.config).cast(), (&raw const *snapshot).cast(), page.cast::<Limits>())
        }
    }
}
