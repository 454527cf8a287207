//! Exports of the Strong app: one row per set, four headers over the years.
//!
//! | header | separator | units | quirks |
//! |---|---|---|---|
//! | A | comma | none: [`Options::unit`] must say | length of the workout as `1h 12m` |
//! | B | comma | none | A with notes |
//! | C | semicolon | a column each | decimal commas, length last or not at all |
//! | D | semicolon | in the names of the columns | a workout number, length in seconds, `Rest Timer` rows |
//!
//! Columns are known by their names, never by their place. Notes are not read.

mod assemble;
mod cardio;
mod columns;
mod jump;
mod moment;
mod session_length;
mod set;

use crate::error::ImportError;
use crate::import::Import;
use crate::issue::{Issue, IssueKind, Outcome};
use crate::options::Options;
use crate::records;
use assemble::Assembly;
use columns::Columns;

/// Source of the events.
pub const SOURCE: &str = "strong";

/// Reads an export into workouts.
///
/// # Errors
/// [`ImportError`] for a file of which nothing can be read: empty, of another program, or without the unit it needs. A
/// bad row is an [`Issue`], not an error.
pub fn read(file: &[u8], options: &Options<'_>) -> Result<Import, ImportError> {
    let text = records::decode(file);
    let separator = records::separator(&text);
    let mut rows = records::read(&text, separator, |title| title.to_lowercase().contains("note")).into_iter();
    let header = rows.next().ok_or(ImportError::Empty)?;
    let columns = Columns::of(&header.fields, separator)?;
    if columns.needs_weight_unit() && options.unit.is_none() {
        return Err(ImportError::UnitNeeded);
    }
    let mut assembly = Assembly::new(&columns, options);
    for row in rows {
        if row.broken {
            let read = format!("{} columns instead of {}", row.fields.len(), header.fields.len());
            let read = if row.fields.len() == header.fields.len() {
                "a quotation mark that is never closed".to_owned()
            } else {
                read
            };
            assembly.report(Issue { line: row.line, kind: IssueKind::Columns, read, outcome: Outcome::RowLeftOut });
        } else {
            assembly.add(row.line, &row.fields);
        }
    }
    Ok(assembly.finish())
}
