//! Groups of a class at the desk: what could be one, who is in which, and whether it helped. Rules
//! are `domain::group`'s.

pub mod api;
mod chip;
mod class_tray;
mod drag;
mod edit_dialog;
mod end_dialog;
pub mod error_words;
mod goal;
mod group_box;
mod helping;
mod page;
mod put_here;
mod suggestions;
mod table;

pub use page::GroupsPage;
