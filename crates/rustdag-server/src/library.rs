//! What the edge asks of a catalogue of exercises.

use rustdag_core::exercise::Exercise;
use rustdag_text::Lang;
use std::sync::Arc;

/// Knows exercises by their names, and the names of exercises and session templates.
pub trait Library: Send + Sync {
    /// The exercise with this id, or with this name in any language.
    fn find(&self, name: &str) -> Option<Arc<Exercise>>;

    /// The name of an exercise.
    fn exercise_name(&self, lang: Lang, id: &str) -> Option<String>;

    /// The name of a session template.
    fn template_name(&self, lang: Lang, id: &str) -> Option<String>;
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use rustdag_core::anatomy::{Joint, Muscle, PerJoint, PerMuscle};
    use rustdag_core::exercise::{Equipment, Involvement};

    /// A catalogue with one exercise.
    pub(crate) struct OneExercise(pub(crate) Arc<Exercise>);

    impl OneExercise {
        pub(crate) fn squat() -> Self {
            let mut muscles = PerMuscle::default();
            muscles[Muscle::Quadriceps] = Involvement::Direct;
            let mut joints = PerJoint::default();
            joints[Joint::Knee] = 1.0;
            Self(Arc::new(Exercise {
                id: "back-squat".into(),
                muscles,
                joints,
                eccentric: false,
                impact: false,
                body_mass_share: 0.65,
                equipment: Equipment::Barbell,
            }))
        }
    }

    impl Library for OneExercise {
        fn find(&self, name: &str) -> Option<Arc<Exercise>> {
            ["back-squat", "Squat"].contains(&name).then(|| Arc::clone(&self.0))
        }

        fn exercise_name(&self, _: Lang, id: &str) -> Option<String> {
            (id == "back-squat").then(|| "Squat".to_owned())
        }

        fn template_name(&self, _: Lang, _: &str) -> Option<String> {
            None
        }
    }
}
