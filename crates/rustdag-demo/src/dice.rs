//! Seeded chance, for the made-up gym and for simulated members: the same seed throws the same on every machine.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{RngCore, SeedableRng};

/// A stream of chance.
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// A stream of a seed.
    #[must_use]
    pub fn new(seed: u64, stream: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(stream);
        Self(rng)
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        /// A double holds this many steps between 0 and 1.
        const STEPS: f64 = (1_u64 << 53) as f64;
        (self.0.next_u64() >> 11) as f64 / STEPS
    }

    /// A number between two.
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.unit()
    }

    /// Whether something happens that happens this often (0 to 1).
    pub fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// Spread around 0 with this standard deviation: the sum of twelve throws, close to a normal distribution.
    pub fn spread(&mut self, deviation: f64) -> f64 {
        let sum: f64 = (0..12).map(|_| self.unit()).sum();
        (sum - 6.0) * deviation
    }

    /// A normal value (Box and Muller; `libm`, as others differ between machines).
    pub fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
        mean + deviation * radius * libm::cos(core::f64::consts::TAU * self.unit())
    }

    /// A whole number from 0 to below `count`.
    pub fn index(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_apart_and_repeat() {
        let throws = |seed, stream| {
            let mut dice = Dice::new(seed, stream);
            (0..5).map(|_| dice.unit().to_bits()).collect::<Vec<_>>()
        };
        assert_eq!(throws(1, 2), throws(1, 2));
        assert_ne!(throws(1, 2), throws(1, 3));
        assert_ne!(throws(1, 2), throws(2, 2));
    }

    #[test]
    fn normal_values_are_normal() {
        let mut dice = Dice::new(1, 1);
        let values: Vec<f64> = (0..20_000).map(|_| dice.normal(2.0, 3.0)).collect();
        let mean = values.iter().sum::<f64>() / 20_000.0;
        let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 20_000.0;
        let within = values.iter().filter(|value| (**value - 2.0).abs() < 3.0 * 1.2816).count();
        assert!((mean - 2.0).abs() < 0.08 && (variance - 9.0).abs() < 0.3, "{mean} {variance}");
        assert!((15_700..16_300).contains(&within), "{within}");
    }

    #[test]
    fn throws_stay_in_their_range() {
        let mut dice = Dice::new(9, 0);
        for _ in 0..2_000 {
            assert!((0.0..1.0).contains(&dice.unit()));
            assert!(dice.index(7) < 7);
            assert!(dice.spread(1.0).abs() <= 6.0);
        }
    }
}
