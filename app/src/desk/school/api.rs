//! What the desk asks of the school.

use crate::ApiError;
use domain::school::{Adult, Overview};
use leptos::prelude::*;

/// The adult who is signed in, with the classes they may look at.
#[server(endpoint = "school/me")]
pub async fn me() -> Result<Adult, ApiError> {
    if let Some(me) = crate::request::preloaded::me() {
        return Ok(me);
    }
    let (cx, staff) = crate::request::staff().await?;
    store::school::me(&cx.db, &staff)
        .await
        .map_err(crate::request::refused)
}

/// How the school's classes get on, for who leads it.
#[server(endpoint = "school/overview")]
pub async fn read_overview() -> Result<Overview, ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    store::overview::find_overview(&cx.db, &staff, cx.today(), cx.dates.clone())
        .await
        .map_err(crate::request::refused)
}
