//! What the office asks of the form of the school's plans; its leader looks.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, staff};
use domain::plan::template::{Adapted, SchoolTemplate};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::plan;

/// The form of the school's plans, and those it may take instead.
#[server(endpoint = "school/form")]
pub async fn read_form() -> Result<SchoolTemplate, ApiError> {
    let (cx, staff) = staff().await?;
    plan::find_school_form(&cx.db, &staff, cx.today())
        .await
        .map_err(refused)
}

/// Gives the school's plans a form, from today or (`wait`) from the next term on.
#[server(endpoint = "school/set_form", input = Json)]
pub async fn set_form(
    adapted: Adapted,
    wait: bool,
    expected: u32,
) -> Result<SchoolTemplate, ApiError> {
    let (cx, staff) = staff().await?;
    let (today, now) = (cx.today(), cx.now());
    plan::insert_school_form(&cx.db, &staff, adapted, wait, expected, today, now)
        .await
        .map_err(refused)
}
