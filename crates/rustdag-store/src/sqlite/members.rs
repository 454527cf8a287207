//! Gyms and members in SQL.

use crate::error::StoreError;
use crate::record::{Member, Version};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

const COLUMNS: &str = "member_id, profile, created_us, revision, log_revision, updated_us";

pub(super) fn create_gym(connection: &Connection, gym: &str) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO gyms (gym_id) VALUES (?1) ON CONFLICT DO NOTHING")?
        .execute([gym])
        .map(|_| ())
}

pub(super) fn has_gym(connection: &Connection, gym: &str) -> rusqlite::Result<bool> {
    connection.prepare_cached("SELECT 1 FROM gyms WHERE gym_id = ?1")?.exists([gym])
}

pub(super) fn create(
    connection: &Connection,
    gym: &str,
    member: &str,
    profile: &[u8],
    now_us: i64,
) -> rusqlite::Result<Result<Member, StoreError>> {
    if !has_gym(connection, gym)? {
        return Ok(Err(StoreError::NoGym { gym: gym.to_owned() }));
    }
    let created = connection
        .prepare_cached(&format!(
            "INSERT INTO members (gym_id, member_id, profile, created_us, revision, log_revision, updated_us)
             VALUES (?1, ?2, ?3, ?4, 1, 1, ?4) ON CONFLICT DO NOTHING RETURNING {COLUMNS}"
        ))?
        .query_row(params![gym, member, profile, now_us], read)
        .optional()?;
    Ok(created.ok_or_else(|| StoreError::MemberExists { gym: gym.to_owned(), member: member.to_owned() }))
}

pub(super) fn get(connection: &Connection, gym: &str, member: &str) -> rusqlite::Result<Option<Member>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM members WHERE gym_id = ?1 AND member_id = ?2"))?
        .query_row([gym, member], read)
        .optional()
}

pub(super) fn version(connection: &Connection, gym: &str, member: &str) -> rusqlite::Result<Option<Version>> {
    connection
        .prepare_cached("SELECT created_us, revision, log_revision FROM members WHERE gym_id = ?1 AND member_id = ?2")?
        .query_row([gym, member], |row| {
            Ok(Version { created_us: row.get(0)?, revision: row.get(1)?, log_revision: row.get(2)? })
        })
        .optional()
}

pub(super) fn update(
    connection: &Connection,
    gym: &str,
    member: &str,
    profile: &[u8],
    seen: Version,
    now_us: i64,
) -> rusqlite::Result<Result<Member, StoreError>> {
    if let Err(error) = still(connection, gym, member, Some(seen))? {
        return Ok(Err(error));
    }
    connection
        .prepare_cached(&format!(
            "UPDATE members SET profile = ?3, revision = revision + 1, updated_us = ?4
             WHERE gym_id = ?1 AND member_id = ?2 RETURNING {COLUMNS}"
        ))?
        .query_row(params![gym, member, profile, now_us], read)
        .map(Ok)
}

/// `None` if there is no such gym.
pub(super) fn list(
    connection: &Connection,
    gym: &str,
    after: Option<&str>,
    limit: u32,
) -> rusqlite::Result<Option<Vec<Member>>> {
    // No id is empty, so that every id comes after the empty one.
    let members = connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM members WHERE gym_id = ?1 AND member_id > ?2 ORDER BY member_id LIMIT ?3"
        ))?
        .query_map(params![gym, after.unwrap_or_default(), limit], read)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(if members.is_empty() && !has_gym(connection, gym)? { None } else { Some(members) })
}

/// `None` if there is no such gym.
pub(super) fn count(connection: &Connection, gym: &str, after: Option<&str>) -> rusqlite::Result<Option<u64>> {
    let count: i64 = connection
        .prepare_cached("SELECT count(*) FROM members WHERE gym_id = ?1 AND member_id > ?2")?
        .query_row(params![gym, after.unwrap_or_default()], |row| row.get(0))?;
    Ok(if count == 0 && !has_gym(connection, gym)? { None } else { u64::try_from(count).ok() })
}

pub(super) fn erase(
    connection: &Connection,
    gym: &str,
    member: &str,
    seen: Option<Version>,
) -> rusqlite::Result<Result<u64, StoreError>> {
    if let Err(error) = still(connection, gym, member, seen)? {
        return Ok(Err(error));
    }
    let events =
        connection.prepare_cached("DELETE FROM events WHERE gym_id = ?1 AND member_id = ?2")?.execute([gym, member])?;
    connection.prepare_cached("DELETE FROM members WHERE gym_id = ?1 AND member_id = ?2")?.execute([gym, member])?;
    Ok(Ok(events as u64))
}

/// Whether the member is there, with the profile that was seen.
fn still(
    connection: &Connection,
    gym: &str,
    member: &str,
    seen: Option<Version>,
) -> rusqlite::Result<Result<(), StoreError>> {
    let (gym_id, member_id) = (gym.to_owned(), member.to_owned());
    Ok(match (version(connection, gym, member)?, seen) {
        (None, _) => Err(StoreError::NoMember { gym: gym_id, member: member_id }),
        (Some(now), Some(seen)) if !now.same_profile(seen) => {
            Err(StoreError::Changed { gym: gym_id, member: member_id })
        }
        _ => Ok(()),
    })
}

fn read(row: &Row<'_>) -> rusqlite::Result<Member> {
    Ok(Member {
        id: row.get(0)?,
        profile: row.get(1)?,
        version: Version { created_us: row.get(2)?, revision: row.get(3)?, log_revision: row.get(4)? },
        updated_us: row.get(5)?,
    })
}
