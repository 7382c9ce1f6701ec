//! What shows how a goal goes: the child's photos, drawings and sentences, and what an adult writes
//! beside. Rules are `domain::evidence`'s.

mod add;
pub mod api;
pub mod desk_api;
mod desk_photo;
mod desk_view;
mod draw;
mod mine;
mod photo;
mod strip;

pub use desk_photo::AddPhoto;
pub use desk_view::EvidencePanel;
pub use mine::provide_showing;
pub use strip::Strip;

/// What of the evidence a tablet keeps for when the school can't be reached.
pub const HELD: &str = "evidence/mine";
