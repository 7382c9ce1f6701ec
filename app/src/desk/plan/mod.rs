//! Plans at the desk: a class's and a child's, the editor of a goal, a plan's sections and
//! history. Rules are `domain::plan`'s.

mod aims;
pub mod api;
mod asked_once;
pub mod child;
pub mod class;
mod days;
pub mod editor;
pub mod error_words;
pub mod goal;
pub mod history;
mod mutations;
#[cfg(feature = "ssr")]
pub mod print_model;
pub mod section;
pub mod template_api;
mod weeks;
mod words;

pub use aims::Aims;
pub use asked_once::AskedOnce;
pub use child::page::ChildPlanPage;
pub use class::page::ClassPlansPage;
pub use class::week::ClassWeekPage;
pub use editor::drafts::Drafts;
pub use history::page::PlanHistoryPage;
