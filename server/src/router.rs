//! Which address is answered by what, and the layers around it.

use crate::{Process, assets, events, evidence, health, layers, live, pages, pdf};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{Extensions, HeaderMap, Method, StatusCode, Version, header},
    middleware::from_fn_with_state,
    response::{IntoResponse, Response},
    routing::{get, post},
};
use std::time::Duration;
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{Predicate, SizeAbove},
    },
    limit::RequestBodyLimitLayer,
    timeout::TimeoutLayer,
};

/// Most bytes a request may bring.
pub const MOST_BYTES: usize = 256 * 1024;
/// Most bytes of a request that brings a file: as JSON, each of its quotes and line breaks is two.
pub const MOST_FILE_BYTES: usize = 2 * domain::assessment::MOST_BYTES + MOST_BYTES;
/// Longest a request may take; streams take as long as they are wanted.
const LONGEST: Duration = Duration::from_secs(30);

/// The server functions that take a file.
const TAKE_FILES: [&str; 2] = ["/api/assessment/preview", "/api/assessment/commit"];

/// Every route that is written by hand, with its method; the rest are pages and server functions.
pub const ROUTES: [(&str, &str); 12] = [
    ("POST", "/api/v1/events"),
    ("POST", "/api/v1/evidence/{evidence}"),
    ("GET", "/evidence/{evidence}"),
    ("POST", "/desk/child/{child}/goal/{goal}/photo"),
    ("POST", "/api/{*function}"),
    ("GET", "/live/{class}"),
    ("GET", "/live/{class}/tiles"),
    ("GET", "/desk/child/{child}/plan.pdf"),
    ("GET", "/desk/class/{class}/plans.pdf"),
    ("GET", "/healthz"),
    ("GET", "/readyz"),
    ("GET", "/metrics"),
];

pub fn router(process: Process) -> Router {
    let files = TAKE_FILES.into_iter().fold(Router::new(), |routes, path| {
        routes.route(path, post(pages::function))
    });
    let files = files
        // axum's own limit is lower; the layer outside of it is the one that counts.
        .layer(DefaultBodyLimit::disable())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(from_fn_with_state(process.clone(), layers::few_files))
        .layer(from_fn_with_state(process.clone(), layers::catch))
        .layer(RequestBodyLimitLayer::new(MOST_FILE_BYTES));
    let brief = Router::new()
        .route("/api/v1/events", post(events::take))
        .route("/api/v1/evidence/{evidence}", post(evidence::bring))
        .route("/evidence/{evidence}", get(evidence::picture))
        .route(
            "/desk/child/{child}/goal/{goal}/photo",
            post(evidence::photo),
        )
        .route("/api/{*function}", post(pages::function))
        .route("/live/{class}/tiles", get(live::tiles))
        .route("/desk/child/{child}/plan.pdf", get(pdf::child))
        .route("/desk/class/{class}/plans.pdf", get(pdf::class))
        .merge(pages::routes())
        .fallback(file_or_nothing)
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(from_fn_with_state(process.clone(), layers::crowd));
    let open = Router::new()
        .route("/live/{class}", get(live::stream))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics));
    brief
        .merge(open)
        .layer(from_fn_with_state(process.clone(), layers::catch))
        .layer(RequestBodyLimitLayer::new(MOST_BYTES))
        .merge(files)
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(1_024).and(is_made_for_this_request)),
        )
        .layer(from_fn_with_state(process.clone(), layers::same_origin))
        .layer(from_fn_with_state(process.clone(), layers::protect))
        .layer(from_fn_with_state(process.clone(), layers::observe))
        .with_state(process)
}

/// Files are compressed by the build, and streams must not wait for a block to fill.
fn is_made_for_this_request(
    _: StatusCode,
    _: Version,
    headers: &HeaderMap,
    _: &Extensions,
) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
    })
}

async fn file_or_nothing(State(process): State<Process>, request: Request) -> Response {
    let (method, uri) = (request.method(), request.uri());
    if !matches!(*method, Method::GET | Method::HEAD) {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    match assets::answer(method, uri, request.headers()) {
        Some(file) => file,
        None => pages::nothing(process, request).await,
    }
}
