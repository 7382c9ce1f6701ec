//! Who did what about whom, when: rows that are only ever added, each with the hash of the one
//! before. No names and no secrets.

use crate::{
    Db, Result, Tx,
    proof::{Office, Teacher},
    stored::{at, ms},
};
use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, SchoolId},
    school::Role,
};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

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

/// Notes that a leader looks at a page of a child's, once for each person, child, page and day (of
/// UTC); who teaches the class is not noted.
pub async fn look(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    page: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    if teacher.role() != Role::Leader {
        return Ok(());
    }
    let looked = Looked {
        school: teacher.school(),
        who: teacher.person(),
        child,
        page: page.to_owned(),
        now,
    };
    let known = {
        let looked = looked.clone();
        db.read(move |tx| Box::pin(async move { looked.is_noted(tx).await }))
    };
    if known.await? {
        return Ok(());
    }
    db.write(move |tx| Box::pin(look_in(tx, looked))).await
}

#[derive(Clone)]
struct Looked {
    school: SchoolId,
    who: PersonId,
    child: PersonId,
    page: String,
    now: DateTime<Utc>,
}

impl Looked {
    async fn is_noted(&self, tx: &mut Tx) -> Result<bool> {
        let day = ms(self.now).div_euclid(DAY_MS) * DAY_MS;
        let row: Option<(i64,)> = find!(
            tx,
            "SELECT seq FROM audit WHERE about = $1 AND who = $2 AND at >= $3 AND at < $4
             AND school = $5 AND what = 'child.look' AND detail = $6 LIMIT 1",
            self.child.0,
            self.who.0,
            day,
            day + DAY_MS,
            self.school.0,
            &self.page
        )?;
        Ok(row.is_some())
    }
}

async fn look_in(tx: &mut Tx, looked: Looked) -> Result<()> {
    // Of several at once, which one page asks, one is noted: the log is held from here.
    run!(
        tx,
        "UPDATE school SET audit_seq = audit_seq WHERE id = $1",
        looked.school.0
    )?;
    if looked.is_noted(tx).await? {
        return Ok(());
    }
    let line = Line {
        school: looked.school,
        who: Some(looked.who.0),
        what: "child.look",
        about: Some(looked.child.0),
        detail: &looked.page,
    };
    note(tx, looked.now, line).await
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
