//! What a server function may answer when it can't do what was asked.

#[cfg(feature = "ssr")]
pub(super) mod response;

use domain::{AppError, RequestError};
use leptos::{
    prelude::FromServerFnError,
    server_fn::{codec::JsonEncoding, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// [`AppError`] on its way through a server function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError(pub AppError);

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for ApiError {}

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self(error)
    }
}

impl FromServerFnError for ApiError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        let error = match error {
            ServerFnErrorErr::Request(_) => AppError::Offline,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_) => RequestError::Unreadable.into(),
            _ => AppError::Broken { id: String::new() },
        };
        #[cfg(feature = "ssr")]
        response::set_status_of(&error);
        Self(error)
    }
}

/// Says in the status of the page being written that there is nothing at its address.
pub fn page_is_missing() {
    #[cfg(feature = "ssr")]
    response::set_status(axum::http::StatusCode::NOT_FOUND);
}
