//! What the desk asks about a child.

use crate::ApiError;
use chrono::NaiveDate;
use domain::{board::child_page::ChildPage, ids::PersonId, profile::ThenNow};
use leptos::prelude::*;

/// A child's page, for a teacher of theirs.
#[server(endpoint = "profile/child")]
pub async fn read_child(child: PersonId) -> Result<ChildPage, ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::profile::child_page(&cx.db, &teacher)
        .await
        .map_err(crate::request::refused)
}

/// What a child said on an earlier day and says now; none where they said nothing on two days.
#[server(endpoint = "profile/then_now")]
pub async fn read_then_now(
    child: PersonId,
    then: Option<NaiveDate>,
) -> Result<Option<ThenNow>, ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    let all = store::profile::list_statements(&cx.db, &teacher)
        .await
        .map_err(crate::request::refused)?;
    Ok(ThenNow::of(&all, then, |at| (cx.dates)(at)))
}
