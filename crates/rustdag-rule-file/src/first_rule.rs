//! The file a coach begins with: a working rule with an explanation of every part.

use rustdag_rule::template::Language;

/// Where the name and the author go.
const NAME: &str = "NAME-OF-THE-RULE";
const AUTHOR: &str = "WHO-WROTE-IT";

/// A working rule file with comments in a language. The name is an id: lower-case letters, digits and hyphens.
#[must_use]
pub fn first_rule(name: &str, author: &str, language: Language) -> String {
    let text = match language {
        Language::Nl => include_str!("../templates/nl.toml"),
        Language::En => include_str!("../templates/en.toml"),
    };
    // What stands between quotes must stay between them.
    let author: String = author.chars().filter(|char| !char.is_control() && !['"', '\\'].contains(char)).collect();
    text.replace(NAME, name).replace(AUTHOR, &author)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::RuleFile;

    #[test]
    fn whatever_the_author_is_called_the_file_can_be_read() {
        let file = RuleFile::read(&first_rule("a-1", "Jan \"de\\Boer\"\n", Language::Nl)).unwrap();
        assert_eq!((file.manifest().id.as_str(), file.manifest().author.as_str()), ("a-1", "Jan deBoer"));
    }

    #[test]
    fn both_languages_are_one_rule() {
        let read = |language| RuleFile::read(&first_rule("a-1", "Jan", language)).unwrap();
        assert_eq!(read(Language::Nl).manifest(), read(Language::En).manifest());
    }
}
