//! What the page of a class's tablets asks.

use crate::ApiError;
use domain::{
    device::{EnrolCode, QrSquare, Tablet},
    ids::{ClassId, DeviceId},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A code as the teacher's screen shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCode {
    #[serde(flatten)]
    pub code: EnrolCode,
    /// Opens the school's address with the code typed in.
    pub qr: Option<QrSquare>,
}

/// A fresh code that enrols tablets into the class, for the school's address as the teacher's
/// browser has it: `https://fledge.school.example`.
#[server(endpoint = "device/new_code")]
pub async fn new_code(class: ClassId, address: String) -> Result<ShownCode, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    let code = store::device::new_code(&cx.db, &teacher, cx.now())
        .await
        .map_err(crate::request::refused)?;
    // After the hash: no server, and no server's log, is told of the code by a look at the address.
    let qr = super::qr::qr(&format!("{address}/#{}", code.code));
    Ok(ShownCode { code, qr })
}

/// Gives a tablet another name.
#[server(endpoint = "device/rename")]
pub async fn rename_tablet(class: ClassId, tablet: DeviceId, name: String) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::device::rename(&cx.db, &teacher, tablet, &name, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// Signs out who is signed in on a tablet.
#[server(endpoint = "device/sign_out")]
pub async fn sign_out_tablet(class: ClassId, tablet: DeviceId) -> Result<(), ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::device::sign_out(&cx.db, &teacher, tablet, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// The tablets that are enrolled.
#[server(endpoint = "device/list")]
pub async fn list_tablets(class: ClassId) -> Result<Vec<Tablet>, ApiError> {
    let (cx, teacher) = crate::request::teacher(class).await?;
    store::device::list(&cx.db, &teacher, cx.now())
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
