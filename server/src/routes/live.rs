//! The live stream of a teacher's board: server-sent events, resumed from the database by sequence.
//! [`ClassNotifier`](crate::notifier::ClassNotifier) only wakes a stream up; what it sends is always
//! read from the database, so that a lost wake-up loses nothing.
//!
//! Events: `tiles` carries [`BoardChanges`] under `id: seq`; `beat` says every few seconds that the
//! connection is good and which sequence number the class has. A stream ends when the right to it
//! does, and when the process stops.

use crate::{
    admission::{FairSlot, Sender},
    metrics::Refused,
    state::ServerState,
};
use app::request::{ApiError, Caller, Proved, TokenCookie, UrlPath, UrlQuery};
use axum::{
    Json,
    extract::State,
    http::{HeaderMap, HeaderName},
    response::{
        IntoResponse, Response,
        sse::{Event, Sse},
    },
};
use domain::{AppError, board::BoardChanges, ids::ClassId};
use futures_util::stream;
use serde::Deserialize;
use std::{convert::Infallible, sync::atomic::Ordering::Relaxed, time::Duration};
use store::{board, proof::Teacher};
use tokio::{
    sync::watch,
    time::{Instant, sleep, sleep_until},
};

/// Least time between two events of one stream: a class of tapping children is one event.
const MIN_INTERVAL: Duration = Duration::from_millis(220);

#[derive(Deserialize)]
pub struct StreamQuery {
    since: Option<i64>,
}

/// The stream of a class.
pub async fn stream(
    State(state): State<ServerState>,
    UrlPath(class): UrlPath<String>,
    UrlQuery(query): UrlQuery<StreamQuery>,
    caller: Caller,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let resumed = headers
        .get(HeaderName::from_static("last-event-id"))
        .and_then(|id| id.to_str().ok()?.parse().ok());
    let teacher = caller.teacher_at(&class).await?;
    let session = caller.token(TokenCookie::Desk).unwrap_or_default();
    let session = Sender::Known(state.admission.senders.number(session));
    let slot = state.streams.try_take(session, 1).map_err(|_| {
        state.metrics.refuse(Refused::Streams);
        ApiError(AppError::Busy { seconds: 5 })
    })?;
    state.metrics.streams.fetch_add(1, Relaxed);
    let stream = ClassStream {
        woken: state.notifier.subscribe(teacher.class()),
        stop: state.stop.clone(),
        seq: resumed.or(query.since).unwrap_or(0),
        next_event_at: Instant::now(),
        has_begun: false,
        class: teacher.class(),
        caller,
        state,
        _slot: slot,
    };
    let events = stream::unfold(stream, |mut stream| async move {
        let event = stream.next().await?;
        Some((Ok::<_, Infallible>(event), stream))
    });
    Ok(([("x-accel-buffering", "no")], Sse::new(events)).into_response())
}

/// The same by asking again and again, where something in between holds streams back.
pub async fn tiles(
    UrlQuery(query): UrlQuery<StreamQuery>,
    Proved(caller, teacher): Proved<Teacher>,
) -> Result<Json<BoardChanges>, ApiError> {
    changes(&caller, &teacher, query.since.unwrap_or(0))
        .await
        .map(Json)
}

async fn changes(caller: &Caller, teacher: &Teacher, since: i64) -> Result<BoardChanges, ApiError> {
    let changes = board::changes_since(&caller.ctx().db, teacher, since).await;
    changes.map_err(|error| caller.error(error))
}

struct ClassStream {
    state: ServerState,
    class: ClassId,
    /// Proved anew before each event.
    caller: Caller,
    woken: watch::Receiver<()>,
    stop: watch::Receiver<bool>,
    seq: i64,
    next_event_at: Instant,
    has_begun: bool,
    _slot: FairSlot<Sender>,
}

impl Drop for ClassStream {
    fn drop(&mut self) {
        self.state.metrics.streams.fetch_sub(1, Relaxed);
    }
}

impl ClassStream {
    /// The next event; none ends the stream.
    async fn next(&mut self) -> Option<Event> {
        if !self.has_begun {
            self.has_begun = true;
            return Some(
                Event::default()
                    .retry(Duration::from_secs(2))
                    .comment("fledge"),
            );
        }
        let heartbeat = sleep(self.state.options.heartbeat);
        tokio::pin!(heartbeat);
        loop {
            tokio::select! {
                () = sleep_until(self.next_event_at) => {}
                _ = self.stop.wait_for(|stop| *stop) => return None,
            }
            self.woken.mark_unchanged();
            let changes = self.changes().await?;
            if changes.reload || !changes.tiles.is_empty() || changes.seq > self.seq {
                self.seq = changes.seq;
                self.next_event_at = Instant::now() + MIN_INTERVAL;
                let event = Event::default().event("tiles").id(changes.seq.to_string());
                return event.json_data(&changes).ok();
            }
            tokio::select! {
                woken = self.woken.changed() => woken.ok()?,
                _ = self.stop.wait_for(|stop| *stop) => return None,
                () = &mut heartbeat => {
                    let at = self.seq.to_string();
                    return Some(Event::default().event("beat").data(at));
                }
            }
        }
    }

    /// What changed; none where the right has ended, or what failed has been logged.
    async fn changes(&self) -> Option<BoardChanges> {
        let teacher = self.caller.teacher(self.class).await.ok()?;
        changes(&self.caller, &teacher, self.seq).await.ok()
    }
}
