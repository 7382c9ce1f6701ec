//! A school's roster out of its files.

/// Longest name or title, in characters.
pub const TEXT_CHARS: usize = 200;
/// Longest id or username, in characters.
pub const ID_CHARS: usize = 255;
/// Longest e-mail address, in bytes: mail to a longer one can't be sent.
pub const EMAIL_BYTES: usize = 254;
/// So many children may always leave a school by an import.
pub const ALWAYS_MAY_LEAVE: usize = 10;
/// Of more than these, at most so many of 100: an import that archives more than half of the
/// children stops, unless it is told that many may leave.
pub const MAY_LEAVE_PERCENT: usize = 50;
/// Most problems of one kind that are kept word for word; the rest are only counted.
pub const MOST_PROBLEMS_KEPT: usize = 50;

/// What imports of any kind say of a file.
pub mod import {
    /// Most characters of a cell that a message repeats.
    pub const CELL_SHOWN_CHARS: usize = 60;
}
