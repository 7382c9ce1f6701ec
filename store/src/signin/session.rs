//! Adults' sessions: how they begin and end, and the rows that say so.

use crate::{
    Result, StoreError, Tx,
    audit::{self, NewEntry},
    column::to_millis,
    proof::{Token, digest},
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::{PersonId, SchoolId},
    limits,
};

/// Begins a session in a browser of this name; the token goes into the cookie.
pub(crate) async fn begin(
    tx: &mut Tx,
    person: PersonId,
    browser: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Token> {
    let row: Option<(SchoolId,)> = find!(
        tx,
        "SELECT school FROM person WHERE id = $1 AND active AND disabled_at IS NULL
         AND role <> 'child'",
        person
    )?;
    let (school,) = row.ok_or(StoreError::SignedOut)?;
    let (token, id) = (Token::new(tx.ids()), tx.ids().uuid());
    run!(
        tx,
        "INSERT INTO session (id, school, person, token_hash, started_at, seen_at, expires_at, browser)
         VALUES ($1, $2, $3, $4, $5, $5, $6, $7)",
        id,
        school,
        person,
        token.digest(),
        to_millis(now),
        to_millis(now + limits::account::SESSION_LASTS),
        browser
    )?;
    note(
        tx,
        school,
        Some(person),
        AuditAct::AdultSignedIn,
        person,
        now,
    )
    .await?;
    Ok(token)
}

pub(super) async fn note(
    tx: &mut Tx,
    school: SchoolId,
    who: Option<PersonId>,
    what: AuditAct,
    about: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = NewEntry {
        school,
        who: who.map(|who| who.0),
        what,
        about: Some(about.0),
        detail: "",
    };
    audit::append(tx, now, line).await
}

/// Ends the adult's session of this token, if there is one.
pub(super) async fn end(tx: &mut Tx, token: &str, now: DateTime<Utc>) -> Result<()> {
    let ended: Option<(SchoolId, PersonId)> = find!(
        tx,
        "UPDATE session SET ended_at = $2
         WHERE token_hash = $1 AND device IS NULL AND ended_at IS NULL RETURNING school, person",
        digest(token),
        to_millis(now)
    )?;
    match ended {
        Some((school, person)) => {
            note(
                tx,
                school,
                Some(person),
                AuditAct::AdultSignedOut,
                person,
                now,
            )
            .await
        }
        None => Ok(()),
    }
}
