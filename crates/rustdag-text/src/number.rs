//! Numbers as people of a language write them.

use crate::lang::Lang;

/// What is written where a number has no meaning: unknown, or without a limit.
const NO_NUMBER: &str = "–";

/// Writes numbers in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers(pub Lang);

impl Numbers {
    /// At most one decimal, and none when it would be 0: `4,5`, `12`.
    #[must_use]
    pub fn plain(self, value: f64) -> String {
        let text = self.decimals(value, 1);
        match text.strip_suffix(",0").or_else(|| text.strip_suffix(".0")) {
            Some(whole) => whole.to_owned(),
            None => text,
        }
    }

    /// Exactly so many decimals.
    #[must_use]
    pub fn decimals(self, value: f64, decimals: usize) -> String {
        if !value.is_finite() {
            return NO_NUMBER.to_owned();
        }
        let text = format!("{value:.decimals$}");
        // A value that rounds to nothing is nothing, not minus nothing.
        let text = if text.trim_start_matches('-').bytes().all(|b| matches!(b, b'0' | b'.')) {
            text.trim_start_matches('-').to_owned()
        } else {
            text
        };
        match self.0 {
            Lang::Nl => text.replace('.', ","),
            Lang::En => text,
        }
    }

    /// A fraction as a whole percentage, with the space its language wants: `91 %`, `91%`.
    #[must_use]
    pub fn percent(self, fraction: f64) -> String {
        self.whole_percent((fraction * 100.0).round())
    }

    /// A number that already is a percentage.
    #[must_use]
    pub fn whole_percent(self, percent: f64) -> String {
        match self.0 {
            Lang::Nl => format!("{} %", self.decimals(percent, 0)),
            Lang::En => format!("{}%", self.decimals(percent, 0)),
        }
    }

    /// Hours as hours and minutes: `5 u 40`, `5 h 40`; whole hours stay short.
    #[must_use]
    pub fn hours(self, hours: f64) -> String {
        if !hours.is_finite() {
            return NO_NUMBER.to_owned();
        }
        let minutes = (hours * 60.0).round();
        let sign = if minutes < 0.0 { "−" } else { "" };
        let (whole, rest) = ((minutes.abs() / 60.0).floor(), minutes.abs() % 60.0);
        let unit = match self.0 {
            Lang::Nl => 'u',
            Lang::En => 'h',
        };
        if rest == 0.0 { format!("{sign}{whole} {unit}") } else { format!("{sign}{whole} {unit} {rest:02}") }
    }

    /// A range, or one number where both ends read the same: `4–6`, `4`.
    #[must_use]
    pub fn range(self, from: f64, to: f64) -> String {
        let (from, to) = (self.plain(from), self.plain(to));
        if from == to { from } else { format!("{from}–{to}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_numbers_as_the_language_does() {
        let (nl, en) = (Numbers(Lang::Nl), Numbers(Lang::En));
        assert_eq!((nl.plain(4.54), en.plain(4.54)), ("4,5".into(), "4.5".into()));
        assert_eq!((nl.plain(12.0), en.plain(-0.01)), ("12".into(), "0".into()));
        assert_eq!((nl.percent(0.914), en.percent(0.914)), ("91 %".into(), "91%".into()));
        assert_eq!((nl.hours(5.667), en.hours(8.0)), ("5 u 40".into(), "8 h".into()));
        assert_eq!(nl.hours(7.999), "8 u");
        assert_eq!((nl.range(4.0, 6.0), en.range(4.0, 4.02)), ("4–6".into(), "4".into()));
        assert_eq!((nl.plain(f64::INFINITY), en.hours(f64::NAN)), ("–".into(), "–".into()));
    }
}
