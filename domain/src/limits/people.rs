//! Children as the school's office keeps them.

use chrono::TimeDelta;

/// Longest given name or family name of a child, in characters.
pub const NAME_MOST_CHARS: usize = 80;
/// Longest student ID, in characters.
pub const ID_MOST_CHARS: usize = 40;
/// The highest grade.
pub const LAST_GRADE: u8 = 12;
/// How long ago a child may have changed classes for it to be written down.
pub const MOVED_AT_MOST_AGO: TimeDelta = TimeDelta::days(31);
/// How far ahead a child's change of classes may be planned.
pub const MOVES_AT_MOST_AHEAD: TimeDelta = TimeDelta::days(120);
