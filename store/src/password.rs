//! Adults' passwords: argon2id, at most two at a time, so that a flood of sign-ins does not stall
//! a lesson.

use crate::{Result, StoreError, db::Ids};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use std::sync::{Arc, LazyLock};
use tokio::{sync::Semaphore, task};

/// Shortest password an adult may choose, in characters.
pub const SHORTEST: usize = 10;
/// Longest, in bytes.
const LONGEST: usize = 256;

static PERMITS: LazyLock<Arc<Semaphore>> = LazyLock::new(|| Arc::new(Semaphore::new(2)));
/// What an unknown name's password is held against, so that it takes as long as a known one's.
static DECOY: LazyLock<Result<String>> = LazyLock::new(|| hash_now("no such person", Ids.bytes()));

/// The hash of a password that may be used.
#[derive(Clone)]
pub struct Hashed(pub(crate) String);

/// Hashes a new password: m = 19 MiB, t = 2, p = 1.
///
/// # Errors
/// `Invalid` if it is too short or too long.
pub async fn hash(ids: Ids, password: &str) -> Result<Hashed> {
    if password.chars().count() < SHORTEST {
        return Err(StoreError::invalid("password", "too-short"));
    }
    if password.len() > LONGEST {
        return Err(StoreError::invalid("password", "too-long"));
    }
    let (password, salt) = (password.to_owned(), ids.bytes());
    apart(move || hash_now(&password, salt)).await?.map(Hashed)
}

/// Whether the password is the one; without a hash it is none, after the same time.
pub(crate) async fn verify(hash: Option<String>, password: &str) -> Result<bool> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let password = password.to_owned();
    apart(move || {
        let known = hash.is_some();
        let hash = hash.map_or_else(|| DECOY.clone(), Ok)?;
        let hash = PasswordHash::new(&hash).map_err(|_| StoreError::Unreadable("password"))?;
        let same = Argon2::default().verify_password(password.as_bytes(), &hash);
        Ok(known && same.is_ok())
    })
    .await?
}

fn hash_now(password: &str, salt: [u8; 16]) -> Result<String> {
    let hash: Result<PasswordHash, _> =
        Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
    hash.map(|hash| hash.to_string())
        .map_err(|_| StoreError::Unreadable("password"))
}

async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let permit = Arc::clone(&PERMITS).acquire_owned().await;
    task::spawn_blocking(move || {
        let out = work();
        drop(permit);
        out
    })
    .await
    .map_err(|_| StoreError::Unfinished)
}
