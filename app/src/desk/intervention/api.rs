//! What a desk asks of what was tried, and says of it.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, teacher, teacher_of_child};
use domain::{
    ids::{ClassId, GroupId, InterventionId, PersonId},
    intervention::{InterventionDraft, InterventionList, InterventionReview},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::intervention as kept;

/// What was tried with a child, also in groups.
#[server(endpoint = "intervention/child")]
pub async fn read_of_child(child: PersonId) -> Result<InterventionList, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::list_of_child(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)
}

/// What was tried with a group.
#[server(endpoint = "intervention/group")]
pub async fn read_of_group(class: ClassId, group: GroupId) -> Result<InterventionList, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::list_of_group(&cx.db, &teacher, group, cx.today())
        .await
        .map_err(refused)
}

/// What comes back today, or should have before.
#[server(endpoint = "intervention/due")]
pub async fn read_due(class: ClassId) -> Result<InterventionList, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::list_due(&cx.db, &teacher, cx.today())
        .await
        .map_err(refused)
}

/// Begins something with a child or a group of the class.
#[server(endpoint = "intervention/begin", input = Json)]
pub async fn begin(class: ClassId, draft: InterventionDraft) -> Result<InterventionId, ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::begin(&cx.db, &teacher, draft, cx.now())
        .await
        .map_err(refused)
}

/// Says whether it helped.
#[server(endpoint = "intervention/look", input = Json)]
pub async fn look_again(
    class: ClassId,
    intervention: InterventionId,
    look: InterventionReview,
) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let (today, now) = (cx.today(), cx.now());
    kept::look(&cx.db, &teacher, intervention, look, today, now)
        .await
        .map_err(refused)
}
