//! Interventions.

/// Longest sentence, in characters.
pub const SENTENCE_CHARS: usize = 300;
/// Longest name of who does it, in characters.
pub const BY_CHARS: usize = 80;
/// In so many days somebody looks, if nothing else is said.
pub const FOLLOW_UP_DAYS: i64 = 14;
