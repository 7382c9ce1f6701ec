//! What the office asks of the school's children and does with their records.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, staff};
use domain::{
    ids::{ClassId, PersonId},
    people::{
        AddedChild, ArchiveCounts, ChildRecord, MergeCount, MergePreview, SchoolChildren,
        SeatDraft, TypedChild,
    },
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::people;

/// All children of the school, archived ones too.
#[server(endpoint = "people/list")]
pub async fn list_children() -> Result<SchoolChildren, ApiError> {
    let (cx, staff) = staff().await?;
    people::list_children(&cx.db, &staff).await.map_err(refused)
}

/// One child's record.
#[server(endpoint = "people/record")]
pub async fn read_record(child: PersonId) -> Result<ChildRecord, ApiError> {
    let (cx, staff) = staff().await?;
    people::find_child(&cx.db, &staff, child, cx.today())
        .await
        .map_err(refused)
}

/// Adds a child to a class; one who looks like somebody only if it is sure.
#[server(endpoint = "people/add", input = Json)]
pub async fn add_child(
    typed: TypedChild,
    class: ClassId,
    sure: bool,
) -> Result<AddedChild, ApiError> {
    let (cx, staff) = staff().await?;
    people::add_child(&cx.db, &staff, &typed, class, sure, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// Corrects what is written of a child.
#[server(endpoint = "people/correct", input = Json)]
pub async fn correct_child(child: PersonId, typed: TypedChild) -> Result<(), ApiError> {
    let (cx, staff) = staff().await?;
    people::correct_child(&cx.db, &staff, child, &typed, cx.now())
        .await
        .map_err(refused)
}

/// Moves a child to a class, now or on a day to come.
#[server(endpoint = "people/move", input = Json)]
pub async fn move_child(child: PersonId, draft: SeatDraft) -> Result<(), ApiError> {
    let (cx, staff) = staff().await?;
    people::move_child(&cx.db, &staff, child, draft, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// What archiving a child would end.
#[server(endpoint = "people/archive_preview")]
pub async fn preview_archive(child: PersonId) -> Result<ArchiveCounts, ApiError> {
    let (cx, staff) = staff().await?;
    people::preview_archive(&cx.db, &staff, child, cx.today())
        .await
        .map_err(refused)
}

/// Archives a child.
#[server(endpoint = "people/archive")]
pub async fn archive_child(child: PersonId) -> Result<ArchiveCounts, ApiError> {
    let (cx, staff) = staff().await?;
    people::archive_child(&cx.db, &staff, child, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// Brings an archived child back, into a class.
#[server(endpoint = "people/bring_back")]
pub async fn bring_child_back(child: PersonId, class: ClassId) -> Result<(), ApiError> {
    let (cx, staff) = staff().await?;
    people::bring_child_back(&cx.db, &staff, child, class, cx.today(), cx.now())
        .await
        .map_err(refused)
}

/// What making two records one would do.
#[server(endpoint = "people/merge_preview")]
pub async fn preview_merge(keep: PersonId, gone: PersonId) -> Result<MergePreview, ApiError> {
    let (cx, staff) = staff().await?;
    people::preview_merge(&cx.db, &staff, keep, gone)
        .await
        .map_err(refused)
}

/// Makes two records one.
#[server(endpoint = "people/merge")]
pub async fn merge_children(keep: PersonId, gone: PersonId) -> Result<Vec<MergeCount>, ApiError> {
    let (cx, staff) = staff().await?;
    people::merge_children(&cx.db, &staff, keep, gone, cx.today(), cx.now())
        .await
        .map_err(refused)
}
