//! Seeded chance for simulated members: the same seed gives the same members on every machine.
//!
//! A counter whose value is stirred for every throw (SplitMix64, Steele 2014; memory).

/// A stream of chance.
pub(crate) struct Chance {
    counter: u64,
    /// Normal values come in pairs.
    spare: Option<f64>,
}

fn stirred(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

impl Chance {
    /// A stream of a seed.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self { counter: stirred(seed.wrapping_add(stirred(stream.wrapping_add(1)))), spare: None }
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        /// A double holds this many steps between 0 and 1.
        const STEPS: f64 = (1_u64 << 53) as f64;
        const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
        self.counter = self.counter.wrapping_add(STEP);
        (stirred(self.counter) >> 11) as f64 / STEPS
    }

    /// Whether something happens that happens this often, 0 to 1.
    pub fn happens(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.unit() * from.len() as f64) as usize]
    }

    /// A normal value (Box and Muller).
    pub fn normal(&mut self, mean: f64, deviation: f64) -> f64 {
        let standard = self.spare.take().unwrap_or_else(|| {
            let radius = (-2.0 * libm::log(1.0 - self.unit())).sqrt();
            let angle = core::f64::consts::TAU * self.unit();
            self.spare = Some(radius * libm::sin(angle));
            radius * libm::cos(angle)
        });
        mean + deviation * standard
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn streams_are_apart_and_repeat() {
        let throws = |seed, stream| {
            let mut chance = Chance::new(seed, stream);
            (0..5).map(|_| chance.unit().to_bits()).collect::<Vec<_>>()
        };
        assert_eq!(throws(1, 2), throws(1, 2));
        assert_ne!(throws(1, 2), throws(1, 3));
        assert_ne!(throws(1, 2), throws(2, 2));
    }

    #[test]
    fn normal_values_are_normal() {
        let mut chance = Chance::new(1, 1);
        let values: Vec<f64> = (0..20_000).map(|_| chance.normal(2.0, 3.0)).collect();
        let mean = values.iter().sum::<f64>() / 20_000.0;
        let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / 20_000.0;
        let within = values.iter().filter(|value| (**value - 2.0).abs() < 3.0 * 1.2816).count();
        assert!((mean - 2.0).abs() < 0.08 && (variance - 9.0).abs() < 0.3, "{mean} {variance}");
        assert!((15_700..16_300).contains(&within), "{within}");
    }
}
