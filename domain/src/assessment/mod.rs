//! Imports of assessment scores from any vendor's CSV file, in three steps: a [`Mapping`] says what
//! each column means, parsing turns rows into scores, and [`compare_scores`] finds each score's
//! child and what it changes.
//!
//! A score belongs to one child and is shown over time. Columns that compare children (percentile,
//! rank, norm) are not imported. The module does no input or output: the caller passes the table,
//! the stored scores and the date.

mod columns;
mod compare;
mod date;
mod mapping;
mod mapping_form;
mod parse;
mod preset;
mod problem;
mod problem_kind;
mod scale;
mod series;
mod wire;

pub use columns::{is_norm, norms};
pub use compare::{
    Counts, Roll, RollChild, ScoreChange, ScoreChangeKind, ScoreChanges, ScoreKey, StoredScore,
    StoredScores, compare_scores,
};
pub use date::DateOrder;
pub use mapping::{ColumnNames, Mapping, PartColumn, ScoreColumn, ValueSource};
pub use mapping_form::{MappingForm, PartForm, Pick, PickSource, ScoreForm};
pub use parse::{ParsedScore, ParsedScores, ScorePart, parse_scores};
pub use preset::{Preset, Problem, check, propose};
pub use problem::RowProblem;
pub use problem_kind::{RequiredChoice, RowProblemKind};
pub use scale::{Scale, Value};
pub use series::{Plot, Score, ScoreMark, Series, plot, series};
pub use wire::{
    AreaGoal, ChildScores, CsvFile, ImportResult, ImportRow, ImportsPage, MappingChoice,
    PresetCard, Preview, PreviewRow, preview,
};

use crate::feature_error::feature_error;

feature_error! {
    /// Why a file of scores can't be read.
    pub enum FileError {
        /// Larger than a page takes ([`crate::limits::assessment`]).
        IsTooBig,
    }
}
