//! What a page has once: its keys, its theme, and a way onto paper.

mod keys;
mod print;
mod theme;

pub use keys::{Key, Keys, once_shown, step_focus};
pub use print::PrintButton;
pub use theme::ThemeSwitch;
