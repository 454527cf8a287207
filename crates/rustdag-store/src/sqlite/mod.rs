//! SQLite: one file, one writer thread, as many readers as there are callers.

mod events;
mod fault;
mod members;
mod migrate;
mod open;
mod readers;
mod rules;
mod writer;

use crate::error::StoreError;
use crate::record::{
    EventKey, EventPage, Member, NewEvent, NewRuleChange, PageLimit, Recording, Retraction, RuleChange, StoredEvent,
    StoredRule, StoredRuleSet, Version,
};
use crate::store::Store;
use fault::Faults;
use readers::Readers;
use rusqlite::Connection;
use std::path::Path;
use writer::{After, Writer};

/// A database in one file.
pub struct Sqlite {
    faults: Faults,
    readers: Readers,
    writer: Writer,
}

impl Sqlite {
    /// Opens a database, makes it if it is not there, and brings an older one up to date.
    ///
    /// # Errors
    /// [`StoreError`] that names the file.
    pub fn open(file: &Path) -> Result<Self, StoreError> {
        let faults = Faults::of(file);
        let mut connection = open::writer(&faults)?;
        migrate::up(&mut connection, &faults)?;
        Ok(Self { readers: Readers::new(faults.clone()), writer: Writer::start(connection, faults.clone())?, faults })
    }

    fn read<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, StoreError> {
        self.readers.with(work)
    }

    /// Runs work in a transaction and answers when it is durable. The inner result is the work's own: if it is an
    /// error, what the work did is undone.
    fn write<T: Send + 'static>(
        &self,
        after: After,
        work: impl FnOnce(&Connection) -> rusqlite::Result<Result<T, StoreError>> + Send + 'static,
    ) -> Result<T, StoreError> {
        let faults = self.faults.clone();
        self.writer.run(after, move |connection| work(connection).unwrap_or_else(|error| Err(faults.say(&error))))
    }
}

impl Store for Sqlite {
    fn create_gym(&self, gym: &str) -> Result<(), StoreError> {
        let gym = gym.to_owned();
        self.write(After::Nothing, move |connection| members::create_gym(connection, &gym).map(Ok))
    }

    fn create_member(&self, gym: &str, member: &str, profile: &[u8], now_us: i64) -> Result<Member, StoreError> {
        let (gym, member, profile) = (gym.to_owned(), member.to_owned(), profile.to_owned());
        self.write(After::Nothing, move |connection| members::create(connection, &gym, &member, &profile, now_us))
    }

    fn member(&self, gym: &str, member: &str) -> Result<Option<Member>, StoreError> {
        self.read(|connection| members::get(connection, gym, member))
    }

    fn update_member(
        &self,
        gym: &str,
        member: &str,
        profile: &[u8],
        seen: Version,
        now_us: i64,
    ) -> Result<Member, StoreError> {
        let (gym, member, profile) = (gym.to_owned(), member.to_owned(), profile.to_owned());
        self.write(After::Nothing, move |connection| members::update(connection, &gym, &member, &profile, seen, now_us))
    }

    fn members(&self, gym: &str, after: Option<&str>, limit: u32) -> Result<Vec<Member>, StoreError> {
        self.read(|connection| members::list(connection, gym, after, limit))?
            .ok_or_else(|| StoreError::NoGym { gym: gym.to_owned() })
    }

    fn count_members(&self, gym: &str, after: Option<&str>) -> Result<u64, StoreError> {
        self.read(|connection| members::count(connection, gym, after))?
            .ok_or_else(|| StoreError::NoGym { gym: gym.to_owned() })
    }

    fn erase_member(&self, gym: &str, member: &str, seen: Option<Version>) -> Result<u64, StoreError> {
        let (gym, member) = (gym.to_owned(), member.to_owned());
        self.write(After::EmptyLog, move |connection| members::erase(connection, &gym, &member, seen))
    }

    fn record_events(&self, gym: &str, events: Vec<NewEvent>, now_us: i64) -> Result<Vec<Recording>, StoreError> {
        let gym = gym.to_owned();
        self.write(After::Nothing, move |connection| events::record(connection, &gym, &events, now_us).map(Ok))
    }

    fn events(
        &self,
        gym: &str,
        member: &str,
        after: Option<&EventKey>,
        limit: PageLimit,
    ) -> Result<EventPage, StoreError> {
        self.read(|connection| events::list(connection, gym, member, after, limit))?
            .ok_or_else(|| StoreError::NoMember { gym: gym.to_owned(), member: member.to_owned() })
    }

    fn events_between(
        &self,
        gym: &str,
        member: &str,
        from_us: i64,
        to_us: i64,
        limit: PageLimit,
    ) -> Result<Vec<StoredEvent>, StoreError> {
        self.read(|connection| events::between(connection, gym, member, from_us, to_us, limit))
    }

    fn retract_event(&self, gym: &str, member: &str, source: &str, event_id: &str) -> Result<Retraction, StoreError> {
        let (gym, member) = (gym.to_owned(), member.to_owned());
        let (source, event_id) = (source.to_owned(), event_id.to_owned());
        self.write(After::EmptyLog, move |connection| {
            events::retract(connection, &gym, &member, &source, &event_id).map(Ok)
        })
    }

    fn history(&self, gym: &str, member: &str) -> Result<Option<(Member, Vec<StoredEvent>)>, StoreError> {
        self.read(|connection| events::history(connection, gym, member))
    }

    fn version(&self, gym: &str, member: &str) -> Result<Option<Version>, StoreError> {
        self.read(|connection| members::version(connection, gym, member))
    }

    fn change_rules(&self, gym: &str, change: NewRuleChange, now_us: i64) -> Result<RuleChange, StoreError> {
        let gym = gym.to_owned();
        self.write(After::Nothing, move |connection| rules::change(connection, &gym, &change, now_us))
    }

    fn rule_changes(&self, gym: &str, before: Option<i64>, limit: u32) -> Result<Vec<RuleChange>, StoreError> {
        self.read(|connection| rules::changes(connection, gym, before, limit))
    }

    fn last_rule_change(&self, gym: &str) -> Result<Option<i64>, StoreError> {
        self.read(|connection| rules::last_change(connection, gym))
    }

    fn rule_set(&self, gym: &str, set_id: &str) -> Result<Option<StoredRuleSet>, StoreError> {
        self.read(|connection| rules::set(connection, gym, set_id))
    }

    fn installed_rule(&self, gym: &str, digest: &str) -> Result<Option<StoredRule>, StoreError> {
        self.read(|connection| rules::installed(connection, gym, digest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn store() -> (tempfile::TempDir, Sqlite) {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("gym.db")).unwrap();
        (folder, store)
    }

    fn pragma(store: &Sqlite, statement: &'static str) {
        store.write(After::Nothing, |connection| connection.execute_batch(statement).map(Ok)).unwrap();
    }

    #[test]
    fn a_full_database_says_so_and_keeps_what_it_had() {
        let (_folder, store) = store();
        store.create_member("default", "1", b"first", 0).unwrap();
        pragma(&store, "PRAGMA max_page_count = 1");
        let error = store.create_member("default", "2", &[7; 100_000], 0).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        assert!(error.to_string().contains("gym.db cannot grow"));
        pragma(&store, "PRAGMA max_page_count = 1000000");
        store.create_member("default", "2", b"second", 0).unwrap();
        assert_eq!(store.members("default", None, 10).unwrap().len(), 2);
    }

    #[test]
    fn a_database_that_may_not_be_written_says_so() {
        let (_folder, store) = store();
        pragma(&store, "PRAGMA query_only = ON");
        let error = store.create_member("default", "1", b"", 0).unwrap_err();
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
    }

    #[test]
    fn a_write_protected_file_is_refused_on_opening() {
        let (folder, store) = store();
        drop(store);
        let mut file = folder.path().join("gym.db");
        let mut permissions = fs::metadata(&file).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).unwrap();
        let may_write = |file: &Path| fs::OpenOptions::new().append(true).open(file).is_ok();
        if may_write(&file) {
            // Root may write to any file but those that the kernel itself makes without a way to write them.
            file = "/sys/kernel/uevent_seqnum".into();
        }
        if !file.exists() || may_write(&file) {
            eprintln!("skipped: whoever runs this may write every file there is, so there is nothing to refuse");
            return;
        }
        assert_eq!(Sqlite::open(&file).err(), Some(StoreError::ReadOnly { file }));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_folder_that_may_not_be_written_is_refused_before_anything_is_made() {
        if !Path::new("/sys/kernel").exists() {
            eprintln!("skipped: the kernel's own files are not mounted here");
            return;
        }
        // Not even root may make a file there.
        let file = Path::new("/sys/gym.db");
        assert_eq!(Sqlite::open(file).err(), Some(StoreError::ReadOnly { file: file.to_owned() }));
    }

    #[test]
    fn a_held_database_says_so() {
        let (folder, store) = store();
        store.writer.set_patience(std::time::Duration::from_millis(20));
        let other = Connection::open(folder.path().join("gym.db")).unwrap();
        other.execute_batch("BEGIN EXCLUSIVE").unwrap();
        let error = store.create_member("default", "1", b"", 0).unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        other.execute_batch("ROLLBACK").unwrap();
        store.create_member("default", "1", b"", 0).unwrap();
    }

    #[test]
    fn a_file_of_something_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("notes.txt");
        fs::write(&text, "Squat 5 x 5, long enough to be no empty database. ".repeat(30)).unwrap();
        let before = fs::read(&text).unwrap();
        assert_eq!(Sqlite::open(&text).err(), Some(StoreError::Foreign { file: text.clone() }));
        assert_eq!(fs::read(&text).unwrap(), before);

        let foreign = folder.path().join("other.db");
        Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
        assert_eq!(Sqlite::open(&foreign).err(), Some(StoreError::Foreign { file: foreign }));
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let (folder, store) = store();
        drop(store);
        let file = folder.path().join("gym.db");
        Connection::open(&file).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        let error = Sqlite::open(&file).err().unwrap();
        assert!(matches!(error, StoreError::NewerSchema { found: 99, .. }), "{error}");
    }

    #[test]
    fn damage_is_told_from_emptiness() {
        let (folder, store) = store();
        for member in 0..200 {
            store.create_member("default", &format!("{member}"), &[1; 1000], 0).unwrap();
        }
        drop(store);
        let file = folder.path().join("gym.db");
        let mut bytes = fs::read(&file).unwrap();
        let tail = bytes.len() / 4;
        bytes[tail..].fill(0xAB);
        fs::write(&file, bytes).unwrap();
        let error = Sqlite::open(&file).and_then(|store| store.members("default", None, 1000)).unwrap_err();
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = Sqlite::open(&folder.path().join("missing/gym.db")).err().unwrap();
        assert!(error.to_string().contains("missing/gym.db cannot be opened"), "{error}");
    }

    #[test]
    fn erasure_leaves_no_byte() {
        let (folder, store) = store();
        store.create_member("default", "1", b"unmistakable-profile", 0).unwrap();
        let event = NewEvent {
            member: "1".into(),
            source: "app".into(),
            event_id: "1".into(),
            at_us: 0,
            body: b"unmistakable-event".to_vec(),
        };
        store.record_events("default", vec![event], 0).unwrap();
        assert_eq!(store.erase_member("default", "1", None).unwrap(), 1);
        assert!(!holds(folder.path(), b"unmistakable"));
    }

    #[test]
    fn what_is_taken_back_leaves_no_byte() {
        let (folder, store) = store();
        store.create_member("default", "1", b"", 0).unwrap();
        let event = |event_id: &str, body: &[u8]| NewEvent {
            member: "1".into(),
            source: "app".into(),
            event_id: event_id.into(),
            at_us: 0,
            body: body.to_vec(),
        };
        let events = vec![event("1", b"unmistakable"), event("2", b"kept-for-good")];
        store.record_events("default", events, 0).unwrap();
        assert!(holds(folder.path(), b"unmistakable"));
        assert_eq!(store.retract_event("default", "1", "app", "1").unwrap(), Retraction::Retracted);
        assert!(!holds(folder.path(), b"unmistakable"));
        assert!(holds(folder.path(), b"kept-for-good"));
    }

    /// Whether any file of a folder holds these bytes.
    fn holds(folder: &Path, what: &[u8]) -> bool {
        fs::read_dir(folder).unwrap().any(|entry| {
            let bytes = fs::read(entry.unwrap().path()).unwrap();
            bytes.windows(what.len()).any(|window| window == what)
        })
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read_the_file() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, _store) = store();
        let mode = fs::metadata(folder.path().join("gym.db")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{mode:o}");
    }
}
