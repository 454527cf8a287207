//! Muscles as people type them.

use rustdag_proto::v1::Muscle;
use rustdag_text::{Lang, Texts};

/// Every muscle.
fn all() -> impl Iterator<Item = Muscle> {
    (1..).map_while(|number| Muscle::try_from(number).ok())
}

/// `upper_back` of `MUSCLE_UPPER_BACK`.
fn slug(muscle: Muscle) -> String {
    muscle.as_str_name().trim_start_matches("MUSCLE_").to_ascii_lowercase()
}

/// Reads a muscle by its name in the API or in either language.
pub(crate) fn read(text: &str) -> Result<Muscle, String> {
    let wanted = text.trim().to_lowercase();
    let underscored = wanted.replace([' ', '-'], "_");
    let texts = [Texts::new(Lang::Nl), Texts::new(Lang::En)];
    let is_meant = |muscle: &Muscle| {
        let slug = slug(*muscle);
        slug == underscored || texts.iter().any(|texts| texts.text(&format!("muscle-{slug}")).to_lowercase() == wanted)
    };
    all().find(is_meant).ok_or_else(|| {
        let known: Vec<String> = all().map(slug).collect();
        format!("no muscle is called that; give one of {}", known.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_muscle_has_a_name_in_each_language() {
        for text in ["upper_back", "Upper back", "upper-back", "bovenrug", " UPPER_BACK "] {
            assert_eq!(read(text), Ok(Muscle::UpperBack), "{text}");
        }
        assert_eq!(all().count(), 17);
        assert!(read("biceps femoris").unwrap_err().starts_with("no muscle is called that; give one of chest, "));
    }
}
