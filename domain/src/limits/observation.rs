//! Observations.

use chrono::TimeDelta;

/// Longest sentence, in characters.
pub const SENTENCE_CHARS: usize = 280;
/// Most children of one observation: more than a class has.
pub const MOST_CHILDREN: usize = 60;
/// How long its writer may undo it for all its children at once.
pub const UNDO_FOR: TimeDelta = TimeDelta::minutes(10);
/// How long the board offers to undo it, in milliseconds; longer under a finger.
pub const UNDO_SHOWN_MS: u32 = 10_000;
