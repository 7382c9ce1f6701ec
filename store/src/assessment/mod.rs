//! Assessment scores: brought in as batches, undone as batches, shown as a child's own. Of several
//! scores of one test and day the latest batch's counts; nothing is written over.

mod child;
mod import;
mod list;
mod load;
mod scope;
mod undo;

pub use child::find_scores;
pub use import::{
    Import, ImportOutcome, Names, import, import_at_console, preview, preview_at_console,
};
pub use list::list_imports;
pub use scope::may_import;
pub use undo::undo_import;
