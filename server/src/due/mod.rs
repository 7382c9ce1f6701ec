//! What happens by itself once its day has come.

pub mod events;
pub mod moves;
