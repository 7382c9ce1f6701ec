//! The state machine of a tablet's outbox: when to send, what to send again, and what the tablet
//! may delete. The browser reports what happened and does what [`Todo`] says; the module itself
//! uses no network, disk or clock.
//!
//! The tablet sends an event until a receipt names it, and stores it for one more day by the
//! school's clock. If the school is restored from a backup, it has another epoch; the tablet then
//! sends the events of earlier epochs again. So the tablets return what the backup lacks
//! (docs/adr/0005).

use crate::{
    event::{Event, Outcome, Receipts},
    ids::EventId,
    limits,
};
use chrono::{DateTime, Utc};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// What happened on the tablet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The child did something, and the tablet's disk has it.
    Queued(Event),
    /// Time went by.
    Tick,
    /// The network is back: no need to wait any longer.
    Online,
    /// The school answered a batch.
    Receipts { batch: u64, receipts: Receipts },
    /// A batch could not be sent, or was answered with anything but receipts.
    Failed { batch: u64 },
}

/// That the school has answered for an event: under which epoch, and when by its clock. Written as
/// both in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SendState {
    /// The school's epoch at that time.
    pub epoch: String,
    /// When the school answered, by its own clock.
    pub at: DateTime<Utc>,
}

impl fmt::Display for SendState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at.timestamp_millis(), self.epoch)
    }
}

impl FromStr for SendState {
    type Err = &'static str;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        let (at, epoch) = line.split_once(' ').ok_or("an instant and an epoch")?;
        let at = at.parse().ok().and_then(DateTime::from_timestamp_millis);
        Ok(Self {
            epoch: epoch.to_owned(),
            at: at.ok_or("an instant in milliseconds")?,
        })
    }
}

/// An event as the tablet's disk has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredEvent {
    pub event: Event,
    /// None before the school has answered for it.
    pub sent: Option<SendState>,
}

impl From<Event> for StoredEvent {
    fn from(event: Event) -> Self {
        Self { event, sent: None }
    }
}

/// What the tablet is to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    /// The batch to send; `None`: nothing to send now.
    pub send: Option<OutboxBatch>,
    /// The school has answered for these: the disk is to keep them as such.
    pub keep: Vec<StoredEvent>,
    /// The disk may forget these.
    pub forget: Vec<EventId>,
}

/// A batch on its way, at most [`limits::sync::MOST_EVENTS_IN_BATCH`] in the order they were done. One of none asks only
/// for the school's epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutboxBatch {
    /// To be named in [`Input::Receipts`] and [`Input::Failed`].
    pub batch: u64,
    pub events: Vec<Event>,
}

/// What the child may be told of their work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// On this tablet; so many events are not at school yet.
    Kept {
        /// How many events the school has not answered for.
        waiting: usize,
    },
    /// The school has answered for all events.
    AtSchool,
}

/// The events a tablet holds. One batch is on its way at a time, so that they arrive in order.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    held: BTreeMap<Key, Event>,
    /// Those the school has answered for.
    sent: BTreeMap<Key, (Event, SendState)>,
    /// When to ask for the epoch if there is nothing to send.
    ask_at: u64,
    /// A child is signed in on this page.
    has_child: bool,
    flying: Option<Flying>,
    batches: u64,
    failures: u32,
    not_before: u64,
    epoch: Option<String>,
    refused: usize,
}

type Key = (u64, EventId);

fn key(event: &Event) -> Key {
    (event.seq, event.id)
}

#[derive(Clone, Copy, Debug)]
struct Flying {
    batch: u64,
    since: u64,
    /// Of no events: asks for the epoch.
    asks_only: bool,
}

impl Outbox {
    /// The outbox as the tablet's disk has it. Nothing is sent before the first input.
    pub fn new(kept: impl IntoIterator<Item = impl Into<StoredEvent>>) -> Self {
        let mut outbox = Self::default();
        outbox.find(kept);
        outbox
    }

    /// Takes in what the disk had, also when something was done before it could be read.
    pub fn find(&mut self, kept: impl IntoIterator<Item = impl Into<StoredEvent>>) {
        for StoredEvent { event, sent } in kept.into_iter().map(Into::into) {
            match sent {
                None => drop(self.held.insert(key(&event), event)),
                Some(sent) => drop(self.sent.insert(key(&event), (event, sent))),
            }
        }
        let newest = self.sent.values().max_by_key(|(_, sent)| sent.at);
        let newest = newest.map(|(_, sent)| sent.epoch.clone());
        self.epoch = self.epoch.take().or(newest);
    }

    /// A child is signed in on this page: from now on the school hears of the tablet every
    /// [`limits::sync::ASK_WHEN_EMPTY_MS`], whether or not there is something to send.
    pub const fn has_child(&mut self) {
        self.has_child = true;
    }

    /// Takes in what happened at `now` (milliseconds of a clock that never goes back). `jitter`,
    /// any random byte, spreads the waits of many tablets.
    pub fn step(&mut self, input: Input, now: u64, jitter: u8) -> Todo {
        let mut todo = Todo::default();
        match input {
            Input::Queued(event) => {
                self.held.insert(key(&event), event);
            }
            Input::Tick => {
                if let Some(late) = self
                    .flying
                    .filter(|it| now >= it.since + limits::sync::BATCH_FAILS_AFTER_MS)
                {
                    self.fail(late.batch, now, jitter);
                }
            }
            Input::Online => {
                self.no_more_waiting();
                self.ask_at = now;
            }
            Input::Receipts { batch, receipts } => {
                self.receive(batch, receipts, now, jitter, &mut todo);
            }
            Input::Failed { batch } => self.fail(batch, now, jitter),
        }
        todo.send = self.send(now);
        todo
    }

    /// What the child may be told now.
    pub fn status(&self) -> Status {
        match self.held.len() {
            0 => Status::AtSchool,
            waiting => Status::Kept { waiting },
        }
    }

    /// Whether the school has not answered for this event yet.
    pub fn holds(&self, event: EventId) -> bool {
        self.held.keys().any(|(_, id)| *id == event)
    }

    /// How many events the school took without applying them, since the page was opened; the
    /// teacher sees them as "needs a look".
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// When the next [`Input::Tick`] is due; `None` while there is nothing to wait for.
    pub fn wake_at(&self) -> Option<u64> {
        match self.flying {
            Some(it) => Some(it.since + limits::sync::BATCH_FAILS_AFTER_MS),
            None if !self.held.is_empty() => Some(self.not_before),
            None => {
                let asks = self.has_child || !self.sent.is_empty();
                asks.then(|| self.ask_at.max(self.not_before))
            }
        }
    }

    fn send(&mut self, now: u64) -> Option<OutboxBatch> {
        if self.flying.is_some() || self.wake_at().is_none_or(|due| now < due) {
            return None;
        }
        self.batches += 1;
        self.ask_at = now + limits::sync::ASK_WHEN_EMPTY_MS;
        self.flying = Some(Flying {
            batch: self.batches,
            since: now,
            asks_only: self.held.is_empty(),
        });
        Some(OutboxBatch {
            batch: self.batches,
            events: self
                .held
                .values()
                .take(limits::sync::MOST_EVENTS_IN_BATCH)
                .cloned()
                .collect(),
        })
    }

    /// A late answer to a batch given up counts too, unless the school was restored since.
    fn receive(&mut self, batch: u64, receipts: Receipts, now: u64, jitter: u8, todo: &mut Todo) {
        let awaited = self.flying.filter(|it| it.batch == batch);
        if self.epoch.as_ref() != Some(&receipts.epoch) {
            if awaited.is_none() && self.epoch.is_some() {
                return;
            }
            self.epoch = Some(receipts.epoch.clone());
        }
        let mut answered = 0;
        for receipt in receipts.receipts {
            let Some(key) = self.held.keys().copied().find(|(_, id)| *id == receipt.id) else {
                continue;
            };
            answered += 1;
            self.refused += usize::from(matches!(receipt.outcome, Outcome::Rejected { .. }));
            let event = self.held.remove(&key);
            match (event, receipts.at) {
                (Some(event), Some(at)) => {
                    let epoch = receipts.epoch.clone();
                    let sent = SendState { epoch, at };
                    self.sent.insert(key, (event.clone(), sent.clone()));
                    let sent = Some(sent);
                    todo.keep.push(StoredEvent { event, sent });
                }
                _ => todo.forget.push(receipt.id),
            }
        }
        self.send_again_what_another_epoch_had(&receipts.epoch);
        if let Some(at) = receipts.at {
            self.forget_the_old(at, todo);
        }
        match awaited {
            Some(it) if answered == 0 && !it.asks_only => self.fail(batch, now, jitter),
            Some(_) => {
                self.flying = None;
                self.no_more_waiting();
            }
            None => {}
        }
    }

    /// The school was restored: it may lack what it had answered for before. On the disk they stay
    /// as they were, so that a page that comes next finds the same.
    fn send_again_what_another_epoch_had(&mut self, epoch: &str) {
        let gone = self.sent.extract_if(.., |_, (_, sent)| sent.epoch != epoch);
        self.held.extend(gone.map(|(key, (event, _))| (key, event)));
    }

    fn forget_the_old(&mut self, now: DateTime<Utc>, todo: &mut Todo) {
        let mut forgotten: Vec<EventId> = self
            .sent
            .extract_if(.., |_, (_, sent)| {
                now - sent.at > limits::sync::SENT_EVENT_KEPT_FOR
            })
            .map(|((_, id), _)| id)
            .collect();
        while self.sent.len() > limits::sync::MOST_SENT_EVENTS_KEPT {
            forgotten.extend(self.sent.pop_first().map(|((_, id), _)| id));
        }
        todo.keep.retain(|it| !forgotten.contains(&it.event.id));
        todo.forget.extend(forgotten);
    }

    fn fail(&mut self, batch: u64, now: u64, jitter: u8) {
        if self.flying.is_some_and(|it| it.batch == batch) {
            self.flying = None;
            let wait = (limits::sync::FIRST_RETRY_MS << self.failures.min(16))
                .min(limits::sync::LONGEST_RETRY_MS);
            self.failures = self.failures.saturating_add(1);
            self.not_before = now + wait / 2 + wait / 2 * u64::from(jitter) / 255;
            self.ask_at = self.ask_at.min(self.not_before);
        }
    }

    fn no_more_waiting(&mut self) {
        self.failures = 0;
        self.not_before = 0;
    }
}
