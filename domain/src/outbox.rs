//! What a tablet has done: when to send, what to send again, what may be forgotten. It must not know
//! of networks, disks or clocks: the browser tells it what happened and does what it answers.
//!
//! An event is sent until a receipt names it. Then it is kept for a day more, by the school's clock,
//! for the day on which the school is restored from a backup: a school that was has another epoch,
//! and gets all it answered for under an earlier one once more. What a backup of the last day lacks,
//! the tablets have (docs/adr/0005).

use crate::{
    event::{Event, MOST_EVENTS, Outcome, Receipts},
    ids::EventId,
};
use chrono::{DateTime, TimeDelta, Utc};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// How long an event is kept after the school has answered for it.
pub const KEPT_FOR: TimeDelta = TimeDelta::hours(24);
/// Most such events on a tablet; the oldest go first.
pub const MOST_SENT: usize = 500;
/// How often a tablet that has nothing to send asks whether the school was restored, and so says
/// that it is there (`board::QUIET_AFTER`), in milliseconds.
const ASK_EVERY: u64 = 60_000;
/// The first wait after a failure, in milliseconds; each further one is twice as long.
const FIRST_WAIT: u64 = 1_000;
/// The longest wait, in milliseconds.
const LONGEST_WAIT: u64 = 60_000;
/// A batch without an answer for so long counts as failed, in milliseconds.
const PATIENCE: u64 = 30_000;

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
pub struct Sent {
    pub epoch: String,
    pub at: DateTime<Utc>,
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.at.timestamp_millis(), self.epoch)
    }
}

impl FromStr for Sent {
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
pub struct Kept {
    pub event: Event,
    /// None before the school has answered for it.
    pub sent: Option<Sent>,
}

impl From<Event> for Kept {
    fn from(event: Event) -> Self {
        Self { event, sent: None }
    }
}

/// What the tablet is to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    pub send: Option<Sending>,
    /// The school has answered for these: the disk is to keep them as such.
    pub keep: Vec<Kept>,
    /// The disk may forget these.
    pub forget: Vec<EventId>,
}

/// A batch on its way, at most [`MOST_EVENTS`] in the order they were done. One of none asks only
/// for the school's epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// To be named in [`Input::Receipts`] and [`Input::Failed`].
    pub batch: u64,
    pub events: Vec<Event>,
}

/// What the child may be told of their work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// On this tablet; so many events are not at school yet.
    Kept {
        waiting: usize,
    },
    AtSchool,
}

/// The events a tablet holds. One batch is on its way at a time, so that they arrive in order.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    held: BTreeMap<Key, Event>,
    /// Those the school has answered for.
    sent: BTreeMap<Key, (Event, Sent)>,
    /// When to ask for the epoch if there is nothing to send.
    ask_at: u64,
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
    pub fn new(kept: impl IntoIterator<Item = impl Into<Kept>>) -> Self {
        let mut outbox = Self::default();
        outbox.find(kept);
        outbox
    }

    /// Takes in what the disk had, also when something was done before it could be read.
    pub fn find(&mut self, kept: impl IntoIterator<Item = impl Into<Kept>>) {
        for Kept { event, sent } in kept.into_iter().map(Into::into) {
            match sent {
                None => drop(self.held.insert(key(&event), event)),
                Some(sent) => drop(self.sent.insert(key(&event), (event, sent))),
            }
        }
        let newest = self.sent.values().max_by_key(|(_, sent)| sent.at);
        let newest = newest.map(|(_, sent)| sent.epoch.clone());
        self.epoch = self.epoch.take().or(newest);
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
                if let Some(late) = self.flying.filter(|it| now >= it.since + PATIENCE) {
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
            Some(it) => Some(it.since + PATIENCE),
            None if !self.held.is_empty() => Some(self.not_before),
            None => (!self.sent.is_empty()).then(|| self.ask_at.max(self.not_before)),
        }
    }

    fn send(&mut self, now: u64) -> Option<Sending> {
        if self.flying.is_some() || self.wake_at().is_none_or(|due| now < due) {
            return None;
        }
        self.batches += 1;
        self.ask_at = now + ASK_EVERY;
        self.flying = Some(Flying {
            batch: self.batches,
            since: now,
            asks_only: self.held.is_empty(),
        });
        Some(Sending {
            batch: self.batches,
            events: self.held.values().take(MOST_EVENTS).cloned().collect(),
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
                    let sent = Sent { epoch, at };
                    self.sent.insert(key, (event.clone(), sent.clone()));
                    let sent = Some(sent);
                    todo.keep.push(Kept { event, sent });
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
            .extract_if(.., |_, (_, sent)| now - sent.at > KEPT_FOR)
            .map(|((_, id), _)| id)
            .collect();
        while self.sent.len() > MOST_SENT {
            forgotten.extend(self.sent.pop_first().map(|((_, id), _)| id));
        }
        todo.keep.retain(|it| !forgotten.contains(&it.event.id));
        todo.forget.extend(forgotten);
    }

    fn fail(&mut self, batch: u64, now: u64, jitter: u8) {
        if self.flying.is_some_and(|it| it.batch == batch) {
            self.flying = None;
            let wait = (FIRST_WAIT << self.failures.min(16)).min(LONGEST_WAIT);
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
