//! Levels as adults say them: only ever added to.

use super::load::entries;
use crate::{
    Db, Result, StoreError, Tx,
    class::child_name,
    proof::Teacher,
    stored::{ms, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    competency::{LevelDraft, LevelEntry, Mark, standing},
    ids::{CompetencyId, LevelId, PersonId, SchoolId},
};
use uuid::Uuid;

/// Says how far a child of the class is with a competency; answers what stands then, which is
/// something else if newer evidence was there already.
pub async fn set_level(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    draft: LevelDraft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Option<Mark>> {
    teacher.must(Action::SetLevel)?;
    draft.check(today)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(set_in(tx, teacher, child, draft, now)))
        .await
}

async fn set_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    draft: LevelDraft,
    now: DateTime<Utc>,
) -> Result<Option<Mark>> {
    child_name(tx, teacher.school(), teacher.class(), child).await?;
    must_be_active(tx, teacher.school(), draft.competency).await?;
    insert_level(tx, &teacher, child, &draft, now).await?;
    stands(tx, &teacher, child, draft.competency).await
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
        competency.0,
        school.0
    )?;
    match active {
        None => Err(StoreError::NotFound),
        Some((false,)) => Err(StoreError::invalid("competency", "retired")),
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
        teacher.school().0,
        child.0,
        draft.competency.0,
        word(draft.level)?,
        word(draft.seen)?,
        draft.note.trim(),
        draft.on.to_string(),
        ms(now),
        teacher.person().0
    )?;
    Ok(LevelId(id))
}

async fn stands(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    competency: CompetencyId,
) -> Result<Option<Mark>> {
    let all = entries(tx, teacher.school(), child, Some(competency)).await?;
    let said = all.get(&competency).and_then(|it| standing(it));
    Ok(said.and_then(LevelEntry::mark))
}

/// Takes back one thing that was said, by a new entry; twice is the same. Answers what stands then.
pub async fn undo_level(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    entry: LevelId,
    now: DateTime<Utc>,
) -> Result<Option<Mark>> {
    teacher.must(Action::SetLevel)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(undo_in(tx, teacher, child, entry, now)))
        .await
}

async fn undo_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    entry: LevelId,
    now: DateTime<Utc>,
) -> Result<Option<Mark>> {
    child_name(tx, teacher.school(), teacher.class(), child).await?;
    let competency = insert_undo(tx, &teacher, child, entry, now).await?;
    stands(tx, &teacher, child, competency).await
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
    let row: Option<(Uuid, String, String)> = find!(
        tx,
        "SELECT competency, seen, on_day FROM competency_level
         WHERE id = $1 AND child = $2 AND school = $3 AND level IS NOT NULL",
        entry.0,
        child.0,
        school.0
    )?;
    let (competency, seen, on) = row.ok_or(StoreError::NotFound)?;
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO competency_level (id, school, child, competency, level, seen, note, on_day, at,
             who, undoes)
         VALUES ($1, $2, $3, $4, NULL, $5, '', $6, $7, $8, $9) ON CONFLICT (undoes) DO NOTHING",
        id,
        school.0,
        child.0,
        competency,
        seen,
        on,
        ms(now),
        teacher.person().0,
        entry.0
    )?;
    Ok(CompetencyId(competency))
}

/// All that was ever said of a competency of a child of the class, the last first.
pub async fn list_levels(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    competency: CompetencyId,
) -> Result<Vec<LevelEntry>> {
    teacher.must(Action::SeeLevels)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            let school = teacher.school();
            child_name(tx, school, teacher.class(), child).await?;
            let mut all = entries(tx, school, child, Some(competency)).await?;
            Ok(all.remove(&competency).unwrap_or_default())
        })
    })
    .await
}
