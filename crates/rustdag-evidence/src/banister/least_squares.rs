//! Least squares in a few parameters, each within bounds, exactly.

use super::Range;

/// Parameters there are: baseline and two gains.
pub(super) const SIZE: usize = 3;
/// What is left of a column of length 1 once the others are taken out of it, below which it says nothing of its own.
const COLLINEAR: f64 = 1e-10;

/// A solution and its sum of squared errors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Solution {
    pub at: [f64; SIZE],
    pub sse: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Free,
    Low,
    High,
}

/// Best parameters for `y ≈ Σ parameter · column` within bounds; both ends equal holds a parameter there.
///
/// The problem is convex: at its best every parameter is free or at an end, and free ones solve the plain problem. With
/// three of them there are 27 cases, and the best that is within the bounds is the answer.
pub(super) fn solve(columns: &[&[f64]; SIZE], y: &[f64], bounds: &[Range; SIZE]) -> Solution {
    let mut best = Solution { at: bounds.map(|(low, _)| low), sse: f64::INFINITY };
    for case in 0..3_usize.pow(SIZE as u32) {
        let states = [case % 3, case / 3 % 3, case / 9].map(|state| [State::Free, State::Low, State::High][state]);
        let is_held = |index: usize| bounds[index].0 == bounds[index].1;
        if (0..SIZE).any(|index| is_held(index) && states[index] != State::Low) {
            continue;
        }
        let Some(at) = in_case(columns, y, bounds, &states) else { continue };
        if (0..SIZE).any(|index| at[index] < bounds[index].0 || at[index] > bounds[index].1) {
            continue;
        }
        let sse = squared_errors(columns, y, &at);
        if sse < best.sse {
            best = Solution { at, sse };
        }
    }
    best
}

fn squared_errors(columns: &[&[f64]; SIZE], y: &[f64], at: &[f64; SIZE]) -> f64 {
    let error = |row: usize| y[row] - (0..SIZE).map(|index| at[index] * columns[index][row]).sum::<f64>();
    (0..y.len()).map(|row| error(row) * error(row)).sum()
}

/// The plain problem in the free parameters, by Gram and Schmidt's QR, each column gone over twice; `None` where columns
/// cannot be told apart.
fn in_case(columns: &[&[f64]; SIZE], y: &[f64], bounds: &[Range; SIZE], states: &[State; SIZE]) -> Option<[f64; SIZE]> {
    let mut at = [0.0; SIZE];
    let mut rest = y.to_vec();
    for index in 0..SIZE {
        at[index] = match states[index] {
            State::Free => continue,
            State::Low => bounds[index].0,
            State::High => bounds[index].1,
        };
        take(&mut rest, columns[index], at[index]);
    }
    let mut orthogonal: Vec<(usize, Vec<f64>, [f64; SIZE], f64)> = Vec::new();
    for index in (0..SIZE).filter(|&index| states[index] == State::Free) {
        let length = dot(columns[index], columns[index]).sqrt();
        let mut column = columns[index].to_vec();
        let mut shares = [0.0; SIZE];
        for _ in 0..2 {
            for (earlier, direction, _, _) in &orthogonal {
                let share = dot(direction, &column);
                shares[*earlier] += share;
                take(&mut column, direction, share);
            }
        }
        let left = dot(&column, &column).sqrt();
        if left <= COLLINEAR * length {
            return None;
        }
        column.iter_mut().for_each(|value| *value /= left);
        orthogonal.push((index, column, shares, left));
    }
    let targets: Vec<f64> = orthogonal
        .iter()
        .map(|(_, direction, _, _)| {
            let target = dot(direction, &rest);
            take(&mut rest, direction, target);
            target
        })
        .collect();
    // From the last to the first: what later parameters took is no longer the earlier ones'.
    for (position, (index, _, _, left)) in orthogonal.iter().enumerate().rev() {
        let later: f64 =
            orthogonal[position + 1..].iter().map(|(later, _, shares, _)| shares[*index] * at[*later]).sum();
        at[*index] = (targets[position] - later) / left;
    }
    Some(at)
}

fn take(from: &mut [f64], column: &[f64], times: f64) {
    from.iter_mut().zip(column).for_each(|(from, column)| *from -= times * column);
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE: [Range; 3] = [(-1e6, 1e6); 3];
    const ONES: [f64; 5] = [1.0; 5];
    const X: [f64; 5] = [0.0, 1.0, 2.0, 3.0, 4.0];
    const Z: [f64; 5] = [1.0, 0.0, 2.0, 0.0, 5.0];

    fn y(at: [f64; 3]) -> Vec<f64> {
        (0..5).map(|row| at[0] + at[1] * X[row] + at[2] * Z[row]).collect()
    }

    #[track_caller]
    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn what_is_exact_is_found() {
        let solution = solve(&[&ONES, &X, &Z], &y([3.0, -2.0, 0.5]), &WIDE);
        solution.at.iter().zip([3.0, -2.0, 0.5]).for_each(|(a, b)| close(*a, b));
        close(solution.sse, 0.0);
    }

    #[test]
    fn within_bounds_it_is_the_best_of_many_tried() {
        let y = y([3.0, -2.0, 0.5]);
        let bounds = [(0.0, 2.5), (-1.0, 1.0), (0.0, 0.2)];
        let columns = [ONES.as_slice(), &X, &Z];
        let found = solve(&columns, &y, &bounds);
        let steps = |(low, high): Range| (0..=40).map(move |step| low + (high - low) * f64::from(step) / 40.0);
        let mut best = f64::INFINITY;
        for a in steps(bounds[0]) {
            for b in steps(bounds[1]) {
                for c in steps(bounds[2]) {
                    best = best.min(squared_errors(&columns, &y, &[a, b, c]));
                }
            }
        }
        assert!(found.sse <= best + 1e-12 && found.sse > best - 0.01, "{found:?} {best}");
        assert!(found.at.iter().zip(bounds).all(|(at, (low, high))| (low..=high).contains(at)));
    }

    #[test]
    fn a_parameter_can_be_held_and_columns_that_are_alike_are_no_trouble() {
        let y = y([3.0, -2.0, 0.5]);
        let held = solve(&[&ONES, &X, &Z], &y, &[(3.0, 3.0), (-2.0, -2.0), (-9.0, 9.0)]);
        assert_eq!((held.at[0], held.at[1]), (3.0, -2.0));
        close(held.at[2], 0.5);
        let alike = solve(&[&ONES, &X, &X], &y, &WIDE);
        assert!(alike.sse.is_finite() && alike.at.iter().all(|at| at.is_finite()));
    }
}
