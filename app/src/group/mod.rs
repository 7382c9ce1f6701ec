//! Groups of a class at the desk: what could be one, who is in which, and whether it helped. Rules
//! are `domain::group`'s.

pub mod api;
mod boxes;
mod chip;
mod closing;
mod drag;
mod edit;
mod goal;
mod page;
mod suggestions;
mod table;

pub use page::GroupsPage;
