//! What changed in a goal and in a plan, by whom, word by word.

pub mod change_line;
pub mod clash;
pub mod differences;
pub mod goal;
pub mod page;
