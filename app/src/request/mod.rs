//! The one door between a request and the rest: what it brings, who it is from, and how it is
//! answered or refused. `Caller` reads the request and gives proofs; plain handlers take it as an
//! extractor, server functions call `server_fn`. Nothing else in this crate knows cookies or how an
//! error of ours is logged.

mod error;

#[cfg(feature = "ssr")]
mod caller;
#[cfg(feature = "ssr")]
mod context;
#[cfg(feature = "ssr")]
mod cookie;
#[cfg(feature = "ssr")]
mod extract;
#[cfg(feature = "ssr")]
mod heavy_work;
#[cfg(feature = "ssr")]
mod log;
#[cfg(feature = "ssr")]
mod page;
#[cfg(feature = "ssr")]
pub mod preloaded;
#[cfg(feature = "ssr")]
mod server_fn;
#[cfg(feature = "ssr")]
mod sign_in_count;

pub use error::{ApiError, page_is_missing};

#[cfg(feature = "ssr")]
pub use {
    caller::{Caller, ClientIp},
    context::{Attempt, Clock, Ctx, Dates, Limiter, LoadedSurvey},
    cookie::{TokenCookie, cookie_value},
    error::response::{set_status, set_status_of, set_status_ok, status},
    extract::{FromCaller, Proved, UrlPath, UrlQuery},
    heavy_work::HeavyWork,
    log::{REQUEST_ID, log_cause, request_id},
    page::{cookie, language, path, redirect_to_desk},
    server_fn::{
        attempt, beside, caller, child, child_even_if_left, ctx, device, refuse, refused, staff,
        teacher, teacher_of_child,
    },
    sign_in_count::{Outcome, SignInCounts, WayIn},
};

/// The cookie of the language a page is read in, which a person chose.
pub const LANG_COOKIE: &str = "lang";
/// The cookie of the theme a person chose.
pub const THEME_COOKIE: &str = "theme";
/// The cookie of the stay that a child has left on this tablet while the school could not be reached.
pub const LEFT_COOKIE: &str = "fledge-left";

/// The prefix of every server function's address.
#[cfg(feature = "ssr")]
pub const API: &str = "/api/";
