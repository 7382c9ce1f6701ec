//! A child's plans, as their teacher sees them.

use super::{
    load::{calendar, cards, made_plan, plan, plan_of, term, ticks},
    section::form,
};
use crate::{
    Db, Result, Tx,
    class::child_name,
    competency::{aims, child_mastery},
    proof::Teacher,
};
use chrono::NaiveDate;
use domain::{
    Lang,
    access::Action,
    ids::{PersonId, PlanId},
    plan::{PlanPage, pace},
    school::ChildName,
};

/// A child of the class, with or without a plan.
pub async fn find_child(db: &Db, teacher: &Teacher, child: PersonId) -> Result<ChildName> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(child_name(tx, teacher.school(), teacher.class(), child)))
        .await
}

/// The plan of a child of the class in this term; made when first needed by who may make goals in
/// it. `None` if the school has no term now, or nobody has needed the plan yet.
pub async fn find_plan(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    teacher.must(Action::SeePlan)?;
    let held = *teacher;
    let found = db
        .read(move |tx| Box::pin(page_in(tx, held, child, today, false)))
        .await?;
    if found.is_some() || !teacher.may(Action::EditPlan) {
        return Ok(found);
    }
    let held = *teacher;
    db.write(move |tx| Box::pin(page_in(tx, held, child, today, true)))
        .await
}

async fn page_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    today: NaiveDate,
    make: bool,
) -> Result<Option<PlanPage>> {
    let school = teacher.school();
    child_name(tx, school, teacher.class(), child).await?;
    let Some(term) = term(tx, school, teacher.class(), today).await? else {
        return Ok(None);
    };
    let id = if make {
        Some(made_plan(tx, school, child, term.id, today).await?)
    } else {
        plan_of(tx, school, child, term.id).await?
    };
    match id {
        Some(id) => whole(tx, teacher, child, id, today).await,
        None => Ok(None),
    }
}

/// Any plan of a child of the class, earlier ones too.
pub async fn find_plan_of(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    id: PlanId,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(whole(tx, teacher, child, id, today)))
        .await
}

async fn whole(
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
    let plans = cards(tx, school, child).await?;
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
pub async fn find_sheet(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    id: Option<PlanId>,
    today: NaiveDate,
) -> Result<Option<(PlanPage, Lang)>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(sheet_in(tx, teacher, child, id, today)))
        .await
}

async fn sheet_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    id: Option<PlanId>,
    today: NaiveDate,
) -> Result<Option<(PlanPage, Lang)>> {
    let page = match id {
        Some(id) => whole(tx, teacher, child, id, today).await?,
        None => match page_in(tx, teacher, child, today, false).await? {
            Some(page) => Some(page),
            None => last_in(tx, teacher, child, today).await?,
        },
    };
    let lang: Option<(String,)> = find!(
        tx,
        "SELECT lang FROM person WHERE id = $1 AND school = $2",
        child.0,
        teacher.school().0
    )?;
    let lang = lang.and_then(|(it,)| Lang::parse(&it)).unwrap_or_default();
    Ok(page.map(|page| (page, lang)))
}

async fn last_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    today: NaiveDate,
) -> Result<Option<PlanPage>> {
    match cards(tx, teacher.school(), child).await?.first() {
        Some(last) => whole(tx, teacher, child, last.id, today).await,
        None => Ok(None),
    }
}
