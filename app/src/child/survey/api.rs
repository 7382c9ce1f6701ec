//! What a tablet asks about surveys; what a child does goes through the outbox instead.

use crate::ApiError;
use domain::{
    ids::RunId,
    survey::{Home, OpenedRun},
};
use leptos::{prelude::*, server_fn::codec::Json};

/// The signed-in child's home; `None` while no child is signed in on this tablet.
#[server(endpoint = "survey/home")]
pub async fn see_home() -> Result<Option<Home>, ApiError> {
    let (cx, child) = match crate::request::child().await {
        Err(ApiError(domain::AppError::SignedOut)) => {
            crate::request::set_status_ok();
            return Ok(None);
        }
        signed_in => signed_in?,
    };
    let home = store::survey::home(&cx.db, &child).await;
    home.map(Some).map_err(crate::request::refused)
}

/// Opens a started survey for the child: the same response however often and on whatever tablet.
#[server(endpoint = "survey/open", input = Json)]
pub async fn open(run: RunId) -> Result<OpenedRun, ApiError> {
    let (cx, child) = crate::request::child().await?;
    store::survey::open(&cx.db, &child, run, cx.now())
        .await
        .map_err(crate::request::refused)
}

/// The response to the survey that is open for the child, begun or not; `None` while none is.
#[server(endpoint = "survey/resume")]
pub async fn resume() -> Result<Option<OpenedRun>, ApiError> {
    let (cx, child) = crate::request::child().await?;
    store::survey::resume(&cx.db, &child)
        .await
        .map_err(crate::request::refused)
}
