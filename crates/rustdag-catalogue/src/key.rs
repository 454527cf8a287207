//! The form in which two spellings of an exercise's name are the same: case, accents, punctuation, plurals, joined words
//! and word order do not count; every word that changes the movement does.

/// Words that change nothing about the movement. `to` and `with` are looked at apart.
const NOISE: &[&str] = &[
    "a",
    "an",
    "the",
    "on",
    "of",
    "in",
    "for",
    "from",
    "and",
    "at",
    "your",
    "de",
    "het",
    "een",
    "met",
    "op",
    "van",
    "en",
    "aan",
    "voor",
    "alternating",
    "alternate",
];

/// Other spellings of a word, after its plural ending is gone.
const SPELLINGS: &[(&str, &str)] = &[
    ("1", "one"),
    ("armed", "arm"),
    ("bb", "barbell"),
    ("bodyweight", "body weight"),
    ("calve", "calf"),
    ("chinup", "chin up"),
    ("crossover", "cross over"),
    ("db", "dumbbell"),
    ("deadlift", "dead lift"),
    ("dumbel", "dumbbell"),
    ("dumbell", "dumbbell"),
    ("facepull", "face pull"),
    ("flye", "fly"),
    ("getup", "get up"),
    ("jackknife", "jack knife"),
    ("kb", "kettlebell"),
    ("kickback", "kick back"),
    ("legcurl", "leg curl"),
    ("legged", "leg"),
    ("legpress", "leg press"),
    ("ohp", "overhead press"),
    ("pressdown", "push down"),
    ("pullapart", "pull apart"),
    ("pulldown", "pull down"),
    ("pullover", "pull over"),
    ("pullup", "pull up"),
    ("pushdown", "push down"),
    ("pushup", "push up"),
    ("rdl", "romanian dead lift"),
    ("rollout", "roll out"),
    ("single", "one"),
    ("situp", "sit up"),
    ("skullcrusher", "skull crusher"),
    ("stepdown", "step down"),
    ("stepup", "step up"),
    ("tyre", "tire"),
];

/// Words of three letters whose `s` is a plural; in others it is part of the word.
const SHORT_PLURALS: &[&str] = &["abs", "ups"];

/// A name reduced to what identifies the exercise: words in alphabetical order. Empty if the name has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(Vec<String>);

impl Key {
    /// Reads a name.
    pub fn of(name: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let spelled = spelled_words(name);
        let mut rest = spelled.iter().peekable();
        while let Some(word) = rest.next() {
            match word.as_str() {
                // "Low to high" is another movement than "high to low", whatever the order of all other words.
                "to" => match (words.last_mut(), rest.next()) {
                    (Some(from), Some(to)) => *from = format!("{from}>{to}"),
                    (None, Some(to)) => words.push(to.clone()),
                    (_, None) => {}
                },
                // A squat with bands has a barbell; a squat (band) has not.
                "with" => {
                    if rest.peek().is_some_and(|next| *next == "band") {
                        rest.next();
                        words.push(WITH_BAND.to_owned());
                    }
                }
                _ => words.push(word.clone()),
            }
        }
        if words.iter().any(|word| word == "smith") {
            words.retain(|word| word != "machine");
        }
        words.sort();
        Self(words)
    }

    /// The same key with more words.
    pub fn with(&self, more: &[&str]) -> Self {
        let mut words = self.0.clone();
        words.extend(more.iter().map(|&word| word.to_owned()));
        words.sort();
        Self(words)
    }

    /// Its words, sorted.
    pub fn words(&self) -> &[String] {
        &self.0
    }
}

/// The word for bands added to another load.
pub(crate) const WITH_BAND: &str = "with>band";

/// The words of a name, lower case, singular, in one spelling, without noise.
fn spelled_words(name: &str) -> Vec<String> {
    let plain: String = name
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|&letter| letter != '\'' && letter != '’')
        .map(unaccented)
        .collect::<String>()
        .replace("e-z", "ez");
    plain
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(singular)
        .flat_map(|word| {
            let other = SPELLINGS.iter().find(|(from, _)| *from == word).map(|&(_, to)| to.to_owned());
            other.unwrap_or(word).split(' ').map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|word| !NOISE.contains(&word.as_str()))
        .collect()
}

fn unaccented(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    }
}

fn singular(word: &str) -> String {
    if word.len() <= 3 && !SHORT_PLURALS.contains(&word) {
        return word.to_owned();
    }
    for ending in ["sses", "ches", "shes", "xes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_exercise_have_one_key() {
        for (one, other) in [
            ("Bench Press (Barbell)", "barbell bench-press"),
            ("  PULLUPS ", "Pull-up"),
            ("Dumbbell Flyes", "dumbbell fly"),
            ("E-Z Bar Curl", "EZ-bar curls"),
            ("One-Legged Cable Kickback", "Single leg cable kick back"),
            ("Squat (Smith Machine)", "Smith squat"),
            ("Farmer's Walk", "farmers walk"),
            ("Stiff-Legged Deadlift", "Stiff leg dead lift"),
            ("Opdrukken op de knieën", "opdrukken knieen"),
        ] {
            assert_eq!(Key::of(one), Key::of(other), "{one} / {other}");
        }
    }

    #[test]
    fn words_that_change_the_movement_count() {
        for (one, other) in [
            ("Seated leg curl", "Lying leg curl"),
            ("Low to high cable fly", "High to low cable fly"),
            ("Knees to elbows", "Elbow to knee"),
            ("Squat with bands", "Squat (Band)"),
            ("Squat", "Front squat"),
            ("Leg press", "Leg press machine"),
        ] {
            assert_ne!(Key::of(one), Key::of(other), "{one} / {other}");
        }
    }

    #[test]
    fn a_name_without_words_has_an_empty_key() {
        for name in ["", "—", "the", "with", "to", "💪"] {
            assert!(Key::of(name).words().is_empty(), "{name:?} {:?}", Key::of(name));
        }
    }
}
