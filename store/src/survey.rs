//! Surveys opened for a class, and each child's response to one.

use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    db::version,
    help,
    proof::{Child, Teacher},
    signin::me_in,
    stored::{json, ms, small},
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    ids::{ClassId, PersonId, ResponseId, RunId, SchoolId},
    survey::{Answer, Home, Opened, RunCard, Start, Survey},
};
use std::{collections::BTreeMap, sync::Arc};
use uuid::Uuid;

/// Starts a survey for the class; while one is open, answers that one. `body` is the survey as it
/// was read: a version, once stored, can't be another.
pub async fn start(
    db: &Db,
    teacher: &Teacher,
    survey: &Survey,
    body: &str,
    start: Start,
    now: DateTime<Utc>,
) -> Result<RunId> {
    teacher.must(Action::StartSurvey)?;
    let choosable = |id: &String| {
        let choosing = survey.items.iter().filter(|item| item.choose.is_some());
        choosing
            .flat_map(|item| &item.cards)
            .any(|card| card.id == *id)
    };
    if !start.chosen.iter().all(choosable) {
        return Err(StoreError::invalid("chosen", "unknown-card"));
    }
    let new = New {
        teacher: *teacher,
        survey: survey.clone(),
        body: body.to_owned(),
        start,
    };
    db.write(move |tx| Box::pin(start_in(tx, new, now))).await
}

struct New {
    teacher: Teacher,
    survey: Survey,
    body: String,
    start: Start,
}

async fn start_in(tx: &mut Tx, new: New, now: DateTime<Utc>) -> Result<RunId> {
    let (school, class) = (new.teacher.school(), new.teacher.class());
    tx.hold_class(class).await?;
    let open: Option<(Uuid,)> = find!(
        tx,
        "SELECT id FROM survey_run WHERE class = $1 AND school = $2 AND closed_at IS NULL",
        class.0,
        school.0
    )?;
    if let Some((run,)) = open {
        return Ok(RunId(run));
    }
    let made = run!(
        tx,
        "INSERT INTO survey_version (school, survey, version, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
        school.0,
        &new.survey.id,
        i64::from(new.survey.version),
        &new.body
    )?;
    if made == 0 {
        let stored = tx
            .survey(school, &new.survey.id, new.survey.version)
            .await?;
        if stored.survey != new.survey {
            return Err(StoreError::invalid("survey", "version-is-another"));
        }
    }
    let run = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO survey_run (id, school, class, survey, version, whole, chosen,
             started_by, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        run,
        school.0,
        class.0,
        &new.survey.id,
        i64::from(new.survey.version),
        new.start.whole,
        json(&new.start.chosen)?,
        new.teacher.person().0,
        ms(now)
    )?;
    let seq = tile::reload(tx, class).await?;
    run!(tx, "UPDATE class SET run = $2 WHERE id = $1", class.0, run)?;
    run!(
        tx,
        "UPDATE tile SET done = NULL, total = NULL, rushed = FALSE, seq = $2 WHERE class = $1",
        class.0,
        seq
    )?;
    // Whoever comes later has it laid out as they sign in.
    let here: Vec<(Uuid, i64)> = list!(
        tx,
        "SELECT DISTINCT p.id, p.grade FROM session s
         JOIN person p ON p.id = s.person AND p.role = 'child'
         WHERE s.class = $1 AND s.school = $2 AND s.ended_at IS NULL AND s.expires_at > $3",
        class.0,
        school.0,
        ms(now)
    )?;
    for (child, grade) in here {
        lay_out(tx, (school, class, PersonId(child)), grade, now).await?;
    }
    note(tx, &new.teacher, "survey.start", run, now).await?;
    Ok(RunId(run))
}

/// Ends the open survey of the class, if there is one; all that was answered stays.
pub async fn stop(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<()> {
    teacher.must(Action::StopSurvey)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(stop_in(tx, teacher, now)))
        .await
}

async fn stop_in(tx: &mut Tx, teacher: Teacher, now: DateTime<Utc>) -> Result<()> {
    tx.hold_class(teacher.class()).await?;
    let closed: Option<(Uuid,)> = find!(
        tx,
        "UPDATE survey_run SET closed_at = $3
         WHERE class = $1 AND school = $2 AND closed_at IS NULL RETURNING id",
        teacher.class().0,
        teacher.school().0,
        ms(now)
    )?;
    let Some((run,)) = closed else { return Ok(()) };
    tile::reload(tx, teacher.class()).await?;
    note(tx, &teacher, "survey.stop", run, now).await
}

async fn note(
    tx: &mut Tx,
    teacher: &Teacher,
    what: &str,
    run: Uuid,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = Line {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what,
        about: Some(run),
        detail: "",
    };
    audit::note(tx, now, line).await
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    id: Uuid,
    survey: String,
    version: i64,
    response: Option<Uuid>,
}

/// The run that is open for the child's class, and the child's response to it.
async fn open_run(tx: &mut Tx, child: &Child) -> Result<Option<OpenRow>> {
    find!(
        tx,
        "SELECT u.id, u.survey, u.version, r.id AS response
         FROM survey_run u LEFT JOIN response r ON r.run = u.id AND r.child = $3
         WHERE u.class = $1 AND u.school = $2 AND u.closed_at IS NULL",
        child.class().0,
        child.school().0,
        child.id().0
    )
}

/// The child's home.
pub async fn home(db: &Db, child: &Child) -> Result<Home> {
    let child = *child;
    db.read(move |tx| Box::pin(home_in(tx, child))).await
}

async fn home_in(tx: &mut Tx, child: Child) -> Result<Home> {
    let me = me_in(tx, child).await?;
    let run = match open_run(tx, &child).await? {
        Some(row) => Some(card(tx, &child, row).await?),
        None => None,
    };
    let said: Option<(bool,)> = find!(
        tx,
        "SELECT EXISTS (SELECT 1 FROM statement
             WHERE child = $1 AND school = $2 AND ended_at IS NULL)",
        child.id().0,
        child.school().0
    )?;
    Ok(Home {
        me,
        run,
        help: help::mine(tx, &child).await?,
        has_poster: said.is_some_and(|(said,)| said),
    })
}

async fn card(tx: &mut Tx, child: &Child, row: OpenRow) -> Result<RunCard> {
    let paper = tx
        .survey(child.school(), &row.survey, version(row.version)?)
        .await?;
    let progress = match row.response {
        Some(id) => {
            let id = ResponseId(id);
            let held = tx.response(child.school(), id).await?;
            let held = held.ok_or(StoreError::NotFound)?;
            Some(held.tally(answers(tx, id).await?).0)
        }
        None => None,
    };
    Ok(RunCard {
        run: RunId(row.id),
        title: paper.survey.title.clone(),
        progress,
        finished: progress.is_some_and(|it| it.done >= it.of),
    })
}

/// Opens the run for the child: the same response however often, on whatever tablet.
pub async fn open(db: &Db, child: &Child, run: RunId, now: DateTime<Utc>) -> Result<Opened> {
    let held = *child;
    let opened = db.read(move |tx| Box::pin(begun_in(tx, held, run))).await?;
    if let Some(opened) = opened {
        return Ok(opened);
    }
    let child = *child;
    db.write(move |tx| Box::pin(open_in(tx, child, run, now)))
        .await
}

/// The response to the run that is open, begun or not; `None` while no run is open.
pub async fn resume(db: &Db, child: &Child) -> Result<Option<Opened>> {
    let child = *child;
    db.read(move |tx| Box::pin(laid_out_in(tx, child))).await
}

async fn laid_out_in(tx: &mut Tx, child: Child) -> Result<Option<Opened>> {
    match open_run(tx, &child).await?.and_then(|it| it.response) {
        Some(id) => opened(tx, child, ResponseId(id)).await.map(Some),
        None => Ok(None),
    }
}

/// The response, once the board shows that the child is in it.
async fn begun_in(tx: &mut Tx, child: Child, run: RunId) -> Result<Option<Opened>> {
    let row: Option<(Uuid,)> = find!(
        tx,
        "SELECT r.id FROM survey_run u
         JOIN response r ON r.run = u.id AND r.child = $3
         JOIN tile t ON t.class = u.class AND t.child = r.child AND t.total IS NOT NULL
         WHERE u.class = $1 AND u.school = $2 AND u.id = $4 AND u.closed_at IS NULL",
        child.class().0,
        child.school().0,
        child.id().0,
        run.0
    )?;
    match row {
        Some((id,)) => opened(tx, child, ResponseId(id)).await.map(Some),
        None => Ok(None),
    }
}

async fn open_in(tx: &mut Tx, child: Child, run: RunId, now: DateTime<Utc>) -> Result<Opened> {
    tx.hold_class(child.class()).await?;
    let at = (child.school(), child.class(), child.id());
    lay_out(tx, at, i64::from(child.grade()), now).await?;
    let row = open_run(tx, &child).await?.filter(|row| row.id == run.0);
    let id = row.and_then(|it| it.response).ok_or(StoreError::NotFound)?;
    let id = ResponseId(id);
    let held = tx.response(child.school(), id).await?;
    let held = held.ok_or(StoreError::NotFound)?;
    let (progress, attention) = held.tally(answers(tx, id).await?);
    tile::progress(tx, at, run, progress, attention.rushed).await?;
    opened(tx, child, id).await
}

/// Lays the open run out for a child who has no response to it yet, so that they can begin without
/// the school. The class is held already.
pub(crate) async fn lay_out(
    tx: &mut Tx,
    (school, class, child): (SchoolId, ClassId, PersonId),
    grade: i64,
    now: DateTime<Utc>,
) -> Result<()> {
    let (id, seed) = (tx.ids().uuid(), tx.ids().number());
    run!(
        tx,
        "INSERT INTO response (id, school, child, run, grade, seed, opened_at)
         SELECT $1, $2, $3, id, $4, $5, $6 FROM survey_run
         WHERE class = $7 AND school = $2 AND closed_at IS NULL
         ON CONFLICT (run, child) DO NOTHING",
        id,
        school.0,
        child.0,
        grade,
        seed.cast_signed(),
        ms(now),
        class.0
    )
    .map(drop)
}

async fn opened(tx: &mut Tx, child: Child, id: ResponseId) -> Result<Opened> {
    let held = tx.response(child.school(), id).await?;
    let held = Arc::clone(&held.ok_or(StoreError::NotFound)?);
    Ok(Opened {
        me: me_in(tx, child).await?,
        response: id,
        survey: held.paper.survey.clone(),
        grade: held.grade,
        whole: held.whole,
        chosen: held.chosen.clone(),
        seed: held.seed.to_string(),
        answers: answers(tx, id).await?.into_values().collect(),
    })
}

#[derive(sqlx::FromRow)]
struct AnswerRow {
    item: String,
    rev: i64,
    given: String,
    done: bool,
    took_ms: i64,
}

/// The answers of a response as they stand, by item.
pub(crate) async fn answers(tx: &mut Tx, id: ResponseId) -> Result<BTreeMap<String, Answer>> {
    let rows: Vec<AnswerRow> = list!(
        tx,
        "SELECT item, rev, given, done, took_ms FROM answer WHERE response = $1",
        id.0
    )?;
    rows.into_iter()
        .map(|row| {
            let answer = Answer {
                item: row.item.clone(),
                rev: small(row.rev)?,
                given: serde_json::from_str(&row.given)
                    .map_err(|_| StoreError::Unreadable("answer"))?,
                done: row.done,
                took_ms: small(row.took_ms)?,
            };
            Ok((row.item, answer))
        })
        .collect()
}
