//! Assessment scores out of any vendor's file: which column says what, what a row says, whose it is
//! and what it changes. A score is a child's own, over time; what compares a child with others
//! (percentile, rank, norm) is not taken in. Pure: the file comes in as a table, the database's
//! state as values, today as an argument.

mod compare;
mod date;
mod mapping;
mod place;
mod preset;
mod read;
mod refused;
mod scale;
mod series;
mod why;
mod wire;

pub use compare::{Before, Compared, Counts, Finding, Kept, Key, Roll, RollChild, What, compare};
pub use date::DateOrder;
pub use mapping::{Cell, Mapping, Names, PartColumn, ScoreColumn};
pub use place::{is_norm, norms};
pub use preset::{Preset, Problem, check, propose};
pub use read::{Entry, Part, Reading, read};
pub use refused::Refused;
pub use scale::{Scale, Value};
pub use series::{Mark, Plot, Score, Series, plot, series};
pub use why::{Need, Why};
pub use wire::{
    Asked, ChildScores, Committed, Desk, GoalBeside, ImportLine, PresetCard, Preview, PreviewLine,
    SheetFile, preview,
};

/// Most bytes of a file that a page takes; larger ones go through the command line.
pub const MOST_BYTES: usize = 2 * 1024 * 1024;
/// Most rows of a file.
pub const MOST_ROWS: usize = 100_000;
/// Longest name of a test, a subject or a part, in characters.
pub const MOST_TEXT: usize = 120;
/// Longest name of a file that is kept, in characters.
pub const MOST_NAME: usize = 200;
