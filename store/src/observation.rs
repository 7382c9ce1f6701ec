//! What adults saw children do. A level that is said with it is an entry among the child's others.

use crate::{
    Db, Result, StoreError, Tx,
    class::{child_name, room},
    competency::{insert_level, insert_undo, must_be_active},
    proof::Teacher,
    stored::{at, day, kind, ms, word},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    competency::{LevelDraft, Seen},
    ids::{LevelId, ObservationId, PersonId},
    observation::{About, Draft, Observation, Under, may_undo},
};
use uuid::Uuid;

/// Keeps what was seen, of all its children or of none; the same again changes nothing.
pub async fn insert(
    db: &Db,
    teacher: &Teacher,
    draft: Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::Observe)?;
    if draft.level().is_some() {
        teacher.must(Action::SetLevel)?;
    }
    draft.check()?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(insert_in(tx, teacher, draft, today, now)))
        .await
}

async fn insert_in(
    tx: &mut Tx,
    teacher: Teacher,
    draft: Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let school = teacher.school();
    let room = room(tx, school, teacher.class()).await?;
    let is_here = |child: &PersonId| room.iter().any(|it| it.child == *child);
    if !draft.children.iter().all(is_here) {
        return Err(StoreError::NotFound);
    }
    let (facet, competency) = match draft.under {
        Under::Facet(facet) => (Some(word(facet)?), None),
        Under::Competency { competency, .. } => {
            must_be_active(tx, school, competency).await?;
            (None, Some(competency))
        }
    };
    let touched = run!(
        tx,
        "INSERT INTO observation (id, school, class, who, facet, competency, said, on_day, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
        draft.id.0,
        school.0,
        teacher.class().0,
        teacher.person().0,
        facet.clone(),
        competency.map(|it| it.0),
        draft.said.trim(),
        today.to_string(),
        ms(now)
    )?;
    if touched == 0 {
        return written(tx, &teacher, draft.id).await.map(drop);
    }
    for child in &draft.children {
        let said = competency.zip(draft.level());
        let level = match said {
            None => None,
            Some((competency, level)) => {
                let entry = LevelDraft {
                    competency,
                    level,
                    seen: Seen::Observation,
                    note: String::new(),
                    on: today,
                };
                Some(insert_level(tx, &teacher, *child, &entry, now).await?)
            }
        };
        run!(
            tx,
            "INSERT INTO observation_child (observation, child, school, level)
             VALUES ($1, $2, $3, $4)",
            draft.id.0,
            child.0,
            school.0,
            level.map(|it| it.0)
        )?;
    }
    Ok(())
}

/// When this adult wrote it, in this class.
async fn written(tx: &mut Tx, teacher: &Teacher, id: ObservationId) -> Result<DateTime<Utc>> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT at FROM observation WHERE id = $1 AND school = $2 AND class = $3 AND who = $4",
        id.0,
        teacher.school().0,
        teacher.class().0,
        teacher.person().0
    )?;
    let (written,) = row.ok_or(StoreError::NotFound)?;
    at(written)
}

/// Deletes what this adult has just written, of all its children.
pub async fn undo(db: &Db, teacher: &Teacher, id: ObservationId, now: DateTime<Utc>) -> Result<()> {
    teacher.must(Action::Observe)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(undo_in(tx, teacher, id, now)))
        .await
}

async fn undo_in(
    tx: &mut Tx,
    teacher: Teacher,
    id: ObservationId,
    now: DateTime<Utc>,
) -> Result<()> {
    if !may_undo(written(tx, &teacher, id).await?, now) {
        return Err(StoreError::invalid("observation", "too-late"));
    }
    let children: Vec<(Uuid,)> = list!(
        tx,
        "SELECT child FROM observation_child WHERE observation = $1 ORDER BY child",
        id.0
    )?;
    for (child,) in children {
        delete_in(tx, &teacher, PersonId(child), id, now).await?;
    }
    Ok(())
}

/// Deletes what this adult wrote once, of this child.
pub async fn delete(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    id: ObservationId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::Observe)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            delete_in(tx, &teacher, child, id, now).await
        })
    })
    .await
}

/// The last child takes the sentence along; a level is taken back as any other.
async fn delete_in(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    id: ObservationId,
    now: DateTime<Utc>,
) -> Result<()> {
    let row: Option<(Option<Uuid>,)> = find!(
        tx,
        "SELECT c.level FROM observation_child c JOIN observation o ON o.id = c.observation
         WHERE c.observation = $1 AND c.child = $2 AND o.school = $3 AND o.who = $4",
        id.0,
        child.0,
        teacher.school().0,
        teacher.person().0
    )?;
    let (level,) = row.ok_or(StoreError::NotFound)?;
    if let Some(level) = level {
        insert_undo(tx, teacher, child, LevelId(level), now).await?;
    }
    run!(
        tx,
        "DELETE FROM observation_child WHERE observation = $1 AND child = $2",
        id.0,
        child.0
    )?;
    run!(
        tx,
        "DELETE FROM observation WHERE id = $1 AND NOT EXISTS (
             SELECT 1 FROM observation_child c WHERE c.observation = $1
         )",
        id.0
    )
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    facet: Option<String>,
    code: Option<String>,
    statement: Option<String>,
    level: Option<String>,
    said: String,
    on_day: String,
    who: Uuid,
    given: String,
    family: String,
}

impl Row {
    fn observation(self, reader: PersonId) -> Result<Observation> {
        let about = match (self.facet, self.code, self.statement) {
            (Some(facet), ..) => About::Facet(kind(facet)?),
            (None, Some(code), Some(statement)) => About::Competency {
                code,
                statement,
                level: self.level.map(kind).transpose()?,
            },
            _ => return Err(StoreError::Unreadable("observation")),
        };
        Ok(Observation {
            id: ObservationId(self.id),
            about,
            said: self.said,
            on: day(&self.on_day)?,
            by: format!("{} {}", self.given, self.family).trim().to_owned(),
            mine: self.who == reader.0,
        })
    }
}

/// Those of a child of the class, the newest first.
pub async fn list_of_child(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
) -> Result<Vec<Observation>> {
    teacher.must(Action::SeeObservations)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            let school = teacher.school();
            child_name(tx, school, teacher.class(), child).await?;
            let rows: Vec<Row> = list!(
                tx,
                "SELECT o.id, o.facet, m.code, m.statement, l.level, o.said, o.on_day, o.who,
                     p.given, p.family
                 FROM observation_child c
                 JOIN observation o ON o.id = c.observation
                 JOIN person p ON p.id = o.who
                 LEFT JOIN competency m ON m.id = o.competency
                 LEFT JOIN competency_level l ON l.id = c.level AND NOT EXISTS (
                     SELECT 1 FROM competency_level u WHERE u.undoes = l.id
                 )
                 WHERE c.child = $1 AND c.school = $2
                 ORDER BY o.at DESC, o.id DESC LIMIT 300",
                child.0,
                school.0
            )?;
            let read = |it: Row| it.observation(teacher.person());
            rows.into_iter().map(read).collect()
        })
    })
    .await
}
