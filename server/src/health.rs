//! Whether the process lives, whether it can serve, and what it counts.

use crate::Process;
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use std::time::Duration;
use tokio::time::timeout;

/// How long the database may take before the process counts as not ready.
const PATIENCE: Duration = Duration::from_secs(2);

/// Alive: says nothing about the database, so that a slow disk does not get the process killed.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// Ready: the database answers, and its writer too.
pub async fn ready(State(process): State<Process>) -> impl IntoResponse {
    if *process.stop.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n");
    }
    let db = process.ctx.db.clone();
    let asked = tokio::spawn(async move {
        db.ping().await?;
        db.write(|_| Box::pin(async { Ok(()) })).await
    });
    match timeout(PATIENCE, asked).await {
        Ok(Ok(Ok(()))) => (StatusCode::OK, "ready\n"),
        Ok(Ok(Err(error))) => {
            tracing::warn!(%error, "not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                "the database does not answer\n",
            )
        }
        _ => (StatusCode::SERVICE_UNAVAILABLE, "the database is slow\n"),
    }
}

pub async fn metrics(State(process): State<Process>) -> impl IntoResponse {
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], process.metrics.text())
}
