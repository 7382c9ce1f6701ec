//! Invitations: a link with which an adult sets their first password, or a new one.

use super::{
    account::{find_account, find_own, username},
    browser::{Browser, SignedIn, end_all},
    password,
    session::note,
};
use crate::{
    Db, Result, StoreError, Tx,
    column::to_millis,
    lasting::latest_end,
    proof::{Office, Token, Visitor, digest},
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::{PersonId, SchoolId},
    limits,
};

/// Invites the adult of this user name or e-mail to choose a password; earlier invitations end.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn invite(db: &Db, _office: &Office, name: &str, now: DateTime<Utc>) -> Result<Token> {
    let name = username(name);
    transaction!(db.write, |tx| {
        let it = find_account(tx, &name).await?.ok_or(StoreError::NotFound)?;
        insert_invite(tx, it.school, None, it.id, now).await
    })
}

/// Makes an invitation; earlier ones end. `who` invites, if not the console.
pub(super) async fn insert_invite(
    tx: &mut Tx,
    school: SchoolId,
    who: Option<PersonId>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Token> {
    run!(tx, "DELETE FROM invite WHERE person = $1", person)?;
    let token = Token::new(tx.ids());
    run!(
        tx,
        "INSERT INTO invite (token_hash, school, person, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        token.digest(),
        school,
        person,
        to_millis(now),
        to_millis(now + limits::account::INVITE_LASTS)
    )?;
    note(tx, school, who, AuditAct::AdultInvited, person, now).await?;
    Ok(token)
}

/// The name an invited adult will sign in with, while the invitation may be answered; looking uses
/// nothing up.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn find_invited(
    db: &Db,
    _visitor: &Visitor,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let row: Option<(String,)> = find!(
        db,
        "SELECT COALESCE(p.username, p.email) FROM invite i
         JOIN person p ON p.id = i.person AND p.active AND p.disabled_at IS NULL
         WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2 AND i.expires_at <= $3
         AND COALESCE(p.username, p.email) IS NOT NULL",
        digest(token),
        to_millis(now),
        latest_end(now, limits::account::INVITE_LASTS)
    )?;
    Ok(row.map(|(name,)| name))
}

/// Answers an invitation with a password, and begins a session. Once; all sessions from before end,
/// and every other browser is a stranger.
///
/// # Errors
/// `NotFound` if the invitation is used, past or none; `Invalid` for a password that may not be;
/// `Busy` where there is no room to wait.
pub async fn accept_invite(
    db: &Db,
    _visitor: &Visitor,
    browser: &Browser,
    token: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<SignedIn> {
    let (invite, latest) = (
        digest(token),
        latest_end(now, limits::account::INVITE_LASTS),
    );
    let of = invite.clone();
    let own = transaction!(db.read, |tx| {
        let row: Option<(PersonId,)> = find!(
            tx,
            "SELECT person FROM invite
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND expires_at <= $3",
            of,
            to_millis(now),
            latest
        )?;
        find_own(tx, row.ok_or(StoreError::NotFound)?.0).await
    })?;
    let hash = password::hash(db.ids(), password, own.about).await?;
    let browser = browser.clone();
    transaction!(db.write, |tx| {
        let row: Option<(PersonId, SchoolId)> = find!(
            tx,
            "UPDATE invite SET used_at = $2
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 AND expires_at <= $3
         RETURNING person, school",
            invite,
            to_millis(now),
            latest
        )?;
        let (person, school) = row.ok_or(StoreError::NotFound)?;
        run!(
            tx,
            "UPDATE person SET password = $2 WHERE id = $1",
            person,
            hash
        )?;
        end_all(tx, person, now).await?;
        note(
            tx,
            school,
            Some(person),
            AuditAct::AdultPassword,
            person,
            now,
        )
        .await?;
        browser.sign_in(tx, person, now).await
    })
}
