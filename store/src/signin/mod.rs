//! Signing in: children with three pictures on an enrolled tablet of an open class, adults with a
//! name and a password.

mod account;
mod adult;
mod adult_lock;
mod browser;
mod child;
mod hash_queue;
mod invite;
mod lock;
mod own_account;
mod password;
mod school_adults;
mod session;
mod teacher;

pub use account::{AdultLine, NewAdult, add_adult, list_adults};
pub use adult::{adult_leave, adult_sign_in, sign_out_everywhere};
pub use browser::{Browser, SignedIn};
pub use child::{gate, leave, me, set_lang, try_pictures, wall};
pub use invite::{accept_invite, find_invited, invite};
pub use own_account::{change_password, end_own_session, own_sessions};
pub use school_adults::{add_school_adult, invite_school_adult, school_adults, set_adult_disabled};
pub use teacher::{new_secret, secrets, unlock};

#[cfg(feature = "test-support")]
pub(crate) use session::begin;

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
