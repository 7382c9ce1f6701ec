//! Adults' passwords: argon2id with m = 19 MiB, t = 2, p = 1, hashed one after the other.

use super::hash_queue::{Client, HashQueue, Turn};
use crate::{Result, StoreError, db::Ids};
use argon2::{
    Algorithm, Argon2, Block, Params, Version,
    password_hash::phc::{Output, PasswordHash, Salt},
};
use domain::{limits, signin::PasswordError, text::has_hidden};
use std::sync::LazyLock;
use zxcvbn::{Score, zxcvbn};

static QUEUE: LazyLock<HashQueue> = LazyLock::new(HashQueue::new);

/// A longer password is not estimated to its end: that would take long and change nothing.
const ESTIMATED_CHARS: usize = 100;

/// Waits for a turn to hash.
///
/// # Errors
/// `Busy` where there is no room to wait.
pub(super) async fn turn(client: Client) -> Result<Turn> {
    QUEUE.turn(client).await
}

/// Hashes a new password, as text.
///
/// # Errors
/// [`PasswordError`] for one that may not be; `about` are words of the person, which are no secret.
pub(super) async fn hash(ids: Ids, password: &str, about: Vec<String>) -> Result<String> {
    if password.chars().count() < limits::account::PASSWORD_LEAST_CHARS {
        return Err(PasswordError::TooShort.into());
    }
    if password.len() > limits::account::PASSWORD_MOST_BYTES {
        return Err(PasswordError::TooLong.into());
    }
    if has_hidden(password) {
        return Err(PasswordError::HiddenCharacter.into());
    }
    let (password, salt) = (password.to_owned(), ids.bytes::<16>());
    let turn = turn(Client::Known).await?;
    let hashed = turn.work(
        Params::DEFAULT.block_count(),
        move |memory| -> Result<String> {
            if is_easy_to_guess(&password, &about) {
                return Err(PasswordError::EasyToGuess.into());
            }
            let salt = Salt::new(&salt).map_err(|_| UNREADABLE)?;
            let hash = PasswordHash {
                algorithm: Algorithm::Argon2id.ident(),
                version: Some(Version::V0x13.into()),
                params: (&Params::DEFAULT).try_into().map_err(|_| UNREADABLE)?,
                salt: Some(salt),
                hash: Some(output(&password, &salt, Params::DEFAULT, memory)?),
            };
            Ok(hash.to_string())
        },
    );
    hashed.await?.1
}

/// Whether the password is among the first hundred million guesses of who knows what people take.
fn is_easy_to_guess(password: &str, about: &[String]) -> bool {
    let password: String = password.chars().take(ESTIMATED_CHARS).collect();
    let about: Vec<&str> = about.iter().map(String::as_str).collect();
    zxcvbn(&password, &about).score() < Score::Three
}

/// Whether the password is the one; without a hash it is none, after the same time. Gives the turn
/// back, for what must be done before the next one's.
///
/// # Errors
/// `Unreadable` if the hash is none.
pub(super) async fn verify(
    turn: Turn,
    hash: Option<String>,
    password: &str,
) -> Result<(Turn, bool)> {
    if password.len() > limits::account::PASSWORD_MOST_BYTES {
        return Ok((turn, false));
    }
    let password = password.to_owned();
    let verified = turn.work(
        Params::DEFAULT.block_count(),
        move |memory| -> Result<bool> {
            let Some(hash) = hash else {
                output(&password, &[0; 16], Params::DEFAULT, memory)?;
                return Ok(false);
            };
            let hash = PasswordHash::new(&hash).map_err(|_| UNREADABLE)?;
            let params = Params::try_from(&hash).map_err(|_| UNREADABLE)?;
            let (salt, expected) = hash.salt.zip(hash.hash).ok_or(UNREADABLE)?;
            // Compares in constant time.
            Ok(output(&password, &salt, params, memory)? == expected)
        },
    );
    let (turn, right) = verified.await?;
    Ok((turn, right?))
}

const UNREADABLE: StoreError = StoreError::Unreadable("password");

fn output(password: &str, salt: &[u8], params: Params, memory: &mut [Block]) -> Result<Output> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut bytes = [0; Params::DEFAULT_OUTPUT_LEN];
    argon2
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut bytes, memory)
        .map_err(|_| UNREADABLE)?;
    Output::new(&bytes).map_err(|_| UNREADABLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `argon2` itself, as all were before the memory was kept.
    const RECORDED: &str = "$argon2id$v=19$m=19456,t=2,p=1$d6iIdIcHv+XAEOSk4pFbVQ\
                            $YmXkBH+90b5KiOD+pCv+zZaEKt1ZW6JEbMuk1OzKY3Q";

    async fn is_right(hash: Option<&str>, password: &str) -> bool {
        let turn = turn(Client::Known).await.unwrap();
        let verified = verify(turn, hash.map(str::to_owned), password).await;
        verified.unwrap().1
    }

    #[tokio::test]
    async fn a_hash_of_before_is_still_good() {
        assert!(is_right(Some(RECORDED), "otters and foxes").await);
        assert!(!is_right(Some(RECORDED), "otters and boxes").await);
        assert!(!is_right(None, "otters and foxes").await);
    }

    #[tokio::test]
    async fn a_hash_made_here_is_good_in_the_same_form() {
        let hash = hash(Ids, "a river of otters", Vec::new()).await.unwrap();
        assert!(
            hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
            "{hash}"
        );
        assert!(is_right(Some(&hash), "a river of otters").await);
        let again = super::hash(Ids, "a river of otters", Vec::new()).await;
        assert_ne!(again.unwrap(), hash, "each has a salt of its own");
    }

    #[tokio::test]
    async fn what_is_no_hash_is_an_error_and_nobody_comes_in() {
        let turn = turn(Client::Known).await.unwrap();
        let verified = verify(turn, Some("$argon2id$".to_owned()), "otters").await;
        assert!(matches!(
            verified.map(|it| it.1),
            Err(StoreError::Unreadable("password"))
        ));
    }
}
