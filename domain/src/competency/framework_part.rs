//! A part of a framework's file, the common result of reading both formats.

use super::{ChildWords, FileSpot, Grades};

/// A part of a file, before it is known what it is.
pub(super) struct Part {
    pub(super) spot: FileSpot,
    /// What others of the file may call it.
    pub(super) keys: Vec<String>,
    pub(super) code: String,
    pub(super) kind: String,
    pub(super) statement: String,
    pub(super) child: ChildWords,
    pub(super) grades: Option<Grades>,
    pub(super) parent: Option<String>,
    /// Where the parent's name stands.
    pub(super) parent_column: &'static str,
}
