//! How adults sign in and out, and the secret pictures of a class's children.

pub mod api;
pub mod error_words;
mod form;
mod page;
mod pictures;
mod refusal;
mod sign_out;
mod welcome;

pub use page::SignInPage;
pub use pictures::SecretsPage;
pub use sign_out::SignOut;
pub use welcome::WelcomePage;
