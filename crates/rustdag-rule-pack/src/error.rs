//! What is wrong with an archive, and where.

/// Most characters of what an archive holds that a sentence repeats.
const SHOWN_MOST: usize = 80;

/// A text from somebody's archive, fit for a sentence: nothing in it moves a cursor or ends a line.
pub(crate) fn shown(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { ' ' } else { char }).take(SHOWN_MOST).collect()
}

/// Why an archive is not read, or not written.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// Larger than is read.
    #[error("has {found} bytes; an archive has at most {most}")]
    TooLarge {
        /// Its size.
        found: usize,
        /// Most bytes.
        most: usize,
    },
    /// No gzipped tar, or one that was cut off.
    #[error("is no archive of rules, or is damaged ({what}); make it again with `rustdag rule pack`")]
    Damaged {
        /// What the reader says.
        what: String,
    },
    /// Something stands where nobody would look.
    #[error("holds something behind its end, which is not read; make it again with `rustdag rule pack`")]
    Behind,
    /// It unpacks to more than is read.
    #[error("unpacks to more than {most} bytes at `{entry}`; an archive of rules is smaller")]
    Bomb {
        /// The entry at which it did.
        entry: String,
        /// Most bytes.
        most: u64,
    },
    /// A name that leads elsewhere, or is not one that an archive has.
    #[error("`{entry}` is no name an archive of rules may have; it has pack.toml, rules/NAME and signature.toml")]
    Name {
        /// The name.
        entry: String,
    },
    /// A link, a folder, a device.
    #[error("`{entry}` is {kind}; an archive of rules holds plain files only")]
    Kind {
        /// The entry.
        entry: String,
        /// What it is.
        kind: &'static str,
    },
    /// The same name twice.
    #[error("`{entry}` is there twice; give each file a name of its own")]
    SameName {
        /// The name.
        entry: String,
    },
    /// Two rules of one id.
    #[error("`{first}` and `{second}` are both rule `{id}`; keep one of the two")]
    SameId {
        /// The id.
        id: String,
        /// The first file.
        first: String,
        /// The second.
        second: String,
    },
    /// None, or too many.
    #[error("holds {found} rules; an archive holds 1 to {}", crate::pack::RULES_MAX)]
    Count {
        /// How many.
        found: usize,
    },
    /// Not there.
    #[error("has no `{entry}`; make it again with `rustdag rule pack`")]
    Missing {
        /// What is not there.
        entry: String,
    },
    /// There, and not in the table.
    #[error("holds `{entry}`, of which its pack.toml says nothing")]
    Unlisted {
        /// The entry.
        entry: String,
    },
    /// The table or the signature cannot be read.
    #[error("`{entry}` cannot be read: {what}")]
    Table {
        /// Which.
        entry: &'static str,
        /// What is wrong.
        what: String,
    },
    /// Written in a way that this program does not know.
    #[error("is written in format {found}, this program reads 1; use a newer rustdag")]
    Format {
        /// Its format.
        found: u32,
    },
    /// A file is not what the table says.
    #[error("`{entry}` is not what pack.toml says: {what} differs; it was changed after it was packed")]
    Differs {
        /// The entry.
        entry: String,
        /// What differs.
        what: &'static str,
    },
    /// The signature does not belong to the table.
    #[error(
        "the signature in signature.toml is not that of key {key} on this pack.toml; it was changed after it was signed"
    )]
    Signature {
        /// The key it names.
        key: String,
    },
    /// A text that is no key.
    #[error("`{shown}` is no key; a key is 64 hexadecimal digits, as `rustdag rule keygen` writes them")]
    Key {
        /// The beginning of it, if it may be shown.
        shown: String,
    },
    /// The machine gave no random number.
    #[error("no key can be made: {what}")]
    Chance {
        /// What it says.
        what: String,
    },
}
