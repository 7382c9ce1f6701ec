//! A child's own goals: today's cards and ticks, all goals, making one. Rules are `domain::plan`'s.

pub mod api;
mod competency;
mod earlier_terms;
mod goals;
mod hue;
mod make;
mod path;
mod state;
mod steps;
mod today;
mod together;

pub use earlier_terms::BeforePage;
pub use goals::GoalsPage;
pub use make::MakePage;
pub use state::{HELD, Mine, find_plan};
pub use today::{Today, today_stands};
pub use together::TogetherPage;
