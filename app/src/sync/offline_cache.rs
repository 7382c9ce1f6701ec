//! What the school told of the signed-in child, so that the child can go on without it: only their
//! own, gone when they leave. It is a copy, kept as it came; what the child does lies elsewhere.

use super::indexed_db::{IndexedDb, Name};
use crate::{
    ApiError,
    request::LEFT_COOKIE,
    ui::browser::{in_browser, within},
};
use domain::{AppError, ids::SessionId};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use serde::{Deserialize, de::DeserializeOwned};
use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, window};

const SHELF: Name = Name {
    database: "fledge-shelf",
    store: "told",
};
/// Under this name: whose the things are, by their stay.
const WHOSE: &str = "whose";
/// Under this name: a stay that is over here, and that the school may not know to be.
const LEFT: &str = "left";
const A_DAY: u32 = 24 * 60 * 60;
/// How long after the last change things are asked for anew, in milliseconds.
const SOON_MS: u32 = 2_500;
/// Longest the school is waited for, in milliseconds.
const ASK_MS: u32 = 8_000;
/// What tells whose things are.
const HOME: &str = "survey/home";

/// A handle on the tablet's copy.
#[derive(Clone, Copy)]
pub struct OfflineCache {
    what: StoredValue<&'static [&'static str]>,
    /// None on the server, whose threads must not hold a browser's things.
    disk: StoredValue<Option<SendWrapper<IndexedDb>>>,
    /// Nothing of this stay is kept any more.
    gone: StoredValue<Option<SessionId>>,
    turn: StoredValue<u32>,
}

/// Gives everything below one shelf for what these server functions answer.
pub fn provide_offline_cache(what: &'static [&'static str]) -> OfflineCache {
    let cache = OfflineCache {
        what: StoredValue::new(what),
        disk: StoredValue::new(None),
        gone: StoredValue::new(None),
        turn: StoredValue::new(0),
    };
    provide_context(cache);
    cache
}

pub fn use_offline_cache() -> OfflineCache {
    expect_context()
}

/// Whether this page came from the tablet, empty, and not from the school.
pub fn is_shell() -> bool {
    let root = window().and_then(|it| it.document()?.document_element());
    root.is_some_and(|it| it.has_attribute("data-shell"))
}

/// As far as it is looked at.
#[derive(Deserialize)]
struct Home {
    me: Me,
}

#[derive(Deserialize)]
struct Me {
    session: SessionId,
}

impl OfflineCache {
    /// What the school answers, and if it can't be reached what it answered before, with how many
    /// milliseconds ago. A page that came from the tablet looks there first.
    pub async fn ask<T: DeserializeOwned>(
        self,
        what: &'static str,
        ask: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<(T, i64), ApiError> {
        if cfg!(feature = "ssr") {
            return ask.await.map(|it| (it, 0));
        }
        if is_shell()
            && let Some(kept) = in_browser(self.find(what)).await
        {
            return Ok(kept);
        }
        let asked = in_browser(within(ASK_MS, ask)).await;
        match asked.unwrap_or(Err(ApiError(AppError::Offline))) {
            Ok(answer) => Ok((answer, 0)),
            // A gateway, or a page to sign in to the Wi-Fi, answers what can't be read.
            Err(ApiError(AppError::Offline | AppError::Invalid(_))) => {
                let held = in_browser(self.find(what)).await;
                held.ok_or(ApiError(AppError::Offline))
            }
            Err(error) => Err(error),
        }
    }

    /// What was kept of a child who has not left, and for how many milliseconds.
    async fn find<T: DeserializeOwned>(self, what: &str) -> Option<(T, i64)> {
        let disk = self.disk().await?;
        let whose = disk.get(WHOSE).await.ok()??;
        if disk.get(LEFT).await.ok()?.as_ref() == Some(&whose) {
            return None;
        }
        let kept = disk.get(what).await.ok()??;
        let (at, text) = kept.split_once('\n')?;
        let age = crate::ui::browser::now().timestamp_millis() - at.parse::<i64>().ok()?;
        Some((serde_json::from_slice(text.as_bytes()).ok()?, age))
    }

    /// Asks for everything anew in a moment; several wishes at once are one.
    pub fn renew_soon(self) {
        let turn = self.turn.try_update_value(|it| {
            *it += 1;
            *it
        });
        spawn_local(async move {
            TimeoutFuture::new(SOON_MS).await;
            if turn.is_some() && self.turn.try_get_value() == turn {
                self.renew().await;
            }
        });
    }

    /// Nothing but what names this child's own stay is kept: another child may have signed in
    /// between two answers.
    async fn renew(self) -> Option<()> {
        let home = answer(HOME).await?;
        let Ok(Home { me }) = serde_json::from_slice::<Home>(home.as_bytes()) else {
            if home == "null" {
                self.nobody().await;
            }
            return None;
        };
        let (session, disk) = (me.session.to_string(), self.disk().await?);
        if disk.get(LEFT).await.ok()?.as_ref() == Some(&session) {
            return None;
        }
        if disk.get(WHOSE).await.ok()?.as_ref() != Some(&session) {
            // A child who leaves meanwhile has taken their name away, and must stay gone.
            if self.has_left(me.session)? {
                return None;
            }
            self.forget().await;
            self.put(me.session, WHOSE, &session).await?;
        }
        for what in self.what.try_get_value()? {
            if self.has_left(me.session)? {
                return None;
            }
            let text = match *what {
                HOME => home.clone(),
                what => answer(what).await?,
            };
            let own = text == "null" || text.contains(&session) || !text.contains("\"session\"");
            if own {
                let kept = format!("{}\n{text}", crate::ui::browser::now().timestamp_millis());
                self.put(me.session, what, &kept).await?;
            }
        }
        Some(())
    }

    async fn put(self, session: SessionId, what: &str, text: &str) -> Option<()> {
        let disk = self.disk().await?;
        if self.has_left(session)? {
            return None;
        }
        disk.put(what, text).await.ok()
    }

    /// Whether this page has seen the child of this stay leave; none once the page is gone.
    fn has_left(self, session: SessionId) -> Option<bool> {
        Some(self.gone.try_get_value()? == Some(session))
    }

    /// The child leaves: their things go at once, and are not shown again on this tablet, whether
    /// or not the school has heard of it.
    pub async fn leave(self, session: SessionId) {
        self.gone.set_value(Some(session));
        remember_left(Some(session));
        let cleared = async {
            let disk = self.disk().await?;
            disk.clear().await.ok()?;
            disk.put(LEFT, &session.to_string()).await.ok()
        };
        in_browser(cleared).await;
    }

    /// The stay the things are of.
    pub async fn whose(self) -> Option<SessionId> {
        let whose = async { self.disk().await?.get(WHOSE).await.ok()? };
        in_browser(whose).await?.parse().ok()
    }

    /// A stay that is over here, and that the school may not know to be.
    pub async fn left(self) -> Option<String> {
        in_browser(async { self.disk().await?.get(LEFT).await.ok()? }).await
    }

    /// The school answers that nobody is signed in. Of a child who left here it says so, too, before
    /// it has heard: then what keeps them from being shown again stays.
    pub async fn nobody(self) {
        if self.left().await.is_none() {
            self.forget().await;
        }
    }

    /// Nobody is signed in, and the school knows.
    pub async fn forget(self) {
        remember_left(None);
        in_browser(async { self.disk().await?.clear().await.ok() }).await;
    }

    async fn disk(self) -> Option<IndexedDb> {
        if let Some(disk) = self.disk.try_get_value()? {
            return Some(disk.take());
        }
        let disk = IndexedDb::open(SHELF).await.ok()?;
        self.disk
            .try_update_value(|it| *it = Some(SendWrapper::new(disk.clone())))?;
        Some(disk)
    }
}

/// What a server function without arguments answers, as it came; none for anything but the
/// school's own answer.
async fn answer(what: &str) -> Option<String> {
    let form = "application/x-www-form-urlencoded";
    let request = Request::post(&format!("/api/{what}"))
        .header("content-type", form)
        .header("accept", "application/json");
    let answer = request.body("").ok()?.send().await.ok()?;
    let kind = answer.headers().get("content-type");
    let ours = answer.ok() && kind.is_some_and(|it| it.starts_with("application/json"));
    if ours { answer.text().await.ok() } else { None }
}

fn remember_left(session: Option<SessionId>) {
    let document = window().and_then(|it| it.document()?.dyn_into::<HtmlDocument>().ok());
    let (value, age) = session.map_or((String::new(), 0), |it| (it.to_string(), A_DAY));
    if let Some(document) = document {
        let _ = document.set_cookie(&format!(
            "{LEFT_COOKIE}={value}; Path=/; Max-Age={age}; SameSite=Lax"
        ));
    }
}
