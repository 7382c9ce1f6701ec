//! Reads what the rules of `domain::next` look at.

use super::Dates;
use crate::{
    Result, Tx,
    class::is_surveyed,
    column::{from_json, from_millis, to_date, to_millis},
    competency::not_yet,
    enrollment::children_of_class,
    plan::{finished, term},
    proof::Teacher,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    ids::{ClassId, GoalId, PersonId, SchoolId},
    limits,
    next::{ChildFacts, ClassFacts, FinishedGoal, GoalFinish},
    plan::Goal,
};
use std::collections::{HashMap, HashSet};

pub(super) async fn of_class(
    tx: &mut Tx,
    teacher: &Teacher,
    now: DateTime<Utc>,
    dates: &Dates,
) -> Result<ClassFacts> {
    let (school, class, today) = (teacher.school(), teacher.class(), dates(now));
    let term = term(tx, school, class, today).await?;
    let mut ended = reached(tx, teacher, now, dates).await?;
    if let Some(term) = &term {
        ended.extend(finished(tx, teacher, term, today).await?);
    }
    let known = celebrated(tx, teacher).await?;
    let mut finished: HashMap<PersonId, Vec<FinishedGoal>> = HashMap::new();
    for (child, it) in ended {
        if !known.contains(&it.goal) {
            finished.entry(child).or_default().push(it);
        }
    }
    let contacts = contacts(tx, school, class, dates).await?;
    let away = away(tx, teacher, today).await?;
    let children = children_of_class(tx, school, class).await?.into_iter();
    let children = children.map(|it| ChildFacts {
        child: it.child,
        away: away.contains(&it.child),
        contact: contacts.get(&it.child).copied(),
        finished: finished.remove(&it.child).unwrap_or_default(),
    });
    Ok(ClassFacts {
        today,
        surveyed: is_surveyed(tx, school, class).await?,
        term_began: term.map(|it| it.begins),
        children: children.collect(),
        not_yet: not_yet(tx, teacher).await?,
    })
}

/// Goals that an adult called reached a short while ago.
async fn reached(
    tx: &mut Tx,
    teacher: &Teacher,
    now: DateTime<Utc>,
    dates: &Dates,
) -> Result<Vec<(PersonId, FinishedGoal)>> {
    let rows: Vec<(PersonId, String, i64)> = list!(
        tx,
        "SELECT g.child, g.body, (SELECT MAX(c.at) FROM goal_change c
             WHERE c.goal = g.id AND c.what = 'reached' AND c.at > $3) AS reached_at
         FROM goal g JOIN enrollment e ON e.person = g.child AND e.class = $1 AND e.role = 'child'
         WHERE g.school = $2 AND g.state = 'reached' AND EXISTS (SELECT 1 FROM goal_change c
             WHERE c.goal = g.id AND c.what = 'reached' AND c.at > $3)",
        teacher.class(),
        teacher.school(),
        to_millis(now - limits::next::CELEBRATED_WITHIN)
    )?;
    rows.into_iter()
        .map(|(child, body, reached_at)| {
            let goal: Goal = from_json(&body, "goal")?;
            let finished = FinishedGoal {
                goal: goal.id,
                picture: goal.picture,
                title: goal.title,
                how: GoalFinish::Reached {
                    on: dates(from_millis(reached_at)?),
                },
            };
            Ok((child, finished))
        })
        .collect()
}

async fn celebrated(tx: &mut Tx, teacher: &Teacher) -> Result<HashSet<GoalId>> {
    let rows: Vec<(GoalId,)> = list!(
        tx,
        "SELECT c.goal FROM celebration c
         JOIN enrollment e ON e.person = c.child AND e.class = $1 AND e.role = 'child'
         WHERE c.school = $2",
        teacher.class(),
        teacher.school()
    )?;
    Ok(rows.into_iter().map(|(goal,)| goal).collect())
}

async fn away(tx: &mut Tx, teacher: &Teacher, today: NaiveDate) -> Result<HashSet<PersonId>> {
    let rows: Vec<(PersonId,)> = list!(
        tx,
        "SELECT a.child FROM away a
         JOIN enrollment e ON e.person = a.child AND e.class = $1 AND e.role = 'child'
         WHERE a.school = $2 AND a.on_day = $3",
        teacher.class(),
        teacher.school(),
        today.to_string()
    )?;
    Ok(rows.into_iter().map(|(child,)| child).collect())
}

/// The last day any adult noted that they were with a child: a check-in, something they saw the
/// child do, a conference, a sentence beside a goal, a goal signed together, help they came to.
pub(crate) async fn contacts(
    tx: &mut Tx,
    SchoolId(school): SchoolId,
    ClassId(class): ClassId,
    dates: &Dates,
) -> Result<HashMap<PersonId, NaiveDate>> {
    let days: Vec<(PersonId, String)> = list!(
        tx,
        "SELECT d.child, MAX(d.on_day) FROM (
             SELECT c.child, c.on_day FROM check_in c
             JOIN enrollment e ON e.person = c.child AND e.class = $1 AND e.role = 'child'
             WHERE c.school = $2
             UNION ALL
             SELECT l.child, l.on_day FROM competency_level l
             JOIN enrollment e ON e.person = l.child AND e.class = $1 AND e.role = 'child'
             WHERE l.school = $2 AND l.level IS NOT NULL AND l.seen IN ('observation', 'conference')
             AND NOT EXISTS (SELECT 1 FROM competency_level u WHERE u.undoes = l.id)
             UNION ALL
             SELECT v.child, v.made_on FROM evidence v
             JOIN enrollment e ON e.person = v.child AND e.class = $1 AND e.role = 'child'
             WHERE v.school = $2 AND v.event IS NULL AND NOT v.taken_back
         ) AS d GROUP BY d.child",
        class,
        school
    )?;
    let instants: Vec<(PersonId, i64)> = list!(
        tx,
        "SELECT d.child, MAX(d.at) FROM (
             SELECT h.child, h.coming_at AS at FROM help h
             JOIN enrollment e ON e.person = h.child AND e.class = $1 AND e.role = 'child'
             WHERE h.school = $2 AND h.coming_at IS NOT NULL
             UNION ALL
             SELECT g.child, c.at FROM goal g JOIN goal_change c ON c.goal = g.id
             JOIN enrollment e ON e.person = g.child AND e.class = $1 AND e.role = 'child'
             WHERE g.school = $2 AND c.what = 'together'
         ) AS d GROUP BY d.child",
        class,
        school
    )?;
    let mut contacts = HashMap::new();
    for (child, on) in days {
        contacts.insert(child, to_date(&on)?);
    }
    for (child, ms) in instants {
        let on = dates(from_millis(ms)?);
        let last = contacts.entry(child).or_insert(on);
        *last = on.max(*last);
    }
    Ok(contacts)
}
