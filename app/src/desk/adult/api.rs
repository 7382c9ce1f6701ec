//! What the office asks of the school's adults and does with their accounts.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, staff};
use domain::{
    ids::PersonId,
    signin::{SchoolAdult, TypedAdult},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::signin;

/// The adults of the school.
#[server(endpoint = "adult/list")]
pub async fn list_adults() -> Result<Vec<SchoolAdult>, ApiError> {
    let (cx, staff) = staff().await?;
    signin::school_adults(&cx.db, &staff, cx.now())
        .await
        .map_err(refused)
}

/// Adds an adult whom the roster does not name.
#[server(endpoint = "adult/add", input = Json)]
pub async fn add_adult(adult: TypedAdult) -> Result<PersonId, ApiError> {
    let (cx, staff) = staff().await?;
    signin::add_school_adult(&cx.db, &staff, &adult, cx.now())
        .await
        .map_err(refused)
}

/// The path of a link by which an adult chooses a password; earlier links end.
#[server(endpoint = "adult/invite")]
pub async fn invite(person: PersonId) -> Result<String, ApiError> {
    let (cx, staff) = staff().await?;
    let token = signin::invite_school_adult(&cx.db, &staff, person, cx.now())
        .await
        .map_err(refused)?;
    Ok(format!("/desk/welcome/{}", token.as_str()))
}

/// Takes an adult's way in away, or gives it back.
#[server(endpoint = "adult/set_disabled")]
pub async fn set_disabled(person: PersonId, disabled: bool) -> Result<(), ApiError> {
    let (cx, staff) = staff().await?;
    signin::set_adult_disabled(&cx.db, &staff, person, disabled, cx.now())
        .await
        .map_err(refused)
}
