//! Maps addresses to handlers, and wraps them in middleware.

#[cfg(debug_assertions)]
use crate::routes::gallery;
use crate::{
    admission::EVENTS_PATH,
    admit, assets, middleware, refusal,
    routes::{events, evidence, health, live, pages, pdf},
    state::ServerState,
};
use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{Extensions, HeaderMap, Method, StatusCode, Version, header},
    middleware::from_fn_with_state,
    response::Response,
    routing::{get, post},
};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{Predicate, SizeAbove},
    },
};

/// Every route that is written by hand, with its method; the rest are pages and server functions.
pub const ROUTES: [(&str, &str); 12] = [
    ("POST", EVENTS_PATH),
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

/// The routes that only development builds have.
pub const DEVELOPMENT_ROUTES: &[(&str, &str)] = if cfg!(debug_assertions) {
    &[("GET", "/gallery")]
} else {
    &[]
};

pub fn router(state: ServerState) -> Router {
    let admitted = Router::new()
        .route(EVENTS_PATH, post(events::receive))
        .route(
            "/api/v1/evidence/{evidence}",
            post(evidence::upload_picture),
        )
        .route("/evidence/{evidence}", get(evidence::show_picture))
        .route(
            "/desk/child/{child}/goal/{goal}/photo",
            post(evidence::upload_photo),
        )
        .route("/api/{*function}", post(pages::server_function))
        .route("/live/{class}", get(live::stream))
        .route("/live/{class}/tiles", get(live::tiles))
        .route("/desk/child/{child}/plan.pdf", get(pdf::child_plan))
        .route("/desk/class/{class}/plans.pdf", get(pdf::class_plans))
        .merge(pages::routes())
        .merge(development_routes())
        .fallback(file_or_not_found)
        .method_not_allowed_fallback(refusal::method_not_allowed)
        // Bodies are read, within their limits, before a handler is called.
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(state.clone(), admit::admit));
    // Answered however busy the rest is.
    let health = Router::new()
        .route("/healthz", get(health::liveness))
        .route("/readyz", get(health::readiness))
        .route("/metrics", get(health::metrics))
        .method_not_allowed_fallback(refusal::method_not_allowed);
    admitted
        .merge(health)
        .layer(from_fn_with_state(state.clone(), middleware::catch_panic))
        .layer(
            CompressionLayer::new()
                .quality(CompressionLevel::Fastest)
                .compress_when(SizeAbove::new(1_024).and(should_compress)),
        )
        .layer(from_fn_with_state(
            state.clone(),
            middleware::require_same_origin,
        ))
        .layer(from_fn_with_state(
            state.clone(),
            middleware::set_security_headers,
        ))
        .layer(from_fn_with_state(state.clone(), middleware::trace_request))
        .with_state(state)
}

fn development_routes() -> Router<ServerState> {
    #[cfg(debug_assertions)]
    return Router::new().route("/gallery", get(gallery::show));
    #[cfg(not(debug_assertions))]
    Router::new()
}

/// Files are compressed by the build, and streams must not wait for a block to fill.
fn should_compress(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
        let kind = kind.as_bytes();
        kind.starts_with(b"text/html") || kind.starts_with(b"application/json")
    })
}

async fn file_or_not_found(State(state): State<ServerState>, request: Request) -> Response {
    let (method, uri) = (request.method(), request.uri());
    if !matches!(*method, Method::GET | Method::HEAD) {
        return refusal::method_not_allowed(request).await;
    }
    match assets::respond(method, uri, request.headers()) {
        Some(file) => file,
        None => pages::not_found(state, request).await,
    }
}
