//! What adults see of a child as a learner: the profile, and then and now.

pub mod api;
mod child_page;
mod then_now;

pub use child_page::ChildDesk;
pub use then_now::ThenNowPanel;
