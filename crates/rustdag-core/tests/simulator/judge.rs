//! Walks a plan day by day and says which day exceeds which limit.

use super::asks::{Asks, SomeSets};
use super::gate::Gate;
use super::life::Life;
use jiff::civil::Date;
use rustdag_core::anatomy::{Joint, Muscle};
use rustdag_core::answer::{PlanDay, PlannedSession};
use rustdag_core::event::Activity;
use rustdag_core::exercise::Equipment;
use rustdag_core::template::{DayKind, Template};

/// A limit of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The plan's own word for what its sets come to: minutes, load, hard sets.
    Word,
    /// The member has no time on this weekday, or less.
    Time,
    /// What is at hand.
    Equipment,
    /// A day that was already trained on holds nothing more.
    Done,
    /// Nothing but rest, whoever asks.
    Stop,
    /// A hard set or more of a muscle in one of two sessions of a day, not in both.
    OneLoading(Muscle),
    /// Least rest days in any seven days.
    RestDays,
    /// No two days in a row, and nothing heavy, for who is supervised.
    InARow,
    Intensity,
    /// A muscle that has not recovered, or only partly.
    Recovery(Muscle),
    /// Most hard sets of a muscle in a calendar week.
    Week(Muscle),
    /// A joint that hurts.
    Pain(Joint),
    /// Repetitions in reserve.
    Reserve,
    /// Nothing heavier than usual: with too little energy, in pregnancy.
    Heavier,
    /// Active recovery: gentle and short, and not three days on end.
    Gentle,
    /// Rules of the stories: what a joint has not digested, a short night, a tired body, monotony.
    Joint(Joint),
    Night,
    Tired,
    Monotony,
}

/// What a day asks beyond what is allowed.
#[derive(Clone, Debug)]
pub struct Excess {
    pub date: Date,
    pub limit: Limit,
    pub asked: f64,
    pub allowed: f64,
}

/// How a plan is judged.
pub struct Judge<'a> {
    pub gate: Gate,
    pub templates: &'a [Template],
    /// Days on which something happens whatever the limits; only a stop keeps it from happening.
    pub appointments: &'a [Date],
    /// Whether the stories' rules hold: those of `usual_rules` but for the balance.
    pub rules: bool,
}

/// A part of what is allowed, for rounding: limits are told to rules in single precision.
const ROUNDING: f64 = 1e-5;

/// A plan under way.
pub struct Walk<'j, 'a> {
    judge: &'j Judge<'a>,
    pub life: Life<'a>,
    gentle_on_end: u32,
}

impl<'a> Walk<'_, 'a> {
    /// What the next day exceeds; it happens all the same.
    pub fn day(&mut self, day: &PlanDay) -> Vec<Excess> {
        assert_eq!(day.date, self.life.today, "a plan has no gaps");
        self.life.until(self.life.session_at());
        self.gentle_on_end = if day.kind == DayKind::ActiveRecovery { self.gentle_on_end + 1 } else { 0 };
        let mut found = Vec::new();
        let mut note = |limit, asked: f64, allowed: f64| {
            if asked > allowed + ROUNDING * (1.0 + allowed.abs()) {
                found.push(Excess { date: day.date, limit, asked, allowed });
            }
        };
        note(Limit::Gentle, f64::from(self.gentle_on_end), 2.0);
        let sessions: Vec<&PlannedSession> = day.session.iter().chain(&day.second_session).collect();
        if !sessions.is_empty() {
            let each: Vec<Asks> = sessions.iter().map(|session| self.judge.asks(session)).collect();
            for (session, asks) in sessions.iter().zip(&each) {
                self.judge.judge_word(session, asks, &mut note);
            }
            for (slot, &muscle) in Muscle::ALL.iter().enumerate() {
                let in_how_many = each.iter().filter(|asks| asks.hard[slot] >= 1.0).count();
                note(Limit::OneLoading(muscle), in_how_many as f64, 1.0);
            }
            // Two sessions keep to the limits of their day together.
            let asks = each.into_iter().reduce(Asks::and).expect("a session");
            note(Limit::Gentle, f64::from(u8::from(asks.is_rest() != (day.kind != DayKind::Training))), 0.0);
            let trains = day.kind == DayKind::Training;
            note(Limit::Stop, f64::from(u8::from(trains && self.judge.gate.stops)), 0.0);
            if !self.judge.appointments.contains(&day.date) {
                self.judge.judge_day(&self.life, &sessions, &asks, &mut note);
                if trains {
                    self.judge.judge_training(&self.life, &asks, &mut note);
                }
            }
            self.life.train(&asks);
        }
        self.life.end_day();
        found
    }
}

impl<'a> Judge<'a> {
    /// Begins with the life at the instant at which a plan is made.
    pub fn walk(&self, mut life: Life<'a>) -> Walk<'_, 'a> {
        life.look_ahead();
        Walk { judge: self, life, gentle_on_end: 0 }
    }

    /// Every excess of a plan.
    pub fn excesses(&self, life: Life<'a>, days: &[PlanDay]) -> Vec<Excess> {
        let mut walk = self.walk(life);
        days.iter().flat_map(|day| walk.day(day)).collect()
    }

    /// What a planned session asks, from its sets.
    fn asks(&self, session: &PlannedSession) -> Asks {
        let template = self.template(session);
        let sets: Vec<SomeSets<'_>> = session
            .exercises
            .iter()
            .map(|planned| {
                let known = template.exercises.iter().find(|known| known.exercise.id == planned.exercise);
                SomeSets {
                    exercise: &known.expect("an exercise of its template").exercise,
                    count: f64::from(planned.sets),
                    reps: planned.reps,
                    reserve: Some(planned.rir),
                }
            })
            .collect();
        Asks::of(&sets, &template.cardio)
    }

    fn template(&self, session: &PlannedSession) -> &Template {
        self.templates.iter().find(|template| template.id == session.template).expect("one of the templates")
    }

    fn needs(&self, session: &PlannedSession) -> impl Iterator<Item = Equipment> {
        let template = self.template(session);
        let machines = template.cardio.iter().filter(|bout| matches!(bout.activity, Activity::Cycle | Activity::Row));
        let exercises = template.exercises.iter().map(|planned| planned.exercise.equipment);
        exercises.chain(machines.map(|_| Equipment::Cardio))
    }

    /// Whether the plan says of its session what its sets come to.
    fn judge_word(&self, session: &PlannedSession, asks: &Asks, note: &mut impl FnMut(Limit, f64, f64)) {
        let hard = |muscle: Muscle| {
            let told = session.hard_sets.iter().find(|(told, _)| *told == muscle);
            told.map_or(0.0, |&(_, sets)| sets)
        };
        note(Limit::Word, (session.minutes - asks.minutes).abs(), 0.0);
        note(Limit::Word, (session.load - asks.load).abs(), 0.0);
        for (slot, &muscle) in Muscle::ALL.iter().enumerate() {
            note(Limit::Word, (hard(muscle) - asks.hard[slot]).abs(), 0.0);
        }
    }

    /// What holds for whatever is done on a day.
    fn judge_day(
        &self,
        life: &Life<'_>,
        sessions: &[&PlannedSession],
        asks: &Asks,
        note: &mut impl FnMut(Limit, f64, f64),
    ) {
        let time = life.profile.available_on(life.today.weekday()).map_or(0.0, |minutes| minutes.get());
        note(Limit::Time, asks.minutes, time);
        let needs = sessions.iter().flat_map(|session| self.needs(session));
        let missing = needs.filter(|needed| !is_at_hand(*needed, &life.profile.equipment)).count();
        note(Limit::Equipment, missing as f64, 0.0);
        note(Limit::Done, f64::from(u8::from(life.body.today.trained)), 0.0);
    }

    /// What holds for training.
    fn judge_training(&self, life: &Life<'_>, asks: &Asks, note: &mut impl FnMut(Limit, f64, f64)) {
        let (body, usual) = (&life.body, life.usual());
        note(Limit::RestDays, body.trained_of_six() as f64 + 1.0, 7.0 - self.gate.rest_days as f64);
        if self.gate.supervised {
            note(Limit::Intensity, asks.intensity, 0.75);
            note(Limit::InARow, f64::from(u8::from(body.past.last().is_some_and(|day| day.trained))), 0.0);
        }
        for (slot, &muscle) in Muscle::ALL.iter().enumerate() {
            let (fatigue, hard) = (body.muscles[slot].fatigue(), asks.hard[slot]);
            let recovered = match fatigue {
                0.0..=0.03 => f64::INFINITY,
                0.03..=0.08 => usual.hard[slot] * (0.08 - fatigue) / 0.05,
                _ => 0.0,
            };
            let left = self.gate.weekly_ceiling - body.muscles[slot].week_hard;
            note(Limit::Recovery(muscle), hard, recovered);
            note(Limit::Week(muscle), hard, left.max(0.0));
            // A muscle that must rest is not loaded in another way either. At the week's ceiling it may be: by a run, by
            // sets far from failure.
            if recovered <= 0.0 {
                note(Limit::Recovery(muscle), asks.dose[slot], 0.0);
            }
        }
        for joint in self.gate.hurt_joints() {
            note(Limit::Pain(joint), asks.joints[joint as usize], 0.0);
        }
        let reserve = asks.reserve.unwrap_or(f64::INFINITY);
        note(Limit::Reserve, self.gate.reserve - reserve, 0.0);
        if self.gate.no_heavier || life.volunteered_energy().is_some_and(|energy| energy < 30.0) {
            note(Limit::Heavier, asks.load, usual.load);
        }
        if self.rules {
            for (slot, &joint) in Joint::ALL.iter().enumerate() {
                let room = (2.0 - body.joints[slot].undigested).max(0.0) * usual.joints[slot];
                note(Limit::Joint(joint), asks.joints[slot], room);
            }
            if life.last_night().is_some_and(|slept| slept < 6.0) {
                note(Limit::Night, asks.load, 0.8 * usual.load);
                note(Limit::Night, 3.0 - reserve, 0.0);
            }
            note(Limit::Tired, body.systemic, 0.05);
            if body.monotony().is_some_and(|monotony| monotony > 2.0) {
                note(Limit::Monotony, asks.minutes, 45.0);
            }
        }
    }
}

/// Without a list everything is there; the body always is.
fn is_at_hand(needed: Equipment, list: &[Equipment]) -> bool {
    list.is_empty() || needed == Equipment::Bodyweight || list.contains(&needed)
}
