//! What pages ask of the browser: its clock, new ids, and to wait no longer than so long.

pub mod photo;

use chrono::DateTime;
use gloo_timers::future::TimeoutFuture;
use send_wrapper::SendWrapper;
use std::{future::poll_fn, pin::pin, task::Poll};
use web_sys::window;

/// A future of the browser's, where there is but one thread; the server never polls it.
pub fn in_browser<F: Future>(future: F) -> SendWrapper<F> {
    SendWrapper::new(future)
}

/// What a future comes to, unless it takes longer.
pub async fn within<T>(ms: u32, future: impl Future<Output = T>) -> Option<T> {
    let (mut future, mut late) = (pin!(future), pin!(TimeoutFuture::new(ms)));
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(out) => Poll::Ready(Some(out)),
        Poll::Pending => late.as_mut().poll(cx).map(|()| None),
    })
    .await
}

/// A `UUIDv7` by this tablet's clock and the browser's randomness.
pub fn new_uuid() -> uuid::Uuid {
    let millis = u64::try_from(now().timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
}

/// Random bytes; zeros where there is no browser.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// The time by this tablet's clock.
#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 fit"
)]
pub fn now() -> DateTime<chrono::Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Milliseconds of a clock that never goes back.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts from 0"
)]
pub fn clock() -> u64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |it| it.now()) as u64
}
