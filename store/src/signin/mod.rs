//! Signing in: children with three pictures on an enrolled tablet of an open class, adults with a
//! name and a password.

mod adult;
mod child;
mod lock;
mod teacher;

pub use adult::{
    AdultLine, INVITE_LASTS, NewAdult, accept_invite, add_adult, adult_leave, adult_sign_in,
    invite, invited, list_adults,
};
pub use child::{gate, leave, me, set_lang, try_pictures, wall};
pub use teacher::{new_secret, secrets, unlock};

#[cfg(feature = "test-support")]
pub(crate) use adult::begin;
pub(crate) use child::me_in;

use crate::{Result, StoreError};
use domain::signin::Secret;

/// As stored: "fish,cat,sun".
pub fn secret_text(secret: &Secret) -> String {
    secret.pictures().join(",")
}

pub(crate) fn secret_of(stored: &str) -> Result<Secret> {
    let names: Vec<String> = stored.split(',').map(str::to_owned).collect();
    Secret::try_from(names).map_err(|_| StoreError::Unreadable("secret"))
}
