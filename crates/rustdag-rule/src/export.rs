//! The macro that makes a library of a rule.

/// Exports a rule from a library (`crate-type = ["cdylib"]`), so that a host can load it.
///
/// ```text
/// rustdag_rule::export_rule! {
///     manifest: include_str!("../rule.toml"),
///     config: Config,
///     limits: limits,
/// }
/// ```
///
/// `config` is made by [`parameters!`](crate::parameters), `limits` is a `fn(&Config, &Snapshot, &mut Limits)`. The
/// manifest becomes the constant `MANIFEST` and travels inside the library. Its id, version and fields are read while
/// compiling; the rest is checked by the `testkit` and by the host.
///
/// The exported names are the same in every rule: a program that links two rules as ordinary crates does not link.
/// Load them through a host instead, as the service does.
#[macro_export]
macro_rules! export_rule {
    (manifest: $manifest:expr, config: $config:ty, limits: $limits:path $(,)?) => {
        /// The rule's manifest.
        pub const MANIFEST: &str = $manifest;

        // WebAssembly has no unwinding: there a panic is a trap, which the host of a sandbox sees.
        #[cfg(all(panic = "abort", not(target_family = "wasm")))]
        compile_error!("a rule is built with panic = \"unwind\": it must catch its own panics");

        #[doc(hidden)]
        #[unsafe(no_mangle)]
        pub static RUSTDAG_RULE_INFO_V1: $crate::abi::RuleInfo = $crate::headline::info(MANIFEST);

        #[doc(hidden)]
        #[unsafe(no_mangle)]
        pub static RUSTDAG_RULE_MANIFEST_V1: $crate::abi::ManifestBlock<{ MANIFEST.len() }> =
            $crate::abi::ManifestBlock::new(MANIFEST);

        #[doc(hidden)]
        #[unsafe(no_mangle)]
        pub extern "C" fn rustdag_rule_info_v1() -> *const $crate::abi::RuleInfo {
            &raw const RUSTDAG_RULE_INFO_V1
        }

        #[doc(hidden)]
        #[unsafe(no_mangle)]
        pub extern "C" fn rustdag_rule_config_size_v1() -> u32 {
            const { $crate::boundary::config_size::<$config>() }
        }

        #[doc(hidden)]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn rustdag_rule_configure_v1(
            json: *const ::std::ffi::c_char,
            json_len: u32,
            config: *mut ::std::ffi::c_void,
            capacity: u32,
        ) -> i32 {
            // SAFETY: the header's contract is the host's promise.
            unsafe { $crate::boundary::configure::<$config>(json, json_len, config, capacity) }
        }

        #[doc(hidden)]
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn rustdag_rule_limits_v1(
            config: *const ::std::ffi::c_void,
            snapshot: *const $crate::Snapshot,
            limits: *mut $crate::Limits,
        ) -> i32 {
            // SAFETY: the header's contract is the host's promise.
            unsafe { $crate::boundary::limits::<$config>(config, snapshot, limits, $limits) }
        }
    };
}
