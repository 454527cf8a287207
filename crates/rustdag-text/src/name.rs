//! What parts of the body, kinds of day, lights, inputs and levels are called.

use crate::texts::Texts;
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{Input, Light};
use rustdag_core::profile::{Goal, Level};
use rustdag_core::reason::Subject;
use rustdag_core::template::DayKind;

impl Texts {
    /// `bovenbenen`, `quadriceps`.
    #[must_use]
    pub fn muscle(&self, muscle: Muscle) -> String {
        self.text(&format!("muscle-{}", muscle.slug()))
    }

    /// `knie`, `knee`.
    #[must_use]
    pub fn joint(&self, joint: Joint) -> String {
        self.text(&format!("joint-{}", joint.slug()))
    }

    /// The part of the body a reason is about.
    #[must_use]
    pub fn subject(&self, subject: Subject) -> String {
        match subject {
            Subject::Whole => self.text("subject-whole"),
            Subject::Muscle(muscle) => self.muscle(muscle),
            Subject::Joint(joint) => self.joint(joint),
        }
    }

    /// `training`, `actief herstel`, `rust`.
    #[must_use]
    pub fn day_kind(&self, kind: DayKind) -> String {
        self.text(match kind {
            DayKind::Training => "day-training",
            DayKind::ActiveRecovery => "day-active-recovery",
            DayKind::Rest => "day-rest",
        })
    }

    /// `groen`, `green`.
    #[must_use]
    pub fn light(&self, light: Light) -> String {
        self.text(match light {
            Light::Green => "light-green",
            Light::Amber => "light-amber",
            Light::Red => "light-red",
            Light::Grey => "light-grey",
        })
    }

    /// What may be logged, as it stands in a sentence: `je nachten`, `your nights`.
    #[must_use]
    pub fn input(&self, input: Input) -> String {
        self.text(&format!("input-{}", input.slug()))
    }

    /// `beginner`, `half-gevorderd`, `gevorderd`.
    #[must_use]
    pub fn level(&self, level: Level) -> String {
        self.text(&format!("level-{}", level.slug()))
    }

    /// `spieropbouw`, `muscle size`.
    #[must_use]
    pub fn goal(&self, goal: Goal) -> String {
        self.text(match goal {
            Goal::Size => "goal-size",
            Goal::Strength => "goal-strength",
            Goal::General => "goal-general",
        })
    }
}
