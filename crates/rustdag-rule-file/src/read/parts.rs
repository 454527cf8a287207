//! For which muscles or joints a limit is: `for`.

use super::Reader;
use crate::error::cut_short;
use crate::names::{Kind as PartKind, nearest};
use crate::written::Parts;
use rustdag_core::anatomy::{Muscle, Region};
use std::ops::Range;
use toml::Spanned;

impl Reader<'_> {
    pub(super) fn parts(&mut self, written: &Spanned<Parts>) -> Option<(PartKind, Vec<usize>)> {
        let of_region = |region: Region| {
            let muscles = Muscle::ALL.iter().filter(|muscle| muscle.region() == region);
            Some((PartKind::Muscle, muscles.map(|muscle| muscle.slot()).collect()))
        };
        let all = |kind: PartKind| Some((kind, (0..kind.slugs().len()).collect()));
        match written.get_ref() {
            Parts::Group(group) => match group.as_str() {
                "muscles" => all(PartKind::Muscle),
                "joints" => all(PartKind::Joint),
                "upper" => of_region(Region::Upper),
                "trunk" => of_region(Region::Trunk),
                "lower" => of_region(Region::Lower),
                other => {
                    let shown = cut_short(other);
                    let what = format!(
                        "`for` is `{shown}`; write \"muscles\", \"joints\", \"upper\", \"trunk\", \"lower\", or a list such as \
                         [\"knee\", \"hip\"]"
                    );
                    self.wrong(written.span(), what);
                    None
                }
            },
            Parts::List(names) => self.list(names, written.span()),
        }
    }

    fn list(&mut self, names: &[String], span: Range<usize>) -> Option<(PartKind, Vec<usize>)> {
        let find =
            |kind: PartKind, name: &str| kind.slugs().iter().position(|slug| *slug == name).map(|slot| (kind, slot));
        let mut slots = Vec::new();
        let mut kinds = Vec::new();
        for name in names {
            let Some((kind, slot)) = find(PartKind::Muscle, name).or_else(|| find(PartKind::Joint, name)) else {
                let slugs = [PartKind::Muscle.slugs(), PartKind::Joint.slugs()].concat();
                let todo = match nearest(name, slugs.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", slugs.join(", ")),
                };
                self.wrong(span, format!("no muscle or joint is called `{}`; {todo}", cut_short(name)));
                return None;
            };
            if slots.contains(&slot) && kinds.contains(&kind) {
                self.wrong(span, format!("`{name}` stands twice in `for`"));
                return None;
            }
            slots.push(slot);
            kinds.push(kind);
        }
        let Some(&kind) = kinds.first() else {
            self.wrong(span, "`for` names no muscle and no joint");
            return None;
        };
        if kinds.iter().any(|other| *other != kind) {
            self.wrong(span, "`for` names muscles and joints; write a limit for each kind");
            return None;
        }
        slots.sort_unstable();
        Some((kind, slots))
    }
}
