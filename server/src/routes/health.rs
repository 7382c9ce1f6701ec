//! Whether the process lives, whether it can serve, and its metrics.

use crate::state::ServerState;
use app::request::{ApiError, Caller};
use axum::{
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::AppError;
use std::{fmt::Write as _, net::SocketAddr, time::Duration};
use store::Db;
use tokio::time::timeout;

/// By which a proxy says for whom it asks.
const FORWARDED: [&str; 3] = ["forwarded", "via", "x-forwarded-for"];

/// How long the database may take before the process counts as not ready.
const READY_TIMEOUT: Duration = Duration::from_secs(2);

/// Alive: says nothing about the database, so that a slow disk does not get the process killed.
pub async fn liveness() -> &'static str {
    "ok\n"
}

/// Ready: the database is read and written, for real, and else why not.
pub async fn readiness(State(state): State<ServerState>, caller: Caller) -> impl IntoResponse {
    if *state.stop.borrow() {
        return unready("stopping");
    }
    let (db, now) = (state.ctx.db.clone(), state.ctx.now());
    let asked = tokio::spawn(async move {
        db.ping().await?;
        db.probe(now).await
    });
    match timeout(READY_TIMEOUT, asked).await {
        Ok(Ok(Ok(()))) => (StatusCode::OK, "ready\n".to_owned()),
        Ok(Ok(Err(error))) => {
            // Logged, where it is ours.
            match caller.error(error).0 {
                AppError::Storage(fault) => unready(&fault.to_string()),
                AppError::Busy { .. } => unready("the database is slow"),
                _ => unready("the database does not answer"),
            }
        }
        _ => unready("the database is slow"),
    }
}

fn unready(why: &str) -> (StatusCode, String) {
    (StatusCode::SERVICE_UNAVAILABLE, format!("{why}\n"))
}

/// The process's metrics, for who asks on this machine itself: what came through a proxy did not.
pub async fn metrics(
    State(state): State<ServerState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
) -> Response {
    let is_forwarded = FORWARDED.iter().any(|name| headers.contains_key(*name));
    if is_forwarded || !peer.ip().to_canonical().is_loopback() {
        return ApiError(AppError::NotFound).into_response();
    }
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    let text = state.metrics.text(&state.ctx.sign_ins) + &database_text(&state.ctx.db);
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// Whether the last write was taken, and how often one was not.
fn database_text(db: &Db) -> String {
    let is_up = u8::from(db.storage_fault().is_none());
    let mut out = format!(
        "# TYPE fledge_database_up gauge\nfledge_database_up {is_up}\n\
         # TYPE fledge_disk_errors_total counter\n"
    );
    for (fault, count) in db.storage_fault_counts() {
        let kind = fault.name();
        let _ = writeln!(out, "fledge_disk_errors_total{{kind=\"{kind}\"}} {count}");
    }
    out
}
