//! Who did what about whom, when: rows that are only ever added, each with the hash of the one
//! before. No names and no secrets.

use crate::{
    Db, Result, Tx,
    column::{from_millis, to_millis},
};
use chrono::{DateTime, Utc};
use domain::{
    audit::{AuditAct, AuditPage, AuditRow},
    ids::{PersonId, SchoolId},
    limits,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Rows that are verified before the next are read.
const ROWS_AT_ONCE: i64 = 1_000;

/// One line of the log.
pub(crate) struct NewEntry<'a> {
    pub(crate) school: SchoolId,
    /// None: at the console, or a stranger.
    pub(crate) who: Option<Uuid>,
    pub(crate) what: AuditAct,
    pub(crate) about: Option<Uuid>,
    pub(crate) detail: &'a str,
}

/// Adds a line; to be the last a transaction does, since the school's log is held until its end.
pub(crate) async fn append(tx: &mut Tx, now: DateTime<Utc>, line: NewEntry<'_>) -> Result<()> {
    let moved: Option<(i64, Option<Vec<u8>>)> = find!(
        tx,
        "UPDATE school SET audit_seq = audit_seq + 1 WHERE id = $1
         RETURNING audit_seq, audit_hash",
        line.school
    )?;
    let Some((seq, before)) = moved else {
        return Ok(());
    };
    let hash = chain(before.as_deref(), seq, to_millis(now), &line.to_hashed());
    run!(
        tx,
        "INSERT INTO audit (school, seq, at, who, what, about, detail, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        line.school,
        seq,
        to_millis(now),
        line.who,
        line.what.name(),
        line.about,
        line.detail,
        &hash[..]
    )?;
    run!(
        tx,
        "UPDATE school SET audit_hash = $2 WHERE id = $1",
        line.school,
        &hash[..]
    )?;
    Ok(())
}

/// What of a row its hash is of. The act is a text: a row of another version is verified too.
struct Hashed<'a> {
    school: SchoolId,
    who: Option<Uuid>,
    what: &'a str,
    about: Option<Uuid>,
    detail: &'a str,
}

impl<'a> NewEntry<'a> {
    fn to_hashed(&self) -> Hashed<'a> {
        Hashed {
            school: self.school,
            who: self.who,
            what: self.what.name(),
            about: self.about,
            detail: self.detail,
        }
    }
}

fn chain(before: Option<&[u8]>, seq: i64, at: i64, line: &Hashed<'_>) -> Vec<u8> {
    let mut sum = Sha256::new();
    sum.update(before.unwrap_or_default());
    for number in [seq, at] {
        sum.update(number.to_be_bytes());
    }
    for id in [Some(line.school.0), line.who, line.about] {
        sum.update(id.unwrap_or_default().as_bytes());
    }
    for text in [line.what, line.detail] {
        sum.update((text.len() as u64).to_be_bytes());
        sum.update(text.as_bytes());
    }
    sum.finalize().to_vec()
}

/// A leader at a page of a child's.
#[derive(Clone)]
pub(crate) struct View {
    pub(crate) school: SchoolId,
    pub(crate) who: PersonId,
    pub(crate) child: PersonId,
    pub(crate) page: String,
    pub(crate) now: DateTime<Utc>,
}

impl View {
    fn line(&self) -> NewEntry<'_> {
        NewEntry {
            school: self.school,
            who: Some(self.who.0),
            what: AuditAct::ChildLook,
            about: Some(self.child.0),
            detail: &self.page,
        }
    }
}

/// Records a view, once for each person, child, page and day (of UTC).
pub(crate) async fn record_view(db: &Db, view: View) -> Result<()> {
    let known = {
        let view = view.clone();
        transaction!(db.read, |tx| {
            view.line().is_recorded(tx, view.now).await
        })
    };
    if known? {
        return Ok(());
    }
    transaction!(db.write, |tx| {
        append_once_a_day(tx, view.now, view.line()).await
    })
}

/// Adds a line, if there is none that says the same on that day (of UTC).
pub(crate) async fn append_once_a_day(
    tx: &mut Tx,
    now: DateTime<Utc>,
    line: NewEntry<'_>,
) -> Result<()> {
    // Of several at once one is noted: the log is held from here.
    run!(
        tx,
        "UPDATE school SET audit_seq = audit_seq WHERE id = $1",
        line.school
    )?;
    if line.is_recorded(tx, now).await? {
        return Ok(());
    }
    append(tx, now, line).await
}

impl NewEntry<'_> {
    async fn is_recorded(&self, tx: &mut Tx, now: DateTime<Utc>) -> Result<bool> {
        let day = to_millis(now).div_euclid(DAY_MS) * DAY_MS;
        // `IS NOT DISTINCT FROM` would find no index on PostgreSQL.
        let same = match self.who {
            Some(_) => {
                "SELECT seq FROM audit WHERE about = $1 AND who = $2 AND at >= $3 AND at < $4
                 AND school = $5 AND what = $6 AND detail = $7 LIMIT 1"
            }
            None => {
                "SELECT seq FROM audit WHERE about = $1 AND who IS NULL AND $2 IS NULL AND at >= $3
                 AND at < $4 AND school = $5 AND what = $6 AND detail = $7 LIMIT 1"
            }
        };
        let row: Option<(i64,)> = find!(
            tx,
            same,
            self.about,
            self.who,
            day,
            day + DAY_MS,
            self.school,
            self.what.name(),
            self.detail
        )?;
        Ok(row.is_some())
    }
}

/// A line as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub who: Option<Uuid>,
    pub what: String,
    pub about: Option<Uuid>,
    pub detail: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    seq: i64,
    at: i64,
    who: Option<Uuid>,
    what: String,
    about: Option<Uuid>,
    detail: String,
    hash: Vec<u8>,
}

/// The log of a school from its beginning, and whether it is whole.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub(crate) async fn list(db: &Db, school: SchoolId) -> Result<(Vec<Entry>, bool)> {
    let rows: Vec<Row> = list!(
        db,
        "SELECT seq, at, who, what, about, detail, hash FROM audit WHERE school = $1 ORDER BY seq",
        school
    )?;
    let entries = rows.into_iter().map(|row| {
        Ok(Entry {
            seq: row.seq,
            at: from_millis(row.at)?,
            who: row.who,
            what: row.what,
            about: row.about,
            detail: row.detail,
        })
    });
    let entries = entries.collect::<Result<_>>()?;
    let (_, broken_at) = transaction!(db.read, |tx| { verify_in(tx, school).await })?;
    Ok((entries, broken_at.is_none()))
}

/// The newest rows of a school's log with the names of today, and whether it is whole.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub(crate) async fn newest(db: &Db, school: SchoolId) -> Result<AuditPage> {
    #[derive(sqlx::FromRow)]
    struct NamedRow {
        seq: i64,
        at: i64,
        who: Option<String>,
        what: String,
        about: Option<String>,
        detail: String,
    }
    let rows: Vec<NamedRow> = list!(
        db,
        "SELECT a.seq, a.at, w.given || ' ' || w.family AS who, a.what,
         COALESCE(p.given || ' ' || p.family, c.title, d.name) AS about, a.detail
         FROM audit a
         LEFT JOIN person w ON w.id = a.who
         LEFT JOIN person p ON p.id = a.about
         LEFT JOIN class c ON c.id = a.about
         LEFT JOIN device d ON d.id = a.about
         WHERE a.school = $1 ORDER BY a.seq DESC LIMIT $2",
        school,
        limits::audit::MOST_ROWS
    )?;
    let rows = rows.into_iter().map(|it| {
        Ok(AuditRow {
            seq: it.seq,
            at: from_millis(it.at)?,
            who: it.who,
            what: it.what,
            about: it.about,
            detail: it.detail,
        })
    });
    let rows = rows.collect::<Result<Vec<_>>>()?;
    let (good, broken_at) = transaction!(db.read, |tx| { verify_in(tx, school).await })?;
    Ok(AuditPage {
        all: rows.first().map_or(good, |it| it.seq),
        rows,
        broken_at,
    })
}

/// The log of one school, verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedLog {
    /// The school's name.
    pub school: String,
    /// How many rows from the beginning are as they were written.
    pub good_rows: i64,
    /// The first row that was changed, taken out or put in; none: the log is whole.
    pub broken_at: Option<i64>,
}

/// Verifies the chain of hashes of every school's log, from the beginning to the end that the school
/// remembers. Reads some rows at a time, whatever the log's length.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub(crate) async fn verify(db: &Db) -> Result<Vec<VerifiedLog>> {
    let schools: Vec<(SchoolId, String)> =
        list!(db, "SELECT id, title FROM school ORDER BY title, id")?;
    let mut logs = Vec::with_capacity(schools.len());
    for (school, title) in schools {
        let (good_rows, broken_at) = transaction!(db.read, |tx| { verify_in(tx, school).await })?;
        logs.push(VerifiedLog {
            school: title,
            good_rows,
            broken_at,
        });
    }
    Ok(logs)
}

/// How many rows of a school's log are good, and the first that is not.
async fn verify_in(tx: &mut Tx, school: SchoolId) -> Result<(i64, Option<i64>)> {
    let end: Option<(i64, Option<Vec<u8>>)> = find!(
        tx,
        "SELECT audit_seq, audit_hash FROM school WHERE id = $1",
        school
    )?;
    let end = end.unwrap_or_default();
    let mut last = (0, None::<Vec<u8>>);
    loop {
        let rows: Vec<Row> = list!(
            tx,
            "SELECT seq, at, who, what, about, detail, hash FROM audit
             WHERE school = $1 AND seq > $2 ORDER BY seq LIMIT $3",
            school,
            last.0,
            ROWS_AT_ONCE
        )?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            let (good, next) = (last.0, last.0 + 1);
            let line = Hashed {
                school,
                who: row.who,
                what: &row.what,
                about: row.about,
                detail: &row.detail,
            };
            if row.seq != next || row.hash != chain(last.1.as_deref(), next, row.at, &line) {
                return Ok((good, Some(next)));
            }
            last = (next, Some(row.hash));
        }
    }
    let broken_at = (last != end).then_some(last.0 + 1);
    Ok((last.0, broken_at))
}
