//! The plans of a class: who is where, who waits for an answer, a goal for several, the week.

pub mod actions;
pub mod attendance;
pub mod carry;
pub mod filters;
pub mod give;
pub mod give_each;
pub mod give_result;
pub mod glance;
pub mod keys;
pub mod paces;
pub mod page;
pub mod row;
pub mod standings;
pub mod table;
pub mod waiting;
pub mod week;
pub mod week_table;
