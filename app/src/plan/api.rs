//! What a tablet asks about plans; what a child does goes through the outbox instead.

use crate::ApiError;
use domain::plan::{Book, MyPlan};
use leptos::prelude::*;

/// The signed-in child's plan of this term; `None` while the school has no term.
#[server(endpoint = "plan/mine")]
pub async fn see_plan() -> Result<Option<MyPlan>, ApiError> {
    let (cx, child) = crate::server::child().await?;
    let today = cx.today();
    let home = store::plan::find_home_plan(&cx.db, &child, today)
        .await
        .map_err(crate::server::refused)?;
    let me = store::signin::me(&cx.db, &child)
        .await
        .map_err(crate::server::refused)?;
    let day = cx.school_day();
    Ok(home.map(|home| MyPlan {
        me,
        today: day.date(),
        day,
        home,
    }))
}

/// The ready-made goals a child chooses from.
#[server(endpoint = "plan/book")]
pub async fn see_book() -> Result<Book, ApiError> {
    let (cx, _) = crate::server::child().await?;
    Ok(Book::clone(&cx.book))
}
