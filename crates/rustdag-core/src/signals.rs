//! What the member told or measured lately: check-ins, pain, illness, warning signs, heart. Old words lapse: each has a
//! time after which it says nothing any more.

use crate::anatomy::{Joint, PerJoint};
use crate::answer::Input;
use crate::calendar::day_number;
use crate::event::{CheckIn, Illness, RedFlag};
use crate::fold::{SILENT_REST_DAYS_MAX, days_between};
use crate::history::{History, LoggedDay};
use crate::model::{confidence, freshness};
use crate::overreaching::Overreaching;
use crate::plausibility::{Doubt, DoubtKind};
use crate::signs::{Signs, signs};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Days for which a check-in speaks. Design.
const CHECK_IN_VALID_D: i32 = 3;
/// Days for which reported pain is taken to last, until another word. Design.
const PAIN_VALID_D: i32 = 14;
/// Days for which an illness is taken to last, until it is said to be over. Design.
const ILLNESS_VALID_D: i32 = 7;
/// Days for which a warning sign stops plans, where it need not be cleared by a professional first. Design.
const RED_FLAG_VALID_D: i32 = 14;
/// Days of pain after which a professional should look, however mild it is.
const PAIN_LONG_D: i32 = 14;
/// A spread of lnRMSSD below this is that of rounding, not of a member. Design.
const HRV_DEVIATION_MIN: f64 = 0.01;
/// Days and least values of the short heart-rate window (Plews 2014: three a week).
const HEART_SHORT: (i32, usize) = (7, 3);
/// Days and least values of the member's own heart-rate baseline. Design for the number of values.
const HEART_LONG: (i32, usize) = (60, 10);
/// Sessions with both given and derived effort before their difference says anything. Design.
const EFFORT_SESSIONS_MIN: usize = 3;
/// Days over which the difference is averaged, as the span of an exponentially weighted mean.
const EFFORT_SPAN: f64 = 14.0;
/// Days that effort is looked back on.
const EFFORT_WINDOW_D: i32 = 42;

/// What was told or measured lately, as of an instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signals {
    /// McLean's items on a scale of 0 to 1, and the age of the check-in in days.
    pub wellness: Option<(f64, f64)>,
    /// Pain per joint, 0 to 10.
    pub pain: PerJoint<Option<f64>>,
    /// Reports in a row over which pain rose.
    pub pain_rising: PerJoint<f64>,
    /// Days since pain was first reported without a report of none in between, or a silence that ends it.
    pub pain_d: PerJoint<f64>,
    /// Illness.
    pub illness: Option<Illness>,
    /// Warning signs.
    pub red_flags: BTreeSet<RedFlag>,
    /// Short-term lnRMSSD against the member's own baseline, standard deviations.
    pub hrv_z: Option<f64>,
    /// Short-term resting heart rate above the member's own baseline, beats per minute.
    pub resting_hr_delta: Option<f64>,
    /// Mornings of the short window whose resting heart rate was so high that it is doubted: it moves no average, and is
    /// not to be lost on the safety gate.
    pub resting_hr_far_above: usize,
    /// Observed minus expected effort, RPE points.
    pub effort_drift: Option<f64>,
    /// Signs that somebody should look at, in what was volunteered.
    pub signs: Signs,
    /// What the detector of over-reaching has come to; unknown unless somebody watched the fold.
    pub overreaching: Overreaching,
    /// Confidence of each input, in the order of [`Input::ALL`].
    pub known: [f64; Input::ALL.len()],
    /// Age in days of the last word about pain, and of the first of those without an end.
    pain_age: PerJoint<Option<i32>>,
    pain_since: PerJoint<i32>,
}

/// Reads the signals of a history at an instant on its local day.
#[must_use]
pub fn signals(history: &History, at: Timestamp, today: Date) -> Signals {
    let end = history.days().partition_point(|day| day.start <= at);
    let days = &history.days()[..end];
    let cleared_d = history.profile().warning_signs_cleared_on.map(|cleared| days_between(cleared, today));
    let mut signals =
        Signals { known: known_inputs(days, at, today, history.profile().logs_completely), ..Signals::default() };
    for day in days {
        let age = days_between(day.date, today);
        for (_, check_in) in day.check_ins.iter().filter(|(when, _)| *when <= at) {
            signals.hear(check_in, age);
            signals.hear_pain(check_in, age);
            signals.hear_warning_signs(check_in, age, cleared_d);
        }
    }
    for &joint in Joint::ALL {
        if signals.pain_age[joint].is_none_or(|age| age >= PAIN_VALID_D) {
            (signals.pain[joint], signals.pain_rising[joint], signals.pain_d[joint]) = (None, 0.0, 0.0);
        }
    }
    signals.hrv_z = hrv_z(days, at, today, history.doubts().hrv_since(at));
    signals.resting_hr_delta = resting_hr_delta(days, at, today);
    signals.resting_hr_far_above = resting_hr_far_above(history, at, today);
    signals.effort_drift = effort_drift(days, at, today);
    signals.signs = signs(history, at, today);
    signals
}

impl Signals {
    /// Takes in a check-in made `age` days ago; later ones come later.
    fn hear(&mut self, check_in: &CheckIn, age: i32) {
        if age < CHECK_IN_VALID_D {
            self.wellness = wellness(check_in).map(|value| (value, f64::from(age))).or(self.wellness);
        }
        if let Some(illness) = check_in.illness {
            self.illness = (age < ILLNESS_VALID_D).then_some(illness);
        }
    }

    /// Takes in pain. Of several words about one joint in a check-in the worst stands.
    fn hear_pain(&mut self, check_in: &CheckIn, age: i32) {
        let mut worst: PerJoint<Option<f64>> = PerJoint::all(None);
        for &(joint, pain) in &check_in.joint_pain {
            worst[joint] = Some(worst[joint].map_or(pain.get(), |other| other.max(pain.get())));
        }
        for &joint in Joint::ALL {
            let Some(pain) = worst[joint] else { continue };
            let lasts = self.pain[joint].is_some_and(|before| before > 0.0)
                && self.pain_age[joint].is_some_and(|before| before - age < PAIN_VALID_D);
            let rises = lasts && self.pain[joint].is_some_and(|before| pain > before);
            self.pain_rising[joint] = if rises { self.pain_rising[joint] + 1.0 } else { 0.0 };
            self.pain_since[joint] = if lasts { self.pain_since[joint] } else { age };
            self.pain_d[joint] = if pain > 0.0 { f64::from(self.pain_since[joint]) } else { 0.0 };
            self.pain[joint] = Some(pain);
            self.pain_age[joint] = Some(age);
        }
    }

    /// Takes in warning signs. Those that ask for care at once stand until a professional has agreed to training.
    fn hear_warning_signs(&mut self, check_in: &CheckIn, age: i32, cleared_d: Option<i32>) {
        for &flag in &check_in.red_flags {
            let stands = match flag {
                RedFlag::Emergency | RedFlag::SameDayCare => true,
                RedFlag::SeeProfessional | RedFlag::EnergyOrMind => age < RED_FLAG_VALID_D,
            };
            if stands && cleared_d.is_none_or(|cleared_d| age < cleared_d) {
                self.red_flags.insert(flag);
            }
        }
    }

    /// Whether a joint has hurt for so long that somebody should look.
    #[must_use]
    pub fn hurts_long(&self, joint: Joint) -> bool {
        self.pain_d[joint] > f64::from(PAIN_LONG_D)
    }

    /// Confidence of one input, 0 to 1.
    #[must_use]
    pub fn known(&self, input: Input) -> f64 {
        self.known[input as usize]
    }
}

/// McLean's five items of a check-in on a scale of 0 to 1.
pub(crate) fn wellness(check_in: &CheckIn) -> Option<f64> {
    let items = [check_in.fatigue, check_in.sleep_quality, check_in.soreness, check_in.stress, check_in.mood];
    freshness::wellness(&items.map(|item| item.map(|item| item.get())))
}

/// Short-term lnRMSSD against the member's own baseline as of a day, standard deviations; not of what was measured before
/// `since`, which is of another measure.
pub(crate) fn hrv_z(days: &[LoggedDay], at: Timestamp, today: Date, since: Option<Timestamp>) -> Option<f64> {
    let values = heart_values(days, since, at, today, |m| m.ln_rmssd.map(|value| value.get()));
    let (short, long) = windows(&values)?;
    let deviation =
        (long.iter().map(|v| (v - mean(&long)) * (v - mean(&long))).sum::<f64>() / (long.len() as f64 - 1.0)).sqrt();
    (deviation >= HRV_DEVIATION_MIN).then(|| (mean(&short) - mean(&long)) / deviation)
}

fn resting_hr_delta(days: &[LoggedDay], at: Timestamp, today: Date) -> Option<f64> {
    let values = heart_values(days, None, at, today, |m| m.resting_heart_rate.map(|value| value.get()));
    let (short, long) = windows(&values)?;
    Some(mean(&short) - mean(&long))
}

fn resting_hr_far_above(history: &History, at: Timestamp, today: Date) -> usize {
    let zone = &history.profile().zone;
    let recent = |doubt: &&Doubt| {
        let age = days_between(zone.to_datetime(doubt.at).date(), today);
        doubt.at <= at && (0..HEART_SHORT.0).contains(&age)
    };
    let above = |doubt: &&Doubt| doubt.kind == DoubtKind::RestingHeartRateFarOff && doubt.value > doubt.usual;
    history.doubts().all().filter(above).filter(recent).filter(|doubt| doubt.stands_at(at)).count()
}

fn heart_values(
    days: &[LoggedDay],
    since: Option<Timestamp>,
    at: Timestamp,
    today: Date,
    value: impl Fn(&crate::event::Measurement) -> Option<f64>,
) -> Vec<(i32, f64)> {
    let today = day_number(today);
    let counts = |when: Timestamp| when <= at && since.is_none_or(|since| when >= since);
    let recent = days.iter().filter(|day| today - day.number < HEART_LONG.0);
    // One value a day, the day's mean: three readings of one morning are not three days.
    let mut by_day: Vec<(i32, f64)> = recent
        .clone()
        .filter_map(|day| {
            let told = day.measurements.iter().filter(|&&(when, _)| counts(when));
            let values: Vec<f64> = told.filter_map(|(_, measurement)| value(measurement)).collect();
            (!values.is_empty()).then(|| (today - day.number, mean(&values)))
        })
        .collect();
    // What later values confirmed is known of days of which nothing else is.
    let confirmed = recent.flat_map(|day| &day.confirmed).filter(|&&(when, _, _)| counts(when));
    for (age, measured) in confirmed.map(|(_, number, measurement)| (today - number, value(measurement))) {
        if let Some(measured) = measured.filter(|_| age < HEART_LONG.0)
            && by_day.iter().all(|&(other, _)| other != age)
        {
            by_day.push((age, measured));
        }
    }
    by_day
}

/// Values of the short and of the long window, if there are enough of each.
fn windows(values: &[(i32, f64)]) -> Option<(Vec<f64>, Vec<f64>)> {
    let within = |days: i32| values.iter().filter(|(age, _)| *age < days).map(|&(_, value)| value).collect::<Vec<_>>();
    let (short, long) = (within(HEART_SHORT.0), within(HEART_LONG.0));
    (short.len() >= HEART_SHORT.1 && long.len() >= HEART_LONG.1).then_some((short, long))
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn effort_drift(days: &[LoggedDay], at: Timestamp, today: Date) -> Option<f64> {
    let gain = 2.0 / (EFFORT_SPAN + 1.0);
    let (mut drift, mut count) = (0.0, 0);
    for day in days.iter().filter(|day| days_between(day.date, today) <= EFFORT_WINDOW_D) {
        for session in day.sessions.iter().filter(|session| session.at <= at) {
            if let Some(surprise) = session.dose.effort_surprise {
                drift = if count == 0 { surprise } else { drift + gain * (surprise - drift) };
                count += 1;
            }
        }
    }
    (count >= EFFORT_SESSIONS_MIN).then_some(drift)
}

/// How much of each input was known on each of the last days, today first.
fn known_inputs(days: &[LoggedDay], at: Timestamp, today: Date, all: bool) -> [f64; Input::ALL.len()] {
    let mut known = [[0.0_f64; confidence::WINDOW_D]; Input::ALL.len()];
    let mut training = [None; confidence::WINDOW_D];
    for day in days {
        let age = days_between(day.date, today);
        if !(0..confidence::WINDOW_D as i32).contains(&age) {
            continue;
        }
        let age = age as usize;
        let sessions = day.sessions.iter().filter(|session| session.at <= at).map(|session| session.dose.confidence);
        let rest = day.rest.filter(|&when| when <= at).map(|_| 1.0);
        training[age] = sessions.chain(rest).reduce(f64::max);
        known[Input::Sleep as usize][age] = f64::from(day.nights_at(at).next().is_some());
        known[Input::CheckIn as usize][age] =
            f64::from(day.check_ins.iter().any(|(when, told)| *when <= at && wellness(told).is_some()));
        known[Input::HeartRate as usize][age] = f64::from(
            day.measurements
                .iter()
                .any(|(when, m)| *when <= at && (m.ln_rmssd.is_some() || m.resting_heart_rate.is_some())),
        );
    }
    known[Input::Training as usize] = with_silent_days(training, all);
    core::array::from_fn(|input| confidence::of_days(known[input]))
}

/// How much of the training of each day is known, today first, from what was told of it (`None` for silence). A silence
/// of up to two days between told ones is rest; with a member who logs completely any silence is. Today's training may
/// still come: a silent today is as well known as yesterday.
fn with_silent_days<const DAYS: usize>(told: [Option<f64>; DAYS], all: bool) -> [f64; DAYS] {
    let mut known = told.map(|told| told.unwrap_or(f64::from(all)));
    let mut newer = 0;
    for (older, level) in told.iter().enumerate().skip(1).filter_map(|(age, told)| told.map(|told| (age, told))) {
        if !all && older - newer - 1 <= SILENT_REST_DAYS_MAX as usize {
            known[newer + 1..older].fill(level);
        }
        newer = older;
    }
    if told[0].is_none() {
        known[0] = known[1];
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_silences_are_known_and_long_ones_are_not() {
        let told = [None, Some(1.0), None, None, Some(1.0), None, None, None, Some(1.0)];
        assert_eq!(with_silent_days(told, false), [1.0, 1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 1.0]);
        assert_eq!(with_silent_days(told, true), [1.0; 9]);
    }

    #[test]
    fn today_is_not_one_of_the_silent_days() {
        assert_eq!(with_silent_days([None, None, None, Some(1.0)], false), [1.0; 4]);
        assert_eq!(with_silent_days([None, None, None, None, Some(1.0)], false), [0.0, 0.0, 0.0, 0.0, 1.0]);
    }

    #[test]
    fn a_session_of_unknown_content_is_no_silence() {
        assert_eq!(with_silent_days([Some(1.0), Some(0.0), Some(1.0)], false), [1.0, 0.0, 1.0]);
        assert_eq!(with_silent_days([Some(0.0), Some(1.0)], true), [0.0, 1.0]);
    }
}
