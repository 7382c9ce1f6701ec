//! The school as an adult comes to it: who I am, my classes.

pub mod api;
mod view;

pub use view::ClassesPage;
