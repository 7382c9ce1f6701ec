//! The state machine by which a board follows its class: it decides which changes to show, what to
//! ask the school for, and when to open the stream anew. The browser reports what happened and does
//! what [`Todo`] says; the module itself uses no network and no clock. Times are milliseconds.
//!
//! Each [`BoardChanges`] names the first and the last sequence number it covers. So the board
//! applies what continues its own state, in whatever order and however often it arrives, and asks
//! for what is missing.

use crate::{
    board::{BoardChanges, Tile},
    limits,
};
use serde::{Deserialize, Serialize};

/// What comes by the stream, and is passed on to the browser's other tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StreamMessage {
    /// The class stands at this number.
    Beat(i64),
    /// Tiles that changed.
    Changes(BoardChanges),
}

/// What happened to a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The page is there.
    Begin,
    /// It is this tab that has the browser's one stream.
    Lead,
    /// Time went by.
    Tick,
    Streamed(StreamMessage),
    /// The school answered what was asked.
    Answered(BoardChanges),
    /// The board was read whole, as of this number.
    Read(i64),
    /// The right to the class has ended.
    Refused,
}

/// What a board is to do now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Todo {
    /// The numbers count anew (the school was restored): any tile is newer than those shown.
    pub forget: bool,
    /// Each in place of an older one of its child.
    pub show: Vec<Tile>,
    /// Ask what has changed since.
    pub ask: Option<i64>,
    /// Show the board that was just read: it is not older than the last one.
    pub replace: bool,
    /// Read the board whole.
    pub read: bool,
    /// Open the stream from here on, in place of the one that is open.
    pub open: Option<i64>,
}

/// How the line to the school is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// Something was heard of late, and nothing is missing.
    Live,
    /// Nothing was heard for a while; the board may be old.
    Stale,
    /// The right to the class has ended.
    Refused,
}

/// What a board knows of how far it has come.
#[derive(Clone, Copy, Debug)]
pub struct BoardFollower {
    /// All tiles up to here are shown.
    seq: i64,
    /// The highest number heard of.
    known: i64,
    /// When the class was last read whole.
    whole: i64,
    /// When it last had to be.
    reload: i64,
    leads: bool,
    refused: bool,
    asking: bool,
    asked: f64,
    /// Since when a whole board is on its way.
    reading: Option<f64>,
    opened: f64,
    open_after: f64,
    streamed: f64,
    /// When last something was heard and nothing was missing.
    level: f64,
}

impl BoardFollower {
    /// A board that was read as of `seq`.
    pub const fn new(seq: i64, now: f64) -> Self {
        Self {
            seq,
            known: seq,
            whole: seq,
            reload: seq,
            leads: false,
            refused: false,
            asking: false,
            asked: now,
            reading: None,
            opened: now,
            open_after: limits::board::REOPEN_AFTER_MS,
            streamed: now,
            level: now,
        }
    }

    /// Takes in what happened at `now`.
    pub fn step(&mut self, input: Input, now: f64) -> Todo {
        let mut todo = Todo::default();
        match input {
            Input::Begin => {
                *self = Self::new(self.seq, now);
                // Another tab may have told of something between the reading and now.
                todo.ask = Some(self.ask(now));
            }
            Input::Lead => {
                self.leads = true;
                todo.open = Some(self.open(now));
            }
            Input::Tick => {}
            Input::Streamed(told) => {
                self.streamed = now;
                self.open_after = limits::board::REOPEN_AFTER_MS;
                match told {
                    StreamMessage::Beat(seq) => self.known = self.known.max(seq),
                    StreamMessage::Changes(changes) => self.take(changes, &mut todo),
                }
                self.hear(now);
            }
            Input::Answered(changes) => {
                self.asking = false;
                self.take(changes, &mut todo);
                self.hear(now);
            }
            Input::Read(seq) => {
                self.reading = None;
                todo.replace = seq >= self.whole;
                if todo.replace {
                    // What came by the stream since then may have been of children who were not on
                    // the board yet: that is asked for once more.
                    (self.whole, self.seq) = (seq, seq);
                    self.known = self.known.max(seq);
                }
                self.hear(now);
            }
            Input::Refused => {
                self.refused = true;
                self.leads = false;
            }
        }
        if !self.refused {
            self.turn(now, &mut todo);
        }
        todo
    }

    /// How the line is, by what was heard until now.
    pub fn connection(&self, now: f64) -> ConnectionState {
        match () {
            () if self.refused => ConnectionState::Refused,
            () if now - self.level >= limits::board::STALE_AFTER_MS => ConnectionState::Stale,
            () => ConnectionState::Live,
        }
    }

    fn take(&mut self, changes: BoardChanges, todo: &mut Todo) {
        if changes.seq < changes.since {
            (self.seq, self.known) = (changes.seq, changes.seq);
            (self.whole, self.reload) = (i64::MIN, changes.seq);
            todo.forget = true;
            return;
        }
        self.known = self.known.max(changes.seq);
        if changes.reload {
            self.reload = self.reload.max(changes.seq);
        }
        if changes.since <= self.seq {
            self.seq = self.seq.max(changes.seq);
            todo.show = changes.tiles;
        }
    }

    fn misses_tiles(&self) -> bool {
        self.known > self.seq
    }

    fn misses_class(&self) -> bool {
        self.reload > self.whole
    }

    fn hear(&mut self, now: f64) {
        self.refused = false;
        if !self.misses_tiles() && !self.misses_class() {
            self.level = now;
        }
    }

    fn turn(&mut self, now: f64, todo: &mut Todo) {
        let asked_long_ago = now - self.asked >= limits::board::ASK_AGAIN_AFTER_MS;
        let silent = now - self.streamed >= limits::board::ASK_AFTER_MS;
        let misses = self.misses_tiles()
            && !self.asking
            && now - self.asked >= limits::board::ASK_SOONEST_AFTER_MS;
        if misses || (asked_long_ago && (silent || self.misses_tiles())) {
            todo.ask = Some(self.ask(now));
        }
        let read_long_ago = |since| now - since >= limits::board::ASK_AGAIN_AFTER_MS;
        if self.misses_class() && self.reading.is_none_or(read_long_ago) {
            self.reading = Some(now);
            todo.read = true;
        }
        if self.leads && now - self.streamed.max(self.opened) >= self.open_after {
            self.open_after = (self.open_after * 2.0).min(limits::board::REOPEN_LONGEST_AFTER_MS);
            todo.open = Some(self.open(now));
        }
    }

    fn ask(&mut self, now: f64) -> i64 {
        (self.asking, self.asked) = (true, now);
        self.seq
    }

    fn open(&mut self, now: f64) -> i64 {
        self.opened = now;
        self.seq
    }
}
