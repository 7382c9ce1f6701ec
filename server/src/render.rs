//! Has Leptos render a page or answer a server function, and puts what both need into their context.

use crate::state::ServerState;
#[cfg(debug_assertions)]
use app::gallery;
use app::shell::{Program, shell};
use axum::{extract::Request, http::request::Parts, response::Response};
use leptos::{
    nonce::Nonce,
    prelude::{IntoView, Owner, provide_context, use_context},
};
use std::{
    future::poll_fn,
    pin::pin,
    sync::{Arc, OnceLock},
};

/// Writes a page; `provide` puts into its context what the caller has read already.
pub(crate) async fn page<V: IntoView + 'static>(
    state: &ServerState,
    program: Program,
    app: fn() -> V,
    request: Request,
    provide: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let ctx = state.ctx.clone();
    document(state, move || shell(&ctx, program, app), request, provide).await
}

/// Writes the page of all shared parts.
#[cfg(debug_assertions)]
pub(crate) async fn gallery(
    state: &ServerState,
    theme: Option<&'static str>,
    request: Request,
) -> Response {
    let ctx = state.ctx.clone();
    document(
        state,
        move || gallery::document(&ctx, theme),
        request,
        || (),
    )
    .await
}

async fn document<V: IntoView + 'static>(
    state: &ServerState,
    write: impl Fn() -> V + Clone + Send + Sync + 'static,
    request: Request,
    provide: impl Fn() + Clone + Send + Sync + 'static,
) -> Response {
    let context = context(state);
    let root = Arc::new(OnceLock::new());
    let context = {
        let root = Arc::clone(&root);
        move || {
            if let Some(owner) = Owner::current() {
                root.get_or_init(|| owner);
            }
            context();
            provide();
        }
    };
    let rendered = leptos_axum::render_app_async_with_context(context, write)(request);
    with_owner(&root, rendered).await
}

/// Leptos writes a page's head after it has waited, outside of what it keeps for this page alone:
/// without this, a title is read from whatever page the thread wrote before.
async fn with_owner<T>(root: &OnceLock<Owner>, rendered: impl Future<Output = T>) -> T {
    let mut rendered = pin!(rendered);
    poll_fn(|cx| match root.get() {
        Some(owner) => owner.with(|| rendered.as_mut().poll(cx)),
        None => rendered.as_mut().poll(cx),
    })
    .await
}

/// What pages and server functions find in their context: the process's [`app::request::Ctx`], and the
/// nonce that the answer's policy names.
pub(crate) fn context(state: &ServerState) -> impl Fn() + Clone + Send + Sync + 'static {
    let ctx = state.ctx.clone();
    move || {
        provide_context(ctx.clone());
        let nonce = use_context::<Parts>().and_then(|it| it.extensions.get::<Nonce>().cloned());
        if let Some(nonce) = nonce {
            provide_context(nonce);
        }
    }
}
