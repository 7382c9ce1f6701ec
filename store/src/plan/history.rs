//! Every change of a goal, those before it was carried over too, and of a whole plan.

use super::goal::found;
use crate::{
    Db, Result, StoreError, Tx,
    class::child_name,
    proof::Teacher,
    stored::{at, json, kind, ms, small},
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    event::{Event, Op},
    ids::{GoalId, PersonId, PlanId, SchoolId},
    plan::{Aside, Change, Clash, Goal, PlanChange, Said, clashes},
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    goal: Uuid,
    rev: i64,
    what: String,
    at: i64,
    given: String,
    family: String,
    before_body: Option<String>,
    after_body: String,
}

/// What was done to a goal of a child of the class, newest first; then the same of the goal it was
/// carried over from, and so on.
pub async fn list_changes(db: &Db, teacher: &Teacher, goal: GoalId) -> Result<Vec<Change>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(changes_in(tx, teacher, goal)))
        .await
}

async fn changes_in(tx: &mut Tx, teacher: Teacher, goal: GoalId) -> Result<Vec<Change>> {
    found(tx, &teacher, goal).await?;
    let mut all: Vec<Change> = Vec::new();
    let mut next = Some(goal);
    while let Some(goal) = next {
        let rows: Vec<Row> = list!(
            tx,
            "SELECT c.goal, c.rev, c.what, c.at, p.given, p.family, c.before_body, c.after_body
             FROM goal_change c JOIN person p ON p.id = c.who
             WHERE c.goal = $1 AND c.school = $2 ORDER BY c.rev DESC",
            goal.0,
            teacher.school().0
        )?;
        let changes = rows.into_iter().map(change);
        all.extend(changes.collect::<Result<Vec<_>>>()?);
        next = all
            .last()
            .and_then(|it| it.after.carried_from)
            .filter(|it| *it != goal);
    }
    Ok(all)
}

/// Most changes of a plan that are read at once: a term of three goals has some dozens.
const MOST: i64 = 1_000;

/// What was done to all goals of a plan of a child of the class, newest first.
pub async fn list_plan_changes(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    plan: PlanId,
) -> Result<Vec<Change>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            let rows: Vec<Row> = list!(
                tx,
                "SELECT c.goal, c.rev, c.what, c.at, p.given, p.family, c.before_body, c.after_body
                 FROM goal g JOIN goal_change c ON c.goal = g.id JOIN person p ON p.id = c.who
                 WHERE g.plan = $1 AND g.child = $2 AND g.school = $3
                 ORDER BY c.at DESC, c.goal, c.rev DESC LIMIT $4",
                plan.0,
                child.0,
                teacher.school().0,
                MOST
            )?;
            rows.into_iter().map(change).collect()
        })
    })
    .await
}

/// What was changed in a plan of a child of the class beside its goals, newest first.
pub async fn list_asides(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    plan: PlanId,
) -> Result<Vec<PlanChange>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(asides_in(tx, teacher, child, plan)))
        .await
}

async fn asides_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    plan: PlanId,
) -> Result<Vec<PlanChange>> {
    child_name(tx, teacher.school(), teacher.class(), child).await?;
    let rows: Vec<(i64, String, String, String)> = list!(
        tx,
        "SELECT c.at, w.given, w.family, c.body FROM plan p
         JOIN plan_change c ON c.plan = p.id JOIN person w ON w.id = c.who
         WHERE p.id = $1 AND p.child = $2 AND p.school = $3
         ORDER BY c.at DESC, c.id DESC LIMIT $4",
        plan.0,
        child.0,
        teacher.school().0,
        MOST
    )?;
    rows.into_iter()
        .map(|(at_ms, given, family, body)| {
            Ok(PlanChange {
                at: at(at_ms)?,
                who: format!("{given} {family}").trim().to_owned(),
                aside: serde_json::from_str(&body)
                    .map_err(|_| StoreError::Unreadable("plan change"))?,
            })
        })
        .collect()
}

/// Writes down what was changed in a plan beside its goals, in the same transaction.
pub(crate) async fn note_aside(
    tx: &mut Tx,
    (school, plan): (SchoolId, PlanId),
    who: PersonId,
    now: DateTime<Utc>,
    aside: &Aside,
) -> Result<()> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO plan_change (id, school, plan, who, at, body) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        school.0,
        plan.0,
        who.0,
        ms(now),
        json(aside)?
    )
    .map(drop)
}

/// Most ticks of a goal that are looked through, the newest.
const MOST_TICKS: i64 = 1_000;

/// What two tablets said at once of a goal of a child of the class, and did not stand; newest first.
pub async fn list_clashes(db: &Db, teacher: &Teacher, goal: GoalId) -> Result<Vec<Clash>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(clashes_in(tx, teacher, goal)))
        .await
}

async fn clashes_in(tx: &mut Tx, teacher: Teacher, goal: GoalId) -> Result<Vec<Clash>> {
    found(tx, &teacher, goal).await?;
    let own: Vec<(Uuid, Uuid)> = list!(
        tx,
        "SELECT id, child FROM daily WHERE goal = $1 AND school = $2",
        goal.0,
        teacher.school().0
    )?;
    let Some((_, child)) = own.first().copied() else {
        return Ok(Vec::new());
    };
    let rows: Vec<(String, i64, String)> = list!(
        tx,
        "SELECT e.body, e.taken_at, d.name FROM event e JOIN device d ON d.id = e.device
         WHERE e.child = $1 AND e.school = $2 AND e.body LIKE '%\"op\":\"tick\"%'
         ORDER BY e.taken_at DESC, e.id LIMIT $3",
        child,
        teacher.school().0,
        MOST_TICKS
    )?;
    let mut all = Vec::new();
    for (body, taken_at, tablet) in rows {
        let event: Event =
            serde_json::from_str(&body).map_err(|_| StoreError::Unreadable("event"))?;
        if let Op::Tick { tick } = event.op
            && own.iter().any(|(id, _)| *id == tick.daily.0)
        {
            all.push(Said {
                event: event.id,
                tick,
                tablet,
                at: at(taken_at)?,
            });
        }
    }
    Ok(clashes(all))
}

fn change(row: Row) -> Result<Change> {
    let read = |body: &str| -> Result<Goal> {
        serde_json::from_str(body).map_err(|_| StoreError::Unreadable("goal"))
    };
    Ok(Change {
        goal: GoalId(row.goal),
        rev: small(row.rev)?,
        what: kind(row.what)?,
        at: at(row.at)?,
        who: format!("{} {}", row.given, row.family).trim().to_owned(),
        before: row.before_body.as_deref().map(read).transpose()?,
        after: read(&row.after_body)?,
    })
}
