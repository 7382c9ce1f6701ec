//! The frame around each page of the desk: where I am, where I can go, and who I am.

mod account;
pub mod api;
mod crumbs;
mod drawer;
mod header;
mod keys_button;
mod link;
mod places;
mod search;
mod spot;

pub use header::Header;
pub use places::DeskPlaces;
pub use spot::{Here, provide_here};
