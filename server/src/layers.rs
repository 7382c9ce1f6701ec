//! What holds for every request, whatever it asks for: an id, limits, same origin, and the headers
//! that tell a browser what it must not do.

use crate::{
    Process, clock,
    metrics::Kind,
    refusal::{Refusal, broken_page},
};
use app::server::ClientIp;
use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{
        HeaderMap, HeaderName, HeaderValue, Method, StatusCode,
        header::{self as h},
    },
    middleware::Next,
    response::{IntoResponse, Response},
};
use domain::AppError;
use futures_util::FutureExt;
use leptos::nonce::Nonce;
use std::{
    net::{IpAddr, SocketAddr},
    panic::AssertUnwindSafe,
    sync::atomic::Ordering::Relaxed,
    time::Instant,
};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Gives the request its id and its sender's address, counts and logs. The log knows routes by
/// their pattern; no id of a person, no query, no token.
pub async fn observe(State(process): State<Process>, mut request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = clock::request_id();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let kind = Kind::of(&path);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("-", MatchedPath::as_str)
        .to_owned();
    if let Some(from) = sender(&request, process.rules.proxies) {
        request.extensions_mut().insert(ClientIp(from));
    }
    let header = HeaderValue::from_str(&id).unwrap_or(HeaderValue::from_static("-"));
    request.headers_mut().insert(REQUEST_ID, header.clone());

    let mut response = next.run(request).await;
    response.headers_mut().insert(REQUEST_ID, header);

    let (status, took) = (response.status(), started.elapsed());
    process.metrics.count(kind, status, took);
    let (code, ms) = (status.as_u16(), took.as_millis());
    if status.is_server_error() && status != StatusCode::SERVICE_UNAVAILABLE {
        tracing::error!(%id, %method, route, code, ms, "request");
    } else if matches!(kind, Kind::Page | Kind::Api) {
        tracing::info!(%id, %method, route, code, ms, "request");
    } else {
        tracing::debug!(%id, %method, route, code, ms, "request");
    }
    response
}

/// Answers for what panics: says nothing but the id under which the log has it.
pub async fn catch(State(process): State<Process>, request: Request, next: Next) -> Response {
    let id = request.headers().get(REQUEST_ID);
    let id = id.and_then(|id| id.to_str().ok()).unwrap_or_default();
    let (id, kind) = (id.to_owned(), Kind::of(request.uri().path()));
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    answer.unwrap_or_else(|_| {
        process.metrics.panics.fetch_add(1, Relaxed);
        tracing::error!(%id, "panicked");
        match kind {
            Kind::Page => broken_page(&id),
            _ => Refusal(AppError::Broken { id }).into_response(),
        }
    })
}

/// The address of who sent it. Of X-Forwarded-For only what our own proxies wrote is believed.
fn sender(request: &Request, proxies: usize) -> Option<IpAddr> {
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|ConnectInfo(address)| address.ip());
    if proxies == 0 {
        return peer;
    }
    let forwarded = request.headers().get_all("x-forwarded-for");
    let mut entries: Vec<&str> = forwarded
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .collect();
    entries.reverse();
    entries
        .get(proxies - 1)
        .and_then(|entry| entry.trim().parse().ok())
        .or(peer)
}

/// Refuses whatever could change something and does not come from our own pages. Server functions
/// and events have no other defence against another site's forms.
pub async fn same_origin(State(process): State<Process>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let own = process.rules.public_url.as_deref();
    if reads || is_same_origin(request.headers(), own) {
        return next.run(request).await;
    }
    (
        StatusCode::FORBIDDEN,
        "Only this site's own pages may ask for that.\n",
    )
        .into_response()
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
pub async fn protect(State(process): State<Process>, mut request: Request, next: Next) -> Response {
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
    if process.rules.https {
        let a_year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(h::STRICT_TRANSPORT_SECURITY, a_year);
    }
    headers
        .entry(h::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Lets only so many requests be worked on at once; the others are told to come again.
pub async fn crowd(State(process): State<Process>, request: Request, next: Next) -> Response {
    match process.rules.at_once.try_acquire() {
        Ok(_permit) => next.run(request).await,
        Err(_) => Refusal(AppError::Busy { seconds: 1 }).into_response(),
    }
}

/// Files are large: only a few are taken in at once, whoever sends them.
pub async fn few_files(State(process): State<Process>, request: Request, next: Next) -> Response {
    match process.rules.files_at_once.try_acquire() {
        Ok(_permit) => next.run(request).await,
        Err(_) => Refusal(AppError::Busy { seconds: 2 }).into_response(),
    }
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
            sender(&request, proxies).map(|it| it.to_string())
        };
        assert_eq!(of(0).as_deref(), Some("127.0.0.1"));
        assert_eq!(of(1).as_deref(), Some("10.0.0.1"));
        assert_eq!(of(2).as_deref(), Some("192.0.2.9"));
        assert_eq!(of(9).as_deref(), Some("127.0.0.1"));
    }
}
