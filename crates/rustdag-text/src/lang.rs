//! The languages there are texts for.

use std::fmt;
use std::str::FromStr;

/// A language people are answered in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lang {
    /// Dutch.
    Nl,
    /// English.
    #[default]
    En,
}

/// A language tag nobody wrote texts for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("language `{0}` is not known; choose nl or en")]
pub struct UnknownLanguage(pub String);

impl Lang {
    /// Both, Dutch first.
    pub const ALL: &[Self] = &[Self::Nl, Self::En];

    /// The two-letter code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
        }
    }

    /// The language of a setting such as `LC_ALL` or `LANG`, if it is one of ours.
    #[must_use]
    pub fn of_locale(locale: &str) -> Option<Self> {
        locale.parse().ok()
    }
}

impl FromStr for Lang {
    type Err = UnknownLanguage;

    /// Reads `nl`, `EN`, `nl-BE`, `en_GB.UTF-8`: the primary subtag decides.
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        let primary = tag.trim().split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .iter()
            .copied()
            .find(|lang| lang.code().eq_ignore_ascii_case(primary))
            .ok_or_else(|| UnknownLanguage(tag.to_owned()))
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_tags_and_locales() {
        for (tag, lang) in [("nl", Lang::Nl), ("nl-NL", Lang::Nl), ("EN", Lang::En), ("en_GB.UTF-8", Lang::En)] {
            assert_eq!(tag.parse(), Ok(lang), "{tag}");
        }
        for tag in ["", "de", "nld", "C.UTF-8"] {
            assert!(tag.parse::<Lang>().is_err(), "{tag}");
        }
        assert_eq!("fr".parse::<Lang>().unwrap_err().to_string(), "language `fr` is not known; choose nl or en");
    }
}
