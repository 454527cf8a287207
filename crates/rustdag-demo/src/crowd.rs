//! Members made up by chance, around the named ones.

use crate::archetype::Archetype;
use crate::cast::{self, plain, profile};
use crate::character::{Character, Endurance, Habit, Logs, Sleep};
use crate::dice::Dice;
use crate::story::Story;
use jiff::civil::{Date, Weekday};
use rustdag_core::event::Activity;
use rustdag_core::profile::{Goal, Level, Profile, Sex};
use rustdag_core::quantity::{HeartRate, SessionsPerWeek};

use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};

const WOMEN: &[&str] = &[
    "Anna", "Eva", "Julia", "Fleur", "Iris", "Maud", "Samira", "Yasmin", "Linde", "Roos", "Petra", "Ingrid", "Hanneke",
    "Marijke", "Esra", "Chantal", "Femke", "Sofie", "Merel", "Aaliyah",
];
const MEN: &[&str] = &[
    "Jan", "Pieter", "Kees", "Milan", "Sem", "Lars", "Mo", "Ravi", "Thijs", "Ruben", "Wim", "Gerard", "Hassan",
    "Stijn", "Joost", "Koen", "Emre", "Niels", "Sander", "Bilal",
];

/// Kinds of members and how many of a hundred they are.
const SHARES: &[(Archetype, f64)] = &[
    (Archetype::Regular, 44.0),
    (Archetype::ClassGoer, 14.0),
    (Archetype::VisitsOnly, 12.0),
    (Archetype::Senior, 9.0),
    (Archetype::Advanced, 7.0),
    (Archetype::Novice, 6.0),
    (Archetype::Runner, 4.0),
    (Archetype::ShiftWorker, 3.0),
    (Archetype::Teenager, 1.0),
];

/// Weeks people keep.
const WEEKS: &[&[Weekday]] = &[
    &[Monday, Thursday],
    &[Tuesday, Friday],
    &[Wednesday, Sunday],
    &[Monday, Wednesday, Friday],
    &[Tuesday, Thursday, Saturday],
    &[Monday, Wednesday, Saturday],
    &[Monday, Tuesday, Thursday, Friday],
];

fn kind(dice: &mut Dice) -> Archetype {
    let all: f64 = SHARES.iter().map(|(_, share)| share).sum();
    let mut left = dice.between(0.0, all);
    for &(kind, share) in SHARES {
        if left < share {
            return kind;
        }
        left -= share;
    }
    Archetype::Regular
}

/// A member by chance.
pub(crate) fn member(dice: &mut Dice, number: usize, until: Date) -> Character {
    let kind = kind(dice);
    let woman = dice.happens(0.5);
    let name = dice.pick(if woman { WOMEN } else { MEN });
    let age = match kind {
        Archetype::Senior => dice.between(65.0, 73.0),
        Archetype::Teenager => dice.between(16.0, 18.0),
        Archetype::Advanced => dice.between(22.0, 45.0),
        _ => dice.between(18.0, 64.0),
    } as i16;
    let level = match kind {
        Archetype::Novice | Archetype::Teenager => Level::Novice,
        Archetype::Advanced => Level::Advanced,
        _ if dice.happens(0.35) => Level::Novice,
        _ => Level::Intermediate,
    };
    let sex = if woman { Sex::Female } else { Sex::Male };
    let mass = (if woman { 68.0 } else { 82.0 } + dice.spread(9.0)).clamp(48.0, 130.0).round();
    let profile = described(profile(name, age, level, sex, mass, until), kind, dice);
    let character = plain(&format!("member-{number:03}"), kind, profile);
    busy(living(trained(character, level, dice), dice), kind, dice)
}

/// What the intake form holds.
fn described(mut profile: Profile, kind: Archetype, dice: &mut Dice) -> Profile {
    profile.goal = dice.pick(&[Goal::General, Goal::General, Goal::Size, Goal::Strength]);
    profile.stated_sessions =
        if dice.happens(0.6) { SessionsPerWeek::new(dice.between(1.0, 4.9).floor()).ok() } else { None };
    profile.logs_completely = dice.happens(0.3);
    profile.resting_heart_rate =
        if dice.happens(0.4) { HeartRate::new(dice.between(48.0, 70.0).round()).ok() } else { None };
    profile.guardian_consent = kind == Archetype::Teenager && dice.happens(0.6);
    if dice.happens(0.15) {
        profile.body_mass = None;
    }
    profile
}

/// Level and week.
fn trained(mut character: Character, level: Level, dice: &mut Dice) -> Character {
    let (rotation, strength, progress): (&[&str], f64, f64) = match level {
        Level::Novice => (&["full-body-a", "full-body-b"], 0.75, 0.008),
        Level::Intermediate if dice.happens(0.5) => (&["upper", "lower"], 1.15, 0.003),
        Level::Intermediate => (&["full-body-a", "full-body-b"], 1.15, 0.003),
        Level::Advanced => (&["push", "pull", "legs", "upper", "lower"], 1.7, 0.001),
    };
    let days = match level {
        Level::Advanced => vec![Monday, Tuesday, Thursday, Friday, Saturday],
        Level::Novice => dice.pick(&WEEKS[..6]).to_vec(),
        Level::Intermediate => dice.pick(WEEKS).to_vec(),
    };
    character.lifting = Habit { days, rotation, hour: dice.pick(&[7, 9, 12, 17, 18, 19, 20]) };
    character.strength = strength * (1.0 + dice.spread(0.12));
    character.progress = progress * dice.between(0.0, 1.6);
    character
}

/// Sleep, holidays, and how much gets logged.
fn living(mut character: Character, dice: &mut Dice) -> Character {
    character.sleep = Sleep {
        mean_h: (7.4 + dice.spread(0.6)).clamp(5.8, 8.8),
        spread_h: dice.between(0.3, 0.9),
        bad: dice.between(0.02, 0.12),
        shifts: false,
    };
    let watch = dice.happens(0.45);
    character.logs = Logs {
        workouts: dice.between(0.6, 1.0),
        sets: 0.95,
        reserve: if dice.happens(0.5) { dice.between(0.3, 0.9) } else { 0.0 },
        nights: if watch { dice.between(0.6, 1.0) } else { 0.0 },
        check_ins: if dice.happens(0.3) { dice.between(0.2, 0.9) } else { 0.0 },
        heart: if watch && dice.happens(0.5) { dice.between(0.5, 0.95) } else { 0.0 },
        rest: if dice.happens(0.3) { 0.7 } else { 0.0 },
    };
    character.adherence = dice.between(0.6, 0.98);
    character.holiday = dice.happens(0.5).then(|| {
        let last = dice.between(2.0, 100.0) as u32;
        (last + dice.between(6.0, 14.0) as u32, last)
    });
    if dice.happens(0.06) {
        let over = dice.between(1.0, 60.0) as u32;
        character.story = Story::Ill { began: over + dice.between(4.0, 12.0) as u32, over };
    }
    character
}

/// What is peculiar to a kind.
fn busy(mut character: Character, kind: Archetype, dice: &mut Dice) -> Character {
    match kind {
        Archetype::ClassGoer => {
            character.lifting.days = vec![dice.pick(&[Tuesday, Thursday])];
            character.endurance = [Monday, Wednesday, Saturday]
                .into_iter()
                .take(2 + dice.index(2))
                .map(|day| Endurance { day, activity: Activity::Class, minutes: 50.0, effort: 6.0 })
                .collect();
            character.logs.sets = 0.3;
        }
        Archetype::VisitsOnly => {
            character.logs = Logs {
                workouts: dice.between(0.7, 1.0),
                sets: 0.0,
                reserve: 0.0,
                nights: 0.0,
                check_ins: 0.0,
                heart: 0.0,
                rest: 0.0,
            };
        }
        Archetype::Senior => {
            character.strength *= 0.7;
            character.endurance = vec![Endurance { day: Sunday, activity: Activity::Walk, minutes: 40.0, effort: 2.0 }];
        }
        Archetype::Runner => {
            character.lifting.days.truncate(2);
            character.endurance = [Wednesday, Sunday]
                .into_iter()
                .map(|day| Endurance { day, activity: Activity::Run, minutes: dice.between(30.0, 70.0), effort: 5.0 })
                .collect();
        }
        Archetype::ShiftWorker => character.sleep = Sleep { shifts: true, mean_h: 6.9, ..cast::SOUND },
        Archetype::Novice => character.began_days_ago = Some(dice.between(10.0, 80.0) as u32),
        Archetype::Teenager => character.sleep.mean_h = 8.5,
        _ => {}
    }
    character
}
