//! What would make a session fit: the smallest changes, each of them tried.

use crate::answer::{PlannedExercise, Quantity};
use crate::dose::Dose;
use crate::event::{Activity, CardioBout};
use crate::fit::{self, Over, ROUNDING, exceeded, fits};
use crate::model::load;
use crate::plan::planned_exercises;
use crate::profile::Profile;
use crate::quantity::{Minutes, Rir, Rpe};
use crate::reason::Subject;
use crate::template::{Prescription, Template};
use jiff::Timestamp;
use rustdag_rule_abi::Limits;

/// Sessions tried at most in looking for the fewest sets to leave out.
const TRIES_MAX: usize = 20_000;
/// Endurance work is shortened by this, minutes. Design.
const STEP_MIN: f64 = 5.0;
/// Endurance work is made easier by this, RPE points. Design.
const STEP_EFFORT: f64 = 0.5;

/// Easier than this is no training any more, RPE. Design.
const EFFORT_LEAST: f64 = 1.0;

/// A way in which a session fits, and what is left of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What to change, all of it together.
    pub changes: Vec<Change>,
    /// Strength exercises as they would be done, in order.
    pub exercises: Vec<PlannedExercise>,
    /// Endurance work as it would be done.
    pub cardio: Vec<CardioBout>,
    /// Its session load, AU.
    pub load: f64,
    /// Which part of the asked session load that is, 0 to 1.
    pub kept: f64,
    /// Whether it was proven that no smaller change of this kind is enough.
    pub smallest: bool,
}

/// One change of a session.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// Fewer sets of an exercise.
    FewerSets {
        /// The exercise's id.
        exercise: String,
        /// Its place in the session.
        place: usize,
        /// Sets asked.
        from: u32,
        /// Sets that fit; 0 leaves it out.
        to: u32,
    },
    /// Every set at least so far from failure: the same repetitions with a lighter load.
    MoreInReserve {
        /// Least repetitions in reserve asked.
        from: f64,
        /// Least repetitions in reserve that fit.
        to: f64,
    },
    /// Shorter endurance work.
    ShorterCardio {
        /// Its kind.
        activity: Activity,
        /// Its place in the session.
        place: usize,
        /// Minutes asked.
        from: f64,
        /// Minutes that fit; 0 leaves it out.
        to: f64,
    },
    /// Easier endurance work.
    EasierCardio {
        /// Its kind.
        activity: Activity,
        /// Its place in the session.
        place: usize,
        /// Effort asked, RPE.
        from: f64,
        /// Effort that fits, RPE.
        to: f64,
    },
    /// The same session later, if the member rests until then.
    Later {
        /// From when it fits.
        from: Timestamp,
    },
}

/// Looks for ways within the limits of one moment.
pub(super) struct Seeking<'a> {
    asked: &'a Template,
    limits: &'a Limits,
    profile: &'a Profile,
    load: f64,
    /// The asked session with the reserve that the limits want on every set.
    eased: Template,
}

impl<'a> Seeking<'a> {
    pub fn new(asked: &'a Template, limits: &'a Limits, profile: &'a Profile) -> Self {
        let eased = with_reserve(asked, f64::from(limits.rir_min));
        let load = Dose::of_template(asked, 0.0, profile).load;
        Self { asked, limits, profile, load, eased }
    }

    /// Every kind of change that is enough, the one that leaves most of the session first.
    pub fn ways(&self) -> Vec<Way> {
        let mut ways: Vec<Way> = Vec::new();
        for found in [self.more_in_reserve(), self.fewer_sets(&self.eased), self.shorter(), self.easier()] {
            ways.extend(found.filter(|way| !ways.contains(way)));
        }
        if ways.is_empty() {
            // Nothing alone is enough: first the endurance work goes, then as few sets as possible.
            let without = Template { cardio: Vec::new(), ..self.eased.clone() };
            ways.extend(self.fewer_sets(&without));
        }
        ways.sort_by(|a, b| b.kept.total_cmp(&a.kept));
        ways
    }

    fn fits(&self, session: &Template) -> bool {
        fits(&Dose::of_template(session, 0.0, self.profile), self.limits)
    }

    /// The same sets further from failure: whole repetitions more, as long as the sets are hard ones.
    fn more_in_reserve(&self) -> Option<Way> {
        let least = least_reserve(self.asked)?;
        let first = f64::from(self.limits.rir_min).max(least.floor() + 1.0);
        let mut reserve = first;
        while reserve <= load::HARD_SET_RIR_MAX.max(f64::from(self.limits.rir_min)) {
            let session = with_reserve(self.asked, reserve);
            if self.fits(&session) {
                return Some(self.way(&session, true));
            }
            reserve += 1.0;
        }
        None
    }

    /// As few sets less as possible; of ways with equally few, the one that takes them from the last exercises.
    fn fewer_sets(&self, from: &Template) -> Option<Way> {
        if from.exercises.is_empty() {
            return None;
        }
        let all: u32 = from.exercises.iter().map(|exercise| exercise.sets).sum();
        let mut tries = 0;
        for fewer in self.sets_needed(from).max(1)..=all {
            // A session of which nothing is left is no session.
            if fewer == all && from.cardio.is_empty() {
                break;
            }
            let mut session = from.clone();
            match self.leave_out(&mut session, from.exercises.len(), fewer, &mut tries) {
                Found::Yes => return Some(self.way(&session, true)),
                Found::No => {}
                Found::TooMany => return self.one_by_one(from),
            }
        }
        None
    }

    /// Tries every way to leave out `fewer` sets of the first `places` exercises.
    fn leave_out(&self, session: &mut Template, places: usize, fewer: u32, tries: &mut usize) -> Found {
        if fewer == 0 {
            *tries += 1;
            if *tries > TRIES_MAX {
                return Found::TooMany;
            }
            return if self.fits(session) { Found::Yes } else { Found::No };
        }
        let Some(place) = places.checked_sub(1) else { return Found::No };
        let sets = session.exercises[place].sets;
        for less in (0..=sets.min(fewer)).rev() {
            session.exercises[place].sets = sets - less;
            match self.leave_out(session, place, fewer - less, tries) {
                Found::No => {}
                found => return found,
            }
        }
        session.exercises[place].sets = sets;
        Found::No
    }

    /// Sets that have to go at the least: each exceeded quantity at the pace of the exercises that weigh most on it.
    fn sets_needed(&self, from: &Template) -> u32 {
        let dose = Dose::of_template(from, 0.0, self.profile);
        let sets: u32 = from.exercises.iter().map(|exercise| exercise.sets).sum();
        let needed = exceeded(&dose, self.limits).into_iter().map(|over| least_sets(over, from, self.profile));
        needed.max().unwrap_or(0).min(sets)
    }

    /// One set at a time from the exercise whose set brings the session nearest to fitting: good, not proven best.
    fn one_by_one(&self, from: &Template) -> Option<Way> {
        let mut session = from.clone();
        while !self.fits(&session) {
            let excess = |session: &Template| {
                let dose = Dose::of_template(session, 0.0, self.profile);
                exceeded(&dose, self.limits).iter().map(|over| over.asked - over.allowed.max(0.0)).sum::<f64>()
            };
            let candidates = (0..session.exercises.len()).filter(|&place| session.exercises[place].sets > 0);
            let less = candidates.map(|place| {
                let mut less = session.clone();
                less.exercises[place].sets -= 1;
                less
            });
            session = less.min_by(|a, b| excess(a).total_cmp(&excess(b)))?;
        }
        let left = session.exercises.iter().any(|exercise| exercise.sets > 0) || !session.cardio.is_empty();
        left.then(|| self.way(&session, false))
    }

    /// The longest piece of endurance work shorter, step by step.
    fn shorter(&self) -> Option<Way> {
        let mut session = self.eased.clone();
        while !session.cardio.is_empty() && !self.fits(&session) {
            let longest = (0..session.cardio.len())
                .max_by(|&a, &b| session.cardio[a].duration.get().total_cmp(&session.cardio[b].duration.get()))?;
            let bout = &mut session.cardio[longest];
            let minutes = ((bout.duration.get() - 1.0) / STEP_MIN).floor() * STEP_MIN;
            if minutes <= 0.0 {
                return None;
            }
            bout.duration = Minutes::new(minutes).ok()?;
        }
        self.changed(session)
    }

    /// All endurance work easier, step by step.
    fn easier(&self) -> Option<Way> {
        let mut session = self.eased.clone();
        while !session.cardio.is_empty() && !self.fits(&session) {
            for bout in &mut session.cardio {
                let effort = bout.effort?.get() - STEP_EFFORT;
                if effort < EFFORT_LEAST {
                    return None;
                }
                bout.effort = Some(Rpe::new(effort).ok()?);
            }
        }
        self.changed(session)
    }

    /// A way through a session whose endurance work was changed.
    fn changed(&self, session: Template) -> Option<Way> {
        (session.cardio != self.asked.cardio).then(|| self.way(&session, true))
    }

    fn way(&self, session: &Template, smallest: bool) -> Way {
        let load = Dose::of_template(session, 0.0, self.profile).load;
        let mut left = session.clone();
        left.exercises.retain(|exercise| exercise.sets > 0);
        Way {
            changes: changes(self.asked, session),
            exercises: planned_exercises(&left, 0.0),
            cardio: left.cardio,
            load,
            kept: if self.load > 0.0 { load / self.load } else { 1.0 },
            smallest,
        }
    }
}

/// No fewer sets than these can be enough for one exceeded quantity: at the pace of those that weigh most on it.
fn least_sets(over: Over, from: &Template, profile: &Profile) -> u32 {
    let one_set = |place: usize| {
        let mut exercise = from.exercises[place].clone();
        exercise.sets = 1;
        let alone = Template { exercises: vec![exercise], cardio: Vec::new(), ..from.clone() };
        Dose::of_template(&alone, 0.0, profile)
    };
    let sets_where = |is_over: &dyn Fn(&Dose) -> bool| {
        let over = (0..from.exercises.len()).filter(|&place| is_over(&one_set(place)));
        over.map(|place| from.exercises[place].sets).sum()
    };
    let weight: Box<dyn Fn(&Dose) -> f64> = match (over.quantity, over.subject) {
        (Quantity::Training, _) => return u32::MAX,
        (Quantity::HardSets, Subject::Muscle(muscle)) if over.allowed <= 0.0 => {
            return sets_where(&|dose| dose.loads(muscle));
        }
        (Quantity::Intensity, _) => return sets_where(&|dose| fit::over(dose.intensity, narrow(over.allowed))),
        (Quantity::SessionLoad, _) => return least_sets_for_load(over, from, profile),
        (Quantity::HardSets, Subject::Muscle(muscle)) => Box::new(move |dose| dose.hard_sets[muscle]),
        (Quantity::JointLoad, Subject::Joint(joint)) => Box::new(move |dose| dose.joints[joint]),
        (Quantity::Minutes, _) => {
            let (one, two) = (minutes_of_sets(from, 1, profile), minutes_of_sets(from, 2, profile));
            Box::new(move |_| two - one)
        }
        (Quantity::HardSets | Quantity::JointLoad | Quantity::Rir | Quantity::RestDays, _) => return 0,
    };
    let mut weights: Vec<(f64, u32)> =
        (0..from.exercises.len()).map(|place| (weight(&one_set(place)), from.exercises[place].sets)).collect();
    weights.sort_by(|a, b| b.0.total_cmp(&a.0));
    // Within rounding a limit is kept: so much less has to go.
    let (mut left, mut count) = (over.asked - over.allowed - ROUNDING * (1.0 + over.allowed), 0);
    for (weight, sets) in weights {
        for _ in 0..sets {
            if left <= 0.0 || weight <= 0.0 {
                return count;
            }
            left -= weight;
            count += 1;
        }
    }
    count
}

/// The load of a session falls most when the sets nearest to failure go.
fn least_sets_for_load(over: Over, from: &Template, profile: &Profile) -> u32 {
    let mut lighter = from.clone();
    lighter.exercises.sort_by(|a, b| a.rir.get().total_cmp(&b.rir.get()));
    let mut count = 0;
    while fit::over(Dose::of_template(&lighter, 0.0, profile).load, narrow(over.allowed)) {
        let Some(hardest) = lighter.exercises.iter_mut().find(|exercise| exercise.sets > 0) else { break };
        hardest.sets -= 1;
        count += 1;
    }
    count
}

/// Minutes of a session of so many sets and nothing else.
fn minutes_of_sets(of: &Template, sets: u32, profile: &Profile) -> f64 {
    let exercises = of.exercises.iter().take(1).map(|one| Prescription { sets, ..one.clone() }).collect();
    Dose::of_template(&Template { exercises, cardio: Vec::new(), ..of.clone() }, 0.0, profile).minutes
}

#[allow(clippy::cast_possible_truncation)]
fn narrow(value: f64) -> f32 {
    value as f32
}

/// What a try came to.
enum Found {
    Yes,
    No,
    TooMany,
}

fn least_reserve(session: &Template) -> Option<f64> {
    session.exercises.iter().map(|exercise| exercise.rir.get()).min_by(f64::total_cmp)
}

fn with_reserve(session: &Template, reserve: f64) -> Template {
    let mut session = session.clone();
    if let Ok(reserve) = Rir::new(reserve) {
        for exercise in &mut session.exercises {
            if exercise.rir.get() < reserve.get() {
                exercise.rir = reserve;
            }
        }
    }
    session
}

/// What is different; the places of both are the same.
fn changes(asked: &Template, session: &Template) -> Vec<Change> {
    let mut changes = Vec::new();
    if let (Some(from), Some(to)) = (least_reserve(asked), least_reserve(session))
        && to > from
    {
        changes.push(Change::MoreInReserve { from, to });
    }
    for (place, (was, is)) in asked.exercises.iter().zip(&session.exercises).enumerate() {
        if is.sets < was.sets {
            let exercise = was.exercise.id.clone();
            changes.push(Change::FewerSets { exercise, place, from: was.sets, to: is.sets });
        }
    }
    for (place, was) in asked.cardio.iter().enumerate() {
        let (activity, is) = (was.activity, session.cardio.get(place));
        let (from, to) = (was.duration.get(), is.map_or(0.0, |is| is.duration.get()));
        if to < from {
            changes.push(Change::ShorterCardio { activity, place, from, to });
        }
        if let (Some(from), Some(to)) = (was.effort, is.and_then(|is| is.effort))
            && to.get() < from.get()
        {
            changes.push(Change::EasierCardio { activity, place, from: from.get(), to: to.get() });
        }
    }
    changes
}
