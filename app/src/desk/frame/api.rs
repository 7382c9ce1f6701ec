//! What the frame asks.

use crate::ApiError;
use domain::{
    ids::PersonId,
    school::{class_list::ClassOfChild, search::FoundChild},
};
use leptos::prelude::*;

/// The class of a child whose page is shown.
#[server(endpoint = "frame/class_of_child")]
pub async fn read_class_of_child(child: PersonId) -> Result<ClassOfChild, ApiError> {
    let (cx, teacher) = crate::request::teacher_of_child(child).await?;
    store::class::class_of_child(&cx.db, &teacher)
        .await
        .map_err(crate::request::refused)
}

/// The children who are found by what was typed.
#[server(endpoint = "frame/find")]
pub async fn find_children(typed: String) -> Result<Vec<FoundChild>, ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    let typed: String = typed
        .chars()
        .take(domain::limits::search::TYPED_CHARS)
        .collect();
    store::search::find_children(&cx.db, &staff, &typed)
        .await
        .map_err(crate::request::refused)
}
