//! The forecast, tried on people: diaries in the layout of PMData, judged day by day against simple baselines.
//!
//! PMData: Thambawita et al. 2020, MMSys, doi:10.1145/3339825.3394926. A folder holds one folder per participant with
//! `wellness.csv` and, where there is one, `srpe.csv`. Protocol: what was recorded up to a day forecasts the next recorded
//! day, at most three days later; of every participant's days, in order, the first three fifths are for fitting, the next
//! fifth for choosing, the last fifth for judging, and only those are counted here.

mod baseline;
mod diary;
mod files;
mod protocol;
mod score;

pub use baseline::Baseline;
pub use files::{PmDataError, Skipped};
pub use protocol::{Method, Question};
pub use score::{Coverage, Errors, Gain, Judged, Scores};

use std::path::Path;

/// What came of a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct PmDataReport {
    /// Participants in the order of their names.
    pub participants: Vec<String>,
    /// What was judged: every rating, asked the evening before and on the morning itself.
    pub judged: Vec<Judged>,
    /// Values that could not be used, by participant.
    pub skipped: Vec<Skipped>,
}

/// Reads a folder and judges the forecasts.
///
/// # Errors
/// [`PmDataError`] if the folder cannot be read, or holds no participant.
pub fn judge(folder: &Path) -> Result<PmDataReport, PmDataError> {
    let mut skipped = Vec::new();
    let diaries = files::read(folder, &mut skipped)?;
    let judged = protocol::judge(&diaries);
    Ok(PmDataReport { participants: diaries.into_iter().map(|diary| diary.participant).collect(), judged, skipped })
}
