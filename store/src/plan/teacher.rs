//! A child's plans, as their teacher sees them.

use super::{
    load::{calendar, cards, current_plan, plan, plan_of, term, ticks},
    section::form,
};
use crate::{
    Db, Result, Tx,
    competency::{aims, child_mastery},
    enrollment::child_name,
    proof::{Teacher, TeacherOfChild},
};
use chrono::NaiveDate;
use domain::{
    Lang,
    access::Action,
    ids::{PersonId, PlanId},
    plan::{PlanCard, PlanPage, pace},
    school::ChildName,
};
use std::cmp::Reverse;

/// A child of the class, with or without a plan.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn find_child(db: &Db, teacher: &TeacherOfChild) -> Result<ChildName> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    db.read(move |tx| Box::pin(child_name(tx, teacher.school(), teacher.class(), child)))
        .await
}

/// The plan of a child of the class in this term. `None` if the school has no term now, or, for who
/// may not make goals in it, if nobody has written into it yet.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn find_plan(
    db: &Db,
    teacher: &TeacherOfChild,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    let shows_empty = teacher.may(Action::EditPlan);
    db.read(move |tx| Box::pin(page_in(tx, teacher, child, today, shows_empty)))
        .await
}

async fn page_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    today: NaiveDate,
    shows_empty: bool,
) -> Result<Option<PlanPage>> {
    let school = teacher.school();
    child_name(tx, school, teacher.class(), child).await?;
    let Some(term) = term(tx, school, teacher.class(), today).await? else {
        return Ok(None);
    };
    let id = if shows_empty {
        Some(current_plan(tx, school, child, term.id).await?)
    } else {
        plan_of(tx, school, child, term.id).await?
    };
    match id {
        Some(id) => load_page(tx, teacher, child, id, today).await,
        None => Ok(None),
    }
}

/// Any plan of a child of the class, earlier ones too.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn find_plan_of(
    db: &Db,
    teacher: &TeacherOfChild,
    id: PlanId,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    db.read(move |tx| Box::pin(load_page(tx, teacher, child, id, today)))
        .await
}

async fn load_page(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    id: PlanId,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    let school = teacher.school();
    let name = child_name(tx, school, teacher.class(), child).await?;
    let Some(plan) = plan(tx, school, child, id).await? else {
        return Ok(None);
    };
    let ticks = ticks(tx, school, id).await?;
    let calendar = calendar(tx, school, child, &plan.term).await?;
    let mut plans = cards(tx, school, child).await?;
    if !plans.iter().any(|it| it.id == plan.id) {
        // Nothing is written into it yet.
        plans.push(PlanCard {
            id: plan.id,
            term: plan.term.clone(),
            goals: 0,
            reached: 0,
        });
        plans.sort_by_key(|it| Reverse(it.term.begins));
    }
    let current = term(tx, school, teacher.class(), today).await?;
    let current = current.is_some_and(|it| it.id == plan.term.id);
    let form = form(tx, &teacher, child, &plan, current).await?;
    let goals = plan.goals.iter();
    Ok(Some(PlanPage {
        child: name,
        paces: goals.map(|it| pace(it, &ticks, &calendar, today)).collect(),
        plans,
        form,
        current,
        aims: aims(tx, school, child, &plan.goals).await?,
        mastery: child_mastery(tx, school, child).await?,
        plan,
        ticks,
        calendar,
    }))
}

/// The same to be printed, and the language it is read in at home: the plan that is named, this
/// term's, or the last there was; `None` where there is none. Makes nothing.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn find_sheet(
    db: &Db,
    teacher: &TeacherOfChild,
    id: Option<PlanId>,
    today: NaiveDate,
) -> Result<Option<(PlanPage, Lang)>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        let page = match id {
            Some(id) => load_page(tx, teacher, child, id, today).await?,
            None => match page_in(tx, teacher, child, today, false).await? {
                Some(page) => Some(page),
                None => last_in(tx, teacher, child, today).await?,
            },
        };
        let lang: Option<(String,)> = find!(
            tx,
            "SELECT lang FROM person WHERE id = $1 AND school = $2",
            child,
            teacher.school()
        )?;
        let lang = lang.and_then(|(it,)| Lang::parse(&it)).unwrap_or_default();
        Ok(page.map(|page| (page, lang)))
    })
}

async fn last_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    match cards(tx, teacher.school(), child).await?.first() {
        Some(last) => load_page(tx, teacher, child, last.id, today).await,
        None => Ok(None),
    }
}
