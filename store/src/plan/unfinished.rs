//! The goals that a term left unfinished: shown in the next, and carried over by choice.

use super::{
    goal::carry_in,
    load::{card, goal, term},
};
use crate::{Db, Result, StoreError, Tx, enrollment::children_of_class, proof::Teacher};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Invalid,
    access::Action,
    ids::{GoalId, PersonId, TermId},
    plan::{
        GoalError,
        template::{CarriedGoal, CarryOverResult, ClassUnfinishedGoals, UnfinishedGoals},
    },
};
use std::collections::{BTreeSet, HashMap};

/// Most goals that are carried over at once: a class of forty with three each.
const MOST: usize = 120;

#[derive(sqlx::FromRow)]
struct Row {
    child: PersonId,
    term: TermId,
    title: String,
    begins_on: String,
    ends_on: String,
    body: String,
}

/// What the children of a class left living in their last plan before a day and was not carried over.
async fn unfinished(
    tx: &mut Tx,
    teacher: &Teacher,
    before: NaiveDate,
) -> Result<HashMap<PersonId, UnfinishedGoals>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT p.child, t.id AS term, t.title, t.begins_on, t.ends_on, g.body
         FROM enrollment e JOIN plan p ON p.child = e.person JOIN term t ON t.id = p.term
         JOIN goal g ON g.plan = p.id AND g.state = 'living'
         WHERE e.class = $1 AND e.role = 'child' AND p.school = $2 AND t.begins_on =
             (SELECT MAX(b.begins_on) FROM plan o JOIN term b ON b.id = o.term
              WHERE o.child = p.child AND b.begins_on < $3)
         AND NOT EXISTS (SELECT 1 FROM goal n WHERE n.carried_from = g.id)
         ORDER BY g.made_at, g.id",
        teacher.class(),
        teacher.school(),
        before.to_string()
    )?;
    let mut all: HashMap<PersonId, UnfinishedGoals> = HashMap::new();
    for row in rows {
        let term = card((row.term, row.title, row.begins_on, row.ends_on))?;
        let goals = Vec::new();
        let own = all
            .entry(row.child)
            .or_insert(UnfinishedGoals { term, goals });
        own.goals.push(goal(&row.body, &HashMap::new())?);
    }
    Ok(all)
}

/// The same of one child.
pub(super) async fn unfinished_of(
    tx: &mut Tx,
    teacher: &Teacher,
    child: PersonId,
    before: NaiveDate,
) -> Result<Option<UnfinishedGoals>> {
    Ok(unfinished(tx, teacher, before).await?.remove(&child))
}

/// The unfinished goals of a class, child by child in the order of their names.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn list_unfinished(
    db: &Db,
    teacher: &Teacher,
    today: NaiveDate,
) -> Result<ClassUnfinishedGoals> {
    teacher.must(Action::SeePlan)?;
    transaction!(db.read, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        let mut found = match term(tx, school, class, today).await? {
            Some(term) => unfinished(tx, &teacher, term.begins).await?,
            None => HashMap::new(),
        };
        let room = children_of_class(tx, school, class).await?.into_iter();
        let own = room.filter_map(|it| found.remove(&it.child).map(|own| (it, own)));
        Ok(ClassUnfinishedGoals {
            children: own.collect(),
        })
    })
}

/// Takes several goals over into this term, as `carry_over` does one; what can't be is said of each,
/// and keeps none of the others.
///
/// # Errors
/// `NotFound` if the teacher may not do this; `Invalid` if what was sent breaks a rule.
pub async fn carry_goals(
    db: &Db,
    teacher: &Teacher,
    goals: &[GoalId],
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<CarryOverResult> {
    teacher.must(Action::EditPlan)?;
    if goals.len() > MOST {
        return Err(GoalError::TooManyGoals.into());
    }
    let (teacher, goals) = (*teacher, goals.iter().copied().collect::<BTreeSet<_>>());
    transaction!(db.write, |tx| {
        let mut all = Vec::with_capacity(goals.len());
        for goal in goals {
            let done = carry_in(tx, teacher, goal, today, now).await;
            all.push(CarriedGoal {
                goal,
                why: match done {
                    Ok(_) => None,
                    Err(StoreError::Invalid(Invalid::Goal(why))) => Some(why),
                    Err(error) => return Err(error),
                },
            });
        }
        Ok(CarryOverResult { goals: all })
    })
}
