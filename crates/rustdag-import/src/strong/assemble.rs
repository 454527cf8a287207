//! Rows of one workout become one event.

use super::cardio::ReadBout;
use super::columns::Columns;
use super::set::{self, Order, ReadSet};
use super::{SOURCE, jump, moment, session_length};
use crate::import::{Import, Unmapped};
use crate::issue::{Issue, IssueKind, Outcome};
use crate::options::Options;
use crate::unit::WeightUnit;
use jiff::Timestamp;
use jiff::civil::DateTime;
use rustdag_core::event::{Event, EventKind, ExerciseRef, Workout};
use rustdag_core::quantity::Minutes;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Longest workout believed, minutes: longer ones are timers nobody stopped. Design.
const SESSION_MINUTES_MAX: f64 = 360.0;
/// Bytes of the digest of a workout's name that its id shows.
const ID_DIGEST_BYTES: usize = 6;

/// A workout while its rows come in.
#[derive(Debug)]
pub(super) struct Draft {
    line: u64,
    began: DateTime,
    at: Timestamp,
    name: String,
    duration: Option<Minutes>,
    length_reported: bool,
    pub sets: Vec<ReadSet>,
    bouts: Vec<ReadBout>,
    /// It happened: some row of it was a set, though perhaps not one that could be believed.
    trained: bool,
}

/// Workouts while a file is read.
pub(super) struct Assembly<'a> {
    columns: &'a Columns,
    options: &'a Options<'a>,
    issues: Vec<Issue>,
    drafts: BTreeMap<(DateTime, String), Draft>,
    future: BTreeSet<(DateTime, String)>,
    weight_units: Vec<WeightUnit>,
}

impl<'a> Assembly<'a> {
    pub const fn new(columns: &'a Columns, options: &'a Options<'a>) -> Self {
        Self {
            columns,
            options,
            issues: Vec::new(),
            drafts: BTreeMap::new(),
            future: BTreeSet::new(),
            weight_units: Vec::new(),
        }
    }

    pub fn report(&mut self, issue: Issue) {
        self.issues.push(issue);
    }

    /// Takes in one row.
    pub fn add(&mut self, line: u64, fields: &[String]) {
        let columns = self.columns;
        let row = columns.row(fields);
        if let Some(unit) = set::own_weight_unit(row, columns).filter(|unit| !self.weight_units.contains(unit)) {
            self.weight_units.push(unit);
        }
        let Some((began, (at, skipped))) = moment::read(row.date())
            .and_then(|began| moment::instant(began, &self.options.zone).map(|instant| (began, instant)))
        else {
            let read = row.date().to_owned();
            return self.report(Issue { line, kind: IssueKind::Date, read, outcome: Outcome::RowLeftOut });
        };
        let key = (began, row.workout().to_owned());
        if at > self.options.now {
            if self.future.insert(key) {
                let read = row.date().to_owned();
                self.report(Issue { line, kind: IssueKind::Future, read, outcome: Outcome::WorkoutLeftOut });
            }
            return;
        }
        let issues = &mut self.issues;
        let draft = self.drafts.entry(key).or_insert_with(|| {
            if skipped {
                let read = row.date().to_owned();
                issues.push(Issue { line, kind: IssueKind::SkippedHour, read, outcome: Outcome::Kept });
            }
            Draft {
                line,
                began,
                at,
                name: row.workout().to_owned(),
                duration: None,
                length_reported: false,
                sets: Vec::new(),
                bouts: Vec::new(),
                trained: false,
            }
        });
        draft.read_length(line, row.length(), columns.length_in_seconds, issues);
        let order = Order::of(row.order());
        if order == Order::NoSet || Order::of(row.exercise()) == Order::NoSet && !row.exercise().is_empty() {
            return;
        }
        if row.exercise().is_empty() {
            let outcome = Outcome::RowLeftOut;
            return self.report(Issue { line, kind: IssueKind::NoExercise, read: String::new(), outcome });
        }
        let issues_before = issues.len();
        let activity = match self.options.catalogue.find(row.exercise()) {
            Some(_) => None,
            None => self.options.catalogue.find_activity(row.exercise()),
        };
        match activity {
            Some(activity) => {
                draft.bouts.extend(ReadBout::of(line, row, activity, columns, self.options, issues));
                draft.trained = true;
            }
            None => {
                draft.sets.extend(set::read(line, row, order, columns, self.options, issues));
                let nothing = issues[issues_before..].iter().any(|issue| issue.kind == IssueKind::NothingDone);
                draft.trained |= !nothing;
            }
        }
    }

    /// The workouts, what was wrong, and what was not known.
    pub fn finish(mut self) -> Import {
        let mut drafts: Vec<Draft> = self.drafts.into_values().collect();
        drafts.sort_by(|one, other| (one.at, &one.name).cmp(&(other.at, &other.name)));
        take_assistance_away(&mut drafts, self.options, &mut self.issues);
        jump::take_away(&mut drafts, &mut self.issues);
        let unmapped = unmapped(&drafts);
        let events = drafts.into_iter().filter_map(|draft| draft.finish(&mut self.issues)).collect();
        self.issues.sort_by_key(|issue| issue.line);
        Import { events, issues: self.issues, unmapped, weight_units: self.weight_units }
    }
}

impl Draft {
    /// Takes the workout's length from the first row that has one; a length that cannot be right is reported once.
    fn read_length(&mut self, line: u64, text: &str, in_seconds: bool, issues: &mut Vec<Issue>) {
        if self.duration.is_some() || self.length_reported {
            return;
        }
        let kind = match session_length::minutes(text, in_seconds) {
            Ok(None) => return,
            Ok(Some(minutes)) if minutes > SESSION_MINUTES_MAX => IssueKind::LongSession,
            Ok(Some(minutes)) => {
                // Strong writes 0 where it does not know.
                self.duration = Minutes::new(minutes).ok().filter(|duration| duration.get() > 0.0);
                return;
            }
            Err(_) => IssueKind::SessionLength,
        };
        self.length_reported = true;
        let read = if in_seconds { format!("{text} seconds") } else { text.to_owned() };
        issues.push(Issue { line, kind, read, outcome: Outcome::ValueLeftOut });
    }

    fn finish(self, issues: &mut Vec<Issue>) -> Option<Event> {
        if !self.trained && self.duration.is_none() {
            let outcome = Outcome::WorkoutLeftOut;
            issues.push(Issue { line: self.line, kind: IssueKind::EmptyWorkout, read: self.name, outcome });
            return None;
        }
        let id = id(self.began, &self.name);
        let all_of_it = (self.sets.is_empty() && self.bouts.len() == 1).then_some(self.duration).flatten();
        let cardio = self.bouts.into_iter().filter_map(|bout| bout.finish(all_of_it, issues)).collect();
        let sets = self.sets.into_iter().map(|read| read.set).collect();
        let workout = Workout { name: self.name, duration: self.duration, effort: None, sets, cardio };
        Some(Event { source: SOURCE.to_owned(), id, at: self.at, kind: EventKind::Workout(workout) })
    }
}

/// An id that depends on the workout's clock time and name alone: neither on the zone nor on what else is in the file.
/// The name itself stays out of it, since ids end up in places that personal texts should not.
fn id(began: DateTime, name: &str) -> String {
    let digest = Sha256::digest(name.as_bytes());
    let hex: String = digest[..ID_DIGEST_BYTES].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hex}", began.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// The weight of an assisted exercise makes it lighter: it is left out, and said once for each exercise.
fn take_assistance_away(drafts: &mut [Draft], options: &Options<'_>, issues: &mut Vec<Issue>) {
    let mut helped: BTreeMap<String, (u64, usize)> = BTreeMap::new();
    for read in drafts.iter_mut().flat_map(|draft| &mut draft.sets) {
        if let ExerciseRef::Known(exercise) = &read.set.exercise
            && options.catalogue.is_assisted(&exercise.id)
        {
            if read.set.load.is_some_and(|load| load.get() > 0.0) {
                let (line, sets) = helped.entry(read.name.clone()).or_insert((read.line, 0));
                *line = (*line).min(read.line);
                *sets += 1;
            }
            read.set.load = None;
        }
    }
    for (name, (line, sets)) in helped {
        let read = format!("`{name}` (sets: {sets})");
        issues.push(Issue { line, kind: IssueKind::Assistance, read, outcome: Outcome::ValueLeftOut });
    }
}

fn unmapped(drafts: &[Draft]) -> Vec<Unmapped> {
    let mut names: BTreeMap<&str, (usize, u64)> = BTreeMap::new();
    for read in drafts.iter().flat_map(|draft| &draft.sets) {
        if let ExerciseRef::Unmapped(name) = &read.set.exercise {
            let (sets, first_line) = names.entry(name).or_insert((0, read.line));
            *sets += 1;
            *first_line = (*first_line).min(read.line);
        }
    }
    let mut unmapped: Vec<Unmapped> = names
        .into_iter()
        .map(|(name, (sets, first_line))| Unmapped { name: name.to_owned(), sets, first_line })
        .collect();
    unmapped.sort_by_key(|exercise| exercise.first_line);
    unmapped
}
