//! What a child adds to show how a goal goes: photos, drawings, sentences. Rules are
//! `domain::evidence`'s.

mod add;
pub mod api;
mod draw;
mod state;
mod strip;

pub use state::provide_showing;
pub use strip::Strip;

/// What of the evidence a tablet keeps for when the school can't be reached.
pub const HELD: &str = "evidence/mine";
