//! The tablets of a class: enrolled by a code from the teacher's screen, taken out by a tap.

pub mod api;
mod tablets_page;

pub use tablets_page::TabletsPage;
