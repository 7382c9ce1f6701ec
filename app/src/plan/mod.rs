//! Goals and what is done for them each day: the child's side. Rules are `domain::plan`'s.

pub mod api;
pub mod desk_api;
