//! Groups of children of a class: for a while, with what was seen of whether they helped.

mod load;
mod write;

pub use load::list_groups;
pub use write::{change, end, give_goal, make, put, take_back};

pub(crate) use load::names;
