//! What a teacher's board hears: server-sent events, resumed from the database by sequence. Waking
//! up is in memory; what is told is always read, so nothing is lost when a wake-up is.
//!
//! Events: `tiles` carries [`Changes`] under `id: seq`; `beat` says every few seconds that the
//! line is good and at which number the class stands. A stream ends when the right to it does, and
//! when the process stops.

use crate::{
    Process,
    refusal::{Refusal, told},
};
use app::server::Token;
use axum::{
    Json,
    extract::{Path, Query, State},
    http::{HeaderName, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use domain::{AppError, board::Changes, ids::ClassId};
use futures_util::stream;
use serde::Deserialize;
use std::{
    collections::HashMap,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError, atomic::Ordering::Relaxed},
    time::Duration,
};
use store::{StoreError, board, proof};
use tokio::{
    sync::{OwnedSemaphorePermit, broadcast, watch},
    time::{Instant, sleep, sleep_until},
};

/// Least time between two events of one stream: a class of tapping children is one event.
const TOGETHER: Duration = Duration::from_millis(220);

/// Wakes the streams of a class when something in it changed.
#[derive(Default)]
pub struct Hub {
    classes: Mutex<HashMap<ClassId, watch::Sender<()>>>,
}

impl Hub {
    /// Passes on what the store says, until it says no more.
    pub fn start(mut changes: broadcast::Receiver<ClassId>) -> Arc<Self> {
        let hub = Arc::new(Self::default());
        let own = Arc::downgrade(&hub);
        tokio::spawn(async move {
            loop {
                let change = changes.recv().await;
                let Some(hub) = own.upgrade() else { return };
                match change {
                    Ok(class) => hub.wake(|it| *it == class),
                    Err(broadcast::error::RecvError::Lagged(_)) => hub.wake(|_| true),
                    Err(broadcast::error::RecvError::Closed) => return,
                }
            }
        });
        hub
    }

    fn wake(&self, of: impl Fn(&ClassId) -> bool) {
        let mut classes = self.classes.lock().unwrap_or_else(PoisonError::into_inner);
        classes.retain(|class, sender| !of(class) || sender.send(()).is_ok());
    }

    fn listen(&self, class: ClassId) -> watch::Receiver<()> {
        let mut classes = self.classes.lock().unwrap_or_else(PoisonError::into_inner);
        classes
            .entry(class)
            .or_insert_with(|| watch::Sender::new(()))
            .subscribe()
    }
}

#[derive(Deserialize)]
pub struct Since {
    since: Option<i64>,
}

/// The stream of a class.
pub async fn stream(
    State(process): State<Process>,
    Path(class): Path<String>,
    Query(asked): Query<Since>,
    parts: Parts,
) -> Response {
    let resumed = parts
        .headers
        .get(HeaderName::from_static("last-event-id"))
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let place = Arc::clone(&process.rules.streams).try_acquire_owned();
    let Ok(place) = place else {
        return Refusal(AppError::Busy { seconds: 5 }).into_response();
    };
    let right = match Right::of(&process, &class, &parts).await {
        Ok(right) => right,
        Err(error) => return Refusal(error).into_response(),
    };
    process.metrics.streams.fetch_add(1, Relaxed);
    let listener = Listener {
        woken: process.hub.listen(right.class),
        stop: process.stop.clone(),
        seq: resumed.or(asked.since).unwrap_or(0),
        silent_until: Instant::now(),
        greeted: false,
        right,
        process,
        _place: place,
    };
    let events = stream::unfold(listener, |mut listener| async move {
        let event = listener.next().await?;
        Some((Ok::<_, Infallible>(event), listener))
    });
    ([("x-accel-buffering", "no")], Sse::new(events)).into_response()
}

/// The same by asking again and again, where something in between holds streams back.
pub async fn tiles(
    State(process): State<Process>,
    Path(class): Path<String>,
    Query(asked): Query<Since>,
    parts: Parts,
) -> Result<Json<Changes>, Refusal> {
    let right = Right::of(&process, &class, &parts).await.map_err(Refusal)?;
    let changes = right.changes(&process, asked.since.unwrap_or(0)).await;
    changes
        .map(Json)
        .map_err(|error| Refusal(told(error, &parts)))
}

/// The right to see a class, checked anew each time something is told.
struct Right {
    class: ClassId,
    token: String,
}

impl Right {
    async fn of(process: &Process, class: &str, parts: &Parts) -> Result<Self, AppError> {
        let token = Token::Desk.read(parts, process.ctx.secure_cookies);
        let token = token.ok_or(AppError::SignedOut)?;
        let class: Option<ClassId> = class.parse().ok();
        let (now, db) = (process.ctx.now(), &process.ctx.db);
        let Some(class) = class else {
            let staff = proof::staff(db, &token, now).await;
            return Err(staff.err().map_or(AppError::NotFound, |it| told(it, parts)));
        };
        let teacher = proof::teacher(db, &token, class, now).await;
        teacher.map_err(|error| told(error, parts))?;
        Ok(Self { class, token })
    }

    async fn changes(&self, process: &Process, since: i64) -> Result<Changes, StoreError> {
        let (now, db) = (process.ctx.now(), &process.ctx.db);
        let teacher = proof::teacher(db, &self.token, self.class, now).await?;
        board::changes_since(db, &teacher, since).await
    }
}

struct Listener {
    process: Process,
    right: Right,
    woken: watch::Receiver<()>,
    stop: watch::Receiver<bool>,
    seq: i64,
    silent_until: Instant,
    greeted: bool,
    _place: OwnedSemaphorePermit,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.process.metrics.streams.fetch_sub(1, Relaxed);
    }
}

impl Listener {
    /// The next event; none ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if !self.greeted {
            self.greeted = true;
            return Some(
                Event::default()
                    .retry(Duration::from_secs(2))
                    .comment("fledge"),
            );
        }
        let beat = sleep(self.process.rules.beat);
        tokio::pin!(beat);
        loop {
            tokio::select! {
                () = sleep_until(self.silent_until) => {}
                _ = self.stop.wait_for(|stop| *stop) => return None,
            }
            self.woken.mark_unchanged();
            let changes = match self.right.changes(&self.process, self.seq).await {
                Ok(changes) => changes,
                Err(StoreError::SignedOut | StoreError::NotFound) => return None,
                Err(error) => {
                    tracing::error!(%error, "live");
                    return None;
                }
            };
            if changes.reload || !changes.tiles.is_empty() || changes.seq > self.seq {
                self.seq = changes.seq;
                self.silent_until = Instant::now() + TOGETHER;
                let event = Event::default().event("tiles").id(changes.seq.to_string());
                return event.json_data(&changes).ok();
            }
            tokio::select! {
                woken = self.woken.changed() => woken.ok()?,
                _ = self.stop.wait_for(|stop| *stop) => return None,
                () = &mut beat => {
                    let at = self.seq.to_string();
                    return Some(Event::default().event("beat").data(at));
                }
            }
        }
    }
}
