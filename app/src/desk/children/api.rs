//! What the list of a class's children asks.

use crate::ApiError;
use domain::{ids::ClassId, school::class_list::ClassList};
use leptos::prelude::*;

/// The children of a class in the order of their names.
#[server(endpoint = "children/list")]
pub async fn list_children(class: ClassId) -> Result<ClassList, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::class::class_list(&cx.db, &teacher, cx.today())
        .await
        .map_err(crate::request::refused)
}
