//! The editor of a goal, with the drafts it keeps while adults go from page to page.

pub mod actions;
pub mod aim;
pub mod area;
pub mod dailies;
pub mod drafts;
pub mod editing;
pub mod fields;
pub mod form;
pub mod goal_editor;
pub mod line_input;
pub mod measure;
pub mod picture;
pub mod picture_book;
pub mod ready;
pub mod signed;
pub mod step_fields;
pub mod title;
pub mod why;
