//! Competencies of a school, what adults said of each child's level, and frameworks that come in.

mod import;
mod level;
mod load;
mod not_yet;

pub use import::{NamedFramework, apply, apply_all, may_import, preview, preview_all};
pub use level::{list_levels, set_level, undo_level};
pub use load::{
    find_child_levels, list_aimed, list_class_levels, list_competencies, list_for_survey,
    list_frameworks,
};

pub(crate) use level::{insert_level, insert_undo, must_be_active};
pub(crate) use load::{
    aims, child_mastery, class_in, exists, find_area, has_words, one, said_of_groups, within_reach,
};
pub(crate) use not_yet::not_yet;
