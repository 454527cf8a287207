//! Members, events and rules, kept durably.
//!
//! A store knows gyms, members, events and rule sets by their ids, and nothing of what they mean: a profile, an event and
//! a set are bytes to it. What every backend does is the trait [`Store`]; which backend it is, the URL says.
//!
//! ```
//! let folder = tempfile::tempdir().unwrap();
//! let store = rustdag_store::open(&format!("sqlite://{}", folder.path().join("gym.db").display())).unwrap();
//! store.create_member("default", "1001", b"a profile", 0).unwrap();
//! assert_eq!(store.member("default", "1001").unwrap().unwrap().profile, b"a profile");
//! ```
#![forbid(unsafe_code)]

mod error;
mod record;
mod sqlite;
mod store;
mod url;

pub use error::StoreError;
pub use record::{
    EventKey, EventPage, Member, NewEvent, NewRuleChange, PageLimit, Recording, Retraction, RuleChange, StoredEvent,
    StoredRule, StoredRuleSet, Version,
};
pub use sqlite::Sqlite;
pub use store::{DEFAULT_GYM, Store};
pub use url::open;
