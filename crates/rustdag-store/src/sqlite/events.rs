//! Events in SQL.

use super::members;
use crate::record::{EventKey, EventPage, Member, NewEvent, PageLimit, Recording, Retraction, StoredEvent};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::collections::BTreeMap;

pub(super) fn record(
    connection: &Connection,
    gym: &str,
    events: &[NewEvent],
    now_us: i64,
) -> rusqlite::Result<Vec<Recording>> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO events (gym_id, member_id, at_us, source, event_id, body, recorded_us)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT DO NOTHING",
    )?;
    // Whether each member is there, and whether the log changes.
    let mut seen: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
    let mut out = Vec::with_capacity(events.len());
    for event in events {
        let NewEvent { member, source, event_id, at_us, body } = event;
        let (is_there, changes) = match seen.entry(member) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                entry.insert((members::version(connection, gym, member)?.is_some(), false))
            }
        };
        out.push(if !*is_there {
            Recording::NoMember
        } else if insert.execute(params![gym, member, at_us, source, event_id, body, now_us])? == 1 {
            *changes = true;
            Recording::Recorded
        } else {
            already(connection, gym, event)?
        });
    }
    for (member, _) in seen.into_iter().filter(|(_, (_, changes))| *changes) {
        bump(connection, gym, member)?;
    }
    Ok(out)
}

/// What the event is whose identity a new one has.
fn already(connection: &Connection, gym: &str, event: &NewEvent) -> rusqlite::Result<Recording> {
    let (member, retracted): (String, bool) = connection
        .prepare_cached("SELECT member_id, retracted FROM events WHERE gym_id = ?1 AND source = ?2 AND event_id = ?3")?
        .query_row([gym, &event.source, &event.event_id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(match retracted {
        _ if member != event.member => Recording::OtherMember,
        true => Recording::Retracted,
        false => Recording::Duplicate,
    })
}

fn bump(connection: &Connection, gym: &str, member: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("UPDATE members SET log_revision = log_revision + 1 WHERE gym_id = ?1 AND member_id = ?2")?
        .execute([gym, member])
        .map(|_| ())
}

/// `None` if there is no such member.
pub(super) fn list(
    connection: &Connection,
    gym: &str,
    member: &str,
    after: Option<&EventKey>,
    limit: PageLimit,
) -> rusqlite::Result<Option<EventPage>> {
    let start = EventKey { at_us: i64::MIN, source: String::new(), event_id: String::new() };
    let EventKey { at_us, source, event_id } = after.unwrap_or(&start);
    let mut statement = connection.prepare_cached(
        "SELECT at_us, source, event_id, body FROM events
         WHERE gym_id = ?1 AND member_id = ?2 AND (at_us, source, event_id) > (?3, ?4, ?5) AND retracted = 0
         ORDER BY at_us, source, event_id",
    )?;
    let page = page(statement.query_map(params![gym, member, at_us, source, event_id], read)?, limit)?;
    let is_there = !page.events.is_empty() || members::version(connection, gym, member)?.is_some();
    Ok(is_there.then_some(page))
}

pub(super) fn between(
    connection: &Connection,
    gym: &str,
    member: &str,
    from_us: i64,
    to_us: i64,
    limit: PageLimit,
) -> rusqlite::Result<Vec<StoredEvent>> {
    let mut statement = connection.prepare_cached(
        "SELECT at_us, source, event_id, body FROM events
         WHERE gym_id = ?1 AND member_id = ?2 AND at_us BETWEEN ?3 AND ?4 AND retracted = 0
         ORDER BY at_us DESC, source DESC, event_id DESC",
    )?;
    Ok(page(statement.query_map(params![gym, member, from_us, to_us], read)?, limit)?.events)
}

/// Takes rows until the page is full; the rows behind it are not read.
fn page(rows: impl Iterator<Item = rusqlite::Result<StoredEvent>>, limit: PageLimit) -> rusqlite::Result<EventPage> {
    let mut page = EventPage { events: Vec::new(), has_more: false };
    let mut bytes = 0;
    for event in rows {
        let event = event?;
        bytes += event.body.len();
        let is_full = page.events.len() >= limit.events as usize || (bytes > limit.bytes && !page.events.is_empty());
        if is_full {
            page.has_more = true;
            break;
        }
        page.events.push(event);
    }
    Ok(page)
}

pub(super) fn retract(
    connection: &Connection,
    gym: &str,
    member: &str,
    source: &str,
    event_id: &str,
) -> rusqlite::Result<Retraction> {
    let retracted: Option<bool> = connection
        .prepare_cached(
            "SELECT retracted FROM events
             WHERE gym_id = ?1 AND source = ?2 AND event_id = ?3 AND member_id = ?4",
        )?
        .query_row([gym, source, event_id, member], |row| row.get(0))
        .optional()?;
    match retracted {
        None => return Ok(Retraction::NoEvent),
        Some(true) => return Ok(Retraction::Already),
        Some(false) => {}
    }
    connection
        .prepare_cached(
            "UPDATE events SET retracted = 1, body = x'' WHERE gym_id = ?1 AND source = ?2 AND event_id = ?3",
        )?
        .execute([gym, source, event_id])?;
    bump(connection, gym, member)?;
    Ok(Retraction::Retracted)
}

pub(super) fn history(
    connection: &Connection,
    gym: &str,
    member: &str,
) -> rusqlite::Result<Option<(Member, Vec<StoredEvent>)>> {
    // One transaction, so that the member's version is that of the events.
    let transaction = connection.unchecked_transaction()?;
    let Some(member_row) = members::get(&transaction, gym, member)? else { return Ok(None) };
    let events = transaction
        .prepare_cached(
            "SELECT at_us, source, event_id, body FROM events
             WHERE gym_id = ?1 AND member_id = ?2 AND retracted = 0 ORDER BY at_us, source, event_id",
        )?
        .query_map([gym, member], read)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    transaction.finish()?;
    Ok(Some((member_row, events)))
}

fn read(row: &Row<'_>) -> rusqlite::Result<StoredEvent> {
    Ok(StoredEvent {
        key: EventKey { at_us: row.get(0)?, source: row.get(1)?, event_id: row.get(2)? },
        body: row.get(3)?,
    })
}
