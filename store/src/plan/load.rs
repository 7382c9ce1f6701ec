//! Reads plans, goals and ticks from their rows.

use crate::{
    Result, StoreError, Tx,
    column::{from_json, from_text, to_date, to_int},
    profile::statements,
    proof::Teacher,
    tile,
};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, DailyId, GoalId, PersonId, PlanId, SchoolId, StepId, TermId},
    plan::{Calendar, Dream, Goal, Plan, PlanCard, TermCard, Text, Tick, ticked, today},
    profile::Facet,
};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeSet, HashMap};
use uuid::Builder;

pub(super) type TermRow = (TermId, String, String, String);

pub(super) fn card((id, title, begins, ends): TermRow) -> Result<TermCard> {
    Ok(TermCard {
        id,
        title,
        begins: to_date(&begins)?,
        ends: to_date(&ends)?,
    })
}

/// The term a class is in: its own if that has today in it, else the school's newest that has.
/// Between terms it is the one to come, for which is planned then; after the last it stays.
pub(crate) async fn term(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    today: NaiveDate,
) -> Result<Option<TermCard>> {
    let own: Option<TermRow> = find!(
        tx,
        "SELECT t.id, t.title, t.begins_on, t.ends_on FROM class c JOIN term t ON t.id = c.term
         WHERE c.id = $1 AND c.school = $2",
        class,
        school
    )?;
    let own = own.map(card).transpose()?;
    if own.as_ref().is_some_and(|it| it.contains(today)) {
        return Ok(own);
    }
    let now: Option<TermRow> = find!(
        tx,
        "SELECT id, title, begins_on, ends_on FROM term
         WHERE school = $1
         ORDER BY CASE WHEN begins_on <= $2 AND ends_on >= $2 THEN 0
                       WHEN begins_on > $2 THEN 1 ELSE 2 END,
             CASE WHEN begins_on > $2 THEN begins_on END, begins_on DESC, id LIMIT 1",
        school,
        today.to_string()
    )?;
    now.map(card).transpose()
}

/// The id of a child's plan of a term, whether or not it is made yet: what reads a plan that nobody
/// has written into shows it without making it. Plans of earlier versions have ids of their own.
fn plan_id(child: PersonId, term: TermId) -> PlanId {
    let sum = Sha256::new_with_prefix("plan")
        .chain_update(child.0)
        .chain_update(term.0)
        .finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&sum[..16]);
    PlanId(Builder::from_custom_bytes(bytes).into_uuid())
}

/// The child's plan of a term, made or not.
pub(super) async fn current_plan(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    term: TermId,
) -> Result<PlanId> {
    let made = plan_of(tx, school, child, term).await?;
    Ok(made.unwrap_or_else(|| plan_id(child, term)))
}

/// The term of a plan that is not made yet.
async fn unmade_term(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    id: PlanId,
) -> Result<Option<TermCard>> {
    let terms: Vec<TermRow> = list!(
        tx,
        "SELECT id, title, begins_on, ends_on FROM term t WHERE school = $1
         AND NOT EXISTS (SELECT 1 FROM plan p WHERE p.child = $2 AND p.term = t.id)",
        school,
        child
    )?;
    let term = terms.into_iter().find(|term| plan_id(child, term.0) == id);
    term.map(card).transpose()
}

/// Makes a plan that was only shown so far, if the id is one's, since something is written into it.
pub(crate) async fn make_if_shown(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    id: PlanId,
    today: NaiveDate,
) -> Result<()> {
    let made: Option<(PlanId,)> = find!(tx, "SELECT id FROM plan WHERE id = $1", id)?;
    if made.is_none()
        && let Some(term) = unmade_term(tx, school, child, id).await?
    {
        made_plan(tx, school, child, term.id, today).await?;
    }
    Ok(())
}

/// The child's plan of a term; `None` before it was made.
pub(super) async fn plan_of(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    term: TermId,
) -> Result<Option<PlanId>> {
    let row: Option<(PlanId,)> = find!(
        tx,
        "SELECT id FROM plan WHERE child = $1 AND school = $2 AND term = $3",
        child,
        school,
        term
    )?;
    Ok(row.map(|(id,)| id))
}

/// The same, made if it is not there.
pub(super) async fn made_plan(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    term: TermId,
    today: NaiveDate,
) -> Result<PlanId> {
    let id = plan_id(child, term);
    run!(
        tx,
        "INSERT INTO plan (id, school, child, term, made_on) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (child, term) DO NOTHING",
        id,
        school,
        child,
        term,
        today.to_string()
    )?;
    plan_of(tx, school, child, term)
        .await?
        .ok_or(StoreError::NotFound)
}

/// A plan of this child, made or not.
pub(super) async fn plan(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    id: PlanId,
) -> Result<Option<Plan>> {
    let row: Option<(Option<String>, TermId, String, String, String)> = find!(
        tx,
        "SELECT p.dream, t.id, t.title, t.begins_on, t.ends_on
         FROM plan p JOIN term t ON t.id = p.term
         WHERE p.id = $1 AND p.child = $2 AND p.school = $3",
        id,
        child,
        school
    )?;
    let (dream, term) = match row {
        Some((dream, term, title, begins, ends)) => (dream, card((term, title, begins, ends))?),
        None => match unmade_term(tx, school, child, id).await? {
            Some(term) => (None, term),
            None => return Ok(None),
        },
    };
    let dream = match dream {
        Some(text) => Some(Dream {
            statement: None,
            picture: None,
            text: Text::Own(text),
        }),
        None => profile_dream(tx, school, child).await?,
    };
    Ok(Some(Plan {
        id,
        term,
        dream,
        goals: goals(tx, school, id).await?,
    }))
}

/// The newest dream of the profile that stands.
async fn profile_dream(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<Option<Dream>> {
    let all = statements(tx, school, child).await?;
    let dream = all
        .into_iter()
        .find(|it| it.said.facet == Facet::Dreams && it.ended_at.is_none());
    Ok(dream.map(|it| Dream {
        statement: Some(it.id),
        picture: Some(it.picture),
        text: Text::Book(it.word),
    }))
}

/// A goal's body, with the steps that are done.
pub(super) fn goal(body: &str, steps: &HashMap<StepId, (bool, i64)>) -> Result<Goal> {
    let mut goal: Goal = from_json(body, "goal")?;
    for step in &mut goal.steps {
        if let Some((done, rev)) = steps.get(&step.id) {
            step.done = *done;
            step.rev = to_int(*rev)?;
        }
    }
    Ok(goal)
}

pub(super) async fn goals(tx: &mut Tx, school: SchoolId, id: PlanId) -> Result<Vec<Goal>> {
    let bodies: Vec<(String,)> = list!(
        tx,
        "SELECT body FROM goal WHERE plan = $1 AND school = $2 ORDER BY made_at, id",
        id,
        school
    )?;
    let steps: Vec<(StepId, bool, i64)> =
        list!(tx, "SELECT id, done, rev FROM step WHERE plan = $1", id)?;
    let steps = steps.into_iter().map(|(id, done, rev)| (id, (done, rev)));
    let steps = steps.collect();
    bodies.iter().map(|(body,)| goal(body, &steps)).collect()
}

type TickRow = (DailyId, String, i64, String, Option<String>);

pub(super) fn tick((daily, on, rev, state, felt): TickRow) -> Result<Tick> {
    Ok(Tick {
        daily,
        on: to_date(&on)?,
        rev: to_int(rev)?,
        state: from_text(state)?,
        felt: felt.map(from_text).transpose()?,
    })
}

pub(super) async fn ticks(tx: &mut Tx, school: SchoolId, id: PlanId) -> Result<Vec<Tick>> {
    let rows: Vec<TickRow> = list!(
        tx,
        "SELECT daily, on_day, rev, state, felt FROM tick WHERE plan = $1 AND school = $2
         ORDER BY on_day, daily",
        id,
        school
    )?;
    rows.into_iter().map(tick).collect()
}

pub(super) async fn days_off(
    tx: &mut Tx,
    school: SchoolId,
    term: &TermCard,
) -> Result<BTreeSet<NaiveDate>> {
    let rows: Vec<(String,)> = list!(
        tx,
        "SELECT on_day FROM day_off WHERE school = $1 AND on_day >= $2 AND on_day <= $3",
        school,
        term.begins.to_string(),
        term.ends.to_string()
    )?;
    rows.iter().map(|(on,)| to_date(on)).collect()
}

pub(super) async fn calendar(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    term: &TermCard,
) -> Result<Calendar> {
    let rows: Vec<(String, bool)> = list!(
        tx,
        "SELECT on_day, child IS NOT NULL FROM away
         WHERE child = $1 AND school = $2 AND on_day >= $3 AND on_day <= $4
         UNION ALL SELECT on_day, FALSE FROM day_off
         WHERE school = $2 AND on_day >= $3 AND on_day <= $4",
        child,
        school,
        term.begins.to_string(),
        term.ends.to_string()
    )?;
    let (mut days_off, mut away) = (BTreeSet::new(), BTreeSet::new());
    for (on, is_away) in &rows {
        let days = if *is_away { &mut away } else { &mut days_off };
        days.insert(to_date(on)?);
    }
    Ok(Calendar {
        days_off,
        away,
        term: term.clone(),
    })
}

/// All plans of a child, the newest term first.
pub(super) async fn cards(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<Vec<PlanCard>> {
    let rows: Vec<(PlanId, TermId, String, String, String, i64, i64)> = list!(
        tx,
        "SELECT p.id, t.id, t.title, t.begins_on, t.ends_on,
             (SELECT COUNT(*) FROM goal g WHERE g.plan = p.id AND g.state <> 'proposed'),
             (SELECT COUNT(*) FROM goal g WHERE g.plan = p.id AND g.state = 'reached')
         FROM plan p JOIN term t ON t.id = p.term WHERE p.child = $1 AND p.school = $2
         ORDER BY t.begins_on DESC, p.id",
        child,
        school
    )?;
    rows.into_iter()
        .map(|(id, term, title, begins, ends, goals, reached)| {
            Ok(PlanCard {
                id,
                term: card((term, title, begins, ends))?,
                goals: to_int(goals)?,
                reached: to_int(reached)?,
            })
        })
        .collect()
}

/// Renews the child's tiles in these classes, which are held already: how much is done of the newest
/// day that the child ticked in their plan of now.
pub(crate) async fn renew_ticked(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    classes: &BTreeSet<ClassId>,
    today: NaiveDate,
) -> Result<()> {
    let Some(class) = classes.first() else {
        return Ok(());
    };
    let Some(term) = term(tx, school, *class, today).await? else {
        return Ok(());
    };
    let Some(plan) = plan_of(tx, school, child, term.id).await? else {
        return Ok(());
    };
    let newest: Option<(Option<String>,)> = find!(
        tx,
        "SELECT MAX(on_day) FROM tick WHERE plan = $1 AND child = $2 AND school = $3",
        plan,
        child,
        school
    )?;
    let Some((Some(on),)) = newest else {
        return Ok(());
    };
    refresh_tile_of(tx, (school, child, classes), (plan, term), to_date(&on)?).await
}

/// Renews the child's tile: how much of that day's goals is done. The classes are held already.
pub(crate) async fn refresh_tile(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    id: PlanId,
    on: NaiveDate,
) -> Result<()> {
    let row: Option<TermRow> = find!(
        tx,
        "SELECT t.id, t.title, t.begins_on, t.ends_on FROM plan p JOIN term t ON t.id = p.term
         WHERE p.id = $1 AND p.child = $2 AND p.school = $3",
        id,
        child,
        school
    )?;
    let term = card(row.ok_or(StoreError::NotFound)?)?;
    let classes = tile::classes_of(tx, school, &[child]).await?;
    refresh_tile_of(tx, (school, child, &classes), (id, term), on).await
}

/// The same for who knows the child's classes and the plan's term.
pub(crate) async fn refresh_tile_of(
    tx: &mut Tx,
    (school, child, classes): (SchoolId, PersonId, &BTreeSet<ClassId>),
    (id, term): (PlanId, TermCard),
    on: NaiveDate,
) -> Result<()> {
    // One question for all of it, since this is asked at each tick. Of earlier days only the last done
    // one matters for the order of the cards, and which steps are done is of no matter.
    let rows: Vec<TileRow> = list!(
        tx,
        "SELECT daily AS id, on_day, rev, state, felt, NULL AS body, NULL AS free FROM tick
         WHERE plan = $1 AND school = $2 AND on_day = $3
         UNION ALL SELECT daily, MAX(on_day), 0, 'done', NULL, NULL, NULL FROM tick
         WHERE plan = $1 AND school = $2 AND on_day < $3 AND state = 'done' GROUP BY daily
         UNION ALL SELECT id, NULL, made_at, NULL, NULL, body, NULL FROM goal
         WHERE plan = $1 AND school = $2
         UNION ALL SELECT NULL, on_day, NULL, NULL, NULL, NULL, 'child' FROM away
         WHERE child = $4 AND school = $2 AND on_day >= $5 AND on_day <= $6
         UNION ALL SELECT NULL, on_day, NULL, NULL, NULL, NULL, 'all' FROM day_off
         WHERE school = $2 AND on_day >= $5 AND on_day <= $6
         ORDER BY rev, id",
        id,
        school,
        on.to_string(),
        child,
        term.begins.to_string(),
        term.ends.to_string()
    )?;
    let (mut ticks, mut goals, steps) = (Vec::new(), Vec::new(), HashMap::new());
    let mut calendar = Calendar {
        term: term.clone(),
        days_off: BTreeSet::new(),
        away: BTreeSet::new(),
    };
    for row in rows {
        match (row.body, row.free, row.id, row.on_day, row.rev, row.state) {
            (Some(body), ..) => goals.push(goal(&body, &steps)?),
            (_, Some(whose), _, Some(on), ..) if whose == "child" => {
                calendar.away.insert(to_date(&on)?);
            }
            (_, Some(_), _, Some(on), ..) => {
                calendar.days_off.insert(to_date(&on)?);
            }
            (_, _, Some(daily), Some(on), Some(rev), Some(state)) => {
                ticks.push(tick((daily, on, rev, state, row.felt))?);
            }
            _ => return Err(StoreError::Unreadable("tile")),
        }
    }
    let plan = Plan {
        id,
        term,
        dream: None,
        goals,
    };
    let cards = today(&plan, &ticks, on, &calendar);
    tile::set_ticked(tx, school, child, classes, ticked(&cards, on)).await
}

/// A tick, a goal under the time it was made, or a free day and whose.
#[derive(sqlx::FromRow)]
struct TileRow {
    id: Option<DailyId>,
    on_day: Option<String>,
    rev: Option<i64>,
    state: Option<String>,
    felt: Option<String>,
    body: Option<String>,
    free: Option<String>,
}

/// A goal of a child of the class.
pub(super) struct GoalRow {
    pub(super) child: PersonId,
    pub(super) plan: PlanId,
    pub(super) term: (NaiveDate, NaiveDate),
    pub(super) goal: Goal,
}

type GoalColumns = (PersonId, PlanId, String, String, String);

pub(super) async fn find_goal(tx: &mut Tx, teacher: &Teacher, id: GoalId) -> Result<GoalRow> {
    find_goal_in(tx, teacher.school(), teacher.class(), id).await
}

pub(super) async fn find_goal_in(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    id: GoalId,
) -> Result<GoalRow> {
    let row: Option<GoalColumns> = find!(
        tx,
        "SELECT g.child, g.plan, g.body, t.begins_on, t.ends_on
         FROM goal g JOIN plan p ON p.id = g.plan JOIN term t ON t.id = p.term
         JOIN enrollment e ON e.person = g.child AND e.class = $3 AND e.role = 'child'
         WHERE g.id = $1 AND g.school = $2",
        id,
        school,
        class
    )?;
    let (child, plan, body, begins, ends) = row.ok_or(StoreError::NotFound)?;
    let rows: Vec<(StepId, bool, i64)> =
        list!(tx, "SELECT id, done, rev FROM step WHERE goal = $1", id)?;
    let steps: HashMap<_, _> = rows
        .into_iter()
        .map(|(id, done, rev)| (id, (done, rev)))
        .collect();
    Ok(GoalRow {
        child,
        plan,
        term: (to_date(&begins)?, to_date(&ends)?),
        goal: goal(&body, &steps)?,
    })
}
