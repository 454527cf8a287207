//! Check-ins: how a member says it is.

use super::invalid::Place as _;
use super::{Invalid, choice, value};
use rustdag_core::event::CheckIn;
use rustdag_core::quantity::{Pain, RatedReadiness, Wellness};
use rustdag_proto::v1;

pub(super) fn from_proto(check_in: v1::CheckIn) -> Result<CheckIn, Invalid> {
    let v1::CheckIn {
        readiness,
        fatigue,
        sleep_quality,
        soreness,
        stress,
        mood,
        joint_pain,
        muscle_soreness,
        illness,
        red_flags,
    } = check_in;
    let pain = |place: usize, entry: v1::JointPain| {
        let v1::JointPain { joint, pain } = entry;
        let read = || {
            let joint = choice::joint::required("joint", joint)?;
            Ok((joint, value::required("pain", pain, "0 to 10", Pain::new)?))
        };
        read().within_entry("joint_pain", place)
    };
    let sore = |place: usize, entry: v1::MuscleSoreness| {
        let v1::MuscleSoreness { muscle, soreness } = entry;
        let read = || {
            let muscle = choice::muscle::required("muscle", muscle)?;
            Ok((muscle, value::required("soreness", soreness, "0 to 10", Pain::new)?))
        };
        read().within_entry("muscle_soreness", place)
    };
    said_once("joint_pain", "joint", joint_pain.iter().map(|entry| entry.joint))?;
    said_once("muscle_soreness", "muscle", muscle_soreness.iter().map(|entry| entry.muscle))?;
    let joint_pain = joint_pain.into_iter().enumerate();
    let muscle_soreness = muscle_soreness.into_iter().enumerate();
    let red_flags = red_flags.into_iter().enumerate();
    Ok(CheckIn {
        readiness: value::optional("readiness", readiness, RatedReadiness::new)?,
        fatigue: wellness("fatigue", fatigue)?,
        sleep_quality: wellness("sleep_quality", sleep_quality)?,
        soreness: wellness("soreness", soreness)?,
        stress: wellness("stress", stress)?,
        mood: wellness("mood", mood)?,
        joint_pain: joint_pain.map(|(place, entry)| pain(place, entry)).collect::<Result<_, _>>()?,
        muscle_soreness: muscle_soreness.map(|(place, entry)| sore(place, entry)).collect::<Result<_, _>>()?,
        illness: choice::illness::from_proto("illness", illness)?,
        red_flags: red_flags
            .map(|(place, flag)| choice::red_flag::required(&format!("red_flags[{place}]"), flag))
            .collect::<Result<_, _>>()?,
    })
}

/// Two words about one tissue in one check-in contradict each other: neither is taken.
fn said_once(field: &str, part: &str, tissues: impl Iterator<Item = i32>) -> Result<(), Invalid> {
    let mut seen = std::collections::BTreeSet::new();
    for (place, tissue) in tissues.enumerate() {
        if !seen.insert(tissue) {
            let field = format!("{field}[{place}].{part}");
            return Err(Invalid::new(&field, "is there twice; give one value for each"));
        }
    }
    Ok(())
}

fn wellness(field: &str, item: Option<f64>) -> Result<Option<Wellness>, Invalid> {
    value::optional(field, item, Wellness::new)
}

pub(super) fn to_proto(check_in: &CheckIn) -> v1::CheckIn {
    let CheckIn {
        readiness,
        fatigue,
        sleep_quality,
        soreness,
        stress,
        mood,
        joint_pain,
        muscle_soreness,
        illness,
        red_flags,
    } = check_in;
    v1::CheckIn {
        readiness: readiness.map(RatedReadiness::get),
        fatigue: fatigue.map(Wellness::get),
        sleep_quality: sleep_quality.map(Wellness::get),
        soreness: soreness.map(Wellness::get),
        stress: stress.map(Wellness::get),
        mood: mood.map(Wellness::get),
        joint_pain: joint_pain
            .iter()
            .map(|&(joint, pain)| v1::JointPain {
                joint: choice::joint::to_proto(joint).into(),
                pain: Some(pain.get()),
            })
            .collect(),
        muscle_soreness: muscle_soreness
            .iter()
            .map(|&(muscle, soreness)| v1::MuscleSoreness {
                muscle: choice::muscle::to_proto(muscle).into(),
                soreness: Some(soreness.get()),
            })
            .collect(),
        illness: illness.map_or(0, |illness| choice::illness::to_proto(illness).into()),
        red_flags: red_flags.iter().map(|&flag| choice::red_flag::to_proto(flag).into()).collect(),
    }
}
