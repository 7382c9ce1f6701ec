//! What adults saw children do. A level that is said with it is an entry among the child's others.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_millis, from_text, to_date, to_millis, to_text},
    competency::{insert_level, insert_undo, must_be_active},
    enrollment::{child_name, children_of_class},
    proof::{Teacher, TeacherOfChild},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    competency::{LevelDraft, LevelSource},
    ids::{LevelId, ObservationId, PersonId},
    observation::{
        Draft, Observation, ObservationError, ObservationSubject, ObservedSubject, may_undo,
    },
};

/// Keeps what was seen, of all its children or of none; the same again changes nothing.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
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
    transaction!(db.write, teacher, |tx| {
        let school = teacher.school();
        let room = children_of_class(tx, school, teacher.class()).await?;
        let is_here = |child: &PersonId| room.iter().any(|it| it.child == *child);
        if !draft.children.iter().all(is_here) {
            return Err(StoreError::NotFound);
        }
        let (facet, competency) = match draft.under {
            ObservationSubject::Facet(facet) => (Some(to_text(facet)?), None),
            ObservationSubject::Competency { competency, .. } => {
                must_be_active(tx, school, competency).await?;
                (None, Some(competency))
            }
        };
        let touched = run!(
            tx,
            "INSERT INTO observation (id, school, class, who, facet, competency, said, on_day, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
            draft.id,
            school,
            teacher.class(),
            teacher.person(),
            facet.clone(),
            competency,
            draft.said.trim(),
            today.to_string(),
            to_millis(now)
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
                        seen: LevelSource::Observation,
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
                draft.id,
                child,
                school,
                level
            )?;
        }
        Ok(())
    })
}

/// When this adult wrote it, in this class.
async fn written(tx: &mut Tx, teacher: &Teacher, id: ObservationId) -> Result<DateTime<Utc>> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT at FROM observation WHERE id = $1 AND school = $2 AND class = $3 AND who = $4",
        id,
        teacher.school(),
        teacher.class(),
        teacher.person()
    )?;
    let (written,) = row.ok_or(StoreError::NotFound)?;
    from_millis(written)
}

/// Deletes what this adult has just written, of all its children.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn undo(db: &Db, teacher: &Teacher, id: ObservationId, now: DateTime<Utc>) -> Result<()> {
    teacher.must(Action::Observe)?;
    transaction!(db.write, teacher, |tx| {
        if !may_undo(written(tx, &teacher, id).await?, now) {
            return Err(ObservationError::TooLateToUndo.into());
        }
        let children: Vec<(PersonId,)> = list!(
            tx,
            "SELECT child FROM observation_child WHERE observation = $1 ORDER BY child",
            id
        )?;
        for (child,) in children {
            delete_in(tx, &teacher, child, id, now).await?;
        }
        Ok(())
    })
}

/// Deletes what this adult wrote once, of this child.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn delete(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    id: ObservationId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::Observe)?;
    transaction!(db.write, teacher, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        delete_in(tx, &teacher, child, id, now).await
    })
}

/// The last child takes the sentence along; a level is taken back as any other.
async fn delete_in(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    id: ObservationId,
    now: DateTime<Utc>,
) -> Result<()> {
    let row: Option<(Option<LevelId>,)> = find!(
        tx,
        "SELECT c.level FROM observation_child c JOIN observation o ON o.id = c.observation
         WHERE c.observation = $1 AND c.child = $2 AND o.school = $3 AND o.who = $4",
        id,
        child,
        teacher.school(),
        teacher.person()
    )?;
    let (level,) = row.ok_or(StoreError::NotFound)?;
    if let Some(level) = level {
        insert_undo(tx, teacher, child, level, now).await?;
    }
    run!(
        tx,
        "DELETE FROM observation_child WHERE observation = $1 AND child = $2",
        id,
        child
    )?;
    run!(
        tx,
        "DELETE FROM observation WHERE id = $1 AND NOT EXISTS (
             SELECT 1 FROM observation_child c WHERE c.observation = $1
         )",
        id
    )
    .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: ObservationId,
    facet: Option<String>,
    code: Option<String>,
    statement: Option<String>,
    level: Option<String>,
    said: String,
    on_day: String,
    who: PersonId,
    given: String,
    family: String,
}

impl Row {
    fn observation(self, reader: PersonId) -> Result<Observation> {
        let about = match (self.facet, self.code, self.statement) {
            (Some(facet), ..) => ObservedSubject::Facet(from_text(facet)?),
            (None, Some(code), Some(statement)) => ObservedSubject::Competency {
                code,
                statement,
                level: self.level.map(from_text).transpose()?,
            },
            _ => return Err(StoreError::Unreadable("observation")),
        };
        Ok(Observation {
            id: self.id,
            about,
            said: self.said,
            on: to_date(&self.on_day)?,
            by: format!("{} {}", self.given, self.family).trim().to_owned(),
            mine: self.who == reader,
        })
    }
}

/// Those of a child of the class, the newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_of_child(db: &Db, teacher: &TeacherOfChild) -> Result<Vec<Observation>> {
    teacher.must(Action::SeeObservations)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
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
            child,
            school
        )?;
        let read = |it: Row| it.observation(teacher.person());
        rows.into_iter().map(read).collect()
    })
}
