//! The live board: what each child of a class is doing, as it happens.

pub mod api;
mod beside;
mod help;
mod page;
mod pulse;
mod room;
mod slots;
mod start;
mod stream;
mod tile;

pub use page::BoardPage;
pub use slots::Slots;
