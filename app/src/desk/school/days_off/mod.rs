//! Days off: those there are, one more or several in a row, and a pasted list with its preview.

mod add;
mod list;
mod paste;
mod words;

pub use add::AddDayOff;
pub use list::DaysOff;
pub use paste::PasteList;
