//! What a teacher may do next: a calm list beside the board, and what was noted on a child's page.

pub mod api;
mod item;
mod noted;
mod panel;
mod tune;
mod words;

pub use noted::NotedPanel;
pub use panel::NextPanel;
