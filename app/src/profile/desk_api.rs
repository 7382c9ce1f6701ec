//! What the desk asks about a child.

use crate::ApiError;
use domain::{ids::PersonId, profile::ChildPage};
use leptos::prelude::*;

/// A child's page, for a teacher of theirs.
#[server(endpoint = "profile/child")]
pub async fn read_child(child: PersonId) -> Result<ChildPage, ApiError> {
    let (cx, teacher) = crate::server::teacher_of_child(child).await?;
    store::profile::child_page(&cx.db, &teacher, child)
        .await
        .map_err(crate::server::refused)
}
