//! Adults at the door: in by a name and a password, and out.

use super::{
    account::{AccountRow, find_account, username},
    adult_lock::{self, Account, AdultLock},
    browser::{Browser, SignedIn, end_all},
    hash_queue::Client,
    password,
    session::note,
};
use crate::{
    Db, Result, StoreError, Tx,
    column::to_millis,
    proof::{Staff, Visitor},
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    signin::{SignInError, network},
    text::has_hidden,
};

/// Checks a name and a password and begins a session; the one that the browser was in ends. Hashing
/// waits for its turn: the locks are looked at within it, and a wrong password is counted before the
/// next one's, so that tries at the same time do not pass a lock together.
///
/// # Errors
/// `Invalid` for a wrong name or password, never saying which, and for characters that nobody sees;
/// `Rest` after too many wrong ones; `Busy` where there is no room to wait.
pub async fn adult_sign_in(
    db: &Db,
    _visitor: &Visitor,
    browser: &Browser,
    name: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<SignedIn> {
    let name = username(name);
    if has_hidden(&name) || has_hidden(password) {
        return Err(SignInError::HiddenCharacter.into());
    }
    let (found, known) = {
        let (name, browser) = (name.clone(), browser.clone());
        transaction!(db.read, |tx| { find_typed(tx, &name, &browser, now).await })?
    };
    let account = match &found {
        Some(it) => Account::Person(it.id, it.school),
        None => Account::Nobody(name),
    };
    let locks = verify_password(
        db,
        browser,
        account,
        found.as_ref().and_then(|it| it.password.clone()),
        known,
        password,
        now,
    )
    .await?;
    // Nobody's password is never right.
    let person = found.ok_or(SignInError::WrongNameOrPassword)?.id;
    let browser = browser.clone();
    transaction!(db.write, |tx| {
        adult_lock::clear(tx, &locks).await?;
        browser.sign_in(tx, person, now).await
    })
}

/// Whether the password is the account's; the locks to be cleared then.
///
/// # Errors
/// `Invalid` with [`SignInError::WrongNameOrPassword`] for a wrong one, which is counted; `Rest` after
/// too many of them; `Busy` where there is no room to wait.
pub(super) async fn verify_password(
    db: &Db,
    browser: &Browser,
    account: Account,
    hash: Option<String>,
    known: Option<Vec<u8>>,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Vec<AdultLock>> {
    let (client, locks) = match (&account, known) {
        (Account::Person(person, _), Some(known)) => {
            (Client::Known, AdultLock::of_browser(*person, &known))
        }
        _ => {
            let address = browser.address.map(network);
            let locks = AdultLock::of_stranger(&account, address);
            (Client::Network(address), locks)
        }
    };
    let turn = password::turn(client).await?;
    let looked_at = locks.clone();
    let left = transaction!(db.read, |tx| {
        adult_lock::seconds_left(tx, &looked_at, now).await
    });
    if let Some(seconds) = left? {
        return Err(StoreError::Rest { seconds });
    }
    let (turn, right) = password::verify(turn, hash, password).await?;
    if right {
        return Ok(locks);
    }
    transaction!(db.write, |tx| {
        adult_lock::count_wrong(tx, &account, &locks, now).await
    })?;
    drop(turn);
    Err(SignInError::WrongNameOrPassword.into())
}

/// Whose account is typed, and the hash by which the browser is known to them.
async fn find_typed(
    tx: &mut Tx,
    name: &str,
    browser: &Browser,
    now: DateTime<Utc>,
) -> Result<(Option<AccountRow>, Option<Vec<u8>>)> {
    let found = find_account(tx, name).await?;
    let known = match &found {
        Some(it) => browser.known_to(tx, it.id, now).await?,
        None => None,
    };
    Ok((found, known))
}

/// Ends the session.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn adult_leave(db: &Db, staff: &Staff, now: DateTime<Utc>) -> Result<()> {
    transaction!(db.write, staff, |tx| {
        run!(
            tx,
            "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
            staff.session(),
            to_millis(now)
        )?;
        let (school, person) = (staff.school(), staff.person());
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

/// Ends all sessions of the adult, this one too, and makes every browser a stranger to them.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn sign_out_everywhere(db: &Db, staff: &Staff, now: DateTime<Utc>) -> Result<()> {
    transaction!(db.write, staff, |tx| {
        let (school, person) = (staff.school(), staff.person());
        end_all(tx, person, now).await?;
        note(
            tx,
            school,
            Some(person),
            AuditAct::AdultSignedOutEverywhere,
            person,
            now,
        )
        .await
    })
}
