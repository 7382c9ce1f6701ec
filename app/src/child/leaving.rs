//! A child leaves: the tablet knows it at once, the school as soon as it can be reached.

use super::{signin, ui::school_answers};
use crate::{
    ApiError,
    sync::OfflineCache,
    ui::browser::{in_browser, within},
};
use domain::{AppError, ids::SessionId};

/// Longest the school is waited for when a child leaves, in milliseconds.
const TELL_MS: u32 = 3_000;

/// Ends a child's stay on this tablet at once, and at school as soon as that can be reached.
pub async fn leave(cache: OfflineCache, session: Option<SessionId>) {
    if let Some(session) = session {
        cache.leave(session).await;
    }
    let told = in_browser(within(TELL_MS, signin::api::leave(None))).await;
    if told.is_some_and(|it| it.is_ok()) {
        cache.forget().await;
    }
}

/// Tells the school of a child who left where it could not be reached.
pub async fn finish_leaving(cache: OfflineCache) -> Result<(), ApiError> {
    if cfg!(feature = "ssr") {
        return Ok(());
    }
    let Some(left) = cache.left().await else {
        return Ok(());
    };
    if !school_answers().await {
        return Err(ApiError(AppError::Offline));
    }
    // Whose stay is over already is signed out.
    let left = left.parse::<SessionId>().ok();
    match in_browser(within(TELL_MS, signin::api::leave(left))).await {
        Some(Ok(()) | Err(ApiError(AppError::SignedOut))) => {
            cache.forget().await;
            Ok(())
        }
        _ => Err(ApiError(AppError::Offline)),
    }
}
