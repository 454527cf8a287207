//! Ids that look like one that nobody knows: what was probably meant.

/// How many are told.
const TOLD_MAX: usize = 3;
/// Letters that may differ in a short id; in a longer one a third may.
const DIFFERENT_MIN: usize = 2;

/// The ids that look most like this one, most alike first.
pub(crate) fn near<'a>(id: &str, known: impl Iterator<Item = &'a str>) -> Vec<String> {
    let most = DIFFERENT_MIN.max(id.chars().count() / 3);
    let mut near: Vec<(usize, &str)> =
        known.map(|other| (strsim::osa_distance(id, other), other)).filter(|(letters, _)| *letters <= most).collect();
    near.sort();
    near.into_iter().take(TOLD_MAX).map(|(_, other)| other.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_was_probably_meant_and_nothing_else() {
        let known = ["upper", "upper-light", "legs", "push", "pull"];
        assert_eq!(near("uper", known.into_iter()), ["upper"]);
        assert_eq!(near("uper-ligt", known.into_iter()), ["upper-light"]);
        assert_eq!(near("pus", known.into_iter()), ["push", "pull"]);
        assert!(near("zwemles", known.into_iter()).is_empty());
    }
}
