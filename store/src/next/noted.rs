//! What adults noted that they did: checked in with a child, celebrated a goal.

use crate::{
    Db, Result, StoreError, Tx,
    class::child_name,
    proof::Teacher,
    stored::{day, ms},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{GoalId, PersonId},
    next::{Noted, NotedLine},
    plan::Goal,
};

/// Most lines of a child that are shown, the newest.
const MOST: i64 = 20;

/// Notes what a teacher did today, or takes back what the same teacher noted today; twice is the
/// same.
pub async fn note(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    noted: Noted,
    undo: bool,
    (today, now): (NaiveDate, DateTime<Utc>),
) -> Result<()> {
    teacher.must(Action::NoteContact)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            match (noted, undo) {
                (Noted::CheckIn, false) => check_in(tx, teacher, child, (today, now)).await,
                (Noted::CheckIn, true) => undo_check_in(tx, teacher, child, today).await,
                (Noted::Celebrated(goal), false) => {
                    celebrate(tx, teacher, (child, goal), (today, now)).await
                }
                (Noted::Celebrated(goal), true) => {
                    undo_celebrate(tx, teacher, (child, goal), today).await
                }
            }
        })
    })
    .await
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
        child.0,
        today.to_string(),
        teacher.person().0,
        teacher.school().0,
        ms(now)
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
        child.0,
        today.to_string(),
        teacher.person().0,
        teacher.school().0
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
        goal.0,
        child.0,
        teacher.school().0
    )?;
    own.ok_or(StoreError::NotFound)?;
    run!(
        tx,
        "INSERT INTO celebration (goal, school, child, on_day, who, at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
        goal.0,
        teacher.school().0,
        child.0,
        today.to_string(),
        teacher.person().0,
        ms(now)
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
        goal.0,
        child.0,
        today.to_string(),
        teacher.person().0,
        teacher.school().0
    )
    .map(drop)
}

/// What adults noted of a child of the class, the newest first.
pub async fn list_noted(db: &Db, teacher: &Teacher, child: PersonId) -> Result<Vec<NotedLine>> {
    teacher.must(Action::SeeChild)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(list_in(tx, teacher, child)))
        .await
}

type Row = (String, String, String, Option<String>);

async fn list_in(tx: &mut Tx, teacher: Teacher, child: PersonId) -> Result<Vec<NotedLine>> {
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
        child.0,
        teacher.school().0,
        MOST
    )?;
    rows.into_iter()
        .map(|(on, given, family, body)| {
            let read = |it: String| {
                serde_json::from_str::<Goal>(&it).map_err(|_| StoreError::Unreadable("goal"))
            };
            Ok(NotedLine {
                on: day(&on)?,
                who: format!("{given} {family}").trim().to_owned(),
                goal: body.map(read).transpose()?.map(|it| it.title),
            })
        })
        .collect()
}
