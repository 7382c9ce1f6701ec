//! A child's own plan.

use super::load::{calendar, cards, current_plan, plan, term, ticks};
use crate::{Db, Result, Tx, competency::aims, proof::Child};
use chrono::NaiveDate;
use domain::{
    ids::PlanId,
    plan::{HomePlan, PlanCard},
};

/// The signed-in child's plan of this term, with all a tablet needs to go on without the school.
/// `None` if the school has no term now.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn find_home_plan(db: &Db, child: &Child, today: NaiveDate) -> Result<Option<HomePlan>> {
    transaction!(db.read, child, |tx| {
        let (school, class) = (child.school(), child.class());
        let Some(term) = term(tx, school, class, today).await? else {
            return Ok(None);
        };
        let id = current_plan(tx, school, child.id(), term.id).await?;
        find_home(tx, &child, id).await
    })
}

async fn find_home(tx: &mut Tx, child: &Child, id: PlanId) -> Result<Option<HomePlan>> {
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
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn find_my_plan(db: &Db, child: &Child, id: PlanId) -> Result<Option<HomePlan>> {
    transaction!(db.read, child, |tx| { find_home(tx, &child, id).await })
}

/// The child's plans of the terms before this one that have goals, the newest first.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn list_earlier(db: &Db, child: &Child, today: NaiveDate) -> Result<Vec<HomePlan>> {
    transaction!(db.read, child, |tx| {
        let now = term(tx, child.school(), child.class(), today).await?;
        let begins = now.map_or(today, |it| it.begins);
        let mut all = Vec::new();
        for card in cards(tx, child.school(), child.id()).await? {
            if card.goals > 0 && card.term.begins < begins {
                all.extend(find_home(tx, &child, card.id).await?);
            }
        }
        Ok(all)
    })
}

/// The child's own plans, the newest term first.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn list_my_plans(db: &Db, child: &Child) -> Result<Vec<PlanCard>> {
    transaction!(db.read, child, |tx| {
        cards(tx, child.school(), child.id()).await
    })
}
