//! What a page has once: its theme, and a way onto paper.

mod print;
mod theme;

pub use print::PrintButton;
pub use theme::ThemeSwitch;
