//! How a member will rate a day: a distribution over the points of the scale.
//!
//! Ratings are whole points that a member has habits about, so the model forecasts how likely each point is, not a mean.
//! Its *median* is the forecast: no other point has a smaller expected absolute error. Three opinions are multiplied (a
//! logarithmic opinion pool, Genest & Zidek 1986, memory), and what is known besides tilts the result towards one end:
//!
//! `p(k) ∝ h(k)^a · exp(−b·|k − y| − c·|k − m| + (s·z + l·x)·k)`
//!
//! | symbol | what | unit | grade |
//! |---|---|---|---|
//! | `h` | habit: share of point `k` in the ratings so far, each counting 0.95 times what the next one counts, and one rating's weight spread around their mean | 1 | design |
//! | `y` | the last rating | points | – |
//! | `m` | level: exponentially weighted mean with gain 0.2 | points | design |
//! | `z` | the night before the day, minus the member's own mean night; 0 if unknown | h | – |
//! | `x` | load of the three days before, in usual training days per day, minus the share of days usually trained; 0 if unknown | 1 | – |
//! | `a`, `b`, `c`, `s`, `l` | how much each counts, by what is rated | 1, 1/point, 1/point, 1/(point·h), 1/point | design |
//!
//! The numbers `a` to `l` were fitted to the first four fifths of eight members' diaries of PMData (Thambawita et al. 2020,
//! doi:10.1145/3339825.3394926: five months of one winter) by the continuous ranked probability
//! score with a ridge, pooled over members, and rounded; decay, gain and prior were chosen there by leaving each member out
//! in turn. Where a night or a load did not help members who were left out, its weight is zero. What they forecast on days
//! that were not fitted to, `rustdag evidence --pmdata DIR` says.

/// Points of the longest scale, 0 to 10.
const POINTS_MAX: usize = 11;
/// What a rating counts after the next one.
const HABIT_DECAY: f64 = 0.95;
/// Ratings that the spread around the mean counts as, so that a point never seen is not impossible.
const PRIOR_RATINGS: f64 = 1.0;
/// Gain of the level.
const LEVEL_GAIN: f64 = 0.2;
/// A night further than this from the member's mean counts as this, hours.
const SLEEP_MOST_H: f64 = 3.0;
/// A load further than this from the usual counts as this, usual training days per day.
const LOAD_MOST: f64 = 1.5;
/// Two sums of probabilities that differ by less are equal: their last bits come from rounding.
const LAST_BITS: f64 = 1e-9;

/// A scale of whole points, and how much each opinion counts for what is rated on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Lowest point.
    pub min: u8,
    /// Highest point, at most ten above the lowest.
    pub max: u8,
    /// How far the prior spreads around the mean, points.
    prior_spread: f64,
    habit: f64,
    last: f64,
    level: f64,
    sleep: f64,
    load: f64,
}

/// Readiness, 0 to 10, 10 best. Load did not help here.
pub const READINESS: Scale =
    Scale { min: 0, max: 10, prior_spread: 1.0, habit: 0.73, last: 0.19, level: 0.085, sleep: 0.075, load: 0.0 };
/// Fatigue, 1 to 5, 5 fresh.
pub const FATIGUE: Scale =
    Scale { min: 1, max: 5, prior_spread: 0.5, habit: 0.90, last: 0.075, level: 0.28, sleep: 0.37, load: -0.50 };
/// General soreness, 1 to 5, 5 none. A night did not help here.
pub const SORENESS: Scale =
    Scale { min: 1, max: 5, prior_spread: 0.5, habit: 0.75, last: 0.51, level: 0.12, sleep: 0.0, load: -0.80 };

impl Scale {
    fn points(&self) -> impl Iterator<Item = (usize, f64)> {
        (self.min..=self.max).map(f64::from).enumerate()
    }

    /// Whether a night says anything about what is rated on this scale.
    #[must_use]
    pub fn heeds_sleep(&self) -> bool {
        self.sleep != 0.0
    }

    /// Whether a load says anything about what is rated on this scale.
    #[must_use]
    pub fn heeds_load(&self) -> bool {
        self.load != 0.0
    }
}

/// The ratings of one member on one scale, taken in from the oldest on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratings {
    scale: Scale,
    /// How often each point was given, older ratings counting less; their sum; and the sum of what was given.
    counts: [f64; POINTS_MAX],
    weight: f64,
    sum: f64,
    level: f64,
    last: f64,
    number: u32,
}

impl Ratings {
    /// None yet.
    #[must_use]
    pub fn none(scale: Scale) -> Self {
        Self { scale, counts: [0.0; POINTS_MAX], weight: 0.0, sum: 0.0, level: 0.0, last: 0.0, number: 0 }
    }

    /// How many were taken in.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Takes in the next one, in points; one between two points counts as the nearer in the habit, as it is in the level.
    pub fn take(&mut self, rating: f64) {
        let (min, max) = (f64::from(self.scale.min), f64::from(self.scale.max));
        let rating = rating.clamp(min, max);
        for count in &mut self.counts {
            *count *= HABIT_DECAY;
        }
        let place = (rating - min).round() as usize;
        if let Some(count) = self.counts.get_mut(place) {
            *count += 1.0;
        }
        self.weight = self.weight * HABIT_DECAY + 1.0;
        self.sum = self.sum * HABIT_DECAY + rating;
        self.level = if self.number == 0 { rating } else { self.level + LEVEL_GAIN * (rating - self.level) };
        self.last = rating;
        self.number += 1;
    }

    /// How likely each point is next; `None` before the first rating.
    ///
    /// `sleep_h` is the night before the day that is forecast, minus the member's mean night; `load` the load of the three
    /// days before, in usual training days per day, minus the share of days usually trained. `None` is unknown.
    #[must_use]
    pub fn next(&self, sleep_h: Option<f64>, load: Option<f64>) -> Option<Outcome> {
        if self.number == 0 {
            return None;
        }
        let scale = &self.scale;
        let mean = self.sum / self.weight;
        let prior = |point: f64| libm::exp(-(point - mean).abs() / scale.prior_spread);
        let prior_sum: f64 = scale.points().map(|(_, point)| prior(point)).sum();
        let tilt = scale.sleep * sleep_h.unwrap_or(0.0).clamp(-SLEEP_MOST_H, SLEEP_MOST_H)
            + scale.load * load.unwrap_or(0.0).clamp(-LOAD_MOST, LOAD_MOST);
        let mut chances = [0.0; POINTS_MAX];
        for (place, point) in scale.points() {
            let habit = (self.counts[place] + PRIOR_RATINGS * prior(point) / prior_sum) / (self.weight + PRIOR_RATINGS);
            chances[place] = scale.habit * libm::log(habit)
                - scale.last * (point - self.last).abs()
                - scale.level * (point - self.level).abs()
                + tilt * point;
        }
        let points = usize::from(scale.max - scale.min) + 1;
        let most = chances[..points].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let mut sum = 0.0;
        for chance in &mut chances[..points] {
            *chance = libm::exp(*chance - most);
            sum += *chance;
        }
        for chance in &mut chances[..points] {
            *chance /= sum;
        }
        Some(Outcome { min: scale.min, points, chances })
    }
}

/// How likely each point of a scale is.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    min: u8,
    points: usize,
    chances: [f64; POINTS_MAX],
}

/// Points in a row, and how likely it is that the rating will be one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Lowest point.
    pub low: u8,
    /// Highest point.
    pub high: u8,
    /// Probability, 0 to 1.
    pub probability: f64,
}

impl Outcome {
    /// Points with their probabilities, which sum to 1; lowest first.
    pub fn chances(&self) -> impl Iterator<Item = (u8, f64)> + '_ {
        self.chances[..self.points].iter().zip(self.min..).map(|(&chance, point)| (point, chance))
    }

    /// The median: the point with the smallest expected absolute error.
    #[must_use]
    pub fn median(&self) -> u8 {
        let mut sum = 0.0;
        for (point, chance) in self.chances() {
            sum += chance;
            if sum >= 0.5 - LAST_BITS {
                return point;
            }
        }
        self.min
    }

    /// The mean, points.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.chances().map(|(point, chance)| f64::from(point) * chance).sum()
    }

    /// The fewest points in a row around the median that hold at least `probability`; of several the likeliest, of
    /// equally likely ones the lowest.
    #[must_use]
    pub fn interval(&self, probability: f64) -> Interval {
        let median = usize::from(self.median() - self.min);
        for extra in 0..self.points {
            let mut best: Option<Interval> = None;
            for low in median.saturating_sub(extra)..=median {
                let high = low + extra;
                if high >= self.points {
                    continue;
                }
                let held: f64 = self.chances[low..=high].iter().sum();
                if held >= probability - LAST_BITS && best.is_none_or(|best| held > best.probability + LAST_BITS) {
                    let point = |place: usize| self.min + place as u8;
                    best = Some(Interval { low: point(low), high: point(high), probability: held.min(1.0) });
                }
            }
            if let Some(best) = best {
                return best;
            }
        }
        Interval { low: self.min, high: self.min + (self.points - 1) as u8, probability: 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(scale: Scale, given: &[f64]) -> Ratings {
        given.iter().fold(Ratings::none(scale), |mut ratings, &rating| {
            ratings.take(rating);
            ratings
        })
    }

    fn outcome(scale: Scale, given: &[f64]) -> Outcome {
        after(scale, given).next(None, None).unwrap()
    }

    #[test]
    fn before_the_first_rating_nothing_is_forecast() {
        assert_eq!(Ratings::none(READINESS).next(None, None), None);
    }

    #[test]
    fn probabilities_sum_to_one_and_no_point_is_impossible() {
        for scale in [READINESS, FATIGUE, SORENESS] {
            let outcome = outcome(scale, &[3.0; 400]);
            let sum: f64 = outcome.chances().map(|(_, chance)| chance).sum();
            assert!((sum - 1.0).abs() < 1e-12);
            assert!(outcome.chances().all(|(_, chance)| chance > 0.0));
            assert_eq!(outcome.chances().count(), usize::from(scale.max - scale.min) + 1);
            assert_eq!(outcome.median(), 3);
        }
    }

    /// Computed apart from this code, from the equation above, with the weights above.
    #[test]
    fn three_ratings_by_hand() {
        let outcome = outcome(FATIGUE, &[3.0, 2.0, 3.0]);
        let expected: Vec<f64> = {
            let (w, counts) = (1.0 + 0.95 + 0.9025, [0.0, 0.95, 1.9025, 0.0, 0.0]);
            let mean = (3.0 + 0.95 * 2.0 + 0.9025 * 3.0) / w;
            let level = 2.8 + 0.2 * (3.0 - 2.8);
            let prior: Vec<f64> = (1..=5).map(|k| libm::exp(-(f64::from(k) - mean).abs() / 0.5)).collect();
            let all: f64 = prior.iter().sum();
            let raw: Vec<f64> = (1..=5)
                .map(|k| {
                    let point = f64::from(k);
                    let habit = (counts[k as usize - 1] + prior[k as usize - 1] / all) / (w + 1.0);
                    libm::pow(habit, 0.90) * libm::exp(-0.075 * (point - 3.0).abs() - 0.28 * (point - level).abs())
                })
                .collect();
            let sum: f64 = raw.iter().sum();
            raw.iter().map(|chance| chance / sum).collect()
        };
        for ((_, chance), expected) in outcome.chances().zip(expected) {
            assert!((chance - expected).abs() < 1e-12, "{chance} is not {expected}");
        }
    }

    #[test]
    fn habit_beats_the_mean() {
        // Mostly 5, sometimes 2: the mean lies at 4.2, where nobody rates.
        let outcome = outcome(READINESS, &[5.0, 5.0, 2.0, 5.0, 5.0, 5.0, 2.0, 5.0, 5.0, 5.0, 2.0, 5.0]);
        assert_eq!(outcome.median(), 5);
        assert!(outcome.mean() < 4.7);
    }

    #[test]
    fn a_level_that_moved_is_followed() {
        let mut given = vec![7.0; 60];
        given.extend([4.0; 12]);
        assert_eq!(outcome(READINESS, &given).median(), 4);
    }

    #[test]
    fn a_short_night_and_a_heavy_day_before_pull_down_where_they_say_anything() {
        let ratings = |scale| after(scale, &[3.0, 4.0, 2.0, 3.0, 3.0, 4.0, 3.0, 2.0]);
        let mean = |scale, sleep, load| ratings(scale).next(sleep, load).unwrap().mean();
        for scale in [READINESS, FATIGUE] {
            assert!(mean(scale, Some(-2.0), None) < mean(scale, None, None));
            assert!(mean(scale, Some(2.0), None) > mean(scale, None, None));
            assert_eq!(
                mean(scale, Some(-40.0), None),
                mean(scale, Some(-3.0), None),
                "a slip of the finger has bounds"
            );
        }
        assert!(!SORENESS.heeds_sleep() && !READINESS.heeds_load());
        assert_eq!(mean(SORENESS, Some(-2.0), None), mean(SORENESS, None, None));
        for scale in [FATIGUE, SORENESS] {
            assert!(mean(scale, None, Some(1.0)) < mean(scale, None, None));
        }
    }

    #[test]
    fn the_interval_is_the_shortest_around_the_median() {
        let outcome =
            Outcome { min: 1, points: 5, chances: [0.05, 0.30, 0.40, 0.20, 0.05, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0] };
        assert_eq!(outcome.median(), 3);
        let interval = outcome.interval(0.8);
        assert_eq!((interval.low, interval.high), (2, 4));
        assert!((interval.probability - 0.9).abs() < 1e-12);
        let narrow = outcome.interval(0.5);
        assert_eq!((narrow.low, narrow.high), (2, 3));
        let all = outcome.interval(1.0);
        assert_eq!((all.low, all.high), (1, 5));
    }

    #[test]
    fn what_is_no_point_of_the_scale_is_held_within_it() {
        assert_eq!(after(FATIGUE, &[0.0, 9.0]), after(FATIGUE, &[1.0, 5.0]));
    }
}
