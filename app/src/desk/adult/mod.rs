//! The adults of a school, for its office: who may sign in, links to choose a password by, and taking
//! a way in away.

mod add;
pub mod api;
mod link;
mod page;
mod words;

pub use page::AdultsPage;
