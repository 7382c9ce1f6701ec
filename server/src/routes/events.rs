//! Receives what children did, as events from their tablets. The format is written by hand and versioned:
//! an old tablet's events are accepted for a school year, so nothing here may change its meaning.

use crate::state::ServerState;
use app::request::{ApiError, Proved};
use axum::{Json, body::Bytes, extract::State};
use domain::{
    RequestError,
    event::{Batch, Outcome, Receipts},
    limits,
};
use serde_json::Value;
use std::sync::atomic::Ordering::Relaxed;
use store::{event, proof::Device};

/// Takes a batch from an enrolled tablet and answers after the commit. Who did what is in each
/// event's stay; no child needs to be signed in any more.
pub async fn receive(
    State(state): State<ServerState>,
    Proved(caller, device): Proved<Device>,
    body: Bytes,
) -> Result<Json<Receipts>, ApiError> {
    let ctx = &state.ctx;
    let batch: Batch<Value> =
        serde_json::from_slice(&body).map_err(|_| ApiError(RequestError::Unreadable.into()))?;
    if batch.events.len() > limits::sync::MOST_EVENTS_IN_BATCH {
        return Err(ApiError(RequestError::TooManyEvents.into()));
    }
    let receipts = match batch.events.is_empty() {
        // A tablet asks whether the school was restored.
        true => Vec::new(),
        false => event::apply_events(&ctx.db, &device, batch.events, ctx.now())
            .await
            .map_err(|error| caller.error(error))?,
    };
    let counts = &state.metrics.events;
    for receipt in &receipts {
        let count = match receipt.outcome {
            Outcome::Accepted => &counts.accepted,
            Outcome::Duplicate => &counts.duplicate,
            Outcome::Rejected { .. } => &counts.rejected,
        };
        count.fetch_add(1, Relaxed);
    }
    Ok(Json(Receipts {
        epoch: ctx.db.epoch().to_owned(),
        // After the commit: a backup begun later has it.
        at: Some(ctx.now()),
        receipts,
    }))
}
