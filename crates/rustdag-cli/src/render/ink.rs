//! Colours, few: they repeat what a word or a shape says.

use anstyle::{AnsiColor, Style};
use rustdag_proto::v1::Light;

pub(crate) const HEADING: Style = Style::new().bold();
pub(crate) const QUIET: Style = Style::new().dimmed();
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();

/// The colour of a light.
pub(crate) fn of_light(light: Light) -> Style {
    match light {
        Light::Green => AnsiColor::Green.on_default().bold(),
        Light::Amber => AnsiColor::Yellow.on_default().bold(),
        Light::Red => AnsiColor::Red.on_default().bold(),
        Light::Grey | Light::Unspecified => Style::new().bold(),
    }
}

/// The shape of a light: whoever sees no colour sees this.
pub(crate) fn shape(light: Light) -> char {
    match light {
        Light::Green => '●',
        Light::Amber => '▲',
        Light::Red => '■',
        Light::Grey | Light::Unspecified => '○',
    }
}

/// A text in a style.
pub(crate) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
