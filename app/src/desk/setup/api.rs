//! What the first steps ask.

use crate::ApiError;
use domain::{
    ids::ClassId,
    school::setup::{ClassSetup, SchoolSetup},
};
use leptos::prelude::*;

/// Which first steps of a class are done.
#[server(endpoint = "setup/class")]
pub async fn read_class_setup(class: ClassId) -> Result<ClassSetup, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::class::class_setup(&cx.db, &teacher)
        .await
        .map_err(crate::request::refused)
}

/// Which first steps of the school are done.
#[server(endpoint = "setup/school")]
pub async fn read_school_setup() -> Result<SchoolSetup, ApiError> {
    let (cx, staff) = crate::request::staff().await?;
    store::class::school_setup(&cx.db, &staff, cx.today())
        .await
        .map_err(crate::request::refused)
}
