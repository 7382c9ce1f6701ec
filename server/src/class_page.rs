//! The page a teacher loads most, kept as it was last written. Who asks is proved each time, and
//! what the page says of them and of the class is compared: only the writing is spared.
//!
//! A kept page was written from a request that held nothing but what it is kept under, from an
//! adult and a board that were given to it, and from nothing else (`app::given`). The adult is read
//! anew each time; the board is the same as long as the class's sequence is (docs/adr/0010).

use crate::{Process, assets, gzip::Gzip, pages};
use app::{
    DeskApp,
    given::{COOKIES, Given},
    server::{Token, cookie_of},
    shell::Program,
};
use axum::{
    body::{Body, to_bytes},
    extract::Request,
    http::{HeaderMap, StatusCode, header as h, request::Parts},
    response::Response,
};
use domain::{
    ids::{ClassId, PersonId},
    school::Adult,
};
use leptos::{nonce::Nonce, prelude::provide_context};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use store::{board, proof, school};

/// The page's route.
pub const ROUTE: &str = "/desk/class/{class}";

/// Most pages kept at once; one more and they start afresh.
const MOST_KEPT: usize = 1_024;
/// A page that is larger when compressed is not kept.
const LARGEST: usize = 64 * 1_024;
/// Longest of what a page is kept under, in bytes.
const LONGEST: usize = 256;

/// What a page is kept under: all that its request said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Asked {
    class: ClassId,
    person: PersonId,
    cookies: [Option<String>; COOKIES.len()],
    accepts: Option<String>,
}

/// A page as it was written when these were so.
struct Kept {
    me: Adult,
    seq: i64,
    page: Gzip,
}

/// The pages that are kept.
#[derive(Default)]
pub struct Shelf(Mutex<HashMap<Asked, Arc<Kept>>>);

impl Shelf {
    fn get(&self, asked: &Asked, me: &Adult, seq: i64) -> Option<Arc<Kept>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = all.get(asked)?;
        (kept.seq == seq && kept.me == *me).then(|| Arc::clone(kept))
    }

    fn put(&self, asked: Asked, kept: Kept) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= MOST_KEPT && !all.contains_key(&asked) {
            all.clear();
        }
        all.insert(asked, Arc::new(kept));
    }

    /// How many pages it holds.
    #[expect(clippy::len_without_is_empty, reason = "only ever counted")]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// What there is of a request for this page.
struct Head<'r> {
    class: ClassId,
    token: String,
    nonce: &'r Nonce,
    headers: &'r HeaderMap,
}

impl<'r> Head<'r> {
    fn of(process: &Process, parts: &'r Parts) -> Option<Self> {
        let (uri, headers) = (&parts.uri, &parts.headers);
        let class: ClassId = uri.path().strip_prefix("/desk/class/")?.parse().ok()?;
        let is_plain = uri.query().is_none() && uri.path() == path(class);
        if !is_plain || !assets::takes(headers, "gzip") {
            return None;
        }
        Some(Self {
            class,
            token: cookie_of(headers, Token::Desk.cookie(process.ctx.secure_cookies))?,
            nonce: parts.extensions.get()?,
            headers,
        })
    }

    fn asked(&self, person: PersonId) -> Option<Asked> {
        let accepts = self.headers.get(h::ACCEPT_LANGUAGE);
        let asked = Asked {
            class: self.class,
            person,
            cookies: COOKIES.map(|name| cookie_of(self.headers, name)),
            accepts: accepts.and_then(|it| it.to_str().ok().map(str::to_owned)),
        };
        let said = asked.cookies.iter().chain([&asked.accepts]);
        let is_short = said.flatten().all(|it| it.len() <= LONGEST);
        is_short.then_some(asked)
    }

    /// A request that says what the page is kept under, and by whom it is asked, and no more.
    fn request(&self, process: &Process, asked: &Asked) -> Option<Request> {
        let token = Token::Desk.cookie(process.ctx.secure_cookies);
        let mut cookies = vec![format!("{token}={}", self.token)];
        let others = COOKIES.iter().zip(&asked.cookies);
        cookies.extend(others.filter_map(|(name, it)| Some(format!("{name}={}", it.as_ref()?))));
        let mut request = Request::get(path(self.class)).header(h::COOKIE, cookies.join("; "));
        if let Some(accepts) = &asked.accepts {
            request = request.header(h::ACCEPT_LANGUAGE, accepts);
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

/// The page, kept or to be kept; none for whom and for what any page is written as always.
pub async fn answer(process: &Process, parts: &Parts) -> Option<Response> {
    let head = Head::of(process, parts)?;
    let (db, now) = (&process.ctx.db, process.ctx.now());
    // Who is refused gets a page that says so.
    let proved = proof::teacher_at(db, &head.token, head.class, now);
    let (staff, teacher, seq) = proved.await.ok()?;
    let me = school::me(db, &staff).await.ok()?;
    let asked = head.asked(staff.person())?;
    if let Some(kept) = process.shelf.get(&asked, &me, seq) {
        return compressed(kept.page.with(head.nonce)?);
    }
    let board = board::board(db, &teacher).await.ok()?;
    let seq = board.seq;
    let given = Given::new(me.clone(), board);
    let written = pages::write(
        process,
        Program::Desk,
        DeskApp,
        head.request(process, &asked)?,
        {
            let given = given.clone();
            move || provide_context(given.clone())
        },
    );
    let (parts, body) = written.await.into_parts();
    let body = to_bytes(body, usize::MAX).await.ok()?;
    let is_all = parts.status == StatusCode::OK
        && !parts.headers.contains_key(h::SET_COOKIE)
        && !given.is_not_all();
    let text = std::str::from_utf8(&body).ok().filter(|_| is_all);
    let Some(text) = text else {
        return Some(Response::from_parts(parts, Body::from(body)));
    };
    let page = Gzip::around(text, head.nonce);
    let answer = compressed(page.with(head.nonce)?);
    if page.size() <= LARGEST {
        process.shelf.put(asked, Kept { me, seq, page });
    }
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
