//! Who did what about whom, when: rows that are only ever added, each with the hash of the one
//! before. No names and no secrets.

use crate::{
    Result, Tx,
    proof::Office,
    stored::{at, ms},
};
use chrono::{DateTime, Utc};
use domain::ids::SchoolId;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// One line of the log.
pub(crate) struct Line<'a> {
    pub(crate) school: SchoolId,
    /// None: at the console, or a stranger.
    pub(crate) who: Option<Uuid>,
    /// Words with a dot, such as "device.revoke".
    pub(crate) what: &'a str,
    pub(crate) about: Option<Uuid>,
    pub(crate) detail: &'a str,
}

/// Adds a line; to be the last a transaction does, since the school's log is held until its end.
pub(crate) async fn note(tx: &mut Tx, now: DateTime<Utc>, line: Line<'_>) -> Result<()> {
    let moved: Option<(i64, Option<Vec<u8>>)> = find!(
        tx,
        "UPDATE school SET audit_seq = audit_seq + 1 WHERE id = $1
         RETURNING audit_seq, audit_hash",
        line.school.0
    )?;
    let Some((seq, before)) = moved else {
        return Ok(());
    };
    let hash = chain(before.as_deref(), seq, ms(now), &line);
    run!(
        tx,
        "INSERT INTO audit (school, seq, at, who, what, about, detail, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        line.school.0,
        seq,
        ms(now),
        line.who,
        line.what,
        line.about,
        line.detail,
        &hash[..]
    )?;
    run!(
        tx,
        "UPDATE school SET audit_hash = $2 WHERE id = $1",
        line.school.0,
        &hash[..]
    )?;
    Ok(())
}

fn chain(before: Option<&[u8]>, seq: i64, at: i64, line: &Line<'_>) -> Vec<u8> {
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

/// The log of a school from its beginning, and whether the chain of hashes holds.
pub async fn list(
    db: &crate::Db,
    _office: &Office,
    school: SchoolId,
) -> Result<(Vec<Entry>, bool)> {
    let rows: Vec<Row> = list!(
        db,
        "SELECT seq, at, who, what, about, detail, hash FROM audit WHERE school = $1 ORDER BY seq",
        school.0
    )?;
    let (mut before, mut whole) = (None::<Vec<u8>>, true);
    let mut entries = Vec::with_capacity(rows.len());
    for (n, row) in (1..).zip(rows) {
        let line = Line {
            school,
            who: row.who,
            what: &row.what,
            about: row.about,
            detail: &row.detail,
        };
        whole &= row.seq == n && row.hash == chain(before.as_deref(), row.seq, row.at, &line);
        before = Some(row.hash);
        entries.push(Entry {
            seq: row.seq,
            at: at(row.at)?,
            who: row.who,
            what: row.what,
            about: row.about,
            detail: row.detail,
        });
    }
    Ok((entries, whole))
}
