//! Goals and what is done for them each day: the child's side. Rules are `domain::plan`'s.

pub mod api;
pub mod desk_api;
mod desk_child;
mod desk_class;
mod desk_form;
mod desk_goal;
mod desk_history;
mod desk_line;
mod desk_typed;
mod desk_words;

pub use desk_child::ChildPlanPage;
pub use desk_class::ClassPlansPage;
