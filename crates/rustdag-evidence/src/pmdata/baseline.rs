//! Forecasts that need no model.

/// A forecast that needs no model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Baseline {
    /// Tomorrow is as today.
    AsToday,
    /// The mean of all ratings so far.
    RunningMean,
    /// An exponentially weighted mean with this gain.
    Ewma(f64),
    /// The same, rounded to the nearest point: what is won by naming a point that can be rated.
    RoundedEwma(f64),
    /// One number for everybody: the mean of all participants' ratings in the part for fitting.
    Population,
}

/// Gains of the exponentially weighted means that are tried.
const GAINS: [f64; 4] = [0.1, 0.2, 0.3, 0.5];

impl Baseline {
    /// All of them, in the order of the table.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![Self::Population, Self::AsToday, Self::RunningMean];
        all.extend(GAINS.map(Self::Ewma));
        all.extend(GAINS.map(Self::RoundedEwma));
        all
    }
}

/// What the baselines know of one participant after each rating.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct SoFar {
    last: f64,
    sum: f64,
    number: usize,
    averages: [f64; GAINS.len()],
}

impl SoFar {
    pub fn take(&mut self, rating: f64) {
        for (average, gain) in self.averages.iter_mut().zip(GAINS) {
            *average = if self.number == 0 { rating } else { gain * rating + (1.0 - gain) * *average };
        }
        self.last = rating;
        self.sum += rating;
        self.number += 1;
    }

    /// What is forecast; `population` is the mean in the part for fitting.
    pub fn forecast(&self, baseline: Baseline, population: f64) -> f64 {
        let average = |gain: f64| {
            let place = GAINS.iter().position(|&known| known.to_bits() == gain.to_bits());
            place.map_or(f64::NAN, |place| self.averages[place])
        };
        match baseline {
            Baseline::AsToday => self.last,
            Baseline::RunningMean => self.sum / self.number as f64,
            Baseline::Ewma(gain) => average(gain),
            Baseline::RoundedEwma(gain) => average(gain).round(),
            Baseline::Population => population,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_ratings() {
        let mut so_far = SoFar::default();
        for rating in [4.0, 8.0, 6.0] {
            so_far.take(rating);
        }
        let forecast = |baseline| so_far.forecast(baseline, 5.5);
        assert_eq!(forecast(Baseline::AsToday), 6.0);
        assert_eq!(forecast(Baseline::RunningMean), 6.0);
        assert_eq!(forecast(Baseline::Ewma(0.5)), 6.0);
        assert!((forecast(Baseline::Ewma(0.1)) - 4.56).abs() < 1e-12);
        assert_eq!(forecast(Baseline::RoundedEwma(0.1)), 5.0);
        assert_eq!(forecast(Baseline::Population), 5.5);
    }
}
