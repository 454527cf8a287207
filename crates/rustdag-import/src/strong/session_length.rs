//! The length of a workout: `1h 12m`, `45m`, `1h`, `36s`, `1:12:00`, or a number of seconds.

use crate::number;

/// Reads a length in minutes; `None` for no text, `Err` for text that is no length.
pub(super) fn minutes(text: &str, in_seconds: bool) -> Result<Option<f64>, number::NotANumber> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Ok(None);
    }
    if in_seconds && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b',') {
        return Ok(number::read(&text, true)?.map(|seconds| seconds / 60.0));
    }
    if let [hours, minutes, seconds] = text.split(':').collect::<Vec<_>>()[..] {
        return Ok(Some(whole(hours)? * 60.0 + whole(minutes)? + whole(seconds)? / 60.0));
    }
    let mut total = 0.0;
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        let value = whole(&rest[..digits])?;
        rest = rest[digits..].trim_start();
        let letters = rest.len() - rest.trim_start_matches(char::is_alphabetic).len();
        total += value
            * match &rest[..letters] {
                "h" | "hr" | "hrs" | "u" => 60.0,
                "m" | "min" | "mins" => 1.0,
                "s" | "sec" | "secs" => 1.0 / 60.0,
                _ => return Err(number::NotANumber),
            };
        rest = rest[letters..].trim_start();
    }
    Ok(Some(total))
}

fn whole(digits: &str) -> Result<f64, number::NotANumber> {
    digits.trim().parse::<u32>().map(f64::from).map_err(|_| number::NotANumber)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_ways_it_is_written() {
        for (text, in_seconds, value) in [
            ("1h 12m", false, 72.0),
            ("1h12m", false, 72.0),
            ("45m", false, 45.0),
            ("1h", false, 60.0),
            ("90s", false, 1.5),
            ("22h 3m", false, 1323.0),
            ("1:12:00", false, 72.0),
            ("3720", true, 62.0),
            ("1h 2m", true, 62.0),
        ] {
            assert_eq!(minutes(text, in_seconds), Ok(Some(value)), "{text}");
        }
        assert_eq!(minutes(" ", false), Ok(None));
        for text in ["long", "72", "1x", "m", "-5m", "1:12", "1h and a bit", "99999999999h"] {
            assert!(minutes(text, false).is_err(), "{text}");
        }
    }
}
