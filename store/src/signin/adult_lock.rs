//! The locks of adults' accounts. Only wrong passwords are counted. A stranger's count for the
//! account in their network and, up to a higher number, for the account everywhere; those of a known
//! browser count for the account in that browser alone, so that no stranger keeps its adult out.

use crate::{
    Result, Tx,
    audit::{self, NewEntry},
    column::{from_millis, to_int, to_millis},
    proof::digest,
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::{PersonId, SchoolId},
    limits,
    signin::{LockRule, SoftLock},
};
use std::net::IpAddr;

/// Whose password was typed.
pub(super) enum Account {
    Person(PersonId, SchoolId),
    /// A name that is nobody's: locked like anyone's, so that it can't be told.
    Nobody(String),
}

/// One count of wrong passwords in a row.
#[derive(Clone)]
pub(super) struct AdultLock {
    scope: Vec<u8>,
    rule: LockRule,
    /// As the audit log names it.
    place: &'static str,
}

impl AdultLock {
    /// Of a browser that is known by this hash of its token.
    pub(super) fn of_browser(person: PersonId, browser: &[u8]) -> Vec<Self> {
        vec![Self {
            scope: digest(&format!("browser {person} {browser:?}")),
            rule: LockRule::ACCOUNT,
            place: "browser",
        }]
    }

    /// Of anyone else in this network.
    pub(super) fn of_stranger(account: &Account, network: Option<IpAddr>) -> Vec<Self> {
        vec![
            Self {
                scope: account.scope(&format!("network {network:?}")),
                rule: LockRule::ACCOUNT,
                place: "network",
            },
            Self {
                scope: account.scope("everywhere"),
                rule: LockRule::ACCOUNT_EVERYWHERE,
                place: "everywhere",
            },
        ]
    }
}

impl Account {
    fn scope(&self, place: &str) -> Vec<u8> {
        match self {
            Self::Person(person, _) => digest(&format!("{place} {person}")),
            // Two bytes of the hash: whatever is typed, it can't fill the table.
            Self::Nobody(name) => {
                let typed = digest(&format!("{place} {name}"));
                digest(&format!("nobody {place:.7} {:?}", typed.get(..2)))
            }
        }
    }
}

/// How many seconds to rest, if one of the locks says so.
pub(super) async fn seconds_left(
    tx: &mut Tx,
    locks: &[AdultLock],
    now: DateTime<Utc>,
) -> Result<Option<u32>> {
    let mut longest = None;
    for lock in locks {
        let row: Option<(i64, Option<i64>)> = find!(
            tx,
            "SELECT wrong, rests_until FROM adult_lock WHERE scope = $1",
            &lock.scope
        )?;
        if let Some(row) = row {
            longest = longest.max(from_row(row)?.seconds_left(lock.rule, now));
        }
    }
    Ok(longest)
}

fn from_row((wrong, until): (i64, Option<i64>)) -> Result<SoftLock> {
    Ok(SoftLock {
        wrong: to_int(wrong)?,
        until: until.map(from_millis).transpose()?,
    })
}

/// Counts a wrong password. That an account was locked is noted once a day, person and place: a
/// flood does not fill the audit log.
pub(super) async fn count_wrong(
    tx: &mut Tx,
    account: &Account,
    locks: &[AdultLock],
    now: DateTime<Utc>,
) -> Result<()> {
    // Before all others, so that two of these never wait for each other.
    let forgotten = limits::account::WRONG_TRIES_FORGOTTEN_AFTER;
    run!(
        tx,
        "DELETE FROM adult_lock WHERE tried_at < $1 OR tried_at > $2",
        to_millis(now - forgotten),
        to_millis(now + forgotten)
    )?;
    let mut locked = Vec::new();
    for lock in locks {
        let row: Option<(i64, Option<i64>)> = find!(
            tx,
            "INSERT INTO adult_lock (scope, wrong, tried_at) VALUES ($1, 0, $2)
             ON CONFLICT (scope) DO UPDATE SET tried_at = excluded.tried_at
             RETURNING wrong, rests_until",
            &lock.scope,
            to_millis(now)
        )?;
        let before = row.map(from_row).transpose()?.unwrap_or_default();
        let after = before.after_wrong(lock.rule, now);
        run!(
            tx,
            "UPDATE adult_lock SET wrong = $2, rests_until = $3 WHERE scope = $1",
            &lock.scope,
            i64::from(after.wrong),
            after.until.map(to_millis)
        )?;
        if after.wrong == lock.rule.first_at {
            locked.push(lock.place);
        }
    }
    let Account::Person(person, school) = *account else {
        return Ok(());
    };
    for place in locked {
        let line = NewEntry {
            school,
            who: None,
            what: AuditAct::AdultLocked,
            about: Some(person.0),
            detail: place,
        };
        audit::append_once_a_day(tx, now, line).await?;
    }
    Ok(())
}

/// Begins to count anew, after a right password.
pub(super) async fn clear(tx: &mut Tx, locks: &[AdultLock]) -> Result<()> {
    for lock in locks {
        run!(tx, "DELETE FROM adult_lock WHERE scope = $1", &lock.scope)?;
    }
    Ok(())
}
