//! How adults sign in and out, their own account, and the secret pictures of a class's children.

pub mod api;
pub mod error_words;
mod form;
mod new_password;
mod own_account;
mod page;
mod pictures;
mod refusal;
mod sessions;
mod sign_out;
mod welcome;

pub use own_account::AccountPage;
pub use page::SignInPage;
pub use pictures::SecretsPage;
pub use sign_out::SignOut;
pub use welcome::WelcomePage;
