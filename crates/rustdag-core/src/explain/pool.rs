//! A number that sessions fill and time empties, kept apart by who filled it.
//!
//! What one session adds is what it adds on top of all before it; from then on everything in a pool fades in the same
//! proportion. So the parts add up to the whole at every moment.

/// What filled a pool, before it is looked up in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// An event, by its place in the history.
    Event(usize),
    /// The usual session that a day of which nothing is known is taken for, by its place among those days.
    UnknownDay(usize),
    /// A part so small that it is no longer told apart.
    Older,
}

/// A part below this is put with the older ones: far below what any answer shows.
const TOLD_APART_MIN: f64 = 1e-9;

/// The parts of one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pool(Vec<(Origin, f64)>);

impl Pool {
    /// Adds what a session fills.
    pub fn add(&mut self, origin: Origin, amount: f64) {
        if amount != 0.0 {
            match self.0.iter_mut().find(|(other, _)| *other == origin) {
                Some((_, there)) => *there += amount,
                None => self.0.push((origin, amount)),
            }
        }
    }

    /// Lets every part fade by a factor.
    pub fn fade(&mut self, factor: f64) {
        if self.0.is_empty() {
            return;
        }
        let mut small = 0.0;
        self.0.retain_mut(|(origin, amount)| {
            *amount *= factor;
            let told = amount.abs() >= TOLD_APART_MIN && *origin != Origin::Older;
            small += if told { 0.0 } else { *amount };
            told
        });
        self.add(Origin::Older, small);
    }

    /// Lets every part fade in proportion to what the whole has become.
    pub fn fade_to(&mut self, whole: f64) {
        let sum = self.sum();
        if whole > 0.0 && sum > 0.0 {
            self.fade(whole / sum);
        } else if whole <= 0.0 {
            self.0.clear();
        }
    }

    /// Takes everything out.
    pub fn drain(&mut self) -> Vec<(Origin, f64)> {
        std::mem::take(&mut self.0)
    }

    /// The whole.
    pub fn sum(&self) -> f64 {
        self.0.iter().map(|&(_, amount)| amount).sum()
    }

    /// The parts, in the order in which they came.
    pub fn parts(&self) -> &[(Origin, f64)] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fade_alike_and_add_up() {
        let mut pool = Pool::default();
        pool.add(Origin::Event(3), 0.2);
        pool.fade_to(0.1);
        pool.add(Origin::Event(7), 0.05);
        pool.fade(0.5);
        assert_eq!(pool.parts(), [(Origin::Event(3), 0.05), (Origin::Event(7), 0.025)]);
        pool.fade(1e-8);
        assert_eq!(pool.parts().len(), 1);
        assert!((pool.sum() - 0.075e-8).abs() < 1e-20, "what is small is still there");
        pool.fade_to(0.0);
        assert_eq!(pool.parts(), []);
    }
}
