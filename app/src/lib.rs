//! Pages and server functions, for the server and the browser alike. Six programs come of it:
//! five for children, one for adults (see `docs/adr/0001`). Who is looking comes first: `child` and
//! `desk` never import each other, and a feature never imports a sibling; `tests/borders` holds it.
#![recursion_limit = "512"]

mod child;
mod desk;
pub mod request;
mod sync;
mod ui;

#[cfg(all(feature = "ssr", debug_assertions))]
pub mod gallery;
#[cfg(feature = "ssr")]
pub mod shell;

pub use child::{GoalsApp, HomeApp, MakeApp, SurveyApp, WallApp};
pub use desk::DeskApp;
#[cfg(feature = "ssr")]
pub use desk::print_model;
pub use request::ApiError;
pub use sync::is_shell;

include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
