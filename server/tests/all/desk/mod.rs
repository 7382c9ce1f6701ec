//! What adults ask and are shown.

pub mod assessment;
pub mod class_views;
pub mod competency;
pub mod evidence;
pub mod group;
pub mod next;
pub mod observation;
pub mod people;
pub mod plan;
pub mod plan_template;
