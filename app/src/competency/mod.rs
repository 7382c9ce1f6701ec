//! Competencies and levels at the desk. Rules are `domain::competency`'s.

pub mod api;
mod desk_child;
mod desk_class;
mod desk_dialog;
mod desk_map;
mod desk_map_order;
mod desk_mark;
mod desk_office;
mod desk_order;
mod words;
mod words_of_import;

pub use desk_child::ChildLevelsPage;
pub use desk_class::ClassLevelsPage;
pub use desk_office::FrameworksPage;
