//! The children of a school as its office keeps them: added, corrected, moved, archived, brought
//! back, and two records of one child made one.

mod entry;
mod list;
mod merge;

pub use entry::{AddedChild, PersonError, PersonField, SeatDraft, TypedChild};
pub use list::{
    ArchiveCounts, ChildRecord, ChildState, ClassName, SchoolChild, SchoolChildren, SeatChange,
};
pub use merge::{MergeCount, MergeKind, MergePreview};
