//! Types and rules that need neither a database nor a browser: what a plan, a survey or a board is,
//! what is allowed, and what follows from what.
//!
//! The crate compiles for the server and for WebAssembly. It reads no clock, draws no random number
//! and does no input or output: the caller passes the date, the ids and the files as arguments.
//!
//! Each module is a feature of the product or a part that several features share. Where a feature
//! sends types between browser and server, they are in its `wire` module, and the documentation of
//! each shows its JSON.

#![deny(clippy::missing_errors_doc)]

pub mod access;
pub mod address;
pub mod area;
pub mod assessment;
pub mod audit;
pub mod board;
pub mod competency;
pub mod csv_table;
pub mod device;
pub mod error;
pub mod event;
pub mod evidence;
pub mod facet;
mod feature_error;
pub mod group;
pub mod help;
pub mod ids;
pub mod intervention;
pub mod lang;
pub mod limits;
pub mod name;
pub mod next;
pub mod observation;
pub mod people;
pub mod plan;
pub mod profile;
pub mod roster;
pub mod school;
pub mod signin;
pub mod survey;
pub mod text;
pub mod voice;

pub use error::{AppError, Invalid, RequestError, StorageFault};
pub use feature_error::{FeatureError, Nth};
pub use lang::{Lang, Words};
