//! How the process itself refuses: small, without causes, with the id that finds the log line.

use app::server::status;
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use domain::AppError;
use std::error::Error as _;
use store::StoreError;

/// An error as an answer, for programs.
pub struct Refusal(pub AppError);

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let wait = match &self.0 {
            AppError::Busy { seconds } => Some(HeaderValue::from(*seconds)),
            _ => None,
        };
        let mut response = (status(&self.0), Json(self.0)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }
}

/// What a person sees if a page breaks before there is anyone to speak their language.
pub fn broken_page(id: &str) -> Response {
    let page = format!(
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Fledge</title>\
         <h1>Something broke. Please try again.</h1>\
         <p lang=\"es\">Algo se rompió. Inténtalo otra vez.</p><p>{id}</p></html>"
    );
    let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, html, page).into_response()
}

/// What a person is told of a store's error; what is ours to mend is logged here, once.
pub fn told(error: StoreError, parts: &Parts) -> AppError {
    let id = parts.headers.get("x-request-id");
    let id = id.and_then(|id| id.to_str().ok()).unwrap_or_default();
    if error.is_ours() {
        tracing::error!(%id, %error, cause = error.source().map(tracing::field::display), "store");
    }
    error.told(id)
}
