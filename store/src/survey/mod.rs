//! Surveys opened for a class, and each child's response to one.

mod cache;

pub(crate) use cache::CachedResponse;

use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, NewEntry},
    column::{from_json, to_int, to_json, to_millis},
    enrollment::me,
    help,
    proof::{Child, Teacher},
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::{ClassId, PersonId, ResponseId, RunId, SchoolId},
    survey::{Answer, Card, Home, OpenedRun, RunCard, RunSettings, Survey, SurveyError},
};
use std::{collections::BTreeMap, sync::Arc};

/// Starts a survey for the class; while one is open, answers that one. `body` is the survey as it
/// was read: a version, once stored, can't be another. `cards`: what the teacher may choose from, if
/// it is not the survey's own; those that a child may get are kept with the run.
///
/// # Errors
/// `NotFound` if the teacher may not do this; `Invalid` if what was sent breaks a rule.
pub async fn start(
    db: &Db,
    teacher: &Teacher,
    survey: &Survey,
    body: &str,
    cards: Option<&[Card]>,
    start: RunSettings,
    now: DateTime<Utc>,
) -> Result<RunId> {
    teacher.must(Action::StartSurvey)?;
    let choosing = survey.items.iter().filter(|item| item.choose.is_some());
    let own = choosing.flat_map(|item| &item.cards);
    let choosable = |id: &String| match cards {
        Some(cards) => cards.iter().any(|card| card.id == *id),
        None => own.clone().any(|card| card.id == *id),
    };
    if !start.chosen.iter().all(choosable) {
        return Err(SurveyError::CardIsUnknown.into());
    }
    let new = New {
        teacher: *teacher,
        survey: survey.clone(),
        body: body.to_owned(),
        cards: cards.map(|it| survey.dealt_cards(it, &start.chosen)),
        start,
    };
    transaction!(db.write, |tx| {
        let (school, class) = (new.teacher.school(), new.teacher.class());
        tx.lock_class(class).await?;
        let open: Option<(RunId,)> = find!(
            tx,
            "SELECT id FROM survey_run WHERE class = $1 AND school = $2 AND closed_at IS NULL",
            class,
            school
        )?;
        if let Some((run,)) = open {
            return Ok(run);
        }
        let made = run!(
            tx,
            "INSERT INTO survey_version (school, survey, version, body) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING",
            school,
            &new.survey.id,
            i64::from(new.survey.version),
            &new.body
        )?;
        if made == 0 {
            let stored = tx
                .survey(school, &new.survey.id, new.survey.version)
                .await?;
            if stored.survey != new.survey {
                return Err(SurveyError::VersionIsAnother.into());
            }
        }
        let run = tx.ids().uuid();
        run!(
            tx,
            "INSERT INTO survey_run (id, school, class, survey, version, whole, chosen,
             started_by, opened_at, cards)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            run,
            school,
            class,
            &new.survey.id,
            i64::from(new.survey.version),
            new.start.whole,
            to_json(&new.start.chosen)?,
            new.teacher.person(),
            to_millis(now),
            new.cards.as_ref().map(to_json).transpose()?
        )?;
        let seq = tile::reload_class(tx, class).await?;
        run!(tx, "UPDATE class SET run = $2 WHERE id = $1", class, run)?;
        run!(
            tx,
            "UPDATE tile SET done = NULL, total = NULL, rushed = FALSE, seq = $2 WHERE class = $1",
            class,
            seq
        )?;
        // Whoever comes later has it laid out as they sign in.
        let here: Vec<(PersonId, i64)> = list!(
            tx,
            "SELECT DISTINCT p.id, p.grade FROM session s
         JOIN person p ON p.id = s.person AND p.role = 'child'
         WHERE s.class = $1 AND s.school = $2 AND s.ended_at IS NULL AND s.expires_at > $3",
            class,
            school,
            to_millis(now)
        )?;
        for (child, grade) in here {
            lay_out(tx, (school, class, child), grade, now).await?;
        }
        note(tx, &new.teacher, AuditAct::SurveyStarted, RunId(run), now).await?;
        Ok(RunId(run))
    })
}

struct New {
    teacher: Teacher,
    survey: Survey,
    body: String,
    cards: Option<Vec<Card>>,
    start: RunSettings,
}

/// Ends the open survey of the class, if there is one; all that was answered stays.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn stop(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<()> {
    teacher.must(Action::StopSurvey)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        let closed: Option<(RunId,)> = find!(
            tx,
            "UPDATE survey_run SET closed_at = $3
         WHERE class = $1 AND school = $2 AND closed_at IS NULL RETURNING id",
            teacher.class(),
            teacher.school(),
            to_millis(now)
        )?;
        let Some((run,)) = closed else { return Ok(()) };
        tile::reload_class(tx, teacher.class()).await?;
        note(tx, &teacher, AuditAct::SurveyStopped, run, now).await
    })
}

async fn note(
    tx: &mut Tx,
    teacher: &Teacher,
    what: AuditAct,
    run: RunId,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = NewEntry {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what,
        about: Some(run.0),
        detail: "",
    };
    audit::append(tx, now, line).await
}

#[derive(sqlx::FromRow)]
struct OpenRow {
    id: RunId,
    survey: String,
    version: i64,
    response: Option<ResponseId>,
}

/// The run that is open for the child's class, and the child's response to it.
async fn open_run(tx: &mut Tx, child: &Child) -> Result<Option<OpenRow>> {
    find!(
        tx,
        "SELECT u.id, u.survey, u.version, r.id AS response
         FROM survey_run u LEFT JOIN response r ON r.run = u.id AND r.child = $3
         WHERE u.class = $1 AND u.school = $2 AND u.closed_at IS NULL",
        child.class(),
        child.school(),
        child.id()
    )
}

/// The child's home.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn home(db: &Db, child: &Child) -> Result<Home> {
    transaction!(db.read, child, |tx| {
        let me = me(tx, child).await?;
        let run = match open_run(tx, &child).await? {
            Some(row) => Some(card(tx, &child, row).await?),
            None => None,
        };
        let said: Option<(bool,)> = find!(
            tx,
            "SELECT EXISTS (SELECT 1 FROM statement
             WHERE child = $1 AND school = $2 AND ended_at IS NULL)",
            child.id(),
            child.school()
        )?;
        Ok(Home {
            me,
            run,
            help: help::find_mine(tx, &child).await?,
            has_poster: said.is_some_and(|(said,)| said),
        })
    })
}

async fn card(tx: &mut Tx, child: &Child, row: OpenRow) -> Result<RunCard> {
    let paper = tx
        .survey(child.school(), &row.survey, to_int(row.version)?)
        .await?;
    let progress = match row.response {
        Some(id) => {
            let held = tx.response(child.school(), id).await?;
            let held = held.ok_or(StoreError::NotFound)?;
            Some(held.tally(answers(tx, id).await?).0)
        }
        None => None,
    };
    Ok(RunCard {
        run: row.id,
        title: paper.survey.title.clone(),
        progress,
        finished: progress.is_some_and(|it| it.done >= it.of),
    })
}

/// Opens the run for the child: the same response however often, on whatever tablet.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn open(db: &Db, child: &Child, run: RunId, now: DateTime<Utc>) -> Result<OpenedRun> {
    let held = *child;
    let begun = db.read(move |tx| Box::pin(begun_in(tx, held, run))).await?;
    if let Some(opened) = begun {
        return Ok(opened);
    }
    transaction!(db.write, child, |tx| {
        tx.lock_class(child.class()).await?;
        let at = (child.school(), child.class(), child.id());
        lay_out(tx, at, i64::from(child.grade()), now).await?;
        let row = open_run(tx, &child).await?.filter(|row| row.id == run);
        let id = row.and_then(|it| it.response).ok_or(StoreError::NotFound)?;
        let held = tx.response(child.school(), id).await?;
        let held = held.ok_or(StoreError::NotFound)?;
        let (progress, attention) = held.tally(answers(tx, id).await?);
        tile::set_progress(tx, at, run, progress, attention.rushed).await?;
        opened(tx, child, id).await
    })
}

/// The response to the run that is open, begun or not; `None` while no run is open.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn resume(db: &Db, child: &Child) -> Result<Option<OpenedRun>> {
    transaction!(db.read, child, |tx| {
        match open_run(tx, &child).await?.and_then(|it| it.response) {
            Some(id) => opened(tx, child, id).await.map(Some),
            None => Ok(None),
        }
    })
}

/// The response, once the board shows that the child is in it.
async fn begun_in(tx: &mut Tx, child: Child, run: RunId) -> Result<Option<OpenedRun>> {
    let row: Option<(ResponseId,)> = find!(
        tx,
        "SELECT r.id FROM survey_run u
         JOIN response r ON r.run = u.id AND r.child = $3
         JOIN tile t ON t.class = u.class AND t.child = r.child AND t.total IS NOT NULL
         WHERE u.class = $1 AND u.school = $2 AND u.id = $4 AND u.closed_at IS NULL",
        child.class(),
        child.school(),
        child.id(),
        run
    )?;
    match row {
        Some((id,)) => opened(tx, child, id).await.map(Some),
        None => Ok(None),
    }
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
        school,
        child,
        grade,
        seed.cast_signed(),
        to_millis(now),
        class
    )
    .map(drop)
}

async fn opened(tx: &mut Tx, child: Child, id: ResponseId) -> Result<OpenedRun> {
    let held = tx.response(child.school(), id).await?;
    let held = Arc::clone(&held.ok_or(StoreError::NotFound)?);
    Ok(OpenedRun {
        me: me(tx, child).await?,
        response: id,
        survey: held.survey_version.survey.clone(),
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
        id
    )?;
    rows.into_iter()
        .map(|row| {
            let answer = Answer {
                item: row.item.clone(),
                rev: to_int(row.rev)?,
                given: from_json(&row.given, "answer")?,
                done: row.done,
                took_ms: to_int(row.took_ms)?,
            };
            Ok((row.item, answer))
        })
        .collect()
}
