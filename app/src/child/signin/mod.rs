//! The wall of names, and a child's three pictures, on an enrolled tablet.

pub mod api;
mod enrol;
pub mod error_words;
mod pictures;
mod wall;

pub use wall::WallPage;
