//! The profile: the child's poster, and the teacher's page about a child.

pub mod api;
mod change;
mod desk_api;
mod desk_then;
mod desk_view;
mod poster;

pub use desk_then::ThenNowPanel;
pub use desk_view::ChildDesk;
pub use poster::{HELD, PosterPage, find_profile, tries};
