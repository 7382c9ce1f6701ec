//! What a request passes before anyone works on it. Its sender is found out, its body is read, and only
//! then it takes one of the slots for being worked on.

use crate::{
    admission::{
        BodyError, Connection, MAX_STRANGER_BODY_BYTES, NoSlot, Sender, announced_size, has_token,
        most_bytes, read_body,
    },
    metrics::Refused,
    state::ServerState,
};
use app::request::{API, ApiError};
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, header::CONTENT_TYPE},
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::{AppError, RequestError};
use std::{sync::Arc, time::Duration};
use tokio::time::timeout;

/// Longest a request may be worked on; streams take as long as they are wanted.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// Lets a request be worked on, or says why not.
pub async fn admit(State(state): State<ServerState>, request: Request, next: Next) -> Response {
    let admission = Arc::clone(&state.admission);
    let refuse = |reason: Refused, error: AppError| {
        state.metrics.refuse(reason);
        ApiError(error).into_response()
    };
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let sender = admission.senders.of(&state.ctx, &parts).await;
    let lane = admission.lane(path, sender);
    let connection = parts.extensions.get::<Arc<Connection>>().cloned();
    if let (Sender::Known(_), Some(connection)) = (sender, &connection) {
        connection.set_busy();
    }
    let mut reserved = None;
    let body = if matches!(parts.method, Method::GET | Method::HEAD) {
        Body::empty()
    } else {
        let most = match sender {
            Sender::Stranger(_) => MAX_STRANGER_BODY_BYTES,
            Sender::Known(_) => most_bytes(path),
        };
        let size = announced_size(&body, most);
        if size > most {
            let had_token = has_token(&parts.headers, state.ctx.secure_cookies);
            let error = match sender {
                Sender::Stranger(_) if had_token => AppError::SignedOut,
                _ => RequestError::TooLarge.into(),
            };
            return refuse(Refused::LargeBody, error);
        }
        match lane.bytes.try_take(sender, size) {
            Ok(bytes) => reserved = Some(bytes),
            Err(_) => return refuse(Refused::Memory, AppError::Busy { seconds: 1 }),
        }
        match read_body(body, most, admission.body_rate).await {
            Ok(bytes) if has_nul(path, content_type(&parts.headers), &bytes) => {
                return ApiError(RequestError::HasNul.into()).into_response();
            }
            Ok(bytes) => Body::from(bytes),
            Err(BodyError::TooLarge) => {
                return refuse(Refused::LargeBody, RequestError::TooLarge.into());
            }
            Err(BodyError::TooSlow) => {
                return refuse(Refused::SlowBody, RequestError::TooSlow.into());
            }
            Err(BodyError::Broken) => {
                return refuse(Refused::SlowBody, RequestError::Unreadable.into());
            }
        }
    };
    let slot = match lane.slots.try_take(sender, 1) {
        Ok(slot) => slot,
        Err(why) => {
            let reason = match why {
                NoSlot::Full => lane.reason,
                NoSlot::ShareTaken => Refused::Share,
            };
            return refuse(reason, AppError::Busy { seconds: 1 });
        }
    };
    if let Some(connection) = &connection {
        connection.set_busy();
    }
    let work = async {
        let _turn = match lane.takes_turns {
            true => slot.turn().await,
            false => None,
        };
        next.run(Request::from_parts(parts, body)).await
    };
    let response = timeout(REQUEST_TIMEOUT, work).await;
    drop(reserved);
    response.unwrap_or_else(|_| refuse(Refused::Timeout, AppError::Busy { seconds: 2 }))
}

/// Whether a server function's arguments have the character NUL in them, which no database keeps in a
/// text. In JSON it is an escape, unless its backslash is escaped itself; in a form it is another. What
/// says neither may be read as either.
fn has_nul(path: &str, kind: &[u8], body: &[u8]) -> bool {
    const IN_JSON: &[u8] = b"\\u0000";
    const IN_FORM: &[u8] = b"%00";
    let is_function = path.starts_with(API) && !path.starts_with("/api/v1/");
    let may_be_json = !kind.starts_with(b"application/x-www-form-urlencoded");
    let may_be_form = !kind.starts_with(b"application/json");
    let in_json = || {
        body.windows(IN_JSON.len()).enumerate().any(|(at, it)| {
            let before = body[..at].iter().rev().take_while(|it| **it == b'\\');
            it == IN_JSON && before.count() % 2 == 0
        })
    };
    let in_form = || body.windows(IN_FORM.len()).any(|it| it == IN_FORM);
    is_function && (body.contains(&0) || may_be_json && in_json() || may_be_form && in_form())
}

fn content_type(headers: &HeaderMap) -> &[u8] {
    let kind = headers.get(CONTENT_TYPE);
    kind.map_or(b"", HeaderValue::as_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nul_is_found_as_it_is_and_as_an_escape() {
        let (form, json) = ("application/x-www-form-urlencoded", "application/json");
        for (kind, body, has) in [
            (form, "name=reed&password=a%00b", true),
            (form, "name=100%2500&u=0000", false),
            (form, "", false),
            (form, "a\0b", true),
            (json, "{\"text\":\"a\\u0000b\"}", true),
            (json, "{\"text\":\"a\\\\\\u0000b\"}", true),
            (json, "{\"text\":\"a\\\\u0000b\"}", false),
            (json, "{\"text\":\"from 80 to 100%00\"}", false),
            ("text/plain", "a%00b", true),
            ("text/plain", "{\"text\":\"a\\u0000b\"}", true),
        ] {
            let found = has_nul("/api/signin/adult", kind.as_bytes(), body.as_bytes());
            assert_eq!(found, has, "{body}");
            assert!(!has_nul("/api/v1/events", kind.as_bytes(), body.as_bytes()));
        }
    }
}
