//! All SQL, and the only place where a proof of who someone is can be made. Every public function
//! takes such a proof, so that a caller who cannot show one has nothing to call.
//! Knows nothing of HTTP, cookies or pages.

#[macro_use]
mod db;

pub mod assessment;
pub mod audit;
pub mod backup;
pub mod board;
pub mod class;
pub mod competency;
pub mod device;
pub mod error;
pub mod event;
pub mod evidence;
pub mod group;
pub mod help;
pub mod intervention;
pub mod next;
pub mod observation;
pub mod overview;
pub mod password;
pub mod plan;
pub mod profile;
pub mod proof;
pub mod roster;
pub mod school;
pub mod seat;
pub mod signin;
mod stored;
pub mod survey;
#[cfg(feature = "test-support")]
pub mod testing;
mod tile;
pub mod token;

pub use db::{BoxFuture, Db, Ids, Tx};
pub use error::StoreError;
pub use token::Token;

/// What every function of this crate answers.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;
