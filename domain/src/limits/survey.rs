//! The survey.

/// Most items before the child is asked whether to rest.
pub const ITEMS_BEFORE_REST: usize = 8;
/// An answer given faster than this was hardly heard, in milliseconds.
pub const RUSHED_BELOW_MS: u32 = 1_500;
/// The last grade that answers surveys; the first is 1.
pub const LAST_GRADE: u8 = 3;
/// Most cards on the table at once.
pub const MOST_CARDS: usize = 5;
/// Most words of a sentence that is spoken, of the survey and of the book of goals.
pub const MOST_WORDS_SPOKEN: usize = 12;
/// How long the pictures of the memory game are shown, in milliseconds; the style's bar drains
/// as long.
pub const RECALL_SHOWN_MS: u32 = 10_000;
/// Most pictures in one panel of the poster.
pub const MOST_IN_PANEL: usize = 3;
/// The rank of a statement that a child adds: after all they answered.
pub const RANK_OF_ADDED: u32 = 100;
