//! What the office asks of the school's year and sets in it; its leader looks.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, staff};
use chrono::NaiveDate;
use domain::plan::{
    DayOffRange, TermDraft,
    template::{DaysOffImported, SchoolCalendar},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::plan;

/// Terms and days off.
#[server(endpoint = "school/calendar")]
pub async fn read_calendar() -> Result<SchoolCalendar, ApiError> {
    let (cx, staff) = staff().await?;
    plan::find_calendar(&cx.db, &staff, cx.today())
        .await
        .map_err(refused)
}

/// Makes the school's own terms these.
#[server(endpoint = "school/set_terms", input = Json)]
pub async fn set_terms(own: Vec<TermDraft>) -> Result<SchoolCalendar, ApiError> {
    let (cx, staff) = staff().await?;
    plan::set_terms(&cx.db, &staff, own, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// Sets a day off, or several in a row.
#[server(endpoint = "school/set_days_off", input = Json)]
pub async fn set_days_off(range: DayOffRange) -> Result<DaysOffImported, ApiError> {
    let (cx, staff) = staff().await?;
    plan::insert_days_off(&cx.db, &staff, range, cx.now())
        .await
        .map_err(refused)
}

/// Takes in a list of days off, whole or not at all.
#[server(endpoint = "school/import_days_off", input = Json)]
pub async fn import_days_off(list: String) -> Result<DaysOffImported, ApiError> {
    let (cx, staff) = staff().await?;
    plan::import_days_off(&cx.db, &staff, &list, cx.now())
        .await
        .map_err(refused)
}

/// Takes days off back.
#[server(endpoint = "school/delete_days_off", input = Json)]
pub async fn delete_days_off(days: Vec<NaiveDate>) -> Result<(), ApiError> {
    let (cx, staff) = staff().await?;
    plan::delete_days_off(&cx.db, &staff, days, cx.now())
        .await
        .map_err(refused)
}
