//! The cookies of a request: four that carry a token, and a few that are no secret.

use super::context::Ctx;
use axum::http::{
    HeaderMap, HeaderValue,
    header::{COOKIE, SET_COOKIE},
};
use domain::limits;
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;

/// The cookies that carry a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenCookie {
    Desk,
    Child,
    Tablet,
    /// By which a browser is known to the adults who have signed in with it.
    Browser,
}

impl TokenCookie {
    /// The cookie's name. `__Host-` makes the browser refuse it from any other host or without TLS.
    pub const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Desk, true) => "__Host-fledge-desk",
            (Self::Child, true) => "__Host-fledge-child",
            (Self::Tablet, true) => "__Host-fledge-tablet",
            (Self::Browser, true) => "__Host-fledge-browser",
            (Self::Desk, false) => "fledge-desk",
            (Self::Child, false) => "fledge-child",
            (Self::Tablet, false) => "fledge-tablet",
            (Self::Browser, false) => "fledge-browser",
        }
    }

    const fn max_age_seconds(self) -> i64 {
        match self {
            Self::Desk | Self::Child => 12 * 60 * 60,
            Self::Tablet => 400 * 24 * 60 * 60,
            Self::Browser => limits::account::BROWSER_KNOWN_FOR.num_seconds(),
        }
    }

    /// The token in a request's cookies.
    pub fn read(self, headers: &HeaderMap, secure: bool) -> Option<String> {
        cookie_value(headers, self.name(secure))
    }
}

/// A cookie's value.
pub fn cookie_value(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

impl Ctx {
    /// Gives the browser a token to keep, out of scripts' reach.
    pub fn set_token(&self, cookie: TokenCookie, value: &str) {
        self.set_cookie(cookie, value, cookie.max_age_seconds());
    }

    /// Has the browser forget a token.
    pub fn clear_token(&self, cookie: TokenCookie) {
        self.set_cookie(cookie, "", 0);
    }

    fn set_cookie(&self, cookie: TokenCookie, value: &str, max_age: i64) {
        let name = cookie.name(self.secure_cookies);
        let secure = if self.secure_cookies { "; Secure" } else { "" };
        let cookie =
            format!("{name}={value}; Path=/; Max-Age={max_age}; HttpOnly; SameSite=Lax{secure}");
        if let (Ok(header), Some(response)) = (
            HeaderValue::from_str(&cookie),
            use_context::<ResponseOptions>(),
        ) {
            response.append_header(SET_COOKIE, header);
        }
    }
}
