//! The class on the wall.

mod address;
mod leaves;
mod page;
mod stones;

pub(super) use address::address;
pub use page::ProjectorPage;
