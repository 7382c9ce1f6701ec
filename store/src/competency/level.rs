//! Adds what adults say of a child's level; no entry is ever changed or deleted.

use super::load::entries;
use crate::{
    Db, Result, StoreError, Tx,
    column::{to_millis, to_text},
    enrollment::child_name,
    proof::{Teacher, TeacherOfChild},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    competency::{LevelDraft, LevelEntry, LevelError, LevelMark, current_level},
    ids::{CompetencyId, LevelId, PersonId, SchoolId},
};

/// Says how far a child of the class is with a competency; answers what stands then, which is
/// something else if newer evidence was there already.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class; `Invalid` if what
/// was sent breaks a rule.
pub async fn set_level(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    draft: LevelDraft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<LevelMark>> {
    teacher.must(Action::SetLevel)?;
    draft.check(today)?;
    transaction!(db.write, teacher, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        must_be_active(tx, teacher.school(), draft.competency).await?;
        insert_level(tx, &teacher, child, &draft, now).await?;
        find_mark(tx, &teacher, child, draft.competency).await
    })
}

/// That something new may be said of a competency.
pub(crate) async fn must_be_active(
    tx: &mut Tx,
    school: SchoolId,
    competency: CompetencyId,
) -> Result<()> {
    let active: Option<(bool,)> = find!(
        tx,
        "SELECT active FROM competency WHERE id = $1 AND school = $2",
        competency,
        school
    )?;
    match active {
        None => Err(StoreError::NotFound),
        Some((false,)) => Err(LevelError::CompetencyIsRetired.into()),
        Some((true,)) => Ok(()),
    }
}

/// One entry; its caller has looked at whose and of what it is.
pub(crate) async fn insert_level(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    draft: &LevelDraft,
    now: DateTime<Utc>,
) -> Result<LevelId> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO competency_level (id, school, child, competency, level, seen, note, on_day, at,
             who)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        id,
        teacher.school(),
        child,
        draft.competency,
        to_text(draft.level)?,
        to_text(draft.seen)?,
        draft.note.trim(),
        draft.on.to_string(),
        to_millis(now),
        teacher.person()
    )?;
    Ok(LevelId(id))
}

async fn find_mark(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    competency: CompetencyId,
) -> Result<Option<LevelMark>> {
    let all = entries(tx, teacher.school(), child, Some(competency)).await?;
    let said = all.get(&competency).and_then(|it| current_level(it));
    Ok(said.and_then(LevelEntry::mark))
}

/// Takes back one thing that was said, by a new entry; twice is the same. Answers what stands then.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn undo_level(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    entry: LevelId,
    now: DateTime<Utc>,
) -> Result<Option<LevelMark>> {
    teacher.must(Action::SetLevel)?;
    transaction!(db.write, teacher, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let competency = insert_undo(tx, &teacher, child, entry, now).await?;
        find_mark(tx, &teacher, child, competency).await
    })
}

/// Takes back one entry of a child; answers of what it was.
pub(crate) async fn insert_undo(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    entry: LevelId,
    now: DateTime<Utc>,
) -> Result<CompetencyId> {
    let school = teacher.school();
    let row: Option<(CompetencyId, String, String)> = find!(
        tx,
        "SELECT competency, seen, on_day FROM competency_level
         WHERE id = $1 AND child = $2 AND school = $3 AND level IS NOT NULL",
        entry,
        child,
        school
    )?;
    let (competency, seen, on) = row.ok_or(StoreError::NotFound)?;
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO competency_level (id, school, child, competency, level, seen, note, on_day, at,
             who, undoes)
         VALUES ($1, $2, $3, $4, NULL, $5, '', $6, $7, $8, $9) ON CONFLICT (undoes) DO NOTHING",
        id,
        school,
        child,
        competency,
        seen,
        on,
        to_millis(now),
        teacher.person(),
        entry
    )?;
    Ok(competency)
}

/// All that was ever said of a competency of a child of the class, the last first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_levels(
    db: &Db,
    teacher: &TeacherOfChild,
    competency: CompetencyId,
) -> Result<Vec<LevelEntry>> {
    teacher.must(Action::SeeLevels)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        let school = teacher.school();
        child_name(tx, school, teacher.class(), child).await?;
        let mut all = entries(tx, school, child, Some(competency)).await?;
        Ok(all.remove(&competency).unwrap_or_default())
    })
}
