//! What a teacher may do next: a calm list beside the board, and what was noted on a child's page.

pub mod api;
mod check_ins;
pub mod error_words;
mod item;
mod panel;
mod state;
mod tune;
mod words;

pub use check_ins::CheckInsPanel;
pub use panel::NextPanel;
