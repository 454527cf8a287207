//! Rows of a separated text with their lines, read on past rows that are broken.

/// A quotation mark that is never closed swallows all that follows. Reading starts again on the next line; after so many
/// times the rest counts as one broken row, so that a hostile file cannot make reading quadratic.
const RESTARTS_MAX: usize = 100;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Record {
    /// Line on which it starts, from 1.
    pub line: u64,
    /// Its fields, without quotation marks.
    pub fields: Vec<String>,
    /// It has another number of fields than the first row, or a quotation mark that is never closed.
    pub broken: bool,
}

/// Text of a file: UTF-8 with or without a byte-order mark, or else Latin-1, which older programs write.
pub(crate) fn decode(bytes: &[u8]) -> String {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match core::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// The mark between fields, by the first line.
pub(crate) fn separator(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |mark: u8| first.bytes().filter(|&byte| byte == mark).count();
    // Ties go to the comma.
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|&mark| count(mark)).unwrap_or(b',')
}

/// Every row with something in it; the first holds the titles. Only fields whose title `may_wrap` may hold line ends. A
/// row over several lines that breaks this, or has another number of fields than there are titles, is cut to its first
/// line, and reading goes on with the next.
pub(crate) fn read(text: &str, separator: u8, may_wrap: impl Fn(&str) -> bool) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    let mut wraps: Vec<bool> = Vec::new();
    let (mut start, mut line) = (0, 1);
    for restarts in 0..=RESTARTS_MAX {
        let mut rows = Rows::new(text, start, line, separator);
        let mut restart = None;
        while let Some((byte, record_line, several_lines, fields)) = rows.next() {
            if fields.iter().all(|field| field.trim().is_empty()) {
                continue;
            }
            if records.is_empty() {
                wraps = fields.iter().map(|title| may_wrap(title)).collect();
            }
            let in_place = fields.len() == wraps.len()
                && fields.iter().zip(&wraps).all(|(field, &may_wrap)| may_wrap || !field.contains('\n'));
            if in_place || !several_lines || restarts == RESTARTS_MAX {
                records.push(Record { line: record_line, fields, broken: !in_place });
                continue;
            }
            let first_line = text[byte..].lines().next().unwrap_or_default();
            let fields = first_line.split(char::from(separator)).map(str::to_owned).collect();
            records.push(Record { line: record_line, fields, broken: true });
            restart = Some((text[byte..].find('\n').map_or(text.len(), |end| byte + end + 1), record_line + 1));
            break;
        }
        match restart {
            Some(next) => (start, line) = next,
            None => break,
        }
    }
    records
}

/// Rows of a text from some byte on.
struct Rows<'a> {
    text: &'a str,
    start: usize,
    line: u64,
    reader: csv::Reader<&'a [u8]>,
    row: csv::StringRecord,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, start: usize, line: u64, separator: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(&text.as_bytes()[start..]);
        Self { text, start, line, reader, row: csv::StringRecord::new() }
    }

    /// The next row: its first byte and line, whether it goes on after that line, and its fields.
    fn next(&mut self) -> Option<(usize, u64, bool, Vec<String>)> {
        if !self.reader.read_record(&mut self.row).is_ok_and(|more| more) {
            return None;
        }
        let position = self.row.position()?;
        // The reader counts blank lines before a row as part of it.
        let before = &self.text[self.start + usize::try_from(position.byte()).ok()?..];
        let row = before.trim_start_matches(['\r', '\n']);
        let blank_lines = before[..before.len() - row.len()].matches('\n').count() as u64;
        let first = position.line() + blank_lines;
        let several_lines = self.reader.position().line() > first + 1;
        let fields = self.row.iter().map(str::to_owned).collect();
        Some((self.text.len() - row.len(), self.line + first - 1, several_lines, fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Record> {
        super::read(text, separator(text), |title| title == "note")
    }

    fn lines(text: &str) -> Vec<(u64, usize)> {
        read(text).into_iter().map(|record| (record.line, record.fields.len())).collect()
    }

    fn broken(text: &str) -> Vec<u64> {
        read(text).into_iter().filter(|record| record.broken).map(|record| record.line).collect()
    }

    #[test]
    fn counts_lines_past_blank_ones_and_notes_with_several() {
        let text = "a,note\n1,2\n\n\n3,\"x\ny\"\r\n4,5\n";
        assert_eq!(lines(text), [(1, 2), (2, 2), (5, 2), (7, 2)]);
        assert!(broken(text).is_empty());
        assert_eq!(lines("a;b\r\n\r\n1;2\r\n"), [(1, 2), (3, 2)]);
        assert_eq!(lines("a\tb\n1\t2"), [(1, 2), (2, 2)]);
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_costs_its_own_line_only() {
        let text = "a,b,c\n1,2,3\n1,\"oops,3\n4,5,6\n\"again,8\n7,8,9\n";
        assert_eq!(lines(text), [(1, 3), (2, 3), (3, 3), (4, 3), (5, 2), (6, 3)]);
        assert_eq!(broken(text), [3, 5]);
        assert_eq!(broken("a,b\n1\n1,2\n1,2,3\n"), [2, 4]);
    }

    #[test]
    fn a_file_of_broken_rows_is_read_to_its_end() {
        let hostile = format!("a,b\n{}", "\"x\n".repeat(5_000));
        let records = read(&hostile);
        assert!(records.len() > RESTARTS_MAX);
        assert!(records[1..].iter().all(|record| record.broken));
        assert!(records.last().unwrap().line >= 5_000);
    }

    #[test]
    fn reads_text_that_is_not_utf_8() {
        assert_eq!(decode(b"\xef\xbb\xbfDate"), "Date");
        assert_eq!(decode(b"Kniee\xebn"), "Knieeën");
        assert_eq!(read(""), []);
    }
}
