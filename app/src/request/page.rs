//! What a page that is being rendered may know of its request, beside who asks.

use super::{cookie::cookie_value, preloaded::COOKIES};
use axum::http::{header::ACCEPT_LANGUAGE, request::Parts};
use leptos::prelude::use_context;

/// The path of the page being rendered.
pub fn path() -> String {
    use_context::<Parts>().map_or_else(String::new, |it| it.uri.path().to_owned())
}

/// A cookie of the request that is no secret.
pub fn cookie(name: &str) -> Option<String> {
    debug_assert!(COOKIES.contains(&name), "{name} is not in COOKIES");
    let parts = use_context::<Parts>()?;
    cookie_value(&parts.headers, name)
}

/// Reads the language of a request: the one remembered under this name, else what the browser asks
/// for.
pub fn language(name: &'static str) -> impl Fn() -> Option<String> {
    move || {
        let accepted = || {
            let parts = use_context::<Parts>()?;
            let header = parts.headers.get(ACCEPT_LANGUAGE)?;
            Some(header.to_str().ok()?.to_owned())
        };
        cookie(name).or_else(accepted)
    }
}

/// Sends the browser on to a page of the desk.
pub fn redirect_to_desk(to: &str) {
    let ours = to.starts_with("/desk") && to.chars().all(|it| it.is_ascii_graphic());
    #[expect(
        clippy::disallowed_methods,
        reason = "the last act of those who call this"
    )]
    leptos_axum::redirect(if ours { to } else { "/desk" });
}
