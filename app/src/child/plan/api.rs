//! What a tablet asks about plans; what a child does goes through the outbox instead.

use crate::ApiError;
use domain::plan::{GoalBook, GrowCard, HomePlan, MyPlan};
use leptos::prelude::*;

/// The signed-in child's plan of this term; `None` while the school has no term.
#[server(endpoint = "plan/mine")]
pub async fn see_plan() -> Result<Option<MyPlan>, ApiError> {
    let (cx, child) = crate::request::child().await?;
    let today = cx.today();
    let home = store::plan::find_home_plan(&cx.db, &child, today)
        .await
        .map_err(crate::request::refused)?;
    let me = store::signin::me(&cx.db, &child)
        .await
        .map_err(crate::request::refused)?;
    let plans = store::plan::list_my_plans(&cx.db, &child)
        .await
        .map_err(crate::request::refused)?;
    let day = cx.school_day();
    Ok(home.map(|home| {
        let before =
            |it: &domain::plan::PlanCard| it.goals > 0 && it.term.begins < home.plan.term.begins;
        MyPlan {
            me,
            today: day.date(),
            day,
            earlier: plans.iter().any(before),
            home,
        }
    }))
}

/// The ready-made goals a child chooses from.
#[server(endpoint = "plan/book")]
pub async fn see_book() -> Result<GoalBook, ApiError> {
    let (cx, _) = crate::request::child().await?;
    Ok(GoalBook::clone(&cx.book))
}

/// The signed-in child's plans of earlier terms, the newest first.
#[server(endpoint = "plan/earlier")]
pub async fn see_earlier() -> Result<Vec<HomePlan>, ApiError> {
    let (cx, child) = crate::request::child().await?;
    store::plan::list_earlier(&cx.db, &child, cx.today())
        .await
        .map_err(crate::request::refused)
}

/// What the signed-in child said they want to grow, for a goal to begin with.
#[server(endpoint = "plan/grows")]
pub async fn see_grows() -> Result<Vec<GrowCard>, ApiError> {
    let (cx, child) = crate::request::child().await?;
    store::profile::list_grows(&cx.db, &child)
        .await
        .map_err(crate::request::refused)
}
