//! A child's own plan.

use super::load::{calendar, cards, made_plan, plan, plan_of, term, ticks};
use crate::{Db, Result, Tx, competency::aims, proof::Child};
use chrono::NaiveDate;
use domain::{
    ids::PlanId,
    plan::{HomePlan, PlanCard},
};

/// The signed-in child's plan of this term, with all a tablet needs to go on without the school;
/// made when first needed. `None` if the school has no term now.
pub async fn find_home_plan(db: &Db, child: &Child, today: NaiveDate) -> Result<Option<HomePlan>> {
    let held = *child;
    let found = db
        .read(move |tx| Box::pin(home_in(tx, held, today, false)))
        .await?;
    if found != Home::NotMade {
        return Ok(found.into());
    }
    let child = *child;
    let made = db
        .write(move |tx| Box::pin(home_in(tx, child, today, true)))
        .await?;
    Ok(made.into())
}

#[derive(PartialEq)]
enum Home {
    NoTerm,
    NotMade,
    Found(Box<HomePlan>),
}

impl From<Home> for Option<HomePlan> {
    fn from(home: Home) -> Self {
        match home {
            Home::Found(plan) => Some(*plan),
            Home::NoTerm | Home::NotMade => None,
        }
    }
}

async fn home_in(tx: &mut Tx, child: Child, today: NaiveDate, make: bool) -> Result<Home> {
    let Some(term) = term(tx, child.school(), child.class(), today).await? else {
        return Ok(Home::NoTerm);
    };
    let id = if make {
        Some(made_plan(tx, child.school(), child.id(), term.id, today).await?)
    } else {
        plan_of(tx, child.school(), child.id(), term.id).await?
    };
    let Some(id) = id else {
        return Ok(Home::NotMade);
    };
    let home = whole(tx, &child, id).await?;
    Ok(home.map_or(Home::NoTerm, |it| Home::Found(Box::new(it))))
}

async fn whole(tx: &mut Tx, child: &Child, id: PlanId) -> Result<Option<HomePlan>> {
    let Some(plan) = plan(tx, child.school(), child.id(), id).await? else {
        return Ok(None);
    };
    Ok(Some(HomePlan {
        ticks: ticks(tx, child.school(), id).await?,
        calendar: calendar(tx, child.school(), child.id(), &plan.term).await?,
        aims: aims(tx, child.school(), child.id(), &plan.goals).await?,
        plan,
    }))
}

/// Any of the child's own plans, earlier ones too.
pub async fn find_my_plan(db: &Db, child: &Child, id: PlanId) -> Result<Option<HomePlan>> {
    let child = *child;
    db.read(move |tx| Box::pin(async move { whole(tx, &child, id).await }))
        .await
}

/// The child's plans of the terms before this one that have goals, the newest first.
pub async fn list_earlier(db: &Db, child: &Child, today: NaiveDate) -> Result<Vec<HomePlan>> {
    let child = *child;
    db.read(move |tx| {
        Box::pin(async move {
            let now = term(tx, child.school(), child.class(), today).await?;
            let begins = now.map_or(today, |it| it.begins);
            let mut all = Vec::new();
            for card in cards(tx, child.school(), child.id()).await? {
                if card.goals > 0 && card.term.begins < begins {
                    all.extend(whole(tx, &child, card.id).await?);
                }
            }
            Ok(all)
        })
    })
    .await
}

/// The child's own plans, the newest term first.
pub async fn list_my_plans(db: &Db, child: &Child) -> Result<Vec<PlanCard>> {
    let child = *child;
    db.read(move |tx| Box::pin(async move { cards(tx, child.school(), child.id()).await }))
        .await
}
