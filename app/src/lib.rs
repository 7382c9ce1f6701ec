//! Pages and server functions, for the server and the browser alike. Six programs come of it:
//! five for children, one for adults (see `docs/adr/0001`). A feature here never imports another feature;
//! `child` and `desk` compose them.
#![recursion_limit = "512"]

mod assessment;
mod board;
mod child;
mod competency;
mod desk;
mod device;
mod error;
mod evidence;
mod group;
mod help;
mod intervention;
mod next;
mod observation;
mod plan;
mod profile;
mod school;
mod signin;
mod survey;
mod sync;
mod ui;

#[cfg(feature = "ssr")]
pub mod given;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod shell;

pub use child::{GoalsApp, HomeApp, MakeApp, SurveyApp, WallApp};
pub use desk::DeskApp;
pub use error::ApiError;
#[cfg(feature = "ssr")]
pub use plan::sheet;
pub use sync::is_shell;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
