//! What is true without a database or a browser: the field's words as types, and the rules.
//! Pure on both targets: no clock, no randomness, no I/O; what changes comes in as an argument.

pub mod access;
pub mod assessment;
pub mod board;
pub mod competency;
pub mod device;
pub mod error;
pub mod event;
pub mod evidence;
pub mod follow;
pub mod group;
pub mod help;
pub mod ids;
pub mod intervention;
pub mod lang;
pub mod name;
pub mod next;
pub mod observation;
pub mod outbox;
pub mod plan;
pub mod profile;
pub mod roster;
pub mod school;
pub mod seat;
pub mod sheet;
pub mod shuffle;
pub mod signin;
pub mod survey;
pub mod voice;

pub use error::AppError;
pub use lang::{Lang, Words};
