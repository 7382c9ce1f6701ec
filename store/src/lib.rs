//! All SQL, and the only place where a proof of who someone is can be made. Every public function
//! takes such a proof, so that a caller who cannot show one has nothing to call.
//! Knows nothing of HTTP, cookies or pages.

#![deny(clippy::missing_errors_doc)]

#[macro_use]
mod db;

pub mod assessment;
pub mod audit;
pub mod backup;
pub mod board;
pub mod class;
mod column;
pub mod competency;
pub mod device;
mod enrollment;
pub mod error;
pub mod event;
pub mod evidence;
pub mod group;
pub mod help;
pub mod intervention;
mod lasting;
pub mod next;
pub mod observation;
mod open;
pub mod overview;
pub mod people;
pub mod plan;
pub mod profile;
pub mod proof;
pub mod refused_event;
pub mod roster;
pub mod school;
pub mod search;
pub mod signin;
pub mod survey;
#[cfg(feature = "test-support")]
pub mod testing;
mod tile;

pub use db::{BoxFuture, Db, Ids, Tx};
pub use error::StoreError;
pub use error::cause::cause_chain;
pub use proof::Token;

/// What every function of this crate answers.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
