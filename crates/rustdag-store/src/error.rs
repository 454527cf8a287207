//! What can go wrong, in one sentence each.

use std::path::PathBuf;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The URL names no database this program serves.
    #[error("`{url}` names no database; give sqlite://FILE")]
    Url {
        /// The URL.
        url: String,
    },
    /// The file cannot be opened or made.
    #[error("{} cannot be opened: {what}", file.display())]
    CannotOpen {
        /// The database.
        file: PathBuf,
        /// Why.
        what: String,
    },
    /// The file, or its folder, may not be written.
    #[error("{} is read-only; allow writing to it and to its folder, or choose another database", file.display())]
    ReadOnly {
        /// The database.
        file: PathBuf,
    },
    /// There is no room.
    #[error("{} cannot grow: there is no space left; free some and try again, nothing was half-written", file.display())]
    Full {
        /// The database.
        file: PathBuf,
    },
    /// Another program holds the file.
    #[error("{} is held by another program; stop it, or try again", file.display())]
    Locked {
        /// The database.
        file: PathBuf,
    },
    /// The content is damaged.
    #[error("{} is damaged ({what}); restore it from a backup", file.display())]
    Corrupt {
        /// The database.
        file: PathBuf,
        /// What was found.
        what: String,
    },
    /// The file is something else.
    #[error("{} is not a Rustdag database; choose another file", file.display())]
    Foreign {
        /// The file.
        file: PathBuf,
    },
    /// A newer version of this program wrote the file.
    #[error(
        "{} was written by a newer version (schema {found}, this version knows {known}); use that version",
        file.display()
    )]
    NewerSchema {
        /// The database.
        file: PathBuf,
        /// Version of the schema in the file.
        found: i64,
        /// Newest version of the schema this program knows.
        known: i64,
    },
    /// Something else went wrong in the database.
    #[error("{}: {what}", file.display())]
    Backend {
        /// The database.
        file: PathBuf,
        /// What it says.
        what: String,
    },
    /// There is no such gym.
    #[error("there is no gym {gym}")]
    NoGym {
        /// The gym.
        gym: String,
    },
    /// There is no such member.
    #[error("gym {gym} has no member {member}")]
    NoMember {
        /// The gym.
        gym: String,
        /// The member.
        member: String,
    },
    /// There is such a member already.
    #[error("gym {gym} has a member {member} already")]
    MemberExists {
        /// The gym.
        gym: String,
        /// The member.
        member: String,
    },
    /// The gym's rules changed since they were read.
    #[error("the rules of gym {gym} were changed since you read them; read them again")]
    RulesChanged {
        /// The gym.
        gym: String,
    },
    /// The member changed since it was read.
    #[error("member {member} of gym {gym} was changed since you read it; read it again")]
    Changed {
        /// The gym.
        gym: String,
        /// The member.
        member: String,
    },
}
