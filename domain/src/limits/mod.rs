//! All limits and times of the product, by feature: lengths, counts, sizes and distances.
//!
//! A number that a person can notice is here, with its unit, and nowhere else. A number of the
//! engine (a queue's length, a connection's time) is beside the engine that uses it.

pub mod account;
pub mod assessment;
pub mod board;
pub mod competency;
pub mod device;
pub mod drag;
pub mod evidence;
pub mod group;
pub mod help;
pub mod intervention;
pub mod next;
pub mod observation;
pub mod people;
pub mod plan;
pub mod roster;
pub mod school;
pub mod signin;
pub mod survey;
pub mod sync;

pub use board::seat;
pub use plan::{template, together};
pub use roster::import;

/// The audit log.
pub mod audit {
    /// Most rows that are shown at once: the newest.
    pub const MOST_ROWS: i64 = 1_000;
}

/// The server's clock.
pub mod clock {
    use chrono::TimeDelta;

    /// What lasts longer from now on than it can, by more than this, was begun while the clock ran
    /// ahead: it is good no more.
    pub const MAY_GO_BACK: TimeDelta = TimeDelta::hours(1);
}

/// Finding a child or a page.
pub mod search {
    /// Most children that are found at once.
    pub const MOST_FOUND: usize = 12;
    /// What is typed beyond so many characters counts for nothing.
    pub const TYPED_CHARS: usize = 60;
    /// From the last key to the question, in milliseconds.
    pub const ASK_AFTER_MS: u64 = 120;
}
