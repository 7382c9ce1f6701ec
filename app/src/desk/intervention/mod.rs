//! What was tried, at the desk: with a child, with a group, and what comes back today. Rules are
//! `domain::intervention`'s.

pub mod api;
mod begin;
mod due;
pub mod error_words;
mod group_panel;
mod list;
mod look;
mod panel;

pub use due::FollowUps;
pub use group_panel::TriedWithGroup;
pub use panel::TriedPanel;
