//! The live board: what each child of a class is doing, as it happens.

pub mod api;
mod arrange_seats;
mod beside_code;
mod connection;
pub mod error_words;
mod help;
mod help_buttons;
mod order_switch;
mod page;
mod projector;
mod quiet;
mod seats;
mod slots;
mod start_survey;
mod state;
mod stop_survey;
mod stream;
mod tile;

pub use page::BoardPage;
pub use projector::ProjectorPage;
pub use slots::Slots;
