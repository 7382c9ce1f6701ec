//! How the school's plans look: a form is chosen, made the school's own, and used.

mod adapt;
pub mod api;
mod draft;
pub mod error_words;
mod page;
mod preview;

pub use page::FormPage;
