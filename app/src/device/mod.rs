//! The tablets of a class: enrolled by a code from the teacher's screen, taken out by a tap.

pub mod api;
mod view;

pub use view::TabletsPage;
