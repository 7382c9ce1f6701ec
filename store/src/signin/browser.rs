//! The browser an adult signs in with: the session it is in already, and whether it is known from
//! before by a token of its own, which is another after each signing in.

use super::session;
use crate::{
    Result, Tx,
    column::to_millis,
    proof::{Token, digest},
};
use chrono::{DateTime, Utc};
use domain::{ids::PersonId, limits};
use std::net::IpAddr;

/// What a browser brings with a name and a password.
#[derive(Clone, Default)]
pub struct Browser {
    /// Where it is; none: unknown.
    pub address: Option<IpAddr>,
    /// As people know it; none: unknown.
    pub name: Option<String>,
    /// The token of the adult's session it is in, which ends with the next.
    pub session: Option<String>,
    /// The token by which it is known to those who have signed in with it.
    pub known: Option<String>,
}

/// What a browser gets when somebody signs in with it.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session's token, for its cookie.
    pub session: Token,
    /// The token by which the browser is known from now on, for its own cookie.
    pub browser: Token,
}

impl Browser {
    /// The hash by which it is known to this adult.
    pub(super) async fn known_to(
        &self,
        tx: &mut Tx,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Option<Vec<u8>>> {
        let Some(hash) = self.known.as_deref().map(digest) else {
            return Ok(None);
        };
        let row: Option<(i64,)> = find!(
            tx,
            "SELECT seen_at FROM known_browser
             WHERE token_hash = $1 AND person = $2 AND seen_at > $3",
            &hash,
            person,
            to_millis(now - limits::account::BROWSER_KNOWN_FOR)
        )?;
        Ok(row.map(|_| hash))
    }

    /// Begins a session; the one that the browser is in ends. It is known to this adult from now on,
    /// and to all who know it by a new token: one that was put into it by somebody else, or taken
    /// out of it, is worth nothing then.
    pub(super) async fn sign_in(
        &self,
        tx: &mut Tx,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<SignedIn> {
        if let Some(token) = self.session.as_deref() {
            session::end(tx, token, now).await?;
        }
        let token = Token::new(tx.ids());
        if let Some(known) = self.known.as_deref() {
            run!(
                tx,
                "UPDATE known_browser SET token_hash = $2 WHERE token_hash = $1",
                digest(known),
                token.digest()
            )?;
        }
        run!(
            tx,
            "INSERT INTO known_browser (token_hash, person, seen_at) VALUES ($1, $2, $3)
             ON CONFLICT (token_hash, person) DO UPDATE SET seen_at = excluded.seen_at",
            token.digest(),
            person,
            to_millis(now)
        )?;
        run!(
            tx,
            "DELETE FROM known_browser WHERE person = $1 AND token_hash <> $3 AND token_hash NOT IN (
                 SELECT token_hash FROM known_browser WHERE person = $1 AND token_hash <> $3
                 ORDER BY seen_at DESC LIMIT $2)",
            person,
            limits::account::MOST_KNOWN_BROWSERS - 1,
            token.digest()
        )?;
        let session = session::begin(tx, person, self.name.as_deref(), now).await?;
        Ok(SignedIn {
            session,
            browser: token,
        })
    }
}

/// Ends whatever gives this adult a way in without a password, or an easier one with it.
pub(super) async fn end_all(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<()> {
    run!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL",
        person,
        to_millis(now)
    )?;
    run!(tx, "DELETE FROM known_browser WHERE person = $1", person)?;
    Ok(())
}
