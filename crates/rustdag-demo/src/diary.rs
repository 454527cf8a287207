//! Day by day: what happened, and how much of it was written down.

use crate::character::{Character, Endurance};
use crate::dice::Dice;
use crate::lifting::{self, Lifter};
use crate::story::Tide;
use jiff::civil::{Date, Time, Weekday};
use jiff::{Span, Timestamp};
use rustdag_catalogue::{Catalogue, Lang};
use rustdag_core::event::{Activity, CardioBout, CheckIn, Event, EventKind, Measurement, Night, Visit, Workout};
use rustdag_core::quantity::{HeartRate, Kilometres, LnRmssd, Minutes, Pain, Rpe, SleepHours, Wellness};
use rustdag_core::template::Template;

/// Body mass where the profile has none, kg: for weights in the diary only.
const BODY_MASS_KG: f64 = 75.0;
/// Chance that a whole week falls out.
const MISSED_WEEK: f64 = 0.035;

/// The events of a member, oldest first.
pub(crate) fn write(character: &Character, dice: &mut Dice, days: u32, until: Date) -> Vec<Event> {
    let templates = Catalogue::official().templates(character.profile.level);
    let mut diary = Diary { character, templates: &templates, events: Vec::new(), turn: 0, tired: 0.0 };
    let mut missed_week = false;
    for days_ago in (0..days).rev() {
        let date = until.saturating_sub(Span::new().days(i64::from(days_ago)));
        if date.weekday() == Weekday::Monday {
            // Nobody's story is told by a week that is not there.
            missed_week = days_ago > 21 && dice.happens(MISSED_WEEK);
        }
        diary.day(date, days_ago, missed_week, dice);
    }
    diary.events.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    diary.events
}

struct Diary<'a> {
    character: &'a Character,
    templates: &'a [Template],
    events: Vec<Event>,
    /// Which of the rotation comes next.
    turn: usize,
    /// What yesterday's session left in the legs and the head, wellness points.
    tired: f64,
}

impl Diary<'_> {
    fn day(&mut self, date: Date, days_ago: u32, missed_week: bool, dice: &mut Dice) {
        let tide = self.character.story.tide(days_ago);
        let logs = self.character.logs;
        let slept = self.sleep(date, &tide, dice);
        let woke = self.waking(date, dice);
        if dice.happens(logs.nights) {
            self.note(
                date,
                "night",
                woke,
                EventKind::Night(Night { asleep: within(SleepHours::new, slept, 0.0, 20.0) }),
            );
        }
        let tells = dice.happens(logs.check_ins) || tide.illness.is_some();
        if tells {
            let check_in = self.check_in(&tide, slept, dice);
            self.note(date, "check-in", add(woke, 12.0), EventKind::CheckIn(check_in));
        }
        if dice.happens(logs.heart) {
            let measured = self.heart(&tide, dice);
            self.note(date, "heart", add(woke, 5.0), EventKind::Measurement(measured));
        }
        let away = self.character.holiday.is_some_and(|(first, last)| (last..=first).contains(&days_ago));
        let begun = self.character.began_days_ago.is_none_or(|began| days_ago <= began);
        let mut trained = false;
        // The day the history ends has only had its morning.
        if days_ago > 0 && begun && !away && !missed_week && tide.trains {
            trained = self.lift(date, &tide, dice);
            for bout in self.character.endurance.iter().filter(|bout| bout.day == date.weekday()) {
                trained |= self.endure(date, *bout, trained, dice);
            }
        }
        if days_ago > 0 && !trained && dice.happens(logs.rest) {
            let evening = self.at(date, 21, 30);
            self.note(date, "rest", evening, EventKind::Rest);
        }
        self.tired = if trained { 0.5 } else { (self.tired - 0.4).max(0.0) };
    }

    fn sleep(&self, date: Date, tide: &Tide, dice: &mut Dice) -> f64 {
        let sleep = self.character.sleep;
        let mut hours = sleep.mean_h + dice.spread(sleep.spread_h) + tide.sleep_h;
        if dice.happens(sleep.bad) {
            hours -= dice.between(2.0, 3.0);
        }
        if sleep.shifts {
            hours -= match shift(date) {
                Shift::Early => 0.8,
                Shift::Late => 0.0,
                Shift::Night => 1.7,
            };
        }
        if matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) {
            hours += 0.4;
        }
        (hours.clamp(2.5, 11.0) * 10.0).round() / 10.0
    }

    fn waking(&self, date: Date, dice: &mut Dice) -> Timestamp {
        let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
        let usual = if weekend { self.at(date, 8, 10) } else { self.at(date, 6, 50) };
        let usual = if self.character.sleep.shifts {
            match shift(date) {
                Shift::Early => self.at(date, 5, 15),
                Shift::Late => self.at(date, 8, 40),
                Shift::Night => self.at(date, 14, 30),
            }
        } else {
            usual
        };
        add(usual, dice.spread(18.0).round())
    }

    fn check_in(&self, tide: &Tide, slept: f64, dice: &mut Dice) -> CheckIn {
        let mut item = |base: f64| {
            within(Wellness::new, (base + tide.wellness + dice.spread(0.45)).round(), Wellness::MIN, Wellness::MAX)
        };
        let short = (self.character.sleep.mean_h - slept).clamp(0.0, 2.0);
        CheckIn {
            readiness: None,
            fatigue: Some(item(4.0 - self.tired - 0.4 * short)),
            sleep_quality: Some(item(4.2 - 0.9 * short)),
            soreness: Some(item(4.3 - 2.0 * self.tired)),
            stress: Some(item(3.8)),
            mood: Some(item(4.1)),
            joint_pain: tide
                .pain
                .map(|(joint, pain)| (joint, within(Pain::new, pain, Pain::MIN, Pain::MAX)))
                .into_iter()
                .collect(),
            muscle_soreness: Vec::new(),
            illness: tide.illness,
            red_flags: Vec::new(),
        }
    }

    fn heart(&self, tide: &Tide, dice: &mut Dice) -> Measurement {
        let rest = self.character.profile.resting_heart_rate.map_or(58.0, HeartRate::get);
        let rate = (rest + 2.0 * self.tired + tide.heart_rate + dice.spread(1.6)).round();
        let variability = 4.1 - 0.06 * self.tired + tide.ln_rmssd + dice.spread(0.09);
        Measurement {
            ln_rmssd: LnRmssd::new((variability * 100.0).round() / 100.0).ok(),
            resting_heart_rate: HeartRate::new(rate).ok(),
            body_mass: None,
            energy_availability: None,
        }
    }

    /// Lifts if it is a day for it; whether something was trained.
    fn lift(&mut self, date: Date, tide: &Tide, dice: &mut Dice) -> bool {
        let habit = &self.character.lifting;
        if !habit.days.contains(&date.weekday()) || !dice.happens(self.character.adherence) {
            return false;
        }
        let id = habit.rotation[self.turn % habit.rotation.len()];
        self.turn += 1;
        let Some(template) = self.templates.iter().find(|template| template.id == id) else { return false };
        let weeks = f64::from((date - Date::constant(2026, 1, 1)).get_days()) / 7.0;
        let lifter = Lifter {
            body_mass_kg: self.character.profile.body_mass.map_or(BODY_MASS_KG, |mass| mass.get()),
            strength: self.character.strength * (1.0 + self.character.progress * weeks),
        };
        let (sets, left) = lifting::sets(template, lifter, tide, self.character.logs.reserve, dice);
        let effort = ((10.0 - left - 0.6 + tide.effort + dice.spread(0.5)) * 2.0).round() / 2.0;
        let minutes = (10.0 + 2.6 * sets.len() as f64 + dice.spread(4.0)).round();
        let start = add(self.at(date, habit.hour, 0), dice.spread(25.0).round());
        let duration = Some(within(Minutes::new, minutes, 15.0, 150.0));
        if dice.happens(self.character.logs.workouts) {
            if dice.happens(self.character.logs.sets) {
                let workout = Workout {
                    name: Catalogue::official().template_name(id, Lang::Nl).unwrap_or(id).to_owned(),
                    duration,
                    effort: Some(within(Rpe::new, effort, 3.0, 10.0)),
                    sets,
                    cardio: Vec::new(),
                };
                self.note(date, "workout", start, EventKind::Workout(workout));
            } else {
                self.note(date, "visit", start, EventKind::Visit(Visit { activity: Activity::Strength, duration }));
            }
        }
        true
    }

    /// Runs, rides or joins a class; whether something was trained.
    fn endure(&mut self, date: Date, bout: Endurance, lifted: bool, dice: &mut Dice) -> bool {
        if !dice.happens(self.character.adherence) {
            return false;
        }
        let minutes = (bout.minutes * (1.0 + dice.spread(0.12))).round();
        let effort = ((bout.effort + dice.spread(0.5)) * 2.0).round() / 2.0;
        let kilometres_per_minute = match bout.activity {
            Activity::Run => Some(0.175),
            Activity::Cycle => Some(0.4),
            Activity::Row => Some(0.2),
            Activity::Walk => Some(0.085),
            Activity::Swim => Some(0.035),
            Activity::Class | Activity::Strength => None,
        };
        // Who lifts in the morning runs in the evening, and the other way round.
        let hour = if lifted && self.character.lifting.hour >= 12 { 8 } else { 18 };
        let start = add(self.at(date, hour, 30), dice.spread(20.0).round());
        let duration = within(Minutes::new, minutes, 10.0, 180.0);
        if dice.happens(self.character.logs.workouts) {
            let kind = if dice.happens(self.character.logs.sets) {
                let cardio = CardioBout {
                    activity: bout.activity,
                    duration,
                    effort: Some(within(Rpe::new, effort, 1.0, 10.0)),
                    heart_rate: None,
                    distance: kilometres_per_minute
                        .and_then(|pace| Kilometres::new((pace * minutes * 10.0).round() / 10.0).ok()),
                    downhill: false,
                };
                EventKind::Workout(Workout { duration: Some(duration), cardio: vec![cardio], ..Workout::default() })
            } else {
                EventKind::Visit(Visit { activity: bout.activity, duration: Some(duration) })
            };
            self.note(date, "endurance", start, kind);
        }
        bout.activity != Activity::Walk
    }

    fn at(&self, date: Date, hour: i8, minute: i8) -> Timestamp {
        let time = Time::constant(hour, minute, 0, 0);
        // The diary's hours exist on every day of the year, and its years are ours: this conversion cannot fail.
        date.to_datetime(time)
            .to_zoned(self.character.profile.zone.clone())
            .map_or(Timestamp::UNIX_EPOCH, |zoned| zoned.timestamp())
    }

    fn note(&mut self, date: Date, what: &str, at: Timestamp, kind: EventKind) {
        let source = match what {
            "visit" => "reception",
            "heart" | "night" => "watch",
            _ => "app",
        };
        let id = format!("{}/{date}/{what}", self.character.id);
        self.events.push(Event { source: source.to_owned(), id, at, kind });
    }
}

enum Shift {
    Early,
    Late,
    Night,
}

/// Shifts change every week.
fn shift(date: Date) -> Shift {
    match (date - Date::constant(2024, 1, 1)).get_days().div_euclid(7).rem_euclid(3) {
        0 => Shift::Early,
        1 => Shift::Late,
        _ => Shift::Night,
    }
}

fn add(at: Timestamp, minutes: f64) -> Timestamp {
    at.checked_add(Span::new().minutes(minutes as i64)).unwrap_or(at)
}

/// A quantity held within a range that its own range contains.
fn within<Q, E: std::fmt::Debug>(new: impl Fn(f64) -> Result<Q, E>, value: f64, from: f64, to: f64) -> Q {
    new(value.clamp(from, to)).expect("the range given is within the quantity's")
}
