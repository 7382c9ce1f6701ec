//! What was tried, at the desk: with a child, with a group, and what comes back today. Rules are
//! `domain::intervention`'s.

pub mod api;
mod begin;
mod due;
mod look;
mod panel;

pub use due::FollowUps;
pub use panel::{TriedPanel, TriedWithGroup};
