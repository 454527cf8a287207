//! A beam: the most promising bodies of each day and nothing else. It proves nothing, and finds good plans quickly.

use crate::body::Body;

use super::apart::{Apart, Distances};
use super::bound::{Course, Point};
use super::branching::{Branching, Measure, Standing, trains};
use super::search::Choices;

/// A plan that the beam found.
pub struct Candidate {
    /// What it is worth.
    pub worth: f64,
    /// What to do on each day.
    pub choices: Choices,
    /// Weekly sets along it.
    pub course: Course,
}

struct Kept {
    body: Body,
    standing: Standing,
    upper: f64,
    distances: Distances,
    choices: Choices,
    course: Course,
}

/// Passes all days with a beam of `width` bodies: the best plan of those kept that really differs from others. `None`
/// where the beam kept none that does.
pub fn sweep(branching: &mut Branching<'_>, width: usize, apart: &Apart, nodes: &mut u64) -> Option<Candidate> {
    let horizon = branching.horizon;
    let mut beam = vec![Kept {
        body: horizon.body.clone(),
        standing: Standing::START,
        upper: f64::INFINITY,
        distances: Distances::default(),
        choices: Choices::new(),
        course: Course::new(),
    }];
    for day in 0..horizon.days.len() {
        let mut ahead = Vec::new();
        for (place, kept) in beam.iter().enumerate() {
            *nodes += 1;
            let branches = branching.branches(Measure::AsItIs, &kept.body, kept.standing);
            ahead.extend(branches.into_iter().filter_map(|branch| {
                let distances = apart.after(kept.distances, day, branch.choice)?;
                Some((place, branch, distances))
            }));
        }
        // The step is the costly part: only what its bound lets hope for is taken further.
        ahead.sort_by(|a, b| b.1.upper.total_cmp(&a.1.upper));
        ahead.truncate(2 * width);
        let mut next: Vec<Kept> = Vec::with_capacity(ahead.len());
        for (place, branch, distances) in ahead {
            let kept = &beam[place];
            let (body, worth) = horizon.step(&kept.body, day, branch.dose);
            let standing = kept.standing.after(worth - branch.price, trains(branch.dose));
            let upper = branching.most(Measure::AsItIs, &body, branch.place, standing);
            let mut choices = kept.choices.clone();
            choices.push(branch.choice);
            let mut course = kept.course.clone();
            course.push(Point::of(horizon, &body));
            next.push(Kept { body, standing, upper, distances, choices, course });
        }
        next.sort_by(|a, b| b.upper.total_cmp(&a.upper));
        next.truncate(width);
        beam = next;
    }
    let whole = beam.into_iter().map(|kept| Candidate {
        worth: kept.standing.worth + horizon.terminal(&kept.body),
        choices: kept.choices,
        course: kept.course,
    });
    whole.max_by(|a, b| a.worth.total_cmp(&b.worth))
}
