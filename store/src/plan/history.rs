//! Every change of a goal, those before it was carried over too, and of a whole plan.

use super::load::find_goal;
use crate::{
    Db, Result, Tx,
    column::{from_json, from_millis, from_text, to_int, to_json, to_millis},
    enrollment::child_name,
    proof::TeacherOfChild,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    event::{Event, Op},
    ids::{DailyId, GoalId, PersonId, PlanId, SchoolId},
    limits,
    plan::{Goal, GoalChange, PlanChange, PlanChangeKind, ReceivedTick, TickConflict, clashes},
};

#[derive(sqlx::FromRow)]
struct Row {
    goal: GoalId,
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
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class.
pub async fn list_changes(
    db: &Db,
    teacher: &TeacherOfChild,
    goal: GoalId,
) -> Result<Vec<GoalChange>> {
    teacher.must(Action::SeePlan)?;
    let teacher = teacher.teacher();
    transaction!(db.read, |tx| {
        find_goal(tx, &teacher, goal).await?;
        let mut all: Vec<GoalChange> = Vec::new();
        let mut next = Some(goal);
        while let Some(goal) = next {
            let rows: Vec<Row> = list!(
                tx,
                "SELECT c.goal, c.rev, c.what, c.at, p.given, p.family, c.before_body, c.after_body
             FROM goal_change c JOIN person p ON p.id = c.who
             WHERE c.goal = $1 AND c.school = $2 ORDER BY c.rev DESC",
                goal,
                teacher.school()
            )?;
            let changes = rows.into_iter().map(change);
            all.extend(changes.collect::<Result<Vec<_>>>()?);
            next = all
                .last()
                .and_then(|it| it.after.carried_from)
                .filter(|it| *it != goal);
        }
        Ok(all)
    })
}

/// What was done to all goals of a plan of a child of the class, newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_plan_changes(
    db: &Db,
    teacher: &TeacherOfChild,
    plan: PlanId,
) -> Result<Vec<GoalChange>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let rows: Vec<Row> = list!(
            tx,
            "SELECT c.goal, c.rev, c.what, c.at, p.given, p.family, c.before_body, c.after_body
                 FROM goal g JOIN goal_change c ON c.goal = g.id JOIN person p ON p.id = c.who
                 WHERE g.plan = $1 AND g.child = $2 AND g.school = $3
                 ORDER BY c.at DESC, c.goal, c.rev DESC LIMIT $4",
            plan,
            child,
            teacher.school(),
            limits::plan::MOST_CHANGES_SHOWN
        )?;
        rows.into_iter().map(change).collect()
    })
}

/// What was changed in a plan of a child of the class beside its goals, newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_asides(
    db: &Db,
    teacher: &TeacherOfChild,
    plan: PlanId,
) -> Result<Vec<PlanChange>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let rows: Vec<(i64, String, String, String)> = list!(
            tx,
            "SELECT c.at, w.given, w.family, c.body FROM plan p
         JOIN plan_change c ON c.plan = p.id JOIN person w ON w.id = c.who
         WHERE p.id = $1 AND p.child = $2 AND p.school = $3
         ORDER BY c.at DESC, c.id DESC LIMIT $4",
            plan,
            child,
            teacher.school(),
            limits::plan::MOST_CHANGES_SHOWN
        )?;
        rows.into_iter()
            .map(|(at_ms, given, family, body)| {
                Ok(PlanChange {
                    at: from_millis(at_ms)?,
                    who: format!("{given} {family}").trim().to_owned(),
                    aside: from_json(&body, "plan change")?,
                })
            })
            .collect()
    })
}

/// Writes down what was changed in a plan beside its goals, in the same transaction.
pub(crate) async fn note_aside(
    tx: &mut Tx,
    (school, plan): (SchoolId, PlanId),
    who: PersonId,
    now: DateTime<Utc>,
    aside: &PlanChangeKind,
) -> Result<()> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO plan_change (id, school, plan, who, at, body) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        school,
        plan,
        who,
        to_millis(now),
        to_json(aside)?
    )
    .map(drop)
}

/// Most ticks of a goal that are looked through, the newest.
const MOST_TICKS: i64 = 1_000;

/// What two tablets said at once of a goal of a child of the class, and did not stand; newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class.
pub async fn list_clashes(
    db: &Db,
    teacher: &TeacherOfChild,
    goal: GoalId,
) -> Result<Vec<TickConflict>> {
    teacher.must(Action::SeePlan)?;
    let teacher = teacher.teacher();
    transaction!(db.read, |tx| {
        find_goal(tx, &teacher, goal).await?;
        let own: Vec<(DailyId, PersonId)> = list!(
            tx,
            "SELECT id, child FROM daily WHERE goal = $1 AND school = $2",
            goal,
            teacher.school()
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
            teacher.school(),
            MOST_TICKS
        )?;
        let mut all = Vec::new();
        for (body, taken_at, tablet) in rows {
            let event: Event = from_json(&body, "event")?;
            if let Op::Tick { tick } = event.op
                && own.iter().any(|(id, _)| *id == tick.daily)
            {
                all.push(ReceivedTick {
                    event: event.id,
                    tick,
                    tablet,
                    at: from_millis(taken_at)?,
                });
            }
        }
        Ok(clashes(all))
    })
}

fn change(row: Row) -> Result<GoalChange> {
    let read = |body: &str| -> Result<Goal> { from_json(body, "goal") };
    Ok(GoalChange {
        goal: row.goal,
        rev: to_int(row.rev)?,
        what: from_text(row.what)?,
        at: from_millis(row.at)?,
        who: format!("{} {}", row.given, row.family).trim().to_owned(),
        before: row.before_body.as_deref().map(read).transpose()?,
        after: read(&row.after_body)?,
    })
}
