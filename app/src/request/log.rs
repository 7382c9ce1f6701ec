//! The one place that logs an error of ours: once, with its whole chain of causes and the id that
//! the person sees, and without what a person typed.

use super::error::ApiError;
use axum::http::HeaderMap;
use std::error::Error;
use store::{StoreError, cause_chain};

/// The header of a request's id; the process sets it on every request and on its answer.
pub const REQUEST_ID: &str = "x-request-id";

/// The id under which the server logs a request.
pub fn request_id(headers: &HeaderMap) -> String {
    let id = headers.get(REQUEST_ID).and_then(|id| id.to_str().ok());
    id.unwrap_or_default().to_owned()
}

/// Logs why something failed that is ours to mend.
pub fn log_cause(id: &str, error: &(dyn Error + 'static)) {
    let cause = cause_chain(error);
    tracing::error!(%id, %cause, "failed");
}

/// A store's error as what a person may be told; what is ours to mend is logged.
pub fn to_api_error(error: &StoreError, id: &str) -> ApiError {
    if error.is_ours() {
        log_cause(id, error);
    }
    ApiError(error.to_app_error(id))
}
