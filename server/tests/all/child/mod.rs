//! What a child's tablet sends and is shown.

pub mod events;
pub mod survey;
pub mod together;
