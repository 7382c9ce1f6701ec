//! The live board: what each child of a class is doing, as it happens.

pub mod api;
mod arrange;
mod beside;
mod help;
mod page;
mod projector;
mod projector_drawn;
mod quiet;
mod room;
mod seats;
mod slots;
mod start;
mod stream;
mod tile;

pub use page::BoardPage;
pub use projector::ProjectorPage;
pub use slots::Slots;
