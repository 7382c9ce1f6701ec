//! The live board: what each child of a class is doing, as it happens.

pub mod api;
mod arrange_seats;
mod bar;
mod connection;
pub mod error_words;
mod order;
mod page;
mod projector;
mod pulse;
mod seats;
mod slots;
mod start_survey;
mod state;
mod stream;
mod tile;
mod title;

pub use page::BoardPage;
pub use projector::ProjectorPage;
pub use slots::Slots;
