//! What desks ask of observations, and do with them.

use crate::ApiError;
#[cfg(feature = "ssr")]
use crate::request::{refused, teacher, teacher_of_child};
use domain::{
    ids::{ClassId, ObservationId, PersonId},
    observation::{Draft, Observation},
};
use leptos::{prelude::*, server_fn::codec::Json};
#[cfg(feature = "ssr")]
use store::observation as kept;

/// Keeps what was seen of children of a class.
#[server(endpoint = "observation/observe", input = Json)]
pub async fn observe(class: ClassId, draft: Draft) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    let (today, now) = (cx.today(), cx.now());
    kept::insert(&cx.db, &teacher, draft, today, now)
        .await
        .map_err(refused)
}

/// Deletes what was just written, of all its children.
#[server(endpoint = "observation/undo")]
pub async fn undo_observation(class: ClassId, observation: ObservationId) -> Result<(), ApiError> {
    let (cx, teacher) = teacher(class).await?;
    kept::undo(&cx.db, &teacher, observation, cx.now())
        .await
        .map_err(refused)
}

/// Those of a child, the newest first.
#[server(endpoint = "observation/of_child")]
pub async fn read_observations(child: PersonId) -> Result<Vec<Observation>, ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::list_of_child(&cx.db, &teacher).await.map_err(refused)
}

/// Deletes what the adult wrote themselves, of this child.
#[server(endpoint = "observation/delete")]
pub async fn delete_observation(
    child: PersonId,
    observation: ObservationId,
) -> Result<(), ApiError> {
    let (cx, teacher) = teacher_of_child(child).await?;
    kept::delete(&cx.db, &teacher, child, observation, cx.now())
        .await
        .map_err(refused)
}
