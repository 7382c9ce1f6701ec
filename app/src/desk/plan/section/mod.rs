//! The sections of a plan, as its template orders them.

pub mod competencies;
pub mod content;
pub mod context;
pub mod current_text;
pub mod draft;
pub mod dream;
pub mod empty;
pub mod evidence;
pub mod facet;
pub mod frame;
pub mod goals;
pub mod history;
pub mod mastery;
pub mod sections;
pub mod steps;
pub mod text;
