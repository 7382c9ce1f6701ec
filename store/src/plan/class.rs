//! The plans of a class, in a fixed number of questions however many children there are.

use super::load::{days_off, goal, term, tick};
use crate::{
    Db, Result, StoreError, Tx, column::to_date, enrollment::children_of_class, proof::Teacher,
};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    access::Action,
    ids::{DailyId, PersonId, PlanId, StepId},
    next::{FinishedGoal, GoalFinish},
    plan::{
        Calendar, ClassPlans, ClassWeek, DayProgress, Goal, GoalLine, GoalState, Plan, PlanRow,
        TermCard, Tick, TickState, WeekOf, WeekRow, pace, ticked, today,
    },
    school::ChildName,
};
use std::collections::{BTreeSet, HashMap};

/// The children of a class with their living and proposed goals, and how each goes.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn list_class_plans(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<ClassPlans> {
    teacher.must(Action::SeePlan)?;
    transaction!(db.read, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        let title = title(tx, &teacher).await?;
        let children = children_of_class(tx, school, class).await?;
        let term = term(tx, school, class, today).await?;
        let (mut owns, off) = match &term {
            Some(term) => (
                owns(tx, &teacher, term, (term.begins, term.ends)).await?,
                days_off(tx, school, term).await?,
            ),
            None => (HashMap::new(), BTreeSet::new()),
        };
        let rows = children.into_iter().map(|child| {
            let own = owns.remove(&child.child).unwrap_or_default();
            row(child, own, term.as_ref(), &off, today)
        });
        Ok(ClassPlans {
            title,
            rows: rows.collect(),
            term,
        })
    })
}

#[derive(Default)]
struct Own {
    plan: Option<PlanId>,
    goals: Vec<Goal>,
    ticks: Vec<Tick>,
    away: BTreeSet<NaiveDate>,
}

/// The children of a class over a week.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn list_class_week(
    db: &Db,
    teacher: &Teacher,
    week: WeekOf,
    today: NaiveDate,
) -> Result<ClassWeek> {
    teacher.must(Action::SeePlan)?;
    transaction!(db.read, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        let mut found = ClassWeek {
            title: title(tx, &teacher).await?,
            term: term(tx, school, class, week.0).await?,
            rows: Vec::new(),
            today,
            week,
        };
        let Some(term) = &found.term else {
            return Ok(found);
        };
        let days = (week.0, week.0 + TimeDelta::days(6));
        let mut owns = owns(tx, &teacher, term, days).await?;
        let off = days_off(tx, school, term).await?;
        let children = children_of_class(tx, school, class).await?.into_iter();
        found.rows = children
            .map(|child| {
                let own = owns.remove(&child.child).unwrap_or_default();
                let calendar = Calendar {
                    term: term.clone(),
                    days_off: off.clone(),
                    away: own.away,
                };
                WeekRow::of(child, &own.goals, &own.ticks, week, &calendar)
            })
            .collect();
        Ok(found)
    })
}

/// Each child's goals of a day; a child without a plan has none.
pub(crate) async fn day_of_class(
    tx: &mut Tx,
    teacher: &Teacher,
    on: NaiveDate,
) -> Result<HashMap<PersonId, DayProgress>> {
    let (school, class) = (teacher.school(), teacher.class());
    let Some(term) = term(tx, school, class, on).await? else {
        return Ok(HashMap::new());
    };
    let off = days_off(tx, school, &term).await?;
    let mut owns = owns(tx, teacher, &term, (on, on)).await?;
    // Of earlier days only the last done one matters for the order of the cards.
    let last: Vec<(PersonId, DailyId, String)> = list!(
        tx,
        "SELECT p.child, k.daily, MAX(k.on_day) FROM tick k JOIN plan p ON p.id = k.plan
         JOIN enrollment e ON e.person = p.child AND e.class = $1 AND e.role = 'child'
         WHERE p.school = $2 AND p.term = $3 AND k.on_day < $4 AND k.state = 'done'
         GROUP BY p.child, k.daily",
        class,
        school,
        term.id,
        on.to_string()
    )?;
    for (child, daily, on) in last {
        owns.entry(child).or_default().ticks.push(Tick {
            daily,
            on: to_date(&on)?,
            rev: 0,
            state: TickState::Done,
            felt: None,
        });
    }
    let days = owns.into_iter().filter_map(|(child, own)| {
        let calendar = Calendar {
            term: term.clone(),
            days_off: off.clone(),
            away: own.away,
        };
        let plan = Plan {
            id: own.plan?,
            term: term.clone(),
            dream: None,
            goals: own.goals,
        };
        let cards = today(&plan, &own.ticks, on, &calendar);
        (!cards.is_empty()).then(|| (child, ticked(&cards, on)))
    });
    Ok(days.collect())
}

async fn title(tx: &mut Tx, teacher: &Teacher) -> Result<String> {
    let title: Option<(String,)> = find!(
        tx,
        "SELECT title FROM class WHERE id = $1 AND school = $2",
        teacher.class(),
        teacher.school()
    )?;
    title.map(|(it,)| it).ok_or(StoreError::NotFound)
}

type TickRow = (PersonId, DailyId, String, i64, String, Option<String>);

/// What each child has of a term, with the ticks between two days.
async fn owns(
    tx: &mut Tx,
    teacher: &Teacher,
    term: &TermCard,
    (first, last): (NaiveDate, NaiveDate),
) -> Result<HashMap<PersonId, Own>> {
    let (school, class) = (teacher.school(), teacher.class());
    let mut owns: HashMap<PersonId, Own> = HashMap::new();
    let plans: Vec<(PersonId, PlanId)> = list!(
        tx,
        "SELECT p.child, p.id FROM plan p
         JOIN enrollment e ON e.person = p.child AND e.class = $1 AND e.role = 'child'
         WHERE p.school = $2 AND p.term = $3",
        class,
        school,
        term.id
    )?;
    for (child, plan) in plans {
        owns.entry(child).or_default().plan = Some(plan);
    }
    let steps: Vec<(StepId, bool, i64)> = list!(
        tx,
        "SELECT s.id, s.done, s.rev FROM step s JOIN plan p ON p.id = s.plan
         JOIN enrollment e ON e.person = p.child AND e.class = $1 AND e.role = 'child'
         WHERE p.school = $2 AND p.term = $3",
        class,
        school,
        term.id
    )?;
    let steps = steps.into_iter().map(|(id, done, rev)| (id, (done, rev)));
    let steps = steps.collect();
    let goals: Vec<(PersonId, String)> = list!(
        tx,
        "SELECT g.child, g.body FROM goal g JOIN plan p ON p.id = g.plan
         JOIN enrollment e ON e.person = p.child AND e.class = $1 AND e.role = 'child'
         WHERE p.school = $2 AND p.term = $3 ORDER BY g.made_at, g.id",
        class,
        school,
        term.id
    )?;
    for (child, body) in goals {
        owns.entry(child)
            .or_default()
            .goals
            .push(goal(&body, &steps)?);
    }
    let ticks: Vec<TickRow> = list!(
        tx,
        "SELECT p.child, k.daily, k.on_day, k.rev, k.state, k.felt
         FROM tick k JOIN plan p ON p.id = k.plan
         JOIN enrollment e ON e.person = p.child AND e.class = $1 AND e.role = 'child'
         WHERE p.school = $2 AND p.term = $3 AND k.on_day >= $4 AND k.on_day <= $5",
        class,
        school,
        term.id,
        first.to_string(),
        last.to_string()
    )?;
    for (child, daily, on, rev, state, felt) in ticks {
        let tick = tick((daily, on, rev, state, felt))?;
        owns.entry(child).or_default().ticks.push(tick);
    }
    let away: Vec<(PersonId, String)> = list!(
        tx,
        "SELECT a.child, a.on_day FROM away a
         JOIN enrollment e ON e.person = a.child AND e.class = $1 AND e.role = 'child'
         WHERE a.school = $2",
        class,
        school
    )?;
    for (child, on) in away {
        owns.entry(child).or_default().away.insert(to_date(&on)?);
    }
    Ok(owns)
}

/// The living goals of a class whose path or steps came to their end in this term.
pub(crate) async fn finished(
    tx: &mut Tx,
    teacher: &Teacher,
    term: &TermCard,
    today: NaiveDate,
) -> Result<Vec<(PersonId, FinishedGoal)>> {
    let days_off = days_off(tx, teacher.school(), term).await?;
    let mut all = Vec::new();
    for (child, own) in owns(tx, teacher, term, (term.begins, term.ends)).await? {
        let calendar = Calendar {
            term: term.clone(),
            days_off: days_off.clone(),
            away: own.away,
        };
        for goal in own.goals {
            let pace = pace(&goal, &own.ticks, &calendar, today);
            if let Some(how) = GoalFinish::of(&goal, &pace) {
                let finished = FinishedGoal {
                    goal: goal.id,
                    picture: goal.picture,
                    title: goal.title,
                    how,
                };
                all.push((child, finished));
            }
        }
    }
    Ok(all)
}

fn row(
    child: ChildName,
    own: Own,
    term: Option<&TermCard>,
    off: &BTreeSet<NaiveDate>,
    today: NaiveDate,
) -> PlanRow {
    let done = own.ticks.iter().filter(|it| it.state == TickState::Done);
    let last_tick = done.map(|it| it.on).max();
    let waiting = own
        .goals
        .iter()
        .filter(|it| it.state == GoalState::Proposed);
    let waiting = u32::try_from(waiting.count()).unwrap_or(u32::MAX);
    let away_today = own.away.contains(&today);
    let calendar = term.map(|term| Calendar {
        term: term.clone(),
        days_off: off.clone(),
        away: own.away,
    });
    let goals = own.goals.into_iter();
    let shown = goals.filter(|it| matches!(it.state, GoalState::Living | GoalState::Proposed));
    let lines = shown.filter_map(|it| {
        Some(GoalLine {
            pace: pace(&it, &own.ticks, calendar.as_ref()?, today),
            id: it.id,
            area: it.area,
            picture: it.picture,
            title: it.title,
            state: it.state,
            rev: it.rev,
        })
    });
    PlanRow {
        goals: lines.collect(),
        child,
        plan: own.plan,
        last_tick,
        waiting,
        away_today,
    }
}
