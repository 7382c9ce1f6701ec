//! The tablets of a class: enrolled by a code from the teacher's screen, named, signed out, taken out.

pub mod api;
pub mod error_words;
#[cfg(feature = "ssr")]
mod qr;
mod rename;
mod show_code;
mod state;
mod tablets_page;

pub use tablets_page::TabletsPage;
