//! The class on the wall.

mod leaves;
mod link;
mod page;
mod stones;

pub(super) use link::ProjectorLink;
pub use page::ProjectorPage;
