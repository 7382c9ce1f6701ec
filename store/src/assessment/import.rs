//! Imports scores: a preview says what the import would do, then one transaction does it.

use super::{
    load::before,
    scope::{Children, Scope, children},
};
use crate::{
    Db, Result, Tx,
    audit::{self, NewEntry},
    column::{to_json, to_millis, to_text},
    proof::{Office, Staff},
};
use chrono::{DateTime, Utc};
use domain::{
    assessment::{
        Counts, Mapping, ParsedScores, Roll, ScoreChange, ScoreChangeKind, ScoreChanges,
        StoredScores, compare_scores,
    },
    audit::AuditAct,
    ids::{ImportId, PersonId, SchoolId},
    limits,
    school::SchoolError,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows to a statement: a dozen columns of these stay far below what either engine binds at once.
const MANY: usize = 400;

/// The full names of children.
pub type Names = HashMap<PersonId, String>;

/// A file that is brought in, beside what was read in it.
#[derive(Clone, Debug)]
pub struct Import {
    /// The file's name.
    pub file: String,
    pub preset: Option<String>,
    pub mapping: Mapping,
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum ImportOutcome {
    /// A batch in each school it is about.
    Done {
        imports: Vec<ImportId>,
        counts: Counts,
    },
    /// All of it was there already.
    Nothing { counts: Counts },
    /// It would do other than was expected; nothing is written.
    Moved {
        compared: ScoreChanges,
        names: Names,
    },
}

/// What a file's scores would do, for who may bring them in: the office and leaders those of their
/// school, teachers those of their classes.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn preview(
    db: &Db,
    staff: &Staff,
    reading: ParsedScores,
) -> Result<(ScoreChanges, Names)> {
    let scope = Scope::of(staff)?;
    preview_in(db, scope, reading).await
}

/// The same at the console, for the school of this `source_id` or for all.
///
/// # Errors
/// `Invalid` if what was sent breaks a rule.
pub async fn preview_at_console(
    db: &Db,
    _office: &Office,
    school: Option<&str>,
    reading: ParsedScores,
) -> Result<(ScoreChanges, Names)> {
    let scope = at_console(db, school).await?;
    preview_in(db, scope, reading).await
}

async fn at_console(db: &Db, school: Option<&str>) -> Result<Scope> {
    let school = match school {
        None => None,
        Some(source_id) => {
            let row: Option<(SchoolId,)> =
                find!(db, "SELECT id FROM school WHERE source_id = $1", source_id)?;
            Some(row.ok_or(SchoolError::IsUnknown)?.0)
        }
    };
    Ok(Scope {
        school,
        teacher: None,
        who: None,
    })
}

async fn preview_in(db: &Db, scope: Scope, reading: ParsedScores) -> Result<(ScoreChanges, Names)> {
    transaction!(db.read, |tx| {
        let children = children(tx, scope).await?;
        let compared = compare_with_stored(tx, &children, reading).await?;
        let names = names(&children, &compared);
        Ok((compared, names))
    })
}

async fn compare_with_stored(
    tx: &mut Tx,
    children: &Children,
    reading: ParsedScores,
) -> Result<ScoreChanges> {
    let roll = Roll::new(children.roll.iter().cloned());
    let days = reading.taken.iter().map(|it| it.on);
    let mut there = StoredScores::new();
    if let (Some(first), Some(last)) = (days.clone().min(), days.max()) {
        let schools: BTreeSet<SchoolId> = children.known.values().map(|it| it.0).collect();
        for school in schools {
            there.extend(before(tx, school, (first, last)).await?);
        }
    }
    Ok(compare_scores(reading, &roll, &there))
}

fn names(children: &Children, compared: &ScoreChanges) -> Names {
    let of = compared.found.iter().map(|it| it.key.child);
    of.filter_map(|it| Some((it, children.known.get(&it)?.1.clone())))
        .collect()
}

/// Brings a file's scores in as one transaction, if that does what was expected of it.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn import(
    db: &Db,
    staff: &Staff,
    import: Import,
    reading: ParsedScores,
    expected: Counts,
    now: DateTime<Utc>,
) -> Result<ImportOutcome> {
    let scope = Scope::of(staff)?;
    import_in(db, scope, import, reading, Some(expected), now).await
}

/// The same at the console, for the school of this `source_id` or for all.
///
/// # Errors
/// `Invalid` if what was sent breaks a rule.
pub async fn import_at_console(
    db: &Db,
    _office: &Office,
    school: Option<&str>,
    import: Import,
    reading: ParsedScores,
    now: DateTime<Utc>,
) -> Result<ImportOutcome> {
    let scope = at_console(db, school).await?;
    import_in(db, scope, import, reading, None, now).await
}

async fn import_in(
    db: &Db,
    scope: Scope,
    import: Import,
    reading: ParsedScores,
    expected: Option<Counts>,
    now: DateTime<Utc>,
) -> Result<ImportOutcome> {
    transaction!(db.write, |tx| {
        let children = children(tx, scope).await?;
        let schools: BTreeSet<SchoolId> = children.known.values().map(|it| it.0).collect();
        for school in schools {
            lock_scores(tx, school).await?;
        }
        let compared = compare_with_stored(tx, &children, reading).await?;
        let counts = compared.counts;
        if expected.is_some_and(|it| it != counts) {
            let names = names(&children, &compared);
            return Ok(ImportOutcome::Moved { compared, names });
        }
        if counts.writes() == 0 {
            return Ok(ImportOutcome::Nothing { counts });
        }
        let mut batches: BTreeMap<SchoolId, Vec<ScoreChange>> = BTreeMap::new();
        for it in compared.found {
            let known = children.known.get(&it.key.child);
            if let (Some((school, _)), true) = (known, it.what != ScoreChangeKind::Same) {
                batches.entry(*school).or_default().push(it);
            }
        }
        let mut imports = Vec::new();
        for (school, found) in &batches {
            imports.push(batch(tx, *school, scope.who, &import, found, now).await?);
        }
        for ((school, found), id) in batches.iter().zip(&imports) {
            note(tx, *school, scope.who, *id, found, now).await?;
        }
        Ok(ImportOutcome::Done { imports, counts })
    })
}

/// Holds the school's scores until the end of the transaction, so that two imports at once are one
/// after the other.
pub(super) async fn lock_scores(tx: &mut Tx, school: SchoolId) -> Result<()> {
    run!(
        tx,
        "UPDATE school SET audit_seq = audit_seq WHERE id = $1",
        school
    )
    .map(drop)
}

fn tally(found: &[ScoreChange]) -> (i64, i64, i64) {
    let children: BTreeSet<PersonId> = found.iter().map(|it| it.key.child).collect();
    let fresh = found
        .iter()
        .filter(|it| it.what == ScoreChangeKind::New)
        .count();
    let number = |it: usize| i64::try_from(it).unwrap_or(i64::MAX);
    (
        number(children.len()),
        number(fresh),
        number(found.len() - fresh),
    )
}

async fn batch(
    tx: &mut Tx,
    school: SchoolId,
    who: Option<PersonId>,
    import: &Import,
    found: &[ScoreChange],
    now: DateTime<Utc>,
) -> Result<ImportId> {
    let id = tx.ids().uuid();
    let seq: Option<(i64,)> = find!(
        tx,
        "SELECT CAST(COALESCE(MAX(seq), 0) + 1 AS BIGINT) FROM score_import WHERE school = $1",
        school
    )?;
    let seq = seq.map_or(1, |it| it.0);
    let (children, fresh, changed) = tally(found);
    let file: String = import
        .file
        .chars()
        .take(limits::assessment::FILE_NAME_CHARS)
        .collect();
    run!(
        tx,
        "INSERT INTO score_import (id, school, seq, who, at, file, preset, mapping, children, fresh,
             changed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        id,
        school,
        seq,
        who,
        to_millis(now),
        file,
        import.preset.as_deref(),
        to_json(&import.mapping)?,
        children,
        fresh,
        changed
    )?;
    for found in found.chunks(MANY) {
        let mut rows = Vec::with_capacity(found.len());
        for it in found {
            let area = it.kept.area.map(to_text).transpose()?;
            rows.push((it, area, to_json(&it.kept.parts)?));
        }
        on!(tx, |c| {
            let mut query = sqlx::QueryBuilder::new(
                "INSERT INTO score (batch, child, subject, test, taken_on, school, seq, area,
                     measure, score, points, parts) ",
            );
            query.push_values(&rows, |mut cells, (it, area, parts)| {
                cells
                    .push_bind(id)
                    .push_bind(it.key.child.0)
                    .push_bind(&it.key.subject)
                    .push_bind(&it.key.test)
                    .push_bind(it.key.on.to_string())
                    .push_bind(school.0)
                    .push_bind(seq)
                    .push_bind(area.as_deref())
                    .push_bind(it.kept.measure.as_deref())
                    .push_bind(&it.kept.value.text)
                    .push_bind(it.kept.value.points)
                    .push_bind(parts);
            });
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(ImportId(id))
}

/// Last in the transaction.
async fn note(
    tx: &mut Tx,
    school: SchoolId,
    who: Option<PersonId>,
    id: ImportId,
    found: &[ScoreChange],
    now: DateTime<Utc>,
) -> Result<()> {
    let (children, fresh, changed) = tally(found);
    let detail = format!("scores new {fresh}, changed {changed}, children {children}");
    let line = NewEntry {
        school,
        who: who.map(|it| it.0),
        what: AuditAct::ScoresImported,
        about: Some(id.0),
        detail: &detail,
    };
    audit::append(tx, now, line).await
}
