//! Who set each of a day's limits: told apart while limits combine, so that nobody has to guess it afterwards.

use crate::answer::Quantity;
use crate::reason::{ENGINE, Subject};
use rustdag_rule_abi::{Flags, JOINT_SLOTS, Limits, MUSCLE_SLOTS};

/// A set of limited quantities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Quantities(u16);

impl Quantities {
    /// None.
    pub const NONE: Self = Self(0);

    /// Those of a list.
    #[must_use]
    pub const fn of(list: &[Quantity]) -> Self {
        let (mut bits, mut place) = (0, 0);
        while place < list.len() {
            bits |= 1 << list[place] as u16;
            place += 1;
        }
        Self(bits)
    }

    /// Whether it holds one.
    #[must_use]
    pub const fn has(self, quantity: Quantity) -> bool {
        self.0 >> quantity as u16 & 1 == 1
    }

    /// With one more.
    #[must_use]
    pub const fn and(self, quantity: Quantity) -> Self {
        Self(self.0 | 1 << quantity as u16)
    }

    /// Whether it holds none.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl From<Quantity> for Quantities {
    fn from(quantity: Quantity) -> Self {
        Self::NONE.and(quantity)
    }
}

impl From<Option<Quantity>> for Quantities {
    fn from(quantity: Option<Quantity>) -> Self {
        quantity.map_or(Self::NONE, |quantity| Self::NONE.and(quantity))
    }
}

/// Who set each limit. Of several who set the same the first stands: the engine, then rules by their id.
#[derive(Clone, Debug, PartialEq)]
pub struct Setters {
    speakers: Vec<String>,
    muscles: [u16; MUSCLE_SLOTS],
    joints: [u16; JOINT_SLOTS],
    load: u16,
    intensity: u16,
    minutes: u16,
    rir: u16,
    rest: u16,
    rest_days: u16,
}

impl Default for Setters {
    /// All by the engine, as long as nobody else has spoken.
    fn default() -> Self {
        Self {
            speakers: vec![ENGINE.to_owned()],
            muscles: [0; MUSCLE_SLOTS],
            joints: [0; JOINT_SLOTS],
            load: 0,
            intensity: 0,
            minutes: 0,
            rir: 0,
            rest: 0,
            rest_days: 0,
        }
    }
}

impl Setters {
    /// Notes which limits `said` tightens beyond those that stood `before`.
    pub(crate) fn hear(&mut self, speaker: &str, said: &Limits, before: &Limits) {
        let Ok(who) = u16::try_from(self.speakers.len()) else { return };
        self.speakers.push(speaker.to_owned());
        let note = |slot: &mut u16, tighter: bool| {
            if tighter {
                *slot = who;
            }
        };
        for (slot, place) in self.muscles.iter_mut().enumerate() {
            note(place, said.muscle_sets_max[slot] < before.muscle_sets_max[slot]);
        }
        for (slot, place) in self.joints.iter_mut().enumerate() {
            note(place, said.joint_load_max[slot] < before.joint_load_max[slot]);
        }
        note(&mut self.load, said.session_load_max < before.session_load_max);
        note(&mut self.intensity, said.intensity_max < before.intensity_max);
        note(&mut self.minutes, said.minutes_max < before.minutes_max);
        note(&mut self.rir, said.rir_min > before.rir_min);
        note(&mut self.rest_days, said.extra_rest_days > before.extra_rest_days);
        note(&mut self.rest, said.flags & !before.flags & Flags::MUST_REST != 0);
    }

    /// Who set a limit: `engine`, or the id of a rule.
    #[must_use]
    pub fn of(&self, quantity: Quantity, subject: Subject) -> &str {
        let who = match (quantity, subject) {
            (Quantity::HardSets, Subject::Muscle(muscle)) => self.muscles[muscle.slot()],
            (Quantity::JointLoad, Subject::Joint(joint)) => self.joints[joint.slot()],
            (Quantity::SessionLoad, _) => self.load,
            (Quantity::Intensity, _) => self.intensity,
            (Quantity::Minutes, _) => self.minutes,
            (Quantity::Rir, _) => self.rir,
            (Quantity::Training, _) => self.rest,
            (Quantity::RestDays, _) => self.rest_days,
            (Quantity::HardSets | Quantity::JointLoad, _) => 0,
        };
        self.speakers.get(usize::from(who)).map_or(ENGINE, String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::anatomy::{Joint, Muscle};

    #[test]
    fn the_tightest_is_remembered_and_the_first_among_equals() {
        let mut setters = Setters::default();
        let mut limits = Limits::no_opinion();
        for (who, load, rir, chest) in
            [("a", 300.0, 1.0, 4.0), ("b", 200.0, 1.0, 6.0), ("c", 200.0, 3.0, f32::INFINITY)]
        {
            let mut said = Limits::no_opinion();
            (said.session_load_max, said.rir_min) = (load, rir);
            said.muscle_sets_max[Muscle::Chest.slot()] = chest;
            setters.hear(who, &said, &limits);
            limits.tighten(&said);
        }
        assert_eq!(setters.of(Quantity::SessionLoad, Subject::Whole), "b");
        assert_eq!(setters.of(Quantity::Rir, Subject::Whole), "c");
        assert_eq!(setters.of(Quantity::HardSets, Subject::Muscle(Muscle::Chest)), "a");
        assert_eq!(setters.of(Quantity::JointLoad, Subject::Joint(Joint::Knee)), ENGINE);
    }

    #[test]
    fn a_set_of_quantities_holds_what_was_put_in() {
        let set = Quantities::of(&[Quantity::SessionLoad, Quantity::Rir]);
        assert!(set.has(Quantity::Rir) && set.has(Quantity::SessionLoad) && !set.has(Quantity::Training));
        assert!(Quantities::from(None).is_empty() && set.and(Quantity::Training).has(Quantity::Training));
    }
}
