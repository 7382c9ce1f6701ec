//! What children did, as their tablets send it. Hand-written and versioned: an old tablet's events
//! are taken for a school year, so nothing here may change its meaning.

use crate::{
    Process,
    refusal::{Refusal, told},
};
use app::server::Token;
use axum::{Json, body::Bytes, extract::State, http::request::Parts};
use domain::{
    AppError,
    event::{Batch, MOST_EVENTS, Outcome, Receipts},
};
use serde_json::Value;
use std::sync::atomic::Ordering::Relaxed;
use store::{event, proof};

/// Takes a batch from an enrolled tablet and answers after the commit. Who did what is in each
/// event's stay; no child needs to be signed in any more.
pub async fn take(
    State(process): State<Process>,
    parts: Parts,
    body: Bytes,
) -> Result<Json<Receipts>, Refusal> {
    let ctx = &process.ctx;
    let told = |error| Refusal(told(error, &parts));
    let token = Token::Tablet.read(&parts, ctx.secure_cookies);
    let token = token.ok_or(Refusal(AppError::SignedOut))?;
    let device = proof::device(&ctx.db, &token, ctx.now())
        .await
        .map_err(told)?;
    let batch: Batch<Value> = serde_json::from_slice(&body)
        .map_err(|_| Refusal(AppError::invalid("events", "unreadable")))?;
    if batch.events.len() > MOST_EVENTS {
        return Err(Refusal(AppError::invalid("events", "too-many")));
    }
    let receipts = match batch.events.is_empty() {
        // A tablet asks whether the school was restored.
        true => Vec::new(),
        false => {
            let receipts = event::take(&ctx.db, &device, batch.events, ctx.now());
            receipts.await.map_err(told)?
        }
    };
    let counts = &process.metrics.events;
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
