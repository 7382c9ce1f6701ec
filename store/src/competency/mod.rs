//! Competencies of a school, what adults said of each child's level, and frameworks that come in.

mod alike;
mod import;
mod level;
mod load;

pub use import::{Given, apply, apply_all, may_import, preview, preview_all};
pub use level::{list_levels, set_level, undo_level};
pub use load::{
    find_child_levels, list_aimed, list_class_levels, list_competencies, list_frameworks,
};

pub(crate) use alike::not_yet;
pub(crate) use level::{insert_level, insert_undo, must_be_active};
pub(crate) use load::{
    aims, child_mastery, class_in, is_here, one, said_of_groups, says, within_reach,
};
