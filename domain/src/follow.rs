//! How a board follows its class: what of what it hears is new, what is missing, and what to do when
//! it hears nothing. It must not know of networks or clocks: the browser tells it what happened and
//! does what it answers. Times are milliseconds.
//!
//! [`Changes`] say from which number to which they tell, so that a board takes what joins onto what
//! it has, in any order and number of arrivals, and asks for the rest.

use crate::board::{Changes, Tile};
use serde::{Deserialize, Serialize};

/// The server beats every 4 s; after so long without, the board asks for itself.
const ASK_AFTER: f64 = 6_000.0;
/// What was asked and not answered is asked again.
const AGAIN_AFTER: f64 = 5_000.0;
/// Least time between an answer that lacks something and the next asking.
const SOON_AFTER: f64 = 300.0;
/// A stream that is silent for so long is opened anew: it may be cut off without a word. Twice as
/// long each time that does not help, since something in between may hold every stream back.
const OPEN_AFTER: f64 = 10_000.0;
const LONGEST_OPEN_AFTER: f64 = 60_000.0;
/// After so long the board says that it is stale: within ten seconds, looked at once a second.
const STALE_AFTER: f64 = 8_500.0;

/// What comes by the stream, and is passed on to the browser's other tabs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// The class stands at this number.
    Beat(i64),
    Changes(Changes),
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
    Streamed(Told),
    /// The school answered what was asked.
    Answered(Changes),
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
pub enum Line {
    Live,
    Stale,
    Refused,
}

/// What a board knows of how far it has come.
#[derive(Clone, Copy, Debug)]
pub struct Following {
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

impl Following {
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
            open_after: OPEN_AFTER,
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
                self.open_after = OPEN_AFTER;
                match told {
                    Told::Beat(seq) => self.known = self.known.max(seq),
                    Told::Changes(changes) => self.take(changes, &mut todo),
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
    pub fn line(&self, now: f64) -> Line {
        match () {
            () if self.refused => Line::Refused,
            () if now - self.level >= STALE_AFTER => Line::Stale,
            () => Line::Live,
        }
    }

    fn take(&mut self, changes: Changes, todo: &mut Todo) {
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
        let asked_long_ago = now - self.asked >= AGAIN_AFTER;
        let silent = now - self.streamed >= ASK_AFTER;
        let misses = self.misses_tiles() && !self.asking && now - self.asked >= SOON_AFTER;
        if misses || (asked_long_ago && (silent || self.misses_tiles())) {
            todo.ask = Some(self.ask(now));
        }
        let read_long_ago = |since| now - since >= AGAIN_AFTER;
        if self.misses_class() && self.reading.is_none_or(read_long_ago) {
            self.reading = Some(now);
            todo.read = true;
        }
        if self.leads && now - self.streamed.max(self.opened) >= self.open_after {
            self.open_after = (self.open_after * 2.0).min(LONGEST_OPEN_AFTER);
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
