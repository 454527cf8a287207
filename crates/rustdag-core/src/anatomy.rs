//! Muscles and joint complexes, and values that belong to each of them.

use core::ops::{Index, IndexMut};

/// Part of the body whose muscles share a recovery clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Region {
    /// Chest, shoulders, arms, upper back, neck.
    Upper,
    /// Abdominals and lower back.
    Trunk,
    /// Hips and legs.
    Lower,
}

macro_rules! body_parts {
    ($(#[$doc:meta])* $name:ident, $per:ident, $(#[$perdoc:meta])* { $($(#[$vdoc:meta])* $variant:ident = $slug:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// All of them, in the order of their slots.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];
            /// How many there are.
            pub const COUNT: usize = Self::ALL.len();

            /// The name in files, rules and the API.
            #[must_use]
            pub const fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)+ }
            }

            /// Finds one by its [`slug`](Self::slug).
            #[must_use]
            pub fn from_slug(slug: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|part| part.slug() == slug)
            }

            /// Position in the ABI's arrays.
            #[must_use]
            pub const fn slot(self) -> usize {
                self as usize
            }
        }

        $(#[$perdoc])*
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $per<T>(pub [T; $name::COUNT]);

        impl<T: Copy> $per<T> {
            /// The same value for all.
            pub const fn all(value: T) -> Self {
                Self([value; $name::COUNT])
            }
        }

        impl<T> $per<T> {
            /// A value made for each.
            pub fn from_fn(mut make: impl FnMut($name) -> T) -> Self {
                Self(core::array::from_fn(|slot| make($name::ALL[slot])))
            }

            /// Each with its value, in the order of the slots.
            pub fn iter(&self) -> impl Iterator<Item = ($name, &T)> {
                $name::ALL.iter().copied().zip(&self.0)
            }
        }

        impl<T> Index<$name> for $per<T> {
            type Output = T;
            fn index(&self, part: $name) -> &T {
                &self.0[part as usize]
            }
        }

        impl<T> IndexMut<$name> for $per<T> {
            fn index_mut(&mut self, part: $name) -> &mut T {
                &mut self.0[part as usize]
            }
        }

        impl<T: Copy + Default> Default for $per<T> {
            fn default() -> Self {
                Self::all(T::default())
            }
        }
    };
}

body_parts! {
    /// A muscle group with a recovery clock of its own.
    Muscle, PerMuscle,
    /// One value per muscle.
    {
        /// Pectorals.
        Chest = "chest",
        /// Deltoids.
        Shoulders = "shoulders",
        /// Latissimus dorsi and teres major.
        Lats = "lats",
        /// Rhomboids and middle trapezius.
        UpperBack = "upper_back",
        /// Upper trapezius.
        Traps = "traps",
        /// Elbow flexors.
        Biceps = "biceps",
        /// Elbow extensors.
        Triceps = "triceps",
        /// Wrist and finger flexors and extensors.
        Forearms = "forearms",
        /// Neck.
        Neck = "neck",
        /// Abdominals and obliques.
        Abdominals = "abdominals",
        /// Spinal erectors.
        LowerBack = "lower_back",
        /// Gluteals.
        Glutes = "glutes",
        /// Knee extensors.
        Quadriceps = "quadriceps",
        /// Knee flexors.
        Hamstrings = "hamstrings",
        /// Hip adductors.
        Adductors = "adductors",
        /// Hip abductors.
        Abductors = "abductors",
        /// Plantar flexors.
        Calves = "calves",
    }
}

body_parts! {
    /// A joint complex: joint, tendons and ligaments taken together.
    Joint, PerJoint,
    /// One value per joint complex.
    {
        /// Shoulder.
        Shoulder = "shoulder",
        /// Elbow.
        Elbow = "elbow",
        /// Wrist.
        Wrist = "wrist",
        /// Lumbar spine.
        Lumbar = "lumbar",
        /// Hip.
        Hip = "hip",
        /// Knee and patellar tendon.
        Knee = "knee",
        /// Ankle and Achilles tendon.
        Ankle = "ankle",
    }
}

impl Muscle {
    /// Where the muscle is.
    #[must_use]
    pub const fn region(self) -> Region {
        match self {
            Self::Chest
            | Self::Shoulders
            | Self::Lats
            | Self::UpperBack
            | Self::Traps
            | Self::Biceps
            | Self::Triceps
            | Self::Forearms
            | Self::Neck => Region::Upper,
            Self::Abdominals | Self::LowerBack => Region::Trunk,
            Self::Glutes | Self::Quadriceps | Self::Hamstrings | Self::Adductors | Self::Abductors | Self::Calves => {
                Region::Lower
            }
        }
    }
}

const _: () = assert!(Muscle::COUNT <= rustdag_rule_abi::MUSCLE_SLOTS);
const _: () = assert!(Joint::COUNT <= rustdag_rule_abi::JOINT_SLOTS);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_lead_back_to_their_part() {
        for &muscle in Muscle::ALL {
            assert_eq!(Muscle::from_slug(muscle.slug()), Some(muscle));
        }
        for &joint in Joint::ALL {
            assert_eq!(Joint::from_slug(joint.slug()), Some(joint));
        }
    }
}
