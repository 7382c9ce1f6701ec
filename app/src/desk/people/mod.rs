//! The children of a school, for its office: in one list, and each child's record, which is corrected,
//! moved, archived, brought back and made one with another.

mod add;
pub mod api;
mod class_select;
mod details;
pub mod error_words;
mod fields;
mod leave;
mod list_page;
mod merge;
mod merge_preview;
mod record_page;
mod seats;
mod text_input;
mod words;

pub use list_page::PeoplePage;
pub use record_page::ChildRecordPage;
