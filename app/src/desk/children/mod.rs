//! The children of a class as a list, each leading to the child's page.

pub mod api;
mod page;

pub use page::ChildrenPage;
