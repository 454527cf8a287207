//! What [`export_rule!`](crate::export_rule) puts between a host's pointers and a rule's function. Nothing unwinds,
//! allocates or frees across it.

use crate::{Limits, ParameterError, Parameters, Snapshot};
use rustdag_rule_abi::{PAGE_BYTES, Status};
use std::ffi::{c_char, c_void};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Bytes of configuration a rule asks its host to keep; more than a page does not compile.
#[must_use]
pub const fn config_size<C: Parameters>() -> u32 {
    assert!(size_of::<C>() <= PAGE_BYTES && align_of::<C>() <= 16);
    size_of::<C>() as u32
}

/// Writes the configuration a JSON object describes into the host's buffer. Answers a [`Status`].
///
/// # Safety
/// `json` points to `json_len` readable bytes, `config` to `capacity` writable ones aligned to 16, or is null.
pub unsafe fn configure<C: Parameters>(json: *const c_char, json_len: u32, config: *mut c_void, capacity: u32) -> i32 {
    if json.is_null() || config.is_null() || capacity < config_size::<C>() {
        return Status::NO_ROOM;
    }
    let made = catch_unwind(|| {
        // SAFETY: the caller vouches for `json_len` bytes at `json`, which is not null.
        C::from_json(unsafe { std::slice::from_raw_parts(json.cast::<u8>(), json_len as usize) })
    });
    match made {
        Ok(Ok(value)) => {
            // SAFETY: not null, large enough, and the host's buffers are aligned to 16, which `config_size` checked.
            unsafe { config.cast::<C>().write(value) };
            Status::OK
        }
        Ok(Err(ParameterError::NotParameters)) => Status::NOT_PARAMETERS,
        Ok(Err(ParameterError::Unknown(_))) => Status::UNKNOWN_PARAMETER,
        Ok(Err(ParameterError::OutOfRange(_))) => Status::OUT_OF_RANGE,
        Err(_) => Status::PANICKED,
    }
}

/// Calls a rule's function; a panic in it is caught here, because one that left an `extern "C"` function would end the
/// host. Answers a [`Status`].
///
/// # Safety
/// `config` points to what [`configure`] wrote for the same `C`; `snapshot` and `limits` to a valid snapshot and valid
/// limits, the latter not used by anybody else during the call.
#[inline]
pub unsafe fn limits<C: Parameters>(
    config: *const c_void,
    snapshot: *const Snapshot,
    limits: *mut Limits,
    rule: impl Fn(&C, &Snapshot, &mut Limits),
) -> i32 {
    // SAFETY: the caller vouches for all three.
    let (config, snapshot, limits) = unsafe { (&*config.cast::<C>(), &*snapshot, &mut *limits) };
    // Limits that were half written are void: the status says so, the host discards them.
    match catch_unwind(AssertUnwindSafe(|| rule(config, snapshot, limits))) {
        Ok(()) => Status::OK,
        Err(_) => Status::PANICKED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::parameters! {
        /// One number.
        pub struct Config {
            /// Load.
            most: 100.0, 0.0 to 500.0;
        }
    }

    fn written(json: &str, capacity: u32) -> (i32, Config) {
        let mut config = Config { most: -1.0 };
        // SAFETY: the buffer is a `Config` of the size given, or said to be smaller.
        let status =
            unsafe { configure::<Config>(json.as_ptr().cast(), json.len() as u32, (&raw mut config).cast(), capacity) };
        (status, config)
    }

    #[test]
    fn configures_only_from_good_parameters_and_into_enough_room() {
        assert_eq!(written(r#"{"most": 40}"#, 4), (Status::OK, Config { most: 40.0 }));
        for (json, capacity, status) in [
            ("{", 4, Status::NOT_PARAMETERS),
            (r#"{"least": 1}"#, 4, Status::UNKNOWN_PARAMETER),
            (r#"{"most": 501}"#, 4, Status::OUT_OF_RANGE),
            ("{}", 3, Status::NO_ROOM),
        ] {
            assert_eq!(written(json, capacity), (status, Config { most: -1.0 }), "{json}");
        }
    }

    #[test]
    fn a_panic_is_a_status() {
        let call = |rule: fn(&Config, &Snapshot, &mut Limits)| {
            let mut answer = Limits::no_opinion();
            // SAFETY: three valid values of this frame.
            unsafe { limits((&raw const CONFIG).cast(), &Snapshot::unknown(), &mut answer, rule) }
        };
        static CONFIG: Config = Config { most: 1.0 };
        assert_eq!(call(|_, _, _| ()), Status::OK);
        assert_eq!(call(|_, _, _| panic!("a rule's own mistake")), Status::PANICKED);
    }
}
