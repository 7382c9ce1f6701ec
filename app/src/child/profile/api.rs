//! What a child asks about their own profile; what they change goes through the outbox.

use crate::ApiError;
use domain::profile::Profile;
use leptos::prelude::*;

/// The signed-in child's profile; `None` before the first survey.
#[server(endpoint = "profile/mine")]
pub async fn mine() -> Result<Option<Profile>, ApiError> {
    let (cx, child) = crate::request::child().await?;
    store::profile::find_mine(&cx.db, &child)
        .await
        .map_err(crate::request::refused)
}
