//! Data files that come with Fledge, read and checked when the process starts.

pub mod assessment_presets;
pub mod goal_book;
pub mod plan_templates;
pub mod surveys;
