//! Signing in: children with their pictures on an enrolled tablet, adults with a password.

pub mod adult_api;
mod adult_view;
pub mod api;
mod enrol;
mod pictures;
mod secrets_view;
mod wall;

pub use adult_view::{SignInPage, SignOut, WelcomePage};
pub use secrets_view::SecretsPage;
pub use wall::WallPage;
