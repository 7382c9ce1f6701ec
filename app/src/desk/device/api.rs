//! What the page of a class's tablets asks.

use crate::ApiError;
use domain::{
    device::{EnrolCode, Tablet},
    ids::{ClassId, DeviceId},
};
use leptos::prelude::*;

/// A fresh code that enrols tablets into the class.
#[server(endpoint = "device/new_code")]
pub async fn new_code(class: ClassId) -> Result<EnrolCode, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::device::new_code(&cx.db, &teacher, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// The tablets that are enrolled.
#[server(endpoint = "device/list")]
pub async fn list_tablets(class: ClassId) -> Result<Vec<Tablet>, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::device::list(&cx.db, &teacher)
        .await
        .map_err(crate::request::refused)
}

/// Takes a tablet out; it shows no names from then on.
#[server(endpoint = "device/revoke")]
pub async fn revoke_tablet(class: ClassId, tablet: DeviceId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::device::revoke(&cx.db, &teacher, tablet, cx.now())
        .await
        .map_err(crate::request::refused)
}
