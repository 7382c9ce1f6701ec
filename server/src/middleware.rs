//! What every request passes through: a request id, limits, the same-origin check, and the headers that
//! tell a browser what it must not do.

use crate::{clock, metrics::RequestKind, refusal, state::ServerState};
use app::request::{ClientIp, REQUEST_ID, request_id};
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{self as h},
    },
    middleware::Next,
    response::Response,
};
use domain::{AppError, RequestError};
use futures_util::FutureExt;
use leptos::nonce::Nonce;
use std::{
    net::{IpAddr, SocketAddr},
    panic::AssertUnwindSafe,
    sync::atomic::Ordering::Relaxed,
    time::Instant,
};

/// Gives the request its id and its client's address, counts it and logs it. The log knows routes by
/// their pattern; no id of a person, no query, no token.
pub async fn trace_request(
    State(state): State<ServerState>,
    mut request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = clock::request_id();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let kind = RequestKind::of(&path);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    if let Some(from) = client_address(&request, state.options.proxies) {
        request.extensions_mut().insert(ClientIp(from));
    }
    let header = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("-"));
    request.headers_mut().insert(REQUEST_ID, header.clone());

    let mut response = next.run(request).await;
    response.headers_mut().insert(REQUEST_ID, header);

    let (status, took) = (response.status(), started.elapsed());
    state.metrics.count(kind, status, took);
    let (code, ms) = (status.as_u16(), took.as_millis());
    if status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE {
        tracing::error!(%id, %method, route, code, ms, "request");
    } else if matches!(kind, RequestKind::Page | RequestKind::Api) {
        tracing::info!(%id, %method, route, code, ms, "request");
    } else {
        tracing::debug!(%id, %method, route, code, ms, "request");
    }
    response
}

/// Answers for what panics: says nothing but the id under which the log has it.
pub async fn catch_panic(
    State(state): State<ServerState>,
    request: Request,
    next: Next,
) -> Response {
    let id = request_id(request.headers());
    let path = request.uri().path().to_owned();
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    answer.unwrap_or_else(|_| {
        state.metrics.panics.fetch_add(1, Relaxed);
        tracing::error!(%id, "panicked");
        refusal::respond(&path, AppError::Broken { id })
    })
}

/// The address of who sent it. Of X-Forwarded-For only what our own proxies wrote is believed, byte by
/// byte: what stands before it is the client's and may be anything. An entry of ours that is no address
/// counts as the proxy's own.
fn client_address(request: &Request, proxies: usize) -> Option<IpAddr> {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip());
    if proxies == 0 {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for");
    let entries: Vec<&[u8]> = forwarded
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .collect();
    let ours = entries.iter().rev().nth(proxies - 1);
    ours.and_then(|entry| forwarded_address(entry)).or(peer)
}

/// `192.0.2.9`, `192.0.2.9:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`.
fn forwarded_address(entry: &[u8]) -> Option<IpAddr> {
    let entry = std::str::from_utf8(entry).ok()?.trim();
    let bare = entry.strip_prefix('[').and_then(|it| it.strip_suffix(']'));
    let with_port = || Some(entry.parse::<SocketAddr>().ok()?.ip());
    bare.unwrap_or(entry).parse().ok().or_else(with_port)
}

/// Refuses whatever could change something and does not come from our own pages. Server functions
/// and events have no other defence against another site's forms.
pub async fn require_same_origin(
    State(state): State<ServerState>,
    request: Request,
    next: Next,
) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let own = state.options.public_url.as_deref();
    if reads || is_same_origin(request.headers(), own) {
        return next.run(request).await;
    }
    refusal::respond(request.uri().path(), RequestError::ForeignSite.into())
}

fn is_same_origin(headers: &HeaderMap, own: Option<&str>) -> bool {
    let value = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let site = value(HeaderName::from_static("sec-fetch-site"));
    let origin = value(h::ORIGIN);
    let is_ours = |origin: &str| match own {
        Some(own) => origin == own,
        None => value(h::HOST).is_some_and(|host| {
            origin
                .split_once("://")
                .is_some_and(|(scheme, rest)| matches!(scheme, "http" | "https") && rest == host)
        }),
    };
    match (site, origin) {
        (Some(site), Some(origin)) => site == "same-origin" && is_ours(origin),
        (Some(site), None) => site == "same-origin",
        (None, Some(origin)) => is_ours(origin),
        (None, None) => false,
    }
}

const PERMISSIONS: &str = "camera=(), display-capture=(), geolocation=(), microphone=(), \
                           payment=(), usb=(), serial=(), hid=()";

fn content_policy(nonce: Option<&Nonce>) -> String {
    let scripts = nonce.map_or_else(String::new, |nonce| format!(" 'nonce-{nonce}'"));
    format!(
        "default-src 'self'; script-src 'self'{scripts} 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; media-src 'self'; connect-src 'self'; font-src 'self'; \
         worker-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
}

/// Tells the browser what it must not do. Pages get a nonce of their own, and nothing is kept by
/// any cache unless its handler said so.
pub async fn set_security_headers(
    State(state): State<ServerState>,
    mut request: Request,
    next: Next,
) -> Response {
    let nonce = Nonce::new();
    request.extensions_mut().insert(nonce.clone());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let is_page = headers
        .get(h::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if let Ok(policy) = HeaderValue::from_str(&content_policy(is_page.then_some(&nonce))) {
        // A handler's own is stricter.
        headers.entry(h::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", PERMISSIONS),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if state.options.https {
        let a_year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(h::STRICT_TRANSPORT_SECURITY, a_year);
    }
    headers
        .entry(h::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                let name = HeaderName::from_static(name);
                (name, HeaderValue::from_static(value))
            })
            .collect()
    }

    #[test]
    fn what_the_browser_says_of_the_origin_decides() {
        let ours = |pairs: &[_]| is_same_origin(&headers(pairs), None);
        assert!(ours(&[("sec-fetch-site", "same-origin")]));
        assert!(!ours(&[("sec-fetch-site", "same-site")]));
        assert!(!ours(&[("sec-fetch-site", "cross-site")]));
        assert!(!ours(&[("sec-fetch-site", "none")]));
        assert!(!ours(&[]));
    }

    #[test]
    fn an_older_browser_s_origin_must_be_the_host_it_asked() {
        let ours =
            |origin| is_same_origin(&headers(&[("host", "a.example"), ("origin", origin)]), None);
        assert!(ours("https://a.example"));
        assert!(!ours("https://b.example"));
        assert!(!ours("https://a.example.evil.example"));
        assert!(!ours("null"));
    }

    #[test]
    fn with_a_public_address_only_that_is_ours() {
        let own = Some("https://a.example");
        let from =
            |origin, host| is_same_origin(&headers(&[("host", host), ("origin", origin)]), own);
        assert!(from("https://a.example", "a.example"));
        assert!(!from("http://a.example", "a.example"));
        assert!(!from("https://rebound.example", "rebound.example"));
    }

    #[test]
    fn only_as_many_entries_of_forwarded_for_are_believed_as_there_are_proxies() {
        let of = |proxies| {
            let mut request = Request::default();
            let value = HeaderValue::from_static("6.6.6.6, 192.0.2.9, 10.0.0.1");
            request.headers_mut().insert("x-forwarded-for", value);
            let peer = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9)));
            request.extensions_mut().insert(peer);
            client_address(&request, proxies).map(|it| it.to_string())
        };
        assert_eq!(of(0).as_deref(), Some("127.0.0.1"));
        assert_eq!(of(1).as_deref(), Some("10.0.0.1"));
        assert_eq!(of(2).as_deref(), Some("192.0.2.9"));
        assert_eq!(of(9).as_deref(), Some("127.0.0.1"));
    }

    #[test]
    fn an_entry_is_read_with_a_port_and_in_brackets_and_nothing_else_moves_it() {
        let of = |value: &[u8]| {
            let mut request = Request::default();
            let value = HeaderValue::from_bytes(value).unwrap();
            request.headers_mut().insert("x-forwarded-for", value);
            let peer = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9)));
            request.extensions_mut().insert(peer);
            client_address(&request, 1).unwrap().to_string()
        };
        assert_eq!(of(b"6.6.6.6, 192.0.2.9:4711"), "192.0.2.9");
        assert_eq!(of(b"[2001:db8::1]:4711"), "2001:db8::1");
        assert_eq!(of(b"[2001:db8::1]"), "2001:db8::1");
        assert_eq!(of(b"2001:db8::1"), "2001:db8::1");
        assert_eq!(of(b"\xff\xfe, 192.0.2.9"), "192.0.2.9");
        for of_no_address in [
            &b"6.6.6.6, unknown"[..],
            b"6.6.6.6, \xff",
            b"6.6.6.6, ",
            b"",
        ] {
            assert_eq!(of(of_no_address), "127.0.0.1", "{of_no_address:?}");
        }
    }
}
