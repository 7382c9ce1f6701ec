//! What a tablet has done and the school may not have yet: when to send, what to send again, what
//! may be forgotten. It must not know of networks, disks or clocks: the browser tells it what
//! happened and does what it answers.
//!
//! An event leaves only when a receipt names it. Events that the school has had are not kept for
//! the day it is restored from an older backup: what they did is then lost with the backup's age.

use crate::{
    event::{Event, MOST_EVENTS, Outcome, Receipts},
    ids::EventId,
};
use std::collections::BTreeMap;

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

/// What the tablet is to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    pub send: Option<Sending>,
    /// The school has answered for these: the disk may forget them.
    pub forget: Vec<EventId>,
}

/// A batch on its way, at most [`MOST_EVENTS`] in the order they were done.
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

/// The events a tablet still holds. One batch is on its way at a time, so that they arrive in order.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    held: BTreeMap<(u64, EventId), Event>,
    flying: Option<Flying>,
    batches: u64,
    failures: u32,
    not_before: u64,
    epoch: Option<String>,
    refused: usize,
}

#[derive(Clone, Copy, Debug)]
struct Flying {
    batch: u64,
    since: u64,
}

impl Outbox {
    /// The outbox as the tablet's disk has it. Nothing is sent before the first input.
    pub fn new(held: impl IntoIterator<Item = Event>) -> Self {
        Self {
            held: held.into_iter().map(|it| ((it.seq, it.id), it)).collect(),
            ..Self::default()
        }
    }

    /// Takes in what happened at `now` (milliseconds of a clock that never goes back). `jitter`,
    /// any random byte, spreads the waits of many tablets.
    pub fn step(&mut self, input: Input, now: u64, jitter: u8) -> Todo {
        let forget = match input {
            Input::Queued(event) => {
                self.held.insert((event.seq, event.id), event);
                Vec::new()
            }
            Input::Tick => {
                if let Some(late) = self.flying.filter(|it| now >= it.since + PATIENCE) {
                    self.fail(late.batch, now, jitter);
                }
                Vec::new()
            }
            Input::Online => {
                self.no_more_waiting();
                Vec::new()
            }
            Input::Receipts { batch, receipts } => self.receive(batch, receipts, now, jitter),
            Input::Failed { batch } => {
                self.fail(batch, now, jitter);
                Vec::new()
            }
        };
        Todo {
            send: self.send(now),
            forget,
        }
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
            None => (!self.held.is_empty()).then_some(self.not_before),
        }
    }

    fn send(&mut self, now: u64) -> Option<Sending> {
        if self.flying.is_some() || self.held.is_empty() || now < self.not_before {
            return None;
        }
        self.batches += 1;
        self.flying = Some(Flying {
            batch: self.batches,
            since: now,
        });
        Some(Sending {
            batch: self.batches,
            events: self.held.values().take(MOST_EVENTS).cloned().collect(),
        })
    }

    /// A late answer to a batch given up counts too, unless the school was restored since.
    fn receive(&mut self, batch: u64, receipts: Receipts, now: u64, jitter: u8) -> Vec<EventId> {
        let awaited = self.flying.is_some_and(|it| it.batch == batch);
        if self.epoch.as_ref() != Some(&receipts.epoch) {
            if !awaited && self.epoch.is_some() {
                return Vec::new();
            }
            self.epoch = Some(receipts.epoch);
        }
        let mut forget = Vec::new();
        for receipt in receipts.receipts {
            let Some(key) = self.held.keys().copied().find(|(_, id)| *id == receipt.id) else {
                continue;
            };
            self.held.remove(&key);
            self.refused += usize::from(matches!(receipt.outcome, Outcome::Rejected { .. }));
            forget.push(receipt.id);
        }
        if awaited && forget.is_empty() {
            self.fail(batch, now, jitter);
        } else if awaited {
            self.flying = None;
            self.no_more_waiting();
        }
        forget
    }

    fn fail(&mut self, batch: u64, now: u64, jitter: u8) {
        if self.flying.is_some_and(|it| it.batch == batch) {
            self.flying = None;
            let wait = (FIRST_WAIT << self.failures.min(16)).min(LONGEST_WAIT);
            self.failures = self.failures.saturating_add(1);
            self.not_before = now + wait / 2 + wait / 2 * u64::from(jitter) / 255;
        }
    }

    fn no_more_waiting(&mut self) {
        self.failures = 0;
        self.not_before = 0;
    }
}
