//! The tablet's side of "nothing is lost": an event is on this tablet's disk before the screen says
//! kept, and leaves it when the school has answered for it. The rules are `domain::outbox`'s.

mod idb;
mod pictures;

pub use pictures::{Pictures, provide_pictures, use_pictures};

use chrono::DateTime;
use domain::{
    event::{Batch, Event, Op, Receipts},
    ids::{EventId, PersonId},
    outbox::{Input, Outbox, Sending, Status},
    signin::Me,
};
use gloo_events::EventListener;
use gloo_net::http::Request;
use gloo_timers::callback::Interval;
use idb::{Idb, Name};
use leptos::{prelude::*, task::spawn_local};
use web_sys::window;

const ADDRESS: &str = "/api/v1/events";
const LAST_SEQ: &str = "fledge-seq";
const EVENTS: Name = Name {
    database: "fledge",
    store: "events",
};

/// A handle on this page's outbox.
#[derive(Clone, Copy)]
pub struct Sync {
    outbox: StoredValue<Outbox>,
    /// None on the server, whose threads must not hold a browser's things.
    disk: StoredValue<Option<StoredValue<Idb, LocalStorage>>>,
    waiting: RwSignal<usize>,
    /// The disk refused an event: it is in this page's memory alone.
    unkept: RwSignal<bool>,
}

/// Gives everything below one outbox; it starts sending what an earlier page left.
pub fn provide_sync() -> Sync {
    let sync = Sync {
        outbox: StoredValue::new(Outbox::default()),
        disk: StoredValue::new(None),
        waiting: RwSignal::new(0),
        unkept: RwSignal::new(false),
    };
    provide_context(sync);
    Effect::new(move |_| spawn_local(sync.begin()));
    sync
}

pub fn use_sync() -> Sync {
    expect_context()
}

impl Sync {
    /// How many events the school has not answered for.
    pub fn waiting(self) -> usize {
        self.waiting.get()
    }

    /// As [`Self::waiting`], for code that only looks.
    pub fn waiting_now(self) -> usize {
        self.waiting.try_get_untracked().unwrap_or_default()
    }

    /// Whether the newest act is only in this page's memory: closing it now would lose it.
    pub fn unkept(self) -> bool {
        self.unkept.get()
    }

    /// Keeps what a child did on this tablet's disk, then sends it.
    pub fn record(self, me: &Me, op: Op) {
        let event = Event {
            id: new_id(),
            device: me.device,
            seq: next_seq(),
            session: me.session,
            child: me.child,
            at: now(),
            op,
        };
        spawn_local(async move {
            let kept = match (self.disk(), serde_json::to_string(&event)) {
                (Some(disk), Ok(text)) => disk.put(&event.id.to_string(), &text).await.is_ok(),
                _ => false,
            };
            self.unkept.set(!kept);
            self.step(Input::Queued(event));
        });
    }

    /// The events of a child that lie on this tablet's disk, in the order they were done.
    pub async fn on_disk_of(self, child: PersonId) -> Vec<Event> {
        let mut events = self.read_disk().await;
        events.retain(|event| event.child == child);
        events.sort_by_key(|event| event.seq);
        events
    }

    fn disk(self) -> Option<Idb> {
        self.disk.get_value()?.try_get_value()
    }

    async fn read_disk(self) -> Vec<Event> {
        if self.disk().is_none() {
            let disk = Idb::open(EVENTS).await.ok().map(StoredValue::new_local);
            self.disk.set_value(disk);
        }
        let Some(disk) = self.disk() else {
            return Vec::new();
        };
        let texts = disk.all().await.unwrap_or_default();
        texts
            .iter()
            .filter_map(|text| serde_json::from_str(text).ok())
            .collect()
    }

    async fn begin(self) {
        let held = self.read_disk().await;
        self.outbox.set_value(Outbox::new(held));
        self.step(Input::Online);
        if let Some(window) = window() {
            EventListener::new(&window, "online", move |_| self.step(Input::Online)).forget();
        }
        Interval::new(1_000, move || self.step(Input::Tick)).forget();
    }

    fn step(self, input: Input) {
        let jitter = random::<1>()[0];
        let todo = self
            .outbox
            .try_update_value(|outbox| outbox.step(input, clock(), jitter));
        let Some(todo) = todo else { return };
        self.waiting
            .set(match self.outbox.with_value(Outbox::status) {
                Status::AtSchool => 0,
                Status::Kept { waiting } => waiting,
            });
        if let Some(sending) = todo.send {
            spawn_local(async move {
                let batch = sending.batch;
                let answer = post(sending).await;
                self.step(match answer {
                    Some(receipts) => Input::Receipts { batch, receipts },
                    None => Input::Failed { batch },
                });
            });
        }
        if let (false, Some(disk)) = (todo.forget.is_empty(), self.disk()) {
            spawn_local(async move {
                for id in todo.forget {
                    let _ = disk.delete(&id.to_string()).await;
                }
            });
        }
    }
}

/// Sends a batch; `None` for anything but the school's own receipts (a captive portal answers too).
async fn post(sending: Sending) -> Option<Receipts> {
    let request = Request::post(ADDRESS)
        .json(&Batch {
            events: sending.events,
        })
        .ok()?;
    let response = request
        .send()
        .await
        .ok()
        .filter(gloo_net::http::Response::ok)?;
    response.json().await.ok()
}

/// A `UUIDv7` by this tablet's clock and the browser's randomness.
pub fn new_uuid() -> uuid::Uuid {
    let millis = u64::try_from(now().timestamp_millis()).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &random()).into_uuid()
}

fn new_id() -> EventId {
    EventId(new_uuid())
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "milliseconds since 1970 fit"
)]
pub fn now() -> DateTime<chrono::Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Milliseconds of a clock that never goes back.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts from 0"
)]
pub fn clock() -> u64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |it| it.now()) as u64
}

/// Counts up over the life of this tablet.
fn next_seq() -> u64 {
    let storage = window().and_then(|window| window.local_storage().ok().flatten());
    let last = storage
        .as_ref()
        .and_then(|it| it.get_item(LAST_SEQ).ok().flatten());
    let next = last.and_then(|it| it.parse::<u64>().ok()).unwrap_or(0) + 1;
    if let Some(storage) = storage {
        let _ = storage.set_item(LAST_SEQ, &next.to_string());
    }
    next
}
