//! An error as an answer: its status, and how long to wait.

use super::ApiError;
use crate::request::API;
use axum::{
    Json,
    http::{
        HeaderValue, StatusCode,
        header::{ACCEPT, RETRY_AFTER},
        request::Parts,
    },
    response::{IntoResponse, Response},
};
use domain::{AppError, Invalid, RequestError};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The status that says what an error says.
pub const fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Invalid(Invalid::Request(request)) => match request {
            RequestError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            RequestError::TooSlow => StatusCode::REQUEST_TIMEOUT,
            RequestError::WrongMethod => StatusCode::METHOD_NOT_ALLOWED,
            RequestError::ForeignSite => StatusCode::FORBIDDEN,
            RequestError::Unreadable | RequestError::TooManyEvents | RequestError::HasNul => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
        },
        AppError::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Busy { .. } | AppError::Storage(_) | AppError::Offline => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        AppError::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The answer of a plain handler, for programs.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let wait = match &self.0 {
            AppError::Busy { seconds } => Some(HeaderValue::from(*seconds)),
            _ => None,
        };
        let mut response = (status(&self.0), Json(self.0)).into_response();
        if let Some(seconds) = wait {
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        response
    }
}

/// Sets the status of a server function's answer. A page being rendered keeps its own, and a form
/// that the browser sent by itself is answered by sending it back.
pub fn set_status_of(error: &AppError) {
    let called = use_context::<Parts>().is_some_and(|parts| {
        let accepts = parts.headers.get(ACCEPT).and_then(|it| it.to_str().ok());
        let by_itself = accepts.is_some_and(|it| it.contains("text/html"));
        parts.uri.path().starts_with(API) && !by_itself
    });
    if called {
        set_status(status(error));
        if let (AppError::Busy { seconds }, Some(response)) =
            (error, use_context::<ResponseOptions>())
        {
            response.insert_header(RETRY_AFTER, HeaderValue::from(*seconds));
        }
    }
}

/// Takes a refusal's status back: its caller knows what to answer instead.
pub fn set_status_ok() {
    set_status(StatusCode::OK);
}

/// Sets the status of the page being rendered, or of a server function's answer.
pub fn set_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}
