//! Competencies and levels at the desk. Rules are `domain::competency`'s.

mod address;
pub mod api;
mod cell;
pub mod child;
pub mod class;
mod dialog;
pub mod error_words;
mod frameworks;
mod import_words;
mod map;
mod no_competencies;
mod seen_pick;
mod words;

pub use child::ChildLevelsPage;
pub use class::ClassLevelsPage;
pub use frameworks::FrameworksPage;
