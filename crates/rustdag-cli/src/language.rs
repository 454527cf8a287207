//! Which language to answer in.

use rustdag_text::Lang;

/// The language asked for, else that of the surroundings (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English.
pub(crate) fn of(asked: Option<Lang>) -> Lang {
    asked.unwrap_or_else(|| {
        // The first that is set decides, as everywhere.
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .filter_map(|name| std::env::var(name).ok())
            .find(|value| !value.is_empty());
        set.and_then(|locale| Lang::of_locale(&locale)).unwrap_or_default()
    })
}
