//! The tablet's side of "nothing is lost": an event is on this tablet's disk before the screen says
//! kept, and stays there a while after the school has answered for it. The rules are
//! `domain::event::outbox`'s. On the disk an event is its JSON; once it was answered for, a line before
//! that says so.

mod indexed_db;
mod offline_cache;
mod pictures;
mod worker;

pub use offline_cache::{OfflineCache, is_shell, provide_offline_cache, use_offline_cache};
pub use pictures::{Pictures, bytes_of, provide_pictures, use_pictures};
pub use worker::{ask_to_stay, bring_worker, is_helped, let_newer_worker_begin};

use crate::{
    sync::indexed_db::{IndexedDb, Name},
    ui::browser::{clock, new_uuid, now, random, within},
};
use domain::{
    event::outbox::{Input, Outbox, OutboxBatch, Status, StoredEvent},
    event::{Batch, Event, Op, Receipts},
    ids::{EventId, PersonId},
    signin::Me,
};
use gloo_events::EventListener;
use gloo_net::http::Request;
use gloo_timers::callback::Interval;
use leptos::{prelude::*, task::spawn_local};
use send_wrapper::SendWrapper;
use web_sys::window;

const ADDRESS: &str = "/api/v1/events";
const EVENTS: Name = Name {
    database: "fledge",
    store: "events",
};
/// Longest a disk is waited for, in milliseconds.
const DISK_MS: u32 = 4_000;
const LAST_SEQ: &str = "fledge-seq";

/// A handle on this page's outbox.
#[derive(Clone, Copy)]
pub struct Sync {
    outbox: StoredValue<Outbox>,
    /// None on the server, whose threads must not hold a browser's things.
    disk: StoredValue<Option<SendWrapper<IndexedDb>>>,
    waiting: RwSignal<usize>,
    /// Events the disk refused: they are in this page's memory alone.
    unkept: RwSignal<Vec<EventId>>,
}

/// Gives everything below one outbox; it starts sending what an earlier page left.
pub fn provide_sync() -> Sync {
    let sync = Sync {
        outbox: StoredValue::new(Outbox::default()),
        disk: StoredValue::new(None),
        waiting: RwSignal::new(0),
        unkept: RwSignal::new(Vec::new()),
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

    /// Whether some act is only in this page's memory: closing it now would lose it.
    pub fn unkept(self) -> bool {
        self.unkept.with(|it| !it.is_empty())
    }

    /// As [`Self::unkept`], for code that only looks.
    pub fn unkept_now(self) -> bool {
        self.unkept.with_untracked(|it| !it.is_empty())
    }

    /// A child is signed in on this page: the school hears of the tablet every minute.
    pub fn has_child(self) {
        self.outbox.update_value(Outbox::has_child);
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
            let kept = StoredEvent::from(event);
            if within(DISK_MS, self.write(&kept)).await != Some(true) {
                self.unkept.update(|it| it.push(kept.event.id));
            }
            self.step(Input::Queued(kept.event));
        });
    }

    /// The events of a child that lie on this tablet's disk, in the order they were done; also such
    /// as the school has had, since what it told may be older.
    pub async fn on_disk_of(self, child: PersonId) -> Vec<Event> {
        self.find_on_disk(child, |_| true).await
    }

    /// The same without what the school has answered for: what it tells now has that.
    pub async fn unsent_of(self, child: PersonId) -> Vec<Event> {
        self.find_on_disk(child, |it| it.sent.is_none()).await
    }

    async fn find_on_disk(
        self,
        child: PersonId,
        wanted: impl Fn(&StoredEvent) -> bool,
    ) -> Vec<Event> {
        let kept = self.read_disk().await.into_iter().filter(wanted);
        let mut events: Vec<Event> = kept.map(|it| it.event).collect();
        events.retain(|event| event.child == child);
        events.sort_by_key(|event| event.seq);
        events
    }

    /// The open disk; opened anew after it was lost.
    async fn disk(self) -> Option<IndexedDb> {
        if let Some(open) = self.disk.get_value() {
            return Some(open.take());
        }
        let disk = IndexedDb::open(EVENTS).await.ok()?;
        self.disk.set_value(Some(SendWrapper::new(disk.clone())));
        Some(disk)
    }

    /// True once the disk has it. A browser may lose its database; then it is opened once more.
    async fn write(self, kept: &StoredEvent) -> bool {
        let Ok(event) = serde_json::to_string(&kept.event) else {
            return false;
        };
        let text = match &kept.sent {
            Some(sent) => format!("{sent}\n{event}"),
            None => event,
        };
        for _ in 0..2 {
            let Some(disk) = self.disk().await else {
                return false;
            };
            if disk.put(&kept.event.id.to_string(), &text).await.is_ok() {
                return true;
            }
            self.disk.set_value(None);
        }
        false
    }

    async fn read_disk(self) -> Vec<StoredEvent> {
        let Some(disk) = self.disk().await else {
            return Vec::new();
        };
        let texts = disk.all().await.unwrap_or_default();
        texts.iter().filter_map(|text| read(text)).collect()
    }

    /// What an earlier page left goes before what is done here, unless the disk does not answer.
    async fn begin(self) {
        if let Some(earlier) = within(DISK_MS, self.read_disk()).await {
            self.outbox.update_value(|outbox| outbox.find(earlier));
        }
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
        let waiting = match self.outbox.with_value(Outbox::status) {
            Status::AtSchool => 0,
            Status::Kept { waiting } => waiting,
        };
        // Told only when it is news: a step is made every second.
        if self.waiting.try_get_untracked() != Some(waiting) {
            self.waiting.set(waiting);
        }
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
        if todo.keep.is_empty() && todo.forget.is_empty() {
            return;
        }
        let told = |id: &EventId| {
            todo.forget.contains(id) || todo.keep.iter().any(|it| it.event.id == *id)
        };
        if self
            .unkept
            .try_with_untracked(|it| it.iter().any(told))
            .is_some_and(|any| any)
        {
            self.unkept.update(|it| it.retain(|id| !told(id)));
        }
        spawn_local(async move {
            for kept in todo.keep {
                self.write(&kept).await;
            }
            if let Some(disk) = self.disk().await {
                for id in todo.forget {
                    let _ = disk.delete(&id.to_string()).await;
                }
            }
        });
    }
}

/// An event as the disk has it.
fn read(text: &str) -> Option<StoredEvent> {
    let (sent, event) = match text.split_once('\n') {
        Some((sent, event)) => (Some(sent.parse().ok()?), event),
        None => (None, text),
    };
    let event = serde_json::from_slice(event.as_bytes()).ok()?;
    Some(StoredEvent { event, sent })
}

/// Sends a batch; `None` for anything but the school's own receipts (a captive portal answers too).
async fn post(sending: OutboxBatch) -> Option<Receipts> {
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

fn new_id() -> EventId {
    EventId(new_uuid())
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
