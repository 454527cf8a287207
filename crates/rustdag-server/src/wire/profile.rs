//! Profiles.

use super::invalid::Place as _;
use super::{Invalid, choice, value};
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use rustdag_core::anatomy::PerMuscle;
use rustdag_core::profile::Profile;
use rustdag_core::quantity::{BodyMass, HeartRate, Minutes, SessionsPerWeek, SleepNeed};
use rustdag_proto::v1;

const NAME_MAX: usize = 200;
/// More hard sets a week than anybody does for one muscle: a design value against slips of the finger.
const TARGET_SETS_MAX: f64 = 60.0;
/// Nobody alive was born earlier.
const BORN_MIN: Date = Date::constant(1900, 1, 1);

/// Reads a profile.
///
/// # Errors
/// [`Invalid`] with the path of the field.
pub fn from_proto(profile: v1::Profile) -> Result<Profile, Invalid> {
    let v1::Profile {
        display_name,
        born,
        sex,
        level,
        goal,
        zone,
        body_mass_kg,
        sleep_need_h,
        max_heart_rate_bpm,
        resting_heart_rate_bpm,
        stated_sessions_per_week,
        logs_completely,
        screening,
        screening_cleared,
        pregnancy,
        pregnancy_cleared,
        warning_signs_cleared_on,
        loses_weight_on_purpose,
        guardian_consent,
        available,
        equipment,
        target_sets,
    } = profile;
    let mut out = Profile::new(choice::level::required("level", level)?, zone_from_proto(&zone)?);
    out.name = value::text("display_name", display_name, NAME_MAX)?;
    out.born = born.map(|born| born_from_proto(&born)).transpose()?;
    out.sex = choice::sex::from_proto("sex", sex)?;
    out.goal = choice::goal::from_proto("goal", goal)?.unwrap_or_default();
    out.body_mass = value::optional("body_mass_kg", body_mass_kg, BodyMass::new)?;
    out.sleep_need = value::optional("sleep_need_h", sleep_need_h, SleepNeed::new)?;
    out.max_heart_rate = value::optional("max_heart_rate_bpm", max_heart_rate_bpm, HeartRate::new)?;
    out.resting_heart_rate = value::optional("resting_heart_rate_bpm", resting_heart_rate_bpm, HeartRate::new)?;
    out.stated_sessions = value::optional("stated_sessions_per_week", stated_sessions_per_week, SessionsPerWeek::new)?;
    out.logs_completely = logs_completely;
    out.screening = each("screening", &screening, choice::screening_item::required)?;
    out.screening_cleared = screening_cleared;
    out.pregnancy_cleared = pregnancy_cleared;
    out.warning_signs_cleared_on =
        warning_signs_cleared_on.map(|day| value::date("warning_signs_cleared_on", &day)).transpose()?;
    out.pregnancy = choice::pregnancy::from_proto("pregnancy", pregnancy)?.unwrap_or_default();
    out.loses_weight_on_purpose = loses_weight_on_purpose;
    out.guardian_consent = guardian_consent;
    if !available.is_empty() {
        out.available = available_from_proto(available, out.available)?;
    }
    out.equipment = each("equipment", &equipment, choice::equipment::required)?;
    out.target_sets = target_sets_from_proto(target_sets)?;
    Ok(out)
}

fn zone_from_proto(zone: &str) -> Result<TimeZone, Invalid> {
    if zone.is_empty() {
        return Err(Invalid::missing("zone", "the member's IANA time zone, such as Europe/Amsterdam"));
    }
    TimeZone::get(zone).map_err(|_| {
        Invalid::new("zone", format_args!("is `{zone}`; give an IANA time zone, such as Europe/Amsterdam"))
    })
}

fn born_from_proto(born: &str) -> Result<Date, Invalid> {
    let date = value::date("born", born)?;
    if date < BORN_MIN {
        return Err(Invalid::new("born", format_args!("is {born}; give a day from {BORN_MIN} on")));
    }
    Ok(date)
}

fn each<T>(field: &str, numbers: &[i32], read: fn(&str, i32) -> Result<T, Invalid>) -> Result<Vec<T>, Invalid> {
    numbers.iter().enumerate().map(|(place, &number)| read(&format!("{field}[{place}]"), number)).collect()
}

fn available_from_proto(
    days: Vec<v1::Availability>,
    usual: [Option<Minutes>; 7],
) -> Result<[Option<Minutes>; 7], Invalid> {
    let mut available = [None; 7];
    for (place, day) in days.into_iter().enumerate() {
        let v1::Availability { weekday, minutes } = day;
        let read = || {
            let slot = choice::weekday::required("weekday", weekday)?.to_monday_zero_offset() as usize;
            Ok((slot, value::optional("minutes", minutes, Minutes::new)?.or(usual[slot])))
        };
        let (slot, minutes) = read().within_entry("available", place)?;
        if available[slot].is_some() {
            let twice = Invalid::new("weekday", "is there twice; give each day once");
            return Err(twice).within_entry("available", place);
        }
        available[slot] = minutes;
    }
    Ok(available)
}

fn target_sets_from_proto(targets: Vec<v1::TargetSets>) -> Result<PerMuscle<Option<f64>>, Invalid> {
    let mut out = PerMuscle::all(None);
    for (place, target) in targets.into_iter().enumerate() {
        let v1::TargetSets { muscle, sets } = target;
        let mut read = || {
            let muscle = choice::muscle::required("muscle", muscle)?;
            if !(0.0..=TARGET_SETS_MAX).contains(&sets) {
                return Err(Invalid::new("sets", format_args!("is {sets}; an aim is 0 to {TARGET_SETS_MAX} sets")));
            }
            if out[muscle].replace(sets).is_some() {
                return Err(Invalid::new("muscle", "is there twice; give each muscle once"));
            }
            Ok(())
        };
        read().within_entry("target_sets", place)?;
    }
    Ok(out)
}

/// Writes a profile.
#[must_use]
pub fn to_proto(profile: &Profile) -> v1::Profile {
    let Profile {
        name,
        born,
        sex,
        level,
        goal,
        zone,
        body_mass,
        sleep_need,
        max_heart_rate,
        resting_heart_rate,
        stated_sessions,
        logs_completely,
        screening,
        screening_cleared,
        pregnancy,
        pregnancy_cleared,
        warning_signs_cleared_on,
        loses_weight_on_purpose,
        guardian_consent,
        available,
        equipment,
        target_sets,
    } = profile;
    v1::Profile {
        display_name: name.clone(),
        born: born.map(|date| date.to_string()),
        sex: sex.map_or(0, |sex| choice::sex::to_proto(sex).into()),
        level: choice::level::to_proto(*level).into(),
        goal: choice::goal::to_proto(*goal).into(),
        zone: zone.iana_name().unwrap_or("Etc/UTC").to_owned(),
        body_mass_kg: body_mass.map(BodyMass::get),
        sleep_need_h: sleep_need.map(SleepNeed::get),
        max_heart_rate_bpm: max_heart_rate.map(HeartRate::get),
        resting_heart_rate_bpm: resting_heart_rate.map(HeartRate::get),
        stated_sessions_per_week: stated_sessions.map(SessionsPerWeek::get),
        logs_completely: *logs_completely,
        loses_weight_on_purpose: *loses_weight_on_purpose,
        screening: screening.iter().map(|&item| choice::screening_item::to_proto(item).into()).collect(),
        screening_cleared: *screening_cleared,
        pregnancy_cleared: *pregnancy_cleared,
        warning_signs_cleared_on: warning_signs_cleared_on.map(|day| day.to_string()),
        pregnancy: choice::pregnancy::to_proto(*pregnancy).into(),
        guardian_consent: *guardian_consent,
        available: available_to_proto(available),
        equipment: equipment.iter().map(|&item| choice::equipment::to_proto(item).into()).collect(),
        target_sets: target_sets
            .iter()
            .filter_map(|(muscle, sets)| {
                sets.map(|sets| v1::TargetSets { muscle: choice::muscle::to_proto(muscle).into(), sets })
            })
            .collect(),
    }
}

fn available_to_proto(available: &[Option<Minutes>; 7]) -> Vec<v1::Availability> {
    let days = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];
    let day = |(day, minutes): (Weekday, Option<Minutes>)| v1::Availability {
        weekday: choice::weekday::to_proto(day).into(),
        minutes: minutes.map(Minutes::get),
    };
    if available.iter().all(Option::is_none) {
        // An empty list says "every day": a member who never can is written as one without minutes.
        return vec![day((Weekday::Monday, Minutes::new(0.0).ok()))];
    }
    days.into_iter().zip(*available).filter(|(_, minutes)| minutes.is_some()).map(day).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustdag_core::anatomy::Muscle;
    use rustdag_core::exercise::Equipment;
    use rustdag_core::profile::{Goal, Level, Pregnancy, ScreeningItem, Sex};

    fn wire() -> v1::Profile {
        v1::Profile { level: v1::Level::Novice.into(), zone: "Europe/Amsterdam".into(), ..v1::Profile::default() }
    }

    fn refused(profile: v1::Profile) -> String {
        from_proto(profile).unwrap_err().to_string()
    }

    #[test]
    fn a_full_profile_comes_back() {
        let mut profile = Profile::new(Level::Advanced, TimeZone::get("America/Lima").unwrap());
        profile.name = "Sanne".into();
        profile.born = Some(Date::constant(1992, 2, 29));
        profile.sex = Some(Sex::Female);
        profile.goal = Goal::Size;
        profile.body_mass = BodyMass::new(62.5).ok();
        profile.sleep_need = SleepNeed::new(8.5).ok();
        profile.max_heart_rate = HeartRate::new(188.0).ok();
        profile.resting_heart_rate = HeartRate::new(52.0).ok();
        profile.stated_sessions = SessionsPerWeek::new(4.0).ok();
        profile.logs_completely = true;
        profile.screening = vec![ScreeningItem::HeartMedication];
        profile.screening_cleared = true;
        profile.pregnancy_cleared = true;
        profile.warning_signs_cleared_on = Some(Date::constant(2026, 5, 1));
        profile.pregnancy = Pregnancy::Postpartum;
        profile.guardian_consent = true;
        profile.available = [None, Minutes::new(45.0).ok(), None, None, None, Minutes::new(0.0).ok(), None];
        profile.equipment = vec![Equipment::Bodyweight, Equipment::Band];
        profile.target_sets[Muscle::Calves] = Some(6.0);
        assert_eq!(from_proto(to_proto(&profile)), Ok(profile));
    }

    #[test]
    fn what_is_left_out_is_unknown() {
        let profile = from_proto(wire()).unwrap();
        assert_eq!(profile, Profile::new(Level::Novice, TimeZone::get("Europe/Amsterdam").unwrap()));
    }

    #[test]
    fn days_that_are_not_listed_are_days_without_training() {
        let monday = v1::Availability { weekday: v1::Weekday::Monday.into(), minutes: None };
        let profile = from_proto(v1::Profile { available: vec![monday], ..wire() }).unwrap();
        assert_eq!(profile.available_on(Weekday::Monday).map(Minutes::get), Some(120.0));
        assert_eq!(profile.available_on(Weekday::Sunday), None);
        assert_eq!(
            refused(v1::Profile { available: vec![monday, monday], ..wire() }),
            "available[1].weekday is there twice; give each day once"
        );
    }

    #[test]
    fn mistakes_are_named() {
        assert!(refused(v1::Profile { zone: String::new(), ..wire() }).starts_with("zone is missing"));
        assert!(refused(v1::Profile { zone: "Europe/Atlantis".into(), ..wire() }).starts_with("zone is `Europe/Atl"));
        assert!(refused(v1::Profile { level: 0, ..wire() }).starts_with("level is missing"));
        for born in ["1990-02-30", "30-02-1990", "19900201", "0000-00-00", "1990-1-01", "１990-01-0"] {
            assert!(refused(v1::Profile { born: Some(born.into()), ..wire() }).starts_with("born is `"), "{born}");
        }
        assert!(refused(v1::Profile { body_mass_kg: Some(f64::NAN), ..wire() }).starts_with("body_mass_kg is NaN"));
        assert!(refused(v1::Profile { screening: vec![1, 99], ..wire() }).starts_with("screening[1] is 99"));
        let target = v1::TargetSets { muscle: v1::Muscle::Chest.into(), sets: f64::NAN };
        assert!(refused(v1::Profile { target_sets: vec![target], ..wire() }).starts_with("target_sets[0].sets is NaN"));
    }
}
