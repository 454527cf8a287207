//! A muscle and a knee led through days by hand.

use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::body::{Body, Clocks, Usual};
use rustdag_core::dose::Dose;
use rustdag_core::fold::fold;
use rustdag_core::model::learning::Parameters;
use rustdag_core::model::load;
use rustdag_core::profile::{Level, Profile};
use rustdag_diary::{Diary, squats, template};

/// The muscle of the scenarios.
pub(super) const QUADS: Muscle = Muscle::Quadriceps;
pub(super) const MON_WED_FRI: &[i32] = &[0, 2, 4];
pub(super) const MON_THU: &[i32] = &[0, 3];

/// A body led through days by hand, so that loads may be fractions and every constant is in view.
pub(super) struct Course {
    profile: Profile,
    clocks: Clocks,
    usual: Usual,
    pub body: Body,
    /// Fatigue before each session.
    pub before: Vec<f64>,
    start: (f64, f64),
}

impl Course {
    pub fn of(level: Level, protection: f64) -> Self {
        let nobody = Diary::of(level);
        let usual = fold(&nobody.history(), nobody.at(0, 0.0)).usual;
        let profile = nobody.profile;
        let mut body = Body::at_first(&profile);
        let state = &mut body.muscles[QUADS];
        (state.protection, state.novelty_last) = (protection, 1.0 - protection);
        let start = (state.size, state.strength);
        Self {
            clocks: Clocks::new(&profile, None, &Parameters::POPULATION),
            profile,
            usual,
            body,
            before: Vec::new(),
            start,
        }
    }

    /// Lives `days` days; a session of `sets_at(day)` sets at a reserve happens in the evening.
    pub fn live(mut self, days: i32, sleep_factor: f64, sets_at: impl Fn(i32) -> Option<(f64, f64)>) -> Self {
        for day in 0..days {
            self.body.rest(18.0, 1.0);
            self.body.settle(&self.clocks);
            if let Some((sets, rir)) = sets_at(day) {
                self.before.push(self.body.muscles[QUADS].fatigue.total());
                self.body.train(&self.dose(sets, rir), &self.usual, &self.clocks);
            }
            self.body.rest(6.0, 1.0);
            self.body.midnight(&self.clocks, sleep_factor, true, day % 7 == 6);
        }
        self
    }

    /// `sets` sets at 75 % of 1RM: the chart has no repetitions for exactly that, so the share for strength is set.
    fn dose(&self, sets: f64, rir: f64) -> Dose {
        let mut dose = Dose::of_template(&template("one", &[squats(1, 8.0, rir)]), 0.0, &self.profile);
        dose.strength_sets[QUADS] = load::strength_effect(0.75);
        for of_muscle in [
            &mut dose.hard_sets,
            &mut dose.size_sets,
            &mut dose.strength_sets,
            &mut dose.fatigue,
            &mut dose.fatigue_novel,
        ] {
            of_muscle[QUADS] *= sets;
        }
        dose.joints[Joint::Knee] *= sets;
        dose
    }

    pub fn size_gained(&self) -> f64 {
        self.body.muscles[QUADS].size - self.start.0
    }

    pub fn strength_gained(&self) -> f64 {
        self.body.muscles[QUADS].strength - self.start.1
    }
}

/// So many sets at a reserve on these days of the week; 0 is Monday.
pub(super) fn on(days: &[i32], sets: f64, rir: f64) -> impl Fn(i32) -> Option<(f64, f64)> {
    move |day| days.contains(&(day % 7)).then_some((sets, rir))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_course_by_hand_is_the_course_of_a_log() {
        // What the scenarios do by hand, the fold does from events: same steps, same bits.
        let mut diary = Diary::of(Level::Intermediate);
        for day in 0..28 {
            if MON_WED_FRI.contains(&(day % 7)) {
                diary.train(day, &[squats(6, 8.0, 1.0)])
            } else {
                diary.rest(day)
            };
        }
        let folded = fold(&diary.history(), diary.at(28, 0.0));
        let mut course = Course::of(Level::Intermediate, 0.8);
        let dose = Dose::of_template(&template("six", &[squats(6, 8.0, 1.0)]), 0.0, &course.profile);
        for day in 0..28 {
            course.body.rest(18.0, 1.0);
            if MON_WED_FRI.contains(&(day % 7)) {
                course.body.train(&dose, &course.usual, &course.clocks);
            }
            course.body.rest(6.0, 1.0);
            course.body.midnight(&course.clocks, 1.0, true, day % 7 == 6);
        }
        course.body.settle(&course.clocks);
        let (by_hand, by_log) = (&course.body.muscles[QUADS], &folded.body.muscles[QUADS]);
        for (a, b) in [
            (by_hand.fatigue.slow, by_log.fatigue.slow),
            (by_hand.size, by_log.size),
            (by_hand.strength, by_log.strength),
            (by_hand.protection, by_log.protection),
        ] {
            assert!((a - b).abs() <= 1e-12, "{a} is not {b}");
        }
    }
}
