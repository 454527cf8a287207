//! The ten members with a name and a story.

use crate::archetype::Archetype;
use crate::character::{Character, Endurance, Habit, Logs, Sleep};
use crate::story::Story;
use jiff::Span;
use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use rustdag_core::event::Activity;
use rustdag_core::profile::{Goal, Level, Pregnancy, Profile, Sex};
use rustdag_core::quantity::{BodyMass, HeartRate, Minutes, SessionsPerWeek};

use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

/// Where the gym is.
const ZONE: &str = "Europe/Amsterdam";

/// Everything logged.
const ALL_LOGGED: Logs =
    Logs { workouts: 1.0, sets: 1.0, reserve: 0.9, nights: 0.96, check_ins: 0.9, heart: 0.9, rest: 1.0 };
/// What most people's telephone knows.
const MOST_LOGGED: Logs =
    Logs { workouts: 0.95, sets: 1.0, reserve: 0.7, nights: 0.85, check_ins: 0.0, heart: 0.0, rest: 0.5 };

pub(crate) const SOUND: Sleep = Sleep { mean_h: 7.6, spread_h: 0.5, bad: 0.04, shifts: false };

/// The zone of the gym.
pub(crate) fn zone() -> TimeZone {
    TimeZone::get(ZONE).expect("the zones are part of the program")
}

/// A day of birth that makes somebody this old.
pub(crate) fn born(age: i16, until: Date) -> Date {
    until.saturating_sub(Span::new().years(age).days(97))
}

/// A profile of somebody of this age and level.
pub(crate) fn profile(name: &str, age: i16, level: Level, sex: Sex, mass_kg: f64, until: Date) -> Profile {
    Profile {
        name: name.to_owned(),
        born: Some(born(age, until)),
        sex: Some(sex),
        body_mass: BodyMass::new(mass_kg).ok(),
        ..Profile::new(level, zone())
    }
}

fn minutes(each: [f64; 7]) -> [Option<Minutes>; 7] {
    each.map(|minutes| if minutes > 0.0 { Minutes::new(minutes).ok() } else { None })
}

/// A character of whom nothing in particular is known; each of the cast changes what differs.
pub(crate) fn plain(id: &str, archetype: Archetype, profile: Profile) -> Character {
    Character {
        id: id.to_owned(),
        archetype,
        profile,
        lifting: Habit { days: vec![Monday, Wednesday, Friday], rotation: &["full-body-a", "full-body-b"], hour: 18 },
        endurance: Vec::new(),
        strength: 1.1,
        progress: 0.004,
        sleep: SOUND,
        logs: MOST_LOGGED,
        adherence: 0.92,
        began_days_ago: None,
        holiday: None,
        story: Story::Steady,
    }
}

/// The named members, in a fixed order.
pub(crate) fn named(until: Date) -> Vec<Character> {
    vec![
        sanne(until),
        bram(until),
        youssef(until),
        fatima(until),
        joris(until),
        els(until),
        noor(until),
        tim(until),
        lotte(until),
        daan(until),
    ]
}

fn sanne(until: Date) -> Character {
    let mut profile = profile("Sanne", 34, Level::Intermediate, Sex::Female, 68.0, until);
    profile.goal = Goal::Size;
    profile.stated_sessions = SessionsPerWeek::new(4.0).ok();
    profile.logs_completely = true;
    profile.available = minutes([75.0, 75.0, 60.0, 75.0, 60.0, 90.0, 90.0]);
    Character {
        lifting: Habit { days: vec![Monday, Tuesday, Thursday, Saturday], rotation: &["upper", "lower"], hour: 18 },
        sleep: Sleep { mean_h: 7.7, spread_h: 0.4, bad: 0.02, shifts: false },
        logs: Logs { nights: 0.97, workouts: 1.0, ..MOST_LOGGED },
        holiday: Some((62, 55)),
        story: Story::HeavyLegs,
        ..plain("sanne", Archetype::Everyday, profile)
    }
}

fn bram(until: Date) -> Character {
    let mut profile = profile("Bram", 29, Level::Advanced, Sex::Male, 84.0, until);
    profile.goal = Goal::Strength;
    profile.resting_heart_rate = HeartRate::new(54.0).ok();
    profile.logs_completely = true;
    Character {
        lifting: Habit {
            days: vec![Monday, Tuesday, Wednesday, Thursday, Friday, Saturday],
            rotation: &["push", "pull", "legs"],
            hour: 17,
        },
        strength: 1.85,
        progress: 0.001,
        sleep: Sleep { mean_h: 7.2, spread_h: 0.5, bad: 0.05, shifts: false },
        logs: ALL_LOGGED,
        adherence: 0.98,
        story: Story::Overreaching,
        ..plain("bram", Archetype::Overreaching, profile)
    }
}

fn youssef(until: Date) -> Character {
    let mut profile = profile("Youssef", 31, Level::Advanced, Sex::Male, 88.0, until);
    profile.goal = Goal::Size;
    profile.resting_heart_rate = HeartRate::new(52.0).ok();
    profile.logs_completely = true;
    Character {
        lifting: Habit {
            days: vec![Monday, Tuesday, Thursday, Friday, Saturday],
            rotation: &["push", "pull", "legs", "upper", "lower"],
            hour: 7,
        },
        strength: 1.9,
        progress: 0.001,
        logs: ALL_LOGGED,
        adherence: 0.97,
        ..plain("youssef", Archetype::Advanced, profile)
    }
}

fn fatima(until: Date) -> Character {
    let mut profile = profile("Fatima", 38, Level::Intermediate, Sex::Female, 71.0, until);
    profile.available = minutes([60.0, 60.0, 60.0, 60.0, 60.0, 60.0, 0.0]);
    Character {
        lifting: Habit { days: vec![Tuesday, Thursday, Saturday], rotation: &["full-body-a", "full-body-b"], hour: 16 },
        sleep: Sleep { mean_h: 7.0, spread_h: 0.8, bad: 0.12, shifts: true },
        logs: Logs { nights: 0.9, check_ins: 0.6, ..MOST_LOGGED },
        adherence: 0.82,
        ..plain("fatima", Archetype::ShiftWorker, profile)
    }
}

fn joris(until: Date) -> Character {
    let mut profile = profile("Joris", 45, Level::Intermediate, Sex::Male, 76.0, until);
    profile.goal = Goal::General;
    profile.resting_heart_rate = HeartRate::new(50.0).ok();
    profile.max_heart_rate = HeartRate::new(178.0).ok();
    let run = |day, minutes, effort| Endurance { day, activity: Activity::Run, minutes, effort };
    Character {
        lifting: Habit { days: vec![Monday, Thursday], rotation: &["full-body-a", "full-body-b"], hour: 18 },
        endurance: vec![run(Tuesday, 45.0, 4.0), run(Friday, 40.0, 6.5), run(Sunday, 75.0, 4.5)],
        logs: Logs { heart: 0.85, nights: 0.9, ..MOST_LOGGED },
        ..plain("joris", Archetype::Runner, profile)
    }
}

fn els(until: Date) -> Character {
    let profile = profile("Els", 58, Level::Intermediate, Sex::Female, 66.0, until);
    Character {
        lifting: Habit { days: vec![Tuesday, Friday, Sunday], rotation: &["full-body-a", "lower", "upper"], hour: 10 },
        endurance: vec![Endurance { day: Saturday, activity: Activity::Cycle, minutes: 60.0, effort: 4.0 }],
        strength: 0.9,
        sleep: Sleep { mean_h: 7.1, ..SOUND },
        logs: Logs { check_ins: 0.85, ..MOST_LOGGED },
        story: Story::SoreKnee,
        ..plain("els", Archetype::SoreKnee, profile)
    }
}

fn noor(until: Date) -> Character {
    let mut profile = profile("Noor", 31, Level::Intermediate, Sex::Female, 72.0, until);
    profile.pregnancy = Pregnancy::Pregnant;
    profile.pregnancy_cleared = true;
    Character {
        lifting: Habit { days: vec![Wednesday, Saturday], rotation: &["full-body-light", "technique"], hour: 11 },
        endurance: vec![Endurance { day: Monday, activity: Activity::Walk, minutes: 40.0, effort: 2.0 }],
        progress: 0.0,
        logs: Logs { check_ins: 0.5, ..MOST_LOGGED },
        story: Story::Pregnant,
        ..plain("noor", Archetype::Pregnant, profile)
    }
}

fn tim(until: Date) -> Character {
    let mut profile = profile("Tim", 12, Level::Novice, Sex::Male, 42.0, until);
    profile.guardian_consent = true;
    Character {
        lifting: Habit { days: vec![Wednesday, Saturday], rotation: &["technique"], hour: 16 },
        endurance: vec![Endurance { day: Monday, activity: Activity::Class, minutes: 50.0, effort: 5.0 }],
        strength: 0.5,
        progress: 0.006,
        sleep: Sleep { mean_h: 9.3, ..SOUND },
        ..plain("tim", Archetype::Minor, profile)
    }
}

fn lotte(until: Date) -> Character {
    let mut profile = profile("Lotte", 24, Level::Novice, Sex::Female, 63.0, until);
    profile.stated_sessions = SessionsPerWeek::new(0.0).ok();
    Character {
        lifting: Habit { days: vec![Tuesday, Thursday, Sunday], rotation: &["full-body-a", "full-body-b"], hour: 19 },
        strength: 0.7,
        progress: 0.012,
        logs: Logs { check_ins: 0.7, ..MOST_LOGGED },
        began_days_ago: Some(45),
        ..plain("lotte", Archetype::Novice, profile)
    }
}

fn daan(until: Date) -> Character {
    let profile = profile("Daan", 41, Level::Intermediate, Sex::Male, 81.0, until);
    Character {
        lifting: Habit { days: vec![Monday, Wednesday, Thursday, Saturday], rotation: &["upper", "lower"], hour: 20 },
        strength: 1.3,
        logs: Logs { check_ins: 0.6, heart: 0.5, ..MOST_LOGGED },
        story: Story::Ill { began: 19, over: 5 },
        ..plain("daan", Archetype::Ill, profile)
    }
}
