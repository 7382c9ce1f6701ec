//! Contacts that adults noted: a check-in with a child, a goal that was celebrated.

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_json, to_date, to_millis},
    enrollment::child_name,
    proof::{Teacher, TeacherOfChild},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{GoalId, PersonId},
    limits,
    next::{AdultNote, AdultNoteRow},
    plan::Goal,
};

/// Notes what a teacher did today, or takes back what the same teacher noted today; twice is the
/// same.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn record_contact(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    noted: AdultNote,
    undo: bool,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<()> {
    teacher.must(Action::NoteContact)?;
    transaction!(db.write, teacher, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        match (noted, undo) {
            (AdultNote::CheckIn, false) => check_in(tx, teacher, child, (today, now)).await,
            (AdultNote::CheckIn, true) => undo_check_in(tx, teacher, child, today).await,
            (AdultNote::Celebrated(goal), false) => {
                celebrate(tx, teacher, (child, goal), (today, now)).await
            }
            (AdultNote::Celebrated(goal), true) => {
                undo_celebrate(tx, teacher, (child, goal), today).await
            }
        }
    })
}

async fn check_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<()> {
    run!(
        tx,
        "INSERT INTO check_in (child, on_day, who, school, at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT DO NOTHING",
        child,
        today.to_string(),
        teacher.person(),
        teacher.school(),
        to_millis(now)
    )
    .map(drop)
}

async fn undo_check_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    today: NaiveDate,
) -> Result<()> {
    run!(
        tx,
        "DELETE FROM check_in WHERE child = $1 AND on_day = $2 AND who = $3 AND school = $4",
        child,
        today.to_string(),
        teacher.person(),
        teacher.school()
    )
    .map(drop)
}

async fn celebrate(
    tx: &mut Tx,
    teacher: Teacher,
    (child, goal): (PersonId, GoalId),
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<()> {
    let own: Option<(i64,)> = find!(
        tx,
        "SELECT made_at FROM goal WHERE id = $1 AND child = $2 AND school = $3",
        goal,
        child,
        teacher.school()
    )?;
    own.ok_or(StoreError::NotFound)?;
    run!(
        tx,
        "INSERT INTO celebration (goal, school, child, on_day, who, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        goal,
        teacher.school(),
        child,
        today.to_string(),
        teacher.person(),
        to_millis(now)
    )
    .map(drop)
}

async fn undo_celebrate(
    tx: &mut Tx,
    teacher: Teacher,
    (child, goal): (PersonId, GoalId),
    today: NaiveDate,
) -> Result<()> {
    run!(
        tx,
        "DELETE FROM celebration
         WHERE goal = $1 AND child = $2 AND on_day = $3 AND who = $4 AND school = $5",
        goal,
        child,
        today.to_string(),
        teacher.person(),
        teacher.school()
    )
    .map(drop)
}

/// What adults noted of a child of the class, the newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_contacts(db: &Db, teacher: &TeacherOfChild) -> Result<Vec<AdultNoteRow>> {
    teacher.must(Action::SeeChild)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let rows: Vec<Row> = list!(
            tx,
            "SELECT n.on_day, p.given, p.family, n.body FROM (
             SELECT who, on_day, at, CAST(NULL AS TEXT) AS body FROM check_in
             WHERE child = $1 AND school = $2
             UNION ALL
             SELECT c.who, c.on_day, c.at, g.body FROM celebration c JOIN goal g ON g.id = c.goal
             WHERE c.child = $1 AND c.school = $2
         ) AS n JOIN person p ON p.id = n.who ORDER BY n.on_day DESC, n.at DESC LIMIT $3",
            child,
            teacher.school(),
            limits::next::MOST_NOTES_SHOWN
        )?;
        rows.into_iter()
            .map(|(on, given, family, body)| {
                let read = |it: String| from_json::<Goal>(&it, "goal");
                Ok(AdultNoteRow {
                    on: to_date(&on)?,
                    who: format!("{given} {family}").trim().to_owned(),
                    goal: body.map(read).transpose()?.map(|it| it.title),
                })
            })
            .collect()
    })
}

type Row = (String, String, String, Option<String>);
