//! What the desk asks of what comes next, and says that it did.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, teacher, teacher_of_child};
use domain::{
    ids::{ClassId, PersonId},
    next::{AdultNote, AdultNoteRow, Key, NextPage, NextTuning},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::next as kept;

/// What there is to do in a class, but for who wants help just now.
#[server(endpoint = "next/read")]
pub async fn read_next(class: ClassId) -> Result<NextPage, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::find_next(&cx.db, &teacher, cx.now(), cx.dates.clone())
        .await
        .map_err(refused)
}

/// Keeps which rules count for this teacher.
#[server(endpoint = "next/tune", input = Json)]
pub async fn tune_next(class: ClassId, tuning: NextTuning) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::set_tuning(&cx.db, &teacher, tuning)
        .await
        .map_err(refused)
}

/// Puts something aside until its reason is another, or takes that back.
#[server(endpoint = "next/put_aside")]
pub async fn put_aside(class: ClassId, key: Key, aside: bool) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::put_aside(&cx.db, &teacher, key, aside, cx.now())
        .await
        .map_err(refused)
}

/// Notes what was done with a child today, or takes that back.
#[server(endpoint = "next/note", input = Json)]
pub async fn note(child: PersonId, noted: AdultNote, undo: bool) -> Result<(), ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    let at = (cx.today(), cx.now());
    kept::record_contact(&cx.db, &teacher, child, noted, undo, at)
        .await
        .map_err(refused)
}

/// What adults noted of a child, the newest first.
#[server(endpoint = "next/noted")]
pub async fn list_noted(child: PersonId) -> Result<Vec<AdultNoteRow>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::list_contacts(&cx.db, &teacher).await.map_err(refused)
}
