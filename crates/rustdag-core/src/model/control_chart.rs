//! Control charts: how long a chart runs until it alarms, with and without something to find.
//!
//! One-sided cumulative sum (Page 1954) and exponentially weighted mean (Roberts 1959), both textbook; run lengths by
//! the Markov chain of Brook and Evans 1972 (method from memory, checked against the textbook's two-sided 168 and 465).
//! Run lengths take observations as independent and standard normal: real check-ins are correlated from day to day, and then
//! false alarms come sooner. They are for evidence; the charts that watch members (`strength_chart`, `wellness_chart`) allow for
//! correlation and take their limits from here.
//!
//! Symbols: observations, reference `k`, threshold `h` and shift `δ` in standard deviations; run length in observations.

/// Cells that the chart's range is cut into; twice as many change none of the tested lengths by a thousandth.
const CELLS: usize = 201;

/// Mean observations until the sum `C ← max(0, C + z − k)` exceeds `h`, begun at 0, where `z` has mean `shift`.
#[must_use]
pub fn cumulative_sum_run_length(reference: f64, threshold: f64, shift: f64) -> f64 {
    // The lowest cell's middle is 0 and stands for all that falls below; the others are whole.
    let width = 2.0 * threshold / (2.0 * CELLS as f64 - 1.0);
    let below = |from: usize, to: usize| {
        let step = (to as f64 - from as f64 + 0.5) * width;
        normal_below(step + reference - shift)
    };
    let chance = |from, to| if to == 0 { below(from, 0) } else { below(from, to) - below(from, to - 1) };
    run_lengths(chance)[0]
}

/// Mean observations until `E ← (1 − λ)·E + λ·z` leaves `±limit` times its own standard deviation in the long run,
/// begun at 0, where `z` has mean `shift`.
#[must_use]
pub fn weighted_mean_run_length(gain: f64, limit: f64, shift: f64) -> f64 {
    let threshold = limit * (gain / (2.0 - gain)).sqrt();
    let width = 2.0 * threshold / CELLS as f64;
    let middle = |cell: usize| (cell as f64 + 0.5) * width - threshold;
    let below = |from: usize, edge: f64| normal_below((edge - (1.0 - gain) * middle(from)) / gain - shift);
    let chance = |from, to| below(from, middle(to) + width / 2.0) - below(from, middle(to) - width / 2.0);
    run_lengths(chance)[CELLS / 2]
}

/// Standard deviation in the long run of `E ← (1 − λ)·E + λ·z` where `z` has standard deviation 1 and is correlated by
/// `phi` (0 to less than 1) with the time before.
#[must_use]
pub fn weighted_mean_deviation(gain: f64, phi: f64) -> f64 {
    let kept = phi * (1.0 - gain);
    (gain / (2.0 - gain) * (1.0 + kept) / (1.0 - kept)).sqrt()
}

/// Siegmund's correction for the sum's jump over its threshold (1985, textbook).
const OVERSHOOT: f64 = 1.166;

/// The threshold at which false alarms of a cumulative sum are `times` (1 or more) as far apart as at `threshold`, by Siegmund's
/// approximation `(e^2kb − 2kb − 1) / 2k²` of the run length, `b = h + 1.166`.
#[must_use]
pub fn threshold_for_times_as_many(reference: f64, threshold: f64, times: f64) -> f64 {
    if times <= 1.0 {
        return threshold;
    }
    let scaled = |h: f64| 2.0 * reference * (h + OVERSHOOT);
    let length = |b: f64| libm::exp(b) - b - 1.0;
    let wanted = times * length(scaled(threshold));
    // e^b = wanted + b + 1 has its root by simple iteration: the right side hardly moves with b.
    let b = (0..4).fold(scaled(threshold), |b, _| libm::log(wanted + b + 1.0));
    b / (2.0 * reference) - OVERSHOOT
}

fn normal_below(z: f64) -> f64 {
    0.5 * libm::erfc(-z / core::f64::consts::SQRT_2)
}

/// Mean steps until a chain leaves its cells, by the cell it begins in: one step, and then what is left from each cell it
/// may come to. Elimination needs no exchange of rows, as what leaves keeps every diagonal dominant.
fn run_lengths(chance: impl Fn(usize, usize) -> f64) -> Vec<f64> {
    let mut rows: Vec<Vec<f64>> = (0..CELLS)
        .map(|from| (0..CELLS).map(|to| f64::from(u8::from(from == to)) - chance(from, to)).chain([1.0]).collect())
        .collect();
    for pivot in 0..CELLS {
        let (above, below) = rows.split_at_mut(pivot + 1);
        let solved = &above[pivot];
        for row in below {
            let factor = row[pivot] / solved[pivot];
            for (value, solved) in row[pivot..].iter_mut().zip(&solved[pivot..]) {
                *value -= factor * solved;
            }
        }
    }
    let mut lengths = vec![0.0; CELLS];
    for cell in (0..CELLS).rev() {
        let row = &rows[cell];
        let known: f64 = (cell + 1..CELLS).map(|later| row[later] * lengths[later]).sum();
        lengths[cell] = (row[CELLS] - known) / row[cell];
    }
    lengths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn close(a: f64, b: f64, tolerance: f64) {
        assert!((a - b).abs() <= tolerance, "{a} is not {b}");
    }

    #[test]
    fn the_textbooks_lengths() {
        for (threshold, alone, found) in [(4.0, 335.0, 8.38), (5.0, 930.0, 10.38)] {
            close(cumulative_sum_run_length(0.5, threshold, 0.0), alone, alone / 150.0);
            close(cumulative_sum_run_length(0.5, threshold, 1.0), found, 0.01);
        }
        // Two sums, one each way, alarm twice as often.
        close(cumulative_sum_run_length(0.5, 4.0, 0.0) / 2.0, 168.0, 0.5);
        close(cumulative_sum_run_length(0.5, 5.0, 0.0) / 2.0, 465.0, 1.0);
        close(weighted_mean_run_length(0.2, 2.962, 0.0), 499.0, 3.0);
        close(weighted_mean_run_length(0.2, 2.962, 1.0), 10.5, 0.1);
    }

    #[test]
    fn a_threshold_for_twice_as_many_observations() {
        for times in [1.0, 1.5, 2.0, 4.0] {
            let higher = threshold_for_times_as_many(0.5, 3.0, times);
            let ratio = cumulative_sum_run_length(0.5, higher, 0.0) / cumulative_sum_run_length(0.5, 3.0, 0.0);
            close(ratio, times, 0.02 * times);
        }
    }

    #[test]
    fn correlation_widens_a_mean() {
        close(weighted_mean_deviation(0.2, 0.0), (0.2_f64 / 1.8).sqrt(), 1e-12);
        close(weighted_mean_deviation(0.2, 0.5), 0.509, 0.0005);
    }

    #[test]
    fn without_memory_a_mean_is_one_observation() {
        let outside = 2.0 * normal_below(-3.0);
        close(weighted_mean_run_length(1.0, 3.0, 0.0), 1.0 / outside, 1e-6);
    }
}
