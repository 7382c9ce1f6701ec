//! Setting up a class or a school: what is still to be done before its first day, and where.

pub mod api;
mod class_steps;
mod page;
mod school_steps;
mod step;
mod step_list;

pub use class_steps::ClassSteps;
pub use page::SetupPage;
pub use school_steps::SchoolSteps;
