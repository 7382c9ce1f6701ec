//! What adults do with their own account: a new password, and the sessions that are open.

use super::{
    account::find_own,
    adult::verify_password,
    adult_lock::{self, Account},
    browser::{Browser, SignedIn, end_all},
    password,
    session::note,
};
use crate::{
    Db, Result, StoreError,
    column::{from_millis, to_millis},
    lasting::latest_end,
    proof::Staff,
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::SessionId,
    limits,
    signin::{AdultSession, PasswordError, SignInError},
};

/// Sets a new password for who knows the one of now. All other sessions end, every other browser is a
/// stranger, and this one gets a session anew. Wrong tries count as those at the sign-in do.
///
/// # Errors
/// `Invalid` with [`PasswordError`] for a wrong password of now or a new one that may not be; `Rest`
/// after too many wrong ones; `Busy` where there is no room to wait.
pub async fn change_password(
    db: &Db,
    staff: &Staff,
    browser: &Browser,
    current: &str,
    new: &str,
    now: DateTime<Utc>,
) -> Result<SignedIn> {
    let (person, school) = (staff.person(), staff.school());
    let of = browser.clone();
    let (own, known) = transaction!(db.read, |tx| {
        let own = find_own(tx, person).await?;
        Ok((own, of.known_to(tx, person, now).await?))
    })?;
    let account = Account::Person(person, school);
    let verified = verify_password(db, browser, account, own.password, known, current, now).await;
    let locks = verified.map_err(|error| match error {
        StoreError::Invalid(it) if it == SignInError::WrongNameOrPassword.into() => {
            PasswordError::CurrentIsWrong.into()
        }
        other => other,
    })?;
    let hash = password::hash(db.ids(), new, own.about).await?;
    let browser = browser.clone();
    transaction!(db.write, |tx| {
        adult_lock::clear(tx, &locks).await?;
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

/// The adult's open sessions, the one used last first.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn own_sessions(db: &Db, staff: &Staff, now: DateTime<Utc>) -> Result<Vec<AdultSession>> {
    let rows: Vec<(SessionId, Option<String>, i64, i64)> = list!(
        db,
        "SELECT id, browser, started_at, seen_at FROM session
         WHERE person = $1 AND device IS NULL AND ended_at IS NULL
         AND expires_at > $2 AND expires_at <= $3 AND seen_at > $4
         ORDER BY seen_at DESC, started_at DESC",
        staff.person(),
        to_millis(now),
        latest_end(now, limits::account::SESSION_LASTS),
        to_millis(now - limits::account::SESSION_IDLE)
    )?;
    let sessions = rows.into_iter().map(|(id, browser, started, seen)| {
        Ok(AdultSession {
            id,
            browser,
            started_at: from_millis(started)?,
            seen_at: from_millis(seen)?,
            is_this: id == staff.session(),
        })
    });
    sessions.collect()
}

/// Ends one of the adult's own sessions.
///
/// # Errors
/// `NotFound` if it is not theirs or has ended.
pub async fn end_own_session(
    db: &Db,
    staff: &Staff,
    session: SessionId,
    now: DateTime<Utc>,
) -> Result<()> {
    transaction!(db.write, staff, |tx| {
        let (school, person) = (staff.school(), staff.person());
        let ended = run!(
            tx,
            "UPDATE session SET ended_at = $3
             WHERE id = $1 AND person = $2 AND device IS NULL AND ended_at IS NULL",
            session,
            person,
            to_millis(now)
        )?;
        if ended == 0 {
            return Err(StoreError::NotFound);
        }
        note(
            tx,
            school,
            Some(person),
            AuditAct::AdultSignedOut,
            person,
            now,
        )
        .await
    })
}
