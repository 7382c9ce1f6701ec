//! A teacher's board: how it follows its class. All in milliseconds of the browser's clock.

/// The server beats every 4 s; after so long without, the board asks for itself.
pub const ASK_AFTER_MS: f64 = 6_000.0;
/// What was asked and not answered is asked again.
pub const ASK_AGAIN_AFTER_MS: f64 = 5_000.0;
/// Least time between an answer that lacks something and the next question.
pub const ASK_SOONEST_AFTER_MS: f64 = 300.0;
/// A stream that is silent for so long is opened anew: it may be cut off without a word. Twice
/// as long each time that does not help, since something in between may hold every stream back.
pub const REOPEN_AFTER_MS: f64 = 10_000.0;
/// The longest such wait.
pub const REOPEN_LONGEST_AFTER_MS: f64 = 60_000.0;
/// After so long the board says that it is stale: within ten seconds, looked at once a second.
pub const STALE_AFTER_MS: f64 = 8_500.0;
/// How long a tile shows that it has just moved.
pub const TILE_MOVED_MS: u32 = 1_200;
/// How often the board asks which tablets are quiet ([`super::device::QUIET_AFTER`]).
pub const ASK_QUIET_MS: u32 = 30_000;

/// The seats of a room.
pub mod seat {
    /// Most rows of a room.
    pub const MOST_ROWS: u8 = 8;
    /// Most places of a row.
    pub const MOST_COLUMNS: u8 = 8;
    /// Places of a row, as long as nobody has arranged them.
    pub const FIRST_COLUMNS: u8 = 6;
}
