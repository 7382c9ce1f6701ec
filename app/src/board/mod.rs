//! The live board: what each child of a class is doing, as it happens.

pub mod api;
mod beside;
mod help;
mod page;
mod room;
mod start;
mod stream;
mod tile;

pub use page::BoardPage;
