//! The child's poster, "This is how I learn", and changing it.

pub mod api;
mod change;
mod poster;
mod spoken;

pub use poster::{HELD, PosterPage, find_profile, tries};
