//! The one door to the server's side: what a request brings, who it is from, how it is refused.
//! Server functions call in here; nothing else in this crate knows the store.

use crate::{error::ApiError, given};
use axum::http::{
    HeaderMap, HeaderValue, StatusCode,
    header::{ACCEPT, ACCEPT_LANGUAGE, COOKIE, SET_COOKIE},
    request::Parts,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    AppError,
    assessment::Preset,
    ids::{ClassId, PersonId},
    plan::{Book, SchoolDay},
    survey::Survey,
};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;
use std::{collections::BTreeMap, net::IpAddr, sync::Arc};
use store::{Db, StoreError, proof};

/// The prefix of every server function's address.
pub const API: &str = "/api/";

/// Reads the time; tests move it.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// Something an address may not try too often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attempt {
    EnrolCode,
    BesideCode,
    Password,
    Invitation,
}

/// Answers how many seconds to wait, if there were too many attempts.
pub type Limiter = Arc<dyn Fn(Attempt, IpAddr) -> Result<(), u32> + Send + Sync>;

/// Where a request came from, as far as trusted proxies say so.
#[derive(Clone, Copy, Debug)]
pub struct ClientIp(pub IpAddr);

/// A survey as it was loaded and checked at start.
#[derive(Clone, Debug)]
pub struct LoadedSurvey {
    pub survey: Survey,
    /// The file as it was read: what a version's immutability is held against.
    pub body: String,
}

/// The school date of an instant.
pub type Dates = Arc<dyn Fn(DateTime<Utc>) -> NaiveDate + Send + Sync>;

/// What the process hands to every request.
#[derive(Clone)]
pub struct Ctx {
    pub db: Db,
    pub clock: Clock,
    pub dates: Dates,
    pub surveys: Arc<Vec<LoadedSurvey>>,
    /// The ready-made goals.
    pub book: Arc<Book>,
    /// How the files of scores are read that are known.
    pub presets: Arc<Vec<Preset>>,
    /// Names of built files to their addresses, e.g. "home.js" to "/pkg/home.1a2b3c4d.js".
    pub assets: Arc<BTreeMap<String, String>>,
    pub limiter: Limiter,
    /// False only where tablets reach the server without TLS, by the office's express wish.
    pub secure_cookies: bool,
}

/// The three cookies that carry a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Desk,
    Child,
    Tablet,
}

impl Token {
    /// The cookie's name. `__Host-` makes the browser refuse it from any other host or without TLS.
    pub fn cookie(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Desk, true) => "__Host-fledge-desk",
            (Self::Child, true) => "__Host-fledge-child",
            (Self::Tablet, true) => "__Host-fledge-tablet",
            (Self::Desk, false) => "fledge-desk",
            (Self::Child, false) => "fledge-child",
            (Self::Tablet, false) => "fledge-tablet",
        }
    }

    const fn max_age_seconds(self) -> u32 {
        match self {
            Self::Desk | Self::Child => 12 * 60 * 60,
            Self::Tablet => 400 * 24 * 60 * 60,
        }
    }

    /// The token in a request's cookies.
    pub fn read(self, parts: &Parts, secure: bool) -> Option<String> {
        cookie_of(&parts.headers, self.cookie(secure))
    }
}

/// A cookie's value.
pub fn cookie_of(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|header| header.to_str().ok())
        .flat_map(|header| header.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

pub fn ctx() -> Ctx {
    given::asks_for_more();
    expect_context::<Ctx>()
}

fn parts() -> Parts {
    expect_context::<Parts>()
}

impl Ctx {
    pub fn now(&self) -> DateTime<Utc> {
        (self.clock)()
    }

    /// Today at school.
    pub fn today(&self) -> NaiveDate {
        (self.dates)(self.now())
    }

    /// Today at school, and when it ends.
    pub fn school_day(&self) -> SchoolDay {
        SchoolDay::found(self.now(), |at| (self.dates)(at))
    }

    fn token(&self, token: Token) -> Result<String, ApiError> {
        token
            .read(&parts(), self.secure_cookies)
            .ok_or_else(|| refuse(AppError::SignedOut))
    }

    /// Counts an attempt; too many from one address are refused for a while.
    pub fn attempt(&self, what: Attempt) -> Result<(), ApiError> {
        let Some(ClientIp(from)) = parts().extensions.get::<ClientIp>().copied() else {
            return Ok(());
        };
        (self.limiter)(what, from).map_err(|seconds| refuse(AppError::Busy { seconds }))
    }

    /// Gives the browser a token to keep, out of scripts' reach.
    pub fn keep(&self, token: Token, value: &str) {
        self.set_cookie(token, value, token.max_age_seconds());
    }

    /// Has the browser forget a token.
    pub fn forget(&self, token: Token) {
        self.set_cookie(token, "", 0);
    }

    fn set_cookie(&self, token: Token, value: &str, max_age: u32) {
        let name = token.cookie(self.secure_cookies);
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

/// The tablet the request comes from.
pub async fn device() -> Result<(Ctx, proof::Device), ApiError> {
    let cx = ctx();
    let token = cx.token(Token::Tablet)?;
    let device = proof::device(&cx.db, &token, cx.now())
        .await
        .map_err(refused)?;
    Ok((cx, device))
}

/// The child signed in on this tablet. Who left where the school could not be reached is not any
/// more: the tablet says so in a cookie, which can only take away.
pub async fn child() -> Result<(Ctx, proof::Child), ApiError> {
    let (cx, child) = child_even_if_left().await?;
    match cookie(crate::sync::LEFT_COOKIE) == Some(child.session().to_string()) {
        true => Err(refuse(AppError::SignedOut)),
        false => Ok((cx, child)),
    }
}

/// The same for the one who says that they leave.
pub async fn child_even_if_left() -> Result<(Ctx, proof::Child), ApiError> {
    let cx = ctx();
    let token = cx.token(Token::Child)?;
    let child = proof::child(&cx.db, &token, cx.now())
        .await
        .map_err(refused)?;
    Ok((cx, child))
}

/// Whether a child is signed in, as far as [`child`] would find one.
pub async fn is_child_in(cx: &Ctx, parts: &Parts) -> bool {
    let Some(token) = Token::Child.read(parts, cx.secure_cookies) else {
        return false;
    };
    let left = cookie_of(&parts.headers, crate::sync::LEFT_COOKIE);
    // What went wrong in the store is told by the page, which asks for the same again.
    proof::child(&cx.db, &token, cx.now())
        .await
        .is_ok_and(|child| left != Some(child.session().to_string()))
}

/// The teacher who sits beside the child signed in on this tablet.
pub async fn beside(token: &str) -> Result<(Ctx, proof::Beside), ApiError> {
    let (cx, child) = child().await?;
    let beside = proof::beside(&cx.db, &child, token, cx.now())
        .await
        .map_err(refused)?;
    Ok((cx, beside))
}

/// The adult who is signed in.
pub async fn staff() -> Result<(Ctx, proof::Staff), ApiError> {
    let cx = ctx();
    let token = cx.token(Token::Desk)?;
    let staff = proof::staff(&cx.db, &token, cx.now())
        .await
        .map_err(refused)?;
    Ok((cx, staff))
}

/// The signed-in adult as a teacher of this class.
pub async fn teacher(class: ClassId) -> Result<(Ctx, proof::Teacher), ApiError> {
    let cx = ctx();
    let token = cx.token(Token::Desk)?;
    let teacher = proof::teacher(&cx.db, &token, class, cx.now())
        .await
        .map_err(refused)?;
    Ok((cx, teacher))
}

/// The surveys that come with the process, for an adult who may see this class.
pub async fn surveys(class: ClassId) -> Result<Arc<Vec<LoadedSurvey>>, ApiError> {
    if given::board(class).is_some() {
        return Ok(expect_context::<Ctx>().surveys);
    }
    let (cx, _teacher) = teacher(class).await?;
    Ok(cx.surveys)
}

/// The signed-in adult as a teacher of this child. That a leader looks is noted.
pub async fn teacher_of_child(child: PersonId) -> Result<(Ctx, proof::Teacher), ApiError> {
    let cx = ctx();
    let token = cx.token(Token::Desk)?;
    let (now, asked) = (cx.now(), parts());
    let teacher = proof::teacher_of_child(&cx.db, &token, child, now)
        .await
        .map_err(refused)?;
    store::audit::look(&cx.db, &teacher, child, looked_at(&asked), now)
        .await
        .map_err(refused)?;
    Ok((cx, teacher))
}

/// What of a child is looked at, as the log of looks has it: the page, or the part of it that asks.
fn looked_at(parts: &Parts) -> &str {
    let path = parts.uri.path();
    let part = match path.strip_prefix("/desk/child/") {
        Some(page) => page.split('/').nth(1),
        None => path.strip_prefix(API).and_then(|it| it.split('/').next()),
    };
    match part {
        None | Some("") => "profile",
        Some("competency") => "competencies",
        Some("assessment") => "scores",
        Some(other) => other,
    }
}

/// A store's error as what a person may be told; what is ours to mend is logged here, once.
pub fn refused(error: StoreError) -> ApiError {
    let id = correlation_id();
    if error.is_ours() {
        tracing::error!(%id, %error, "store");
    }
    refuse(error.told(&id))
}

/// Refuses with the status that fits.
pub fn refuse(error: AppError) -> ApiError {
    answer_with_status_of(&error);
    ApiError(error)
}

/// Sets the status of a server function's answer. A page being rendered keeps its own, and a form
/// that the browser sent by itself is answered by sending it back.
pub fn answer_with_status_of(error: &AppError) {
    let called = use_context::<Parts>().is_some_and(|parts| {
        let accepts = parts.headers.get(ACCEPT).and_then(|it| it.to_str().ok());
        let by_itself = accepts.is_some_and(|it| it.contains("text/html"));
        parts.uri.path().starts_with(API) && !by_itself
    });
    if let (true, Some(response)) = (called, use_context::<ResponseOptions>()) {
        response.set_status(status(error));
    }
}

/// The path of the page being written.
pub fn path() -> String {
    use_context::<Parts>().map_or_else(String::new, |it| it.uri.path().to_owned())
}

/// Sets the status of the page being written.
pub fn page_status(status: StatusCode) {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(status);
    }
}

/// A cookie of the request that is no secret.
pub fn cookie(name: &str) -> Option<String> {
    debug_assert!(given::COOKIES.contains(&name), "{name} is not in COOKIES");
    let parts = use_context::<Parts>()?;
    cookie_of(&parts.headers, name)
}

/// Reads the language of a request: the one remembered under this name, else what the browser asks
/// for.
pub fn tongue(name: &'static str) -> impl Fn() -> Option<String> {
    move || {
        let asked = || {
            let parts = use_context::<Parts>()?;
            Some(
                parts
                    .headers
                    .get(ACCEPT_LANGUAGE)?
                    .to_str()
                    .ok()?
                    .to_owned(),
            )
        };
        cookie(name).or_else(asked)
    }
}

/// Sends the browser on to a page of the desk.
pub fn go(to: &str) {
    let ours = to.starts_with("/desk") && to.chars().all(|it| it.is_ascii_graphic());
    #[expect(
        clippy::disallowed_methods,
        reason = "the last act of those who call this"
    )]
    leptos_axum::redirect(if ours { to } else { "/desk" });
}

/// Takes a refusal's status back: its caller knows what to answer instead.
pub fn answer_well() {
    if let Some(response) = use_context::<ResponseOptions>() {
        response.set_status(StatusCode::OK);
    }
}

/// The status that says what an error says.
pub const fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::SignedOut => StatusCode::UNAUTHORIZED,
        AppError::NotFound => StatusCode::NOT_FOUND,
        AppError::Invalid { .. } => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::Busy { .. } | AppError::Offline => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Broken { .. } => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// The id under which the server logs this request.
fn correlation_id() -> String {
    use_context::<Parts>()
        .and_then(|parts| {
            parts
                .headers
                .get("x-request-id")?
                .to_str()
                .ok()
                .map(str::to_owned)
        })
        .unwrap_or_default()
}
