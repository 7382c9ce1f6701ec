//! The handlers that `router` names.

pub mod class_page;
pub mod events;
pub mod evidence;
#[cfg(debug_assertions)]
pub mod gallery;
pub mod health;
pub mod live;
pub mod pages;
pub mod pdf;
