//! What a member said about soreness, in order of time.

use crate::event::CheckIn;
use crate::history::History;
use jiff::Timestamp;
use jiff::civil::Date;

/// What a member said about the soreness of muscles.
#[derive(Clone, Copy, Debug)]
pub(super) struct SorenessReport<'a> {
    pub(super) at: Timestamp,
    pub(super) date: Date,
    pub(super) check_in: &'a CheckIn,
}

pub(super) fn soreness_reports(history: &History, until: Timestamp) -> Vec<SorenessReport<'_>> {
    let days = history.days().iter().take_while(|day| day.start < until);
    let told = days.flat_map(|day| {
        day.check_ins.iter().map(|(at, check_in)| SorenessReport { at: *at, date: day.date, check_in })
    });
    told.filter(|report| !report.check_in.muscle_soreness.is_empty()).collect()
}
