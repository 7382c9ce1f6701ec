//! Goals and terms as somebody is typing them: kept apart from what the school has, so that no refusal
//! and nobody else's change loses what was typed.

mod difference;
mod goal;
mod year;

pub use difference::{Difference, goal_for_each};
pub use goal::{TypedDaily, TypedGoal, TypedMeasure, TypedStep, TypedText};
pub use year::{TermFields, TermForm, read_day_off};
