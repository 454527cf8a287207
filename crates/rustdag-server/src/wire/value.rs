//! Single values: texts, numbers with a range, dates.

use super::Invalid;
use super::hint::{self, Hint as _};
use jiff::civil::Date;
use rustdag_core::quantity::{Minutes, OutOfRange, Rpe};

/// A number that may be left out.
pub(super) fn optional<Q>(
    field: &str,
    value: Option<f64>,
    build: impl FnOnce(f64) -> Result<Q, OutOfRange>,
) -> Result<Option<Q>, Invalid> {
    value.map(|value| build(value).map_err(|error| Invalid::new(field, error))).transpose()
}

/// A number that must be given.
pub(super) fn required<Q>(
    field: &str,
    value: Option<f64>,
    what: &str,
    build: impl FnOnce(f64) -> Result<Q, OutOfRange>,
) -> Result<Q, Invalid> {
    optional(field, value, build)?.ok_or_else(|| Invalid::missing(field, what))
}

/// A text of a bounded length.
pub(super) fn text(field: &str, value: String, longest: usize) -> Result<String, Invalid> {
    let length = value.chars().count();
    if length > longest {
        return Err(Invalid::new(field, format_args!("has {length} characters; at most {longest} are kept")));
    }
    if value.chars().any(|letter| letter == '\0') {
        return Err(Invalid::new(field, "holds a zero character; leave it out"));
    }
    Ok(value)
}

/// A list of a bounded length.
pub(super) fn at_most<T>(field: &str, list: &[T], most: usize) -> Result<(), Invalid> {
    if list.len() > most {
        return Err(Invalid::new(field, format_args!("has {} entries; at most {most} are taken", list.len())));
    }
    Ok(())
}

/// A calendar date, `YYYY-MM-DD`.
pub(super) fn date(field: &str, value: &str) -> Result<Date, Invalid> {
    let wrong = || Invalid::new(field, format_args!("is `{value}`; give a date that exists, as YYYY-MM-DD"));
    let shaped = value.len() == 10
        && value.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !shaped {
        return Err(wrong());
    }
    value.parse().map_err(|_| wrong())
}

/// A number for which infinity, or not a number, means that there is none.
pub(super) fn finite(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

/// Minutes that may not be known.
pub(super) fn minutes(field: &str, minutes: Option<f64>) -> Result<Option<Minutes>, Invalid> {
    optional(field, minutes, Minutes::new).hint(minutes, hint::minutes)
}

/// An effort that may not be known.
pub(super) fn effort(field: &str, rpe: Option<f64>) -> Result<Option<Rpe>, Invalid> {
    optional(field, rpe, Rpe::new).hint(rpe, hint::effort)
}
