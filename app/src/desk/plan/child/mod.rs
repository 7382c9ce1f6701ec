//! A child's plan as its teachers see and change it.

pub mod away;
pub mod content;
pub mod error;
pub mod keys;
pub mod page;
pub mod terms;
pub mod unfinished;
