//! A TOML text taken apart key by key, so that everything that is wrong with it is told at once, each with its place.

use crate::finding::{Finding, Found, cited};
use rustdag_core::profile::Level;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value for each level, novice first.
pub(crate) type PerLevel<T> = [T; 3];

/// A value with its place.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// A text, and what was found in it so far.
pub(crate) struct Sheet<'i> {
    text: &'i str,
    wrong: Vec<Found>,
    doubtful: Vec<Found>,
}

/// A table whose keys are known by name.
pub(crate) struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    /// Its first line: the place of what is missing in it.
    pub place: Range<usize>,
    /// What it is, for people: `a template`.
    what: &'static str,
}

impl<'i> Sheet<'i> {
    /// Reads a text; what is no TOML is found, and the rest is still taken.
    pub fn read(text: &'i str) -> (Self, Spanned<DeTable<'i>>) {
        let (table, errors) = DeTable::parse_recoverable(text);
        let mut sheet = Self { text, wrong: Vec::new(), doubtful: Vec::new() };
        for error in errors {
            sheet.wrong(error.span().unwrap_or(0..0), error.message().replace('\n', " "));
        }
        (sheet, table)
    }

    /// Notes a mistake.
    pub fn wrong(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.wrong.push(Found { span, text: text.into() });
    }

    /// Notes what was probably not meant.
    pub fn doubtful(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.doubtful.push(Found { span, text: text.into() });
    }

    /// Mistakes so far.
    pub fn mistakes(&self) -> usize {
        self.wrong.len()
    }

    /// Mistakes and doubts, in the order of the text; at most so many mistakes.
    pub fn findings(self, most: usize) -> (Vec<Finding>, Vec<Finding>) {
        let Self { text, mut wrong, mut doubtful } = self;
        let told = |found: Vec<Found>| found.into_iter().map(|found| found.in_text(text)).collect();
        wrong.sort_by_key(|found| found.span.start);
        wrong.truncate(most);
        doubtful.sort_by_key(|found| found.span.start);
        (told(wrong), told(doubtful))
    }

    /// A table, whose keys are these and no others.
    pub fn fields<'t>(
        &mut self,
        table: &'t DeTable<'i>,
        span: Range<usize>,
        what: &'static str,
        keys: &[&str],
    ) -> Fields<'t, 'i> {
        for key in table.keys() {
            let name = key.get_ref();
            if !keys.contains(&&**name) {
                let known = keys.join(", ");
                self.wrong(key.span(), format!("unknown key `{}`; {what} has {known}", cited(name)));
            }
        }
        Fields { table, place: first_line(self.text, &span), what }
    }

    /// The tables of a list, or of a single table where one may stand for a list of one.
    pub fn tables<'t>(&mut self, value: &'t Value<'i>, what: &str) -> Vec<(&'t DeTable<'i>, Range<usize>)> {
        match value.get_ref() {
            DeValue::Table(table) => vec![(table, value.span())],
            DeValue::Array(list) => {
                let mut tables = Vec::new();
                for entry in list {
                    match entry.get_ref() {
                        DeValue::Table(table) => tables.push((table, entry.span())),
                        other => self.wrong(entry.span(), format!("is {}; {what} is a table", other.type_str())),
                    }
                }
                tables
            }
            other => {
                self.wrong(value.span(), format!("is {}; {what} is a table", other.type_str()));
                Vec::new()
            }
        }
    }

    /// A text.
    pub fn text<'t>(&mut self, value: &'t Value<'i>, what: &str) -> Option<&'t str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            let kind = value.get_ref().type_str();
            self.wrong(value.span(), format!("{what} is {kind}; write it in quotes"));
        }
        text
    }

    /// A list of texts.
    pub fn texts<'t>(&mut self, value: &'t Value<'i>, what: &str) -> Vec<(&'t str, Range<usize>)> {
        let Some(list) = value.get_ref().as_array() else {
            self.wrong(value.span(), format!("{what} is a list, such as [\"one\", \"two\"]"));
            return Vec::new();
        };
        list.iter().filter_map(|entry| Some((self.text(entry, what)?, entry.span()))).collect()
    }

    /// Yes or no.
    pub fn flag(&mut self, value: Option<&Value<'i>>, what: &str) -> Option<bool> {
        let value = value?;
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            self.wrong(value.span(), format!("{what} is true or false"));
        }
        flag
    }

    /// A number, whole or not.
    pub fn number(&mut self, value: &Value<'i>, what: &str) -> Option<f64> {
        let number = match value.get_ref() {
            DeValue::Integer(integer) => {
                i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|integer| integer as f64)
            }
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => None,
        };
        if number.is_none() {
            let written = cited(self.text.get(value.span()).unwrap_or_default());
            self.wrong(value.span(), format!("{what} is `{written}`, which is no number that can be used"));
        }
        number
    }

    /// One value for every level, or a list of three: novice, intermediate, advanced. `read` notes what is wrong.
    pub fn per_level<T: Copy>(
        &mut self,
        value: &Value<'i>,
        what: &str,
        mut read: impl FnMut(&mut Self, &Value<'i>) -> Option<T>,
    ) -> Option<PerLevel<T>> {
        let Some(list) = value.get_ref().as_array() else {
            return read(self, value).map(|one| [one; 3]);
        };
        if list.len() != Level::ALL.len() {
            let count = list.len();
            self.wrong(
                value.span(),
                format!("{what} has {count} values; give one, or three: novice, intermediate, advanced"),
            );
            return None;
        }
        let each: Vec<Option<T>> = list.iter().map(|entry| read(self, entry)).collect();
        Some([each[0]?, each[1]?, each[2]?])
    }
}

impl<'t, 'i> Fields<'t, 'i> {
    /// The value of a key, if it is there.
    pub fn get(&self, key: &str) -> Option<&'t Value<'i>> {
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub fn required(&self, sheet: &mut Sheet<'i>, key: &str, example: &str) -> Option<&'t Value<'i>> {
        let value = self.get(key);
        if value.is_none() {
            sheet.wrong(self.place.clone(), format!("`{key}` is missing in {}; for instance {example}", self.what));
        }
        value
    }
}

/// What is missing in a table is told of its first line.
fn first_line(text: &str, span: &Range<usize>) -> Range<usize> {
    let end = text.get(span.clone()).and_then(|cited| cited.find('\n')).map_or(span.end, |end| span.start + end);
    span.start..end
}
