//! The class page, which a teacher loads most, from the page cache. Who asks is proved each time, and
//! what the page says of them and of the class is compared: only the rendering is spared.
//!
//! A cached page was rendered from a request that held nothing but its [`CacheKey`], from an adult
//! and a board that were preloaded, and from nothing else (`app::request::preloaded`). The adult is read anew each
//! time; the board is the same as long as the class's sequence is (docs/adr/0010).

use crate::{
    assets,
    page_cache::{CacheKey, CachedPage, CompressedPage},
    render,
    state::ServerState,
};
use app::{
    DeskApp,
    request::{
        Caller, TokenCookie, cookie_value,
        preloaded::{COOKIES, PreloadedPage},
    },
    shell::Program,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header as h, request::Parts},
    response::Response,
};
use chrono::NaiveDate;
use domain::ids::{ClassId, PersonId};
use leptos::{nonce::Nonce, prelude::provide_context};
use store::{board, proof, school};

/// The page's route.
pub const ROUTE: &str = "/desk/class/{class}";

/// Longest value of a [`CacheKey`], in bytes; a request with a longer one is not cached.
const MAX_KEY_BYTES: usize = 256;

/// A request for this page, as far as it decides what the page says.
struct ClassPageRequest<'r> {
    class: ClassId,
    token: String,
    nonce: &'r Nonce,
    headers: &'r HeaderMap,
}

impl<'r> ClassPageRequest<'r> {
    fn of(state: &ServerState, parts: &'r Parts) -> Option<Self> {
        let (uri, headers) = (&parts.uri, &parts.headers);
        let class: ClassId = uri.path().strip_prefix("/desk/class/")?.parse().ok()?;
        let is_plain = uri.query().is_none() && uri.path() == path(class);
        if !is_plain || !assets::accepts_encoding(headers, "gzip") {
            return None;
        }
        Some(Self {
            class,
            token: Caller::of(&state.ctx, parts)
                .token(TokenCookie::Desk)?
                .to_owned(),
            nonce: parts.extensions.get()?,
            headers,
        })
    }

    fn cache_key(&self, person: PersonId, today: NaiveDate) -> Option<CacheKey> {
        let accept_language = self.headers.get(h::ACCEPT_LANGUAGE);
        let key = CacheKey {
            class: self.class,
            today,
            person,
            cookies: COOKIES.map(|name| cookie_value(self.headers, name)),
            accept_language: accept_language.and_then(|it| it.to_str().ok().map(str::to_owned)),
        };
        let values = key.cookies.iter().chain([&key.accept_language]);
        let is_short = values.flatten().all(|it| it.len() <= MAX_KEY_BYTES);
        is_short.then_some(key)
    }

    /// A request that says what is in the key and who asks, and nothing else.
    fn minimal_request(&self, state: &ServerState, key: &CacheKey) -> Option<Request> {
        let token = TokenCookie::Desk.name(state.ctx.secure_cookies);
        let mut cookies = vec![format!("{token}={}", self.token)];
        let others = COOKIES.iter().zip(&key.cookies);
        cookies.extend(others.filter_map(|(name, it)| Some(format!("{name}={}", it.as_ref()?))));
        let mut request = Request::get(path(self.class)).header(h::COOKIE, cookies.join("; "));
        if let Some(language) = &key.accept_language {
            request = request.header(h::ACCEPT_LANGUAGE, language);
        }
        request
            .extension(self.nonce.clone())
            .body(Body::empty())
            .ok()
    }
}

fn path(class: ClassId) -> String {
    format!("/desk/class/{class}")
}

/// The page, from the cache or for it; none where a page must be rendered as any other.
pub async fn respond(state: &ServerState, parts: &Parts) -> Option<Response> {
    let request = ClassPageRequest::of(state, parts)?;
    let (db, now, today) = (&state.ctx.db, state.ctx.now(), state.ctx.today());
    // Who is refused gets a page that says so.
    let proved = proof::teacher_at(db, &request.token, request.class, now);
    let (staff, teacher, seq) = proved.await.ok()?;
    let me = school::me(db, &staff).await.ok()?;
    let key = request.cache_key(staff.person(), today)?;
    if let Some(cached) = state.page_cache.get(&key, &me, seq) {
        return compressed(cached.page.with_nonce(request.nonce)?);
    }
    let board = board::board(db, &teacher, today).await.ok()?;
    let seq = board.seq;
    let preloaded = PreloadedPage::new(me.clone(), board);
    let rendered = render::page(
        state,
        Program::Desk,
        DeskApp,
        request.minimal_request(state, &key)?,
        {
            let preloaded = preloaded.clone();
            move || provide_context(preloaded.clone())
        },
    );
    let (parts, body) = rendered.await.into_parts();
    let body = to_bytes(body, usize::MAX).await.ok()?;
    let is_cacheable = parts.status == StatusCode::OK
        && !parts.headers.contains_key(h::SET_COOKIE)
        && !preloaded.is_uncacheable();
    let text = std::str::from_utf8(&body).ok().filter(|_| is_cacheable);
    let Some(text) = text else {
        return Some(Response::from_parts(parts, Body::from(body)));
    };
    let page = CompressedPage::new(text, request.nonce);
    let answer = compressed(page.with_nonce(request.nonce)?);
    let cached = CachedPage { me, seq, page };
    state.page_cache.insert(key, cached);
    answer
}

fn compressed(page: Vec<u8>) -> Option<Response> {
    Response::builder()
        .header(h::CONTENT_TYPE, "text/html; charset=utf-8")
        .header(h::CONTENT_ENCODING, "gzip")
        .header(h::VARY, "accept-encoding")
        .body(Body::from(page))
        .ok()
}
