//! One story about members and events, told to every backend.

use rustdag_store::{
    DEFAULT_GYM as GYM, EventKey, NewEvent, NewRuleChange, PageLimit, Recording, Retraction, Store, StoreError,
    StoredRule,
};
use std::sync::Arc;

#[test]
fn sqlite_tells_the_story() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("gym.db").display());
    let open = || rustdag_store::open(&url).unwrap();
    members(&*open());
    events(&*open());
    many_at_once(&open());
    rules(&*open());
    // What was acknowledged is there after closing and opening again.
    assert_eq!(open().history(GYM, "busy").unwrap().unwrap().1.len(), 8 * 50);
    assert_eq!(open().rule_changes(GYM, None, 10).unwrap().len(), 3);
    assert_eq!(open().installed_rule(GYM, "d1").unwrap().unwrap().body, b"a rule");
}

fn event(member: &str, id: &str, at_us: i64) -> NewEvent {
    NewEvent {
        member: member.into(),
        source: "app".into(),
        event_id: id.into(),
        at_us,
        body: format!("{member} {id}").into_bytes(),
    }
}

/// As many events, of any size.
fn up_to(events: u32) -> PageLimit {
    PageLimit { events, bytes: usize::MAX }
}

fn members(store: &dyn Store) {
    assert_eq!(store.member(GYM, "a").unwrap(), None);
    let first = store.create_member(GYM, "a", b"novice", 10).unwrap();
    assert_eq!(store.member(GYM, "a").unwrap().unwrap(), first);
    assert!(matches!(store.create_member(GYM, "a", b"other", 11), Err(StoreError::MemberExists { .. })));
    assert!(matches!(store.create_member("nowhere", "a", b"", 0), Err(StoreError::NoGym { .. })));
    assert!(matches!(store.members("nowhere", None, 10), Err(StoreError::NoGym { .. })));

    let second = store.update_member(GYM, "a", b"advanced", first.version, 20).unwrap();
    assert_eq!((second.profile.as_slice(), second.updated_us), (b"advanced".as_slice(), 20));
    assert_eq!(second.version.created_us, 10);
    assert!(matches!(store.update_member(GYM, "a", b"late", first.version, 30), Err(StoreError::Changed { .. })));
    assert!(matches!(store.update_member(GYM, "b", b"", first.version, 30), Err(StoreError::NoMember { .. })));
    assert_eq!(store.member(GYM, "a").unwrap().unwrap(), second);

    for id in ["c", "b", "B"] {
        store.create_member(GYM, id, b"", 0).unwrap();
    }
    let ids = |after, limit| {
        store.members(GYM, after, limit).unwrap().into_iter().map(|member| member.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(None, 2), ["B", "a"]);
    assert_eq!(ids(Some("a"), 10), ["b", "c"]);
    assert_eq!(ids(Some("c"), 10), [""; 0]);
    let count = |after| store.count_members(GYM, after).unwrap();
    assert_eq!([count(None), count(Some("B")), count(Some("a")), count(Some("c"))], [4, 3, 2, 0]);
    assert!(matches!(store.count_members("nowhere", None), Err(StoreError::NoGym { .. })));

    // Another gym has members of its own with the same ids.
    store.create_gym("noord").unwrap();
    store.create_gym("noord").unwrap();
    assert_eq!(store.members("noord", None, 10).unwrap(), []);
    store.create_member("noord", "a", b"somebody else", 0).unwrap();
    assert_eq!(store.member(GYM, "a").unwrap().unwrap().profile, b"advanced");

    assert!(matches!(store.erase_member(GYM, "a", Some(first.version)), Err(StoreError::Changed { .. })));
    assert_eq!(store.erase_member(GYM, "a", Some(second.version)).unwrap(), 0);
    assert!(matches!(store.erase_member(GYM, "a", None), Err(StoreError::NoMember { .. })));
    assert_eq!(store.member(GYM, "a").unwrap(), None);
    assert!(store.member("noord", "a").unwrap().is_some());
    // Who comes back is not taken for who left.
    let back = store.create_member(GYM, "a", b"novice", 40).unwrap();
    assert!(!back.version.same_profile(first.version));
}

fn events(store: &dyn Store) {
    let before = store.version(GYM, "b").unwrap().unwrap();
    let batch = vec![event("b", "2", 200), event("b", "1", 100), event("b", "2", 200), event("nobody", "3", 300)];
    assert_eq!(
        store.record_events(GYM, batch, 0).unwrap(),
        [Recording::Recorded, Recording::Recorded, Recording::Duplicate, Recording::NoMember]
    );
    let after = store.version(GYM, "b").unwrap().unwrap();
    assert!(after.same_profile(before) && after != before);

    // The same id changes nothing, whatever it comes with.
    let changed = NewEvent { body: b"changed".to_vec(), ..event("b", "1", 999) };
    assert_eq!(store.record_events(GYM, vec![changed], 0).unwrap(), [Recording::Duplicate]);
    assert_eq!(store.record_events(GYM, vec![event("c", "1", 100)], 0).unwrap(), [Recording::OtherMember]);
    assert_eq!(store.version(GYM, "b").unwrap().unwrap(), after);
    // Another source, and another gym, have ids of their own.
    let other_source = NewEvent { source: "strong".into(), ..event("c", "1", 100) };
    assert_eq!(store.record_events(GYM, vec![other_source], 0).unwrap(), [Recording::Recorded]);
    assert_eq!(store.record_events("noord", vec![event("a", "1", 100)], 0).unwrap(), [Recording::Recorded]);

    // An event that comes late takes its place.
    store.record_events(GYM, vec![event("b", "0", -50)], 0).unwrap();
    let ids = |after: Option<&EventKey>, limit| {
        let page = store.events(GYM, "b", after, up_to(limit)).unwrap();
        page.events.into_iter().map(|event| event.key.event_id).collect::<Vec<_>>()
    };
    assert_eq!(ids(None, 10), ["0", "1", "2"]);
    assert_eq!(ids(None, 1), ["0"]);
    let key = store.events(GYM, "b", None, up_to(1)).unwrap().events.remove(0).key;
    assert_eq!(ids(Some(&key), 10), ["1", "2"]);
    assert!(matches!(store.events(GYM, "nobody", None, up_to(10)), Err(StoreError::NoMember { .. })));

    // A page ends at its limit of bytes, but holds one event at least; "b 0" is three bytes long.
    let page = |events, bytes| {
        let page = store.events(GYM, "b", None, PageLimit { events, bytes }).unwrap();
        (page.events.len(), page.has_more)
    };
    assert_eq!(
        [page(10, 0), page(10, 5), page(10, 6), page(10, 8), page(10, 9)].map(|(events, _)| events),
        [1, 1, 2, 2, 3]
    );
    assert_eq!([page(10, 0), page(2, 9), page(3, 9)].map(|(_, has_more)| has_more), [true, true, false]);

    // What happened between two instants, both included, latest first.
    let between = |member, from_us, to_us, limit| {
        let events = store.events_between(GYM, member, from_us, to_us, limit).unwrap();
        events.into_iter().map(|event| event.key.event_id).collect::<Vec<_>>()
    };
    assert_eq!(between("b", -50, 100, up_to(10)), ["1", "0"]);
    assert_eq!(between("b", -49, 200, up_to(1)), ["2"]);
    assert_eq!(between("b", 101, 199, up_to(10)), [""; 0]);
    assert_eq!(between("nobody", -50, 200, up_to(10)), [""; 0]);
    let (member, history) = store.history(GYM, "b").unwrap().unwrap();
    assert_eq!(member.version, store.version(GYM, "b").unwrap().unwrap());
    assert_eq!(history[1].body, b"b 1");
    assert_eq!(store.history(GYM, "nobody").unwrap(), None);

    // What is taken back stays back.
    assert_eq!(store.retract_event(GYM, "b", "app", "1").unwrap(), Retraction::Retracted);
    assert_eq!(store.retract_event(GYM, "b", "app", "1").unwrap(), Retraction::Already);
    assert_eq!(store.retract_event(GYM, "c", "app", "2").unwrap(), Retraction::NoEvent);
    assert_eq!(store.record_events(GYM, vec![event("b", "1", 100)], 0).unwrap(), [Recording::Retracted]);
    assert_eq!(ids(None, 10), ["0", "2"]);
    assert_eq!(between("b", -50, 200, up_to(10)), ["2", "0"]);
    assert_ne!(store.version(GYM, "b").unwrap().unwrap(), member.version);

    // Erasing takes the log along, and frees its ids.
    assert_eq!(store.erase_member(GYM, "b", None).unwrap(), 3);
    assert_eq!(store.record_events(GYM, vec![event("c", "1", 100)], 0).unwrap(), [Recording::Recorded]);
}

fn many_at_once(store: &Arc<dyn Store>) {
    store.create_member(GYM, "busy", b"", 0).unwrap();
    std::thread::scope(|scope| {
        for caller in 0..8 {
            scope.spawn(move || {
                for number in 0..50 {
                    let id = format!("{caller}-{number}");
                    let outcome = store.record_events(GYM, vec![event("busy", &id, number)], 0).unwrap();
                    assert_eq!(outcome, [Recording::Recorded]);
                    // A refused call that shares the commit takes nothing of the others along.
                    assert!(store.create_member(GYM, "busy", b"", 0).is_err());
                }
            });
        }
    });
    assert_eq!(store.events(GYM, "busy", None, up_to(1000)).unwrap().events.len(), 8 * 50);
    // Each call is one change of the log, also when calls shared a commit.
    assert_eq!(store.version(GYM, "busy").unwrap().unwrap().log_revision, 1 + 8 * 50);
}

fn rules(store: &dyn Store) {
    let change = |after, set: &str, returns_to| NewRuleChange {
        after,
        rules: vec![StoredRule { digest: "d1".into(), file_name: "mine.toml".into(), body: b"a rule".to_vec() }],
        set_id: set.into(),
        set_body: format!("of {set}").into_bytes(),
        returns_to,
        action: 1,
        requested_by: "Jan".into(),
    };
    assert_eq!(store.rule_changes(GYM, None, 10).unwrap(), []);
    assert_eq!(store.last_rule_change(GYM).unwrap(), None);
    assert_eq!(store.rule_set(GYM, "one").unwrap(), None);
    assert!(matches!(store.change_rules("nowhere", change(None, "one", None), 0), Err(StoreError::NoGym { .. })));
    let first = store.change_rules(GYM, change(None, "one", None), 10).unwrap();
    assert_eq!((first.number, first.returns_to, first.changed_us), (1, None, 10));
    // Who did not see the last change changes nothing, and nothing of theirs is kept.
    let mut late = change(None, "late", None);
    late.rules[0].digest = "d2".into();
    assert!(matches!(store.change_rules(GYM, late, 11), Err(StoreError::RulesChanged { .. })));
    assert_eq!((store.rule_set(GYM, "late").unwrap(), store.installed_rule(GYM, "d2").unwrap()), (None, None));

    store.change_rules(GYM, change(Some(1), "two", Some(1)), 20).unwrap();
    // A set that was there before is the same set, and so is a rule.
    let mut again = change(Some(2), "one", None);
    again.set_body = b"something else".to_vec();
    again.rules[0].body = b"something else".to_vec();
    let third = store.change_rules(GYM, again, 30).unwrap();
    assert_eq!((third.number, third.set_id.as_str(), third.requested_by.as_str()), (3, "one", "Jan"));
    let set = store.rule_set(GYM, "one").unwrap().unwrap();
    assert_eq!((set.body.as_slice(), set.created_us), (b"of one".as_slice(), 10));
    assert_eq!(store.installed_rule(GYM, "d1").unwrap().unwrap().body, b"a rule");

    let numbers = |before, limit| {
        store.rule_changes(GYM, before, limit).unwrap().into_iter().map(|change| change.number).collect::<Vec<_>>()
    };
    assert_eq!((numbers(None, 10), numbers(None, 1), numbers(Some(3), 10)), (vec![3, 2, 1], vec![3], vec![2, 1]));
    // Another gym has rules of its own.
    assert_eq!(store.rule_changes("noord", None, 10).unwrap(), []);
    assert_eq!((store.rule_set("noord", "one").unwrap(), store.installed_rule("noord", "d1").unwrap()), (None, None));
    assert_eq!(store.change_rules("noord", change(None, "one", None), 0).unwrap().number, 1);
    let last = |gym| store.last_rule_change(gym).unwrap();
    assert_eq!((last(GYM), last("noord"), last("nowhere")), (Some(3), Some(1), None));
}
