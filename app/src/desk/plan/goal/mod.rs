//! A goal on a child's plan: what it is, how it goes, and what is done with it.

pub mod aim_line;
pub mod buttons;
pub mod carried;
pub mod carry;
pub mod pace_line;
pub mod pace_table;
pub mod panel;
pub mod steps;
