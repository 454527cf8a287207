//! A week of heart-rate variability: what is noise, and how much it varies.
//!
//! Smallest worthwhile change of half a standard deviation, and at least three values a week (Plews 2014, seen); the
//! week's coefficient of variation beside the mean (Plews 2012, memory). For charts and evidence only: daily decisions
//! see HRV as one advisory input of the recovery balance, against the member's own sixty days. Trials guided by HRV are
//! all in endurance (seen).
//!
//! Symbols: lnRMSSD, natural logarithm of RMSSD in ms; `SD` in the same unit; `SWC = 0.5 · SD`; `CV` in percent.

/// Values without which a week says nothing.
pub const VALUES_MIN: usize = 3;

const SMALLEST_WORTHWHILE_SD: f64 = 0.5;

/// What a week of values comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    /// Mean lnRMSSD.
    pub mean: f64,
    /// Sample standard deviation of lnRMSSD.
    pub deviation: f64,
}

impl Week {
    /// The week of these values of lnRMSSD; `None` with fewer than [`VALUES_MIN`].
    #[must_use]
    pub fn of(ln_rmssd: &[f64]) -> Option<Self> {
        if ln_rmssd.len() < VALUES_MIN {
            return None;
        }
        let count = ln_rmssd.len() as f64;
        let mean = ln_rmssd.iter().sum::<f64>() / count;
        let squares: f64 = ln_rmssd.iter().map(|value| (value - mean) * (value - mean)).sum();
        Some(Self { mean, deviation: (squares / (count - 1.0)).sqrt() })
    }

    /// A change of the mean smaller than this, up or down, is noise.
    #[must_use]
    pub fn smallest_worthwhile_change(&self) -> f64 {
        SMALLEST_WORTHWHILE_SD * self.deviation
    }

    /// Coefficient of variation, percent; `None` for a mean that is not above 0, where it says nothing.
    #[must_use]
    pub fn variation(&self) -> Option<f64> {
        (self.mean > 0.0).then(|| 100.0 * self.deviation / self.mean)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week() {
        let week = Week::of(&[4.10, 4.05, 4.20, 4.15, 4.00, 4.10, 4.10]).unwrap();
        assert!((week.mean - 4.100).abs() < 5e-4);
        assert!((week.deviation - 0.06455).abs() < 5e-6);
        assert!((week.smallest_worthwhile_change() - 0.03227).abs() < 5e-6);
        assert!((week.variation().unwrap() - 1.57).abs() < 5e-3);
    }

    #[test]
    fn two_mornings_are_no_week() {
        assert_eq!(Week::of(&[4.1, 4.2]), None);
        assert_eq!(Week::of(&[0.0; 3]).unwrap().variation(), None);
    }
}
