//! Installed rules, rule sets and their changes in SQL.

use crate::error::StoreError;
use crate::record::{NewRuleChange, RuleChange, StoredRule, StoredRuleSet};
use rusqlite::{Connection, OptionalExtension as _, Row, params};

const CHANGE: &str = "number, set_id, returns_to, action, requested_by, changed_us";

pub(super) fn change(
    connection: &Connection,
    gym: &str,
    change: &NewRuleChange,
    now_us: i64,
) -> rusqlite::Result<Result<RuleChange, StoreError>> {
    if !super::members::has_gym(connection, gym)? {
        return Ok(Err(StoreError::NoGym { gym: gym.to_owned() }));
    }
    let last = last_change(connection, gym)?;
    if last != change.after {
        return Ok(Err(StoreError::RulesChanged { gym: gym.to_owned() }));
    }
    for rule in &change.rules {
        connection
            .prepare_cached(
                "INSERT INTO installed_rules (gym_id, digest, file_name, body, installed_us)
                 VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING",
            )?
            .execute(params![gym, rule.digest, rule.file_name, rule.body, now_us])?;
    }
    connection
        .prepare_cached(
            "INSERT INTO rule_sets (gym_id, set_id, body, created_us) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        )?
        .execute(params![gym, change.set_id, change.set_body, now_us])?;
    connection
        .prepare_cached(&format!(
            "INSERT INTO rule_changes (gym_id, {CHANGE}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING {CHANGE}"
        ))?
        .query_row(
            params![
                gym,
                last.unwrap_or(0) + 1,
                change.set_id,
                change.returns_to,
                change.action,
                change.requested_by,
                now_us
            ],
            read_change,
        )
        .map(Ok)
}

pub(super) fn changes(
    connection: &Connection,
    gym: &str,
    before: Option<i64>,
    limit: u32,
) -> rusqlite::Result<Vec<RuleChange>> {
    connection
        .prepare_cached(&format!(
            "SELECT {CHANGE} FROM rule_changes WHERE gym_id = ?1 AND number < ?2 ORDER BY number DESC LIMIT ?3"
        ))?
        .query_map(params![gym, before.unwrap_or(i64::MAX), limit], read_change)?
        .collect()
}

pub(super) fn last_change(connection: &Connection, gym: &str) -> rusqlite::Result<Option<i64>> {
    connection
        .prepare_cached("SELECT number FROM rule_changes WHERE gym_id = ?1 ORDER BY number DESC LIMIT 1")?
        .query_row([gym], |row| row.get(0))
        .optional()
}

pub(super) fn set(connection: &Connection, gym: &str, set_id: &str) -> rusqlite::Result<Option<StoredRuleSet>> {
    connection
        .prepare_cached("SELECT set_id, body, created_us FROM rule_sets WHERE gym_id = ?1 AND set_id = ?2")?
        .query_row([gym, set_id], |row| {
            Ok(StoredRuleSet { id: row.get(0)?, body: row.get(1)?, created_us: row.get(2)? })
        })
        .optional()
}

pub(super) fn installed(connection: &Connection, gym: &str, digest: &str) -> rusqlite::Result<Option<StoredRule>> {
    connection
        .prepare_cached("SELECT digest, file_name, body FROM installed_rules WHERE gym_id = ?1 AND digest = ?2")?
        .query_row([gym, digest], |row| {
            Ok(StoredRule { digest: row.get(0)?, file_name: row.get(1)?, body: row.get(2)? })
        })
        .optional()
}

fn read_change(row: &Row<'_>) -> rusqlite::Result<RuleChange> {
    Ok(RuleChange {
        number: row.get(0)?,
        set_id: row.get(1)?,
        returns_to: row.get(2)?,
        action: row.get(3)?,
        requested_by: row.get(4)?,
        changed_us: row.get(5)?,
    })
}
