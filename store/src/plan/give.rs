//! Goals given to several children at once, each with their own words and days, and taken back.

use super::goal::{Found, check, found, hold, new_tile, room_for_one_more};
use super::{
    goal::{Write, write_goal},
    load::{made_plan, term},
};
use crate::{Db, Result, StoreError, Tx, class::room, proof::Teacher};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{GoalId, PersonId},
    plan::{Draft, Given, Goal, GoalState, What},
};

/// Most children a goal is given to at once.
const MOST: usize = 200;

/// Makes a goal for one or several children of the class, living from `today` on: for all of them,
/// or if one already has three, for none.
pub async fn insert_goal(
    db: &Db,
    teacher: &Teacher,
    children: &[PersonId],
    draft: &Draft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Goal>> {
    let each = children.iter().map(|child| Given {
        child: *child,
        draft: draft.clone(),
    });
    insert_goals(db, teacher, each.collect(), today, now).await
}

/// The same with a draft for each child; the goals come in the order of the children.
pub async fn insert_goals(
    db: &Db,
    teacher: &Teacher,
    each: Vec<Given>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Goal>> {
    teacher.must(Action::EditPlan)?;
    if each.len() > MOST {
        return Err(StoreError::invalid("children", "too-many-children"));
    }
    let teacher = *teacher;
    db.write(move |tx| Box::pin(insert_in(tx, teacher, each, today, now)))
        .await
}

/// The same within a transaction, for a teacher who may.
pub(crate) async fn insert_in(
    tx: &mut Tx,
    teacher: Teacher,
    each: Vec<Given>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<Goal>> {
    let school = teacher.school();
    let children: Vec<PersonId> = each.iter().map(|it| it.child).collect();
    hold(tx, &teacher, &children).await?;
    let room = room(tx, school, teacher.class()).await?;
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
            return Err(StoreError::invalid("id", "not-new"));
        }
    }
    let term = term(tx, school, teacher.class(), today).await?;
    let term = term.ok_or(StoreError::invalid("term", "none"))?;
    let ids = tx.ids();
    let mut goals = Vec::with_capacity(each.len());
    for Given { child, draft } in each {
        let plan = made_plan(tx, school, child, term.id, today).await?;
        room_for_one_more(tx, plan, None).await?;
        let goal = draft.begin(GoalId(ids.uuid()), today, || ids.uuid());
        let write = Write {
            school,
            child,
            plan,
            goal: &goal,
            before: None,
            what: What::Made,
            who: teacher.person(),
            event: None,
            now,
        };
        write_goal(tx, write).await?;
        let found = Found {
            child,
            plan,
            term: (term.begins, term.ends),
            goal: goal.clone(),
        };
        new_tile(tx, school, &found, today).await?;
        goals.push(goal);
    }
    Ok(goals)
}

/// Lays aside what was just given. What somebody changed since is left as it is: only those that
/// were taken back are told. Nothing a child did for them meanwhile is lost.
pub async fn take_back(
    db: &Db,
    teacher: &Teacher,
    goals: Vec<GoalId>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<GoalId>> {
    teacher.must(Action::EditPlan)?;
    let teacher = *teacher;
    db.write(move |tx| {
        Box::pin(async move {
            let mut children = Vec::with_capacity(goals.len());
            for id in &goals {
                children.push(found(tx, &teacher, *id).await?.child);
            }
            hold(tx, &teacher, &children).await?;
            let mut taken = Vec::new();
            for id in goals {
                let held = found(tx, &teacher, id).await?;
                if held.goal.rev != 1 || held.goal.state != GoalState::Living {
                    continue;
                }
                let goal = Goal {
                    state: GoalState::Ended,
                    rev: 2,
                    ..held.goal.clone()
                };
                let write = Write {
                    school: teacher.school(),
                    child: held.child,
                    plan: held.plan,
                    goal: &goal,
                    before: Some(&held.goal),
                    what: What::TakenBack,
                    who: teacher.person(),
                    event: None,
                    now,
                };
                if write_goal(tx, write).await? {
                    new_tile(tx, teacher.school(), &held, today).await?;
                    taken.push(id);
                }
            }
            Ok(taken)
        })
    })
    .await
}
