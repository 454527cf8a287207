//! Reading a folder in the layout of PMData. A value that cannot be used is left out and told; nothing is guessed.

use super::diary::{Diary, RecordedDay, Session};
use csv::StringRecord;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rustdag_core::event::Activity;
use rustdag_core::quantity::{Minutes, Rpe};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// A folder that cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum PmDataError {
    /// It cannot be read.
    #[error("{place}: {error}; give a folder that holds one folder per participant")]
    Folder {
        /// Where.
        place: PathBuf,
        /// What the system says.
        error: std::io::Error,
    },
    /// No participant in it.
    #[error("{0} holds no participant; each has a folder of their own with a wellness.csv, such as p01/wellness.csv")]
    Empty(PathBuf),
    /// A file is not what its name says.
    #[error("{place}: {problem}")]
    File {
        /// Which file.
        place: PathBuf,
        /// What is wrong and what would be right.
        problem: String,
    },
}

/// A value that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// File and line: `p05/wellness.csv:12`.
    pub place: String,
    /// What it is and what it should be.
    pub problem: String,
}

/// Reads every participant's folder, in the order of their names.
pub(super) fn read(folder: &Path, skipped: &mut Vec<Skipped>) -> Result<Vec<Diary>, PmDataError> {
    let wrong = |error| PmDataError::Folder { place: folder.to_owned(), error };
    let mut names = Vec::new();
    for entry in folder.read_dir().map_err(wrong)? {
        let entry = entry.map_err(wrong)?;
        if entry.path().join("wellness.csv").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    if names.is_empty() {
        return Err(PmDataError::Empty(folder.to_owned()));
    }
    names.into_iter().map(|name| participant(folder, name, skipped)).collect()
}

fn participant(folder: &Path, participant: String, skipped: &mut Vec<Skipped>) -> Result<Diary, PmDataError> {
    let mut days: BTreeMap<Date, RecordedDay> = BTreeMap::new();
    let mut sessions = Vec::new();
    if let Some(table) = Table::open(folder, &participant, "wellness.csv", "effective_time_frame")? {
        table.each(skipped, |row| {
            let at = row.instant()?;
            let day = RecordedDay {
                fatigue: row.number("fatigue")?,
                mood: row.number("mood")?,
                readiness: row.number("readiness")?,
                sleep_duration_h: row.number("sleep_duration_h")?,
                sleep_quality: row.number("sleep_quality")?,
                soreness: row.number("soreness")?,
                stress: row.number("stress")?,
                ..RecordedDay::at(at)
            };
            days.entry(TimeZone::UTC.to_datetime(at).date()).or_insert(RecordedDay::at(at)).hear(day);
            Ok(())
        })?;
    }
    if let Some(table) = Table::open(folder, &participant, "srpe.csv", "end_date_time")? {
        table.each(skipped, |row| {
            let end = row.instant()?;
            let effort = row.needed("perceived_exertion")?;
            let duration = row.needed("duration_min")?;
            let effort = Rpe::new(effort).map_err(|wrong| format!("perceived_exertion {wrong}"))?;
            let duration = Minutes::new(duration).map_err(|wrong| format!("duration_min {wrong}"))?;
            sessions.push(Session { end, activity: activity(row.text("activity_names")), effort, duration });
            Ok(())
        })?;
    }
    Ok(Diary { participant, days, sessions })
}

/// Kinds the engine knows; `None` for strength training, and a class for whatever else moves the whole body.
fn activity(names: &str) -> Option<Activity> {
    const KINDS: &[(&str, Option<Activity>)] = &[
        ("strength", None),
        ("running", Some(Activity::Run)),
        ("cycling", Some(Activity::Cycle)),
        ("rowing", Some(Activity::Row)),
        ("swimming", Some(Activity::Swim)),
        ("walking", Some(Activity::Walk)),
    ];
    KINDS.iter().find(|(name, _)| names.contains(name)).map_or(Some(Activity::Class), |&(_, kind)| kind)
}

/// A file with a header, and which of its columns tells when.
struct Table {
    path: PathBuf,
    /// As told to people.
    place: String,
    reader: csv::Reader<File>,
    header: StringRecord,
    when: usize,
}

impl Table {
    /// `None` if there is no such file.
    fn open(folder: &Path, participant: &str, file: &str, when: &str) -> Result<Option<Self>, PmDataError> {
        let path = folder.join(participant).join(file);
        let opened = match File::open(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(|error| PmDataError::Folder { place: path.clone(), error })?,
        };
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(opened);
        let wrong = |problem: String| PmDataError::File { place: path.clone(), problem };
        let header = reader.headers().map_err(|error| wrong(error.to_string()))?.clone();
        let column = header.iter().position(|name| name.trim() == when);
        let Some(when) = column else {
            return Err(wrong(format!("has no column `{when}`; it is needed to know when something was recorded")));
        };
        Ok(Some(Self { place: format!("{participant}/{file}"), path, reader, header, when }))
    }

    fn each(
        mut self,
        skipped: &mut Vec<Skipped>,
        mut take: impl FnMut(&Cells<'_>) -> Result<(), String>,
    ) -> Result<(), PmDataError> {
        let mut record = StringRecord::new();
        loop {
            match self.reader.read_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {}
                // Text that is no UTF-8 spoils its row; the next one is read. Anything else ends the file.
                Err(error) if matches!(error.kind(), csv::ErrorKind::Utf8 { .. }) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    skipped.push(self.skipped(line, "is not UTF-8; save the file as UTF-8".to_owned()));
                    continue;
                }
                Err(error) => return Err(PmDataError::File { place: self.path, problem: error.to_string() }),
            }
            let line = record.position().map_or(0, csv::Position::line);
            if let Err(problem) = take(&Cells { header: &self.header, record: &record, when: self.when }) {
                skipped.push(self.skipped(line, problem));
            }
        }
    }

    fn skipped(&self, line: u64, problem: String) -> Skipped {
        Skipped { place: format!("{}:{line}", self.place), problem }
    }
}

struct Cells<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
    when: usize,
}

impl Cells<'_> {
    /// Empty where the column or the cell is not there.
    fn text(&self, column: &str) -> &str {
        let place = self.header.iter().position(|name| name.trim() == column);
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim()
    }

    fn number(&self, column: &str) -> Result<Option<f64>, String> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        let number: Option<f64> = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.map(Some).ok_or_else(|| format!("{column} is `{text}`; it should be a number, or nothing"))
    }

    fn needed(&self, column: &str) -> Result<f64, String> {
        self.number(column)?.ok_or_else(|| format!("{column} is missing; the session is left out"))
    }

    /// An instant; without an offset it is taken as UTC, as the other files of the data set are.
    fn instant(&self) -> Result<Timestamp, String> {
        let text = self.record.get(self.when).unwrap_or_default().trim();
        let in_utc = || text.parse::<DateTime>().ok().and_then(|civil| TimeZone::UTC.to_timestamp(civil).ok());
        let sane = |at: &Timestamp| at.duration_since(Timestamp::UNIX_EPOCH) > SignedDuration::ZERO;
        let at = text.parse::<Timestamp>().ok().or_else(in_utc).filter(sane);
        at.ok_or_else(|| format!("the instant `{text}` cannot be read; it should look like 2019-11-01T08:31:40Z"))
    }
}
