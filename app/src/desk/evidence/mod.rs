//! What adults see of how a goal goes, and add: photos, words. Rules are `domain::evidence`'s.

pub mod api;
pub mod error_words;
mod panel;
mod photo;

pub use panel::EvidencePanel;
pub use photo::AddPhoto;
