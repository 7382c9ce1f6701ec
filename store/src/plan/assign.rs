//! Assigns a goal to several children at once, each with their own words and days, and takes it back.

use super::goal::{check, check_goal_count, lock_classes, refresh_tile_today};
use super::{
    goal::{GoalWrite, write_goal},
    load::{GoalRow, find_goal, made_plan, term},
};
use crate::{Db, Result, StoreError, Tx, enrollment::children_of_class, proof::Teacher};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{GoalId, PersonId},
    limits,
    plan::{Draft, Goal, GoalAssignment, GoalChangeKind, GoalError, GoalState},
};

/// Makes a goal for one or several children of the class, living from `today` on: for all of them,
/// or if one already has three, for none.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn insert_goal(
    db: &Db,
    teacher: &Teacher,
    children: &[PersonId],
    draft: &Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Goal>> {
    let each = children.iter().map(|child| GoalAssignment {
        child: *child,
        draft: draft.clone(),
    });
    insert_goals(db, teacher, each.collect(), today, now).await
}

/// The same with a draft for each child; the goals come in the order of the children.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn insert_goals(
    db: &Db,
    teacher: &Teacher,
    each: Vec<GoalAssignment>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Goal>> {
    teacher.must(Action::EditPlan)?;
    if each.len() > limits::plan::MOST_CHILDREN_GIVEN {
        return Err(GoalError::TooManyChildren.into());
    }
    transaction!(db.write, teacher, |tx| {
        assign_goals(tx, teacher, each, today, now).await
    })
}

/// The same within a transaction, for a teacher who may.
pub(crate) async fn assign_goals(
    tx: &mut Tx,
    teacher: Teacher,
    each: Vec<GoalAssignment>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Goal>> {
    let school = teacher.school();
    let children: Vec<PersonId> = each.iter().map(|it| it.child).collect();
    lock_classes(tx, &teacher, &children).await?;
    let room = children_of_class(tx, school, teacher.class()).await?;
    if !children
        .iter()
        .all(|it| room.iter().any(|child| child.child == *it))
    {
        return Err(StoreError::NotFound);
    }
    for it in &each {
        check(tx, school, &it.draft).await?;
        let daily = it.draft.daily.iter().any(|it| it.id.is_some());
        if daily || it.draft.steps.iter().any(|it| it.id.is_some()) {
            return Err(GoalError::LineIsNotNew.into());
        }
    }
    let term = term(tx, school, teacher.class(), today).await?;
    let term = term.ok_or(GoalError::NoTerm)?;
    let ids = tx.ids();
    let mut goals = Vec::with_capacity(each.len());
    for GoalAssignment { child, draft } in each {
        let plan = made_plan(tx, school, child, term.id, today).await?;
        check_goal_count(tx, plan, None).await?;
        let goal = draft.begin(GoalId(ids.uuid()), today, || ids.uuid());
        let write = GoalWrite {
            school,
            child,
            plan,
            goal: &goal,
            before: None,
            what: GoalChangeKind::Made,
            who: teacher.person(),
            event: None,
            now,
        };
        write_goal(tx, write).await?;
        let found = GoalRow {
            child,
            plan,
            term: (term.begins, term.ends),
            goal: goal.clone(),
        };
        refresh_tile_today(tx, school, &found, today).await?;
        goals.push(goal);
    }
    Ok(goals)
}

/// Lays aside what was just given. What somebody changed since is left as it is: only those that
/// were taken back are told. Nothing a child did for them meanwhile is lost.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the goal is not of the class.
pub async fn take_back(
    db: &Db,
    teacher: &Teacher,
    goals: Vec<GoalId>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<GoalId>> {
    teacher.must(Action::EditPlan)?;
    transaction!(db.write, teacher, |tx| {
        let mut children = Vec::with_capacity(goals.len());
        for id in &goals {
            children.push(find_goal(tx, &teacher, *id).await?.child);
        }
        lock_classes(tx, &teacher, &children).await?;
        let mut taken = Vec::new();
        for id in goals {
            let held = find_goal(tx, &teacher, id).await?;
            if held.goal.rev != 1 || held.goal.state != GoalState::Living {
                continue;
            }
            let goal = Goal {
                state: GoalState::Ended,
                rev: 2,
                ..held.goal.clone()
            };
            let write = GoalWrite {
                school: teacher.school(),
                child: held.child,
                plan: held.plan,
                goal: &goal,
                before: Some(&held.goal),
                what: GoalChangeKind::TakenBack,
                who: teacher.person(),
                event: None,
                now,
            };
            if write_goal(tx, write).await? {
                refresh_tile_today(tx, teacher.school(), &held, today).await?;
                taken.push(id);
            }
        }
        Ok(taken)
    })
}
