//! Adults' accounts: invited from the console, a password of their own, a soft lock on the account.

use super::lock;
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    password::{self, Hashed},
    proof::{self, Office, Staff, Visitor},
    stored::ms,
    token::{Token, digest},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{PersonId, SchoolId},
    roster::OWN,
    school::Role,
    signin::SoftLock,
};
use uuid::Uuid;

/// How long an invitation may be answered.
pub const INVITE_LASTS: TimeDelta = TimeDelta::days(7);
/// Tries before the first rest.
const FREE_TRIES: usize = 5;
/// How long each rest lasts, in seconds; the last again and again.
const RESTS: [i64; 5] = [10, 30, 60, 300, 900];

/// Checks a name and a password and begins a session. The try counts as wrong until it has proved
/// right, so that tries at the same time do not pass the lock together.
///
/// # Errors
/// `Invalid` for a wrong name or password, never saying which; `Rest` after too many.
pub async fn adult_sign_in(
    db: &Db,
    _visitor: &Visitor,
    name: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Token> {
    let name = username(name);
    let (found, rest) = db.write(move |tx| Box::pin(try_in(tx, name, now))).await?;
    if let Some(seconds) = rest {
        return Err(StoreError::Rest { seconds });
    }
    let (person, hash) = found.map(|it| (it.id, it.password)).unzip();
    let right = password::verify(hash.flatten(), password).await?;
    let Some(person) = person.filter(|_| right) else {
        return Err(StoreError::invalid("password", "wrong"));
    };
    db.write(move |tx| Box::pin(sign_in_in(tx, PersonId(person), now)))
        .await
}

async fn sign_in_in(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<Token> {
    lock::open(tx, person.0.as_bytes()).await?;
    begin(tx, person, now).await
}

#[derive(sqlx::FromRow)]
struct Named {
    id: Uuid,
    school: Uuid,
    username: Option<String>,
    password: Option<String>,
}

/// The adult of this user name; if there is none, the only one of this e-mail.
async fn named(tx: &mut Tx, name: &str) -> Result<Option<Named>> {
    let rows: Vec<Named> = list!(
        tx,
        "SELECT id, school, username, password FROM person
         WHERE (username = $1 OR email = $1) AND active AND role <> 'child'
         ORDER BY CASE WHEN username = $1 THEN 0 ELSE 1 END LIMIT 2",
        name
    )?;
    let only = rows.len() == 1;
    let first = rows.into_iter().next();
    Ok(first.filter(|it| only || it.username.as_deref() == Some(name)))
}

/// Takes one try from the lock of the account, whichever of its names was typed: who it is, and
/// how many seconds to rest if there is no try to take.
async fn try_in(
    tx: &mut Tx,
    name: String,
    now: DateTime<Utc>,
) -> Result<(Option<Named>, Option<u32>)> {
    let found = named(tx, &name).await?;
    let account = match &found {
        Some(it) => it.id.as_bytes().to_vec(),
        None => digest(&name),
    };
    lock::forget_old(tx, now).await?;
    let held = lock::held(tx, &account, None, now).await?;
    if let Some(left) = held.until.map(|until| until - now)
        && left > TimeDelta::zero()
    {
        let seconds = (left.num_milliseconds() + 999) / 1000;
        let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
        return Ok((found, Some(seconds)));
    }
    let wrong = held.wrong.saturating_add(1);
    let over = usize::try_from(wrong).unwrap_or(usize::MAX);
    let rest = over
        .checked_sub(FREE_TRIES)
        .map(|n| RESTS[n.min(RESTS.len() - 1)]);
    let next = SoftLock {
        wrong,
        until: rest.map(|seconds| now + TimeDelta::seconds(seconds)),
    };
    lock::set(tx, &account, next).await?;
    Ok((found, None))
}

fn username(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Begins a session; the token goes into the cookie.
pub(crate) async fn begin(tx: &mut Tx, person: PersonId, now: DateTime<Utc>) -> Result<Token> {
    let row: Option<(Uuid,)> = find!(
        tx,
        "SELECT school FROM person WHERE id = $1 AND active AND role <> 'child'",
        person.0
    )?;
    let (school,) = row.ok_or(StoreError::SignedOut)?;
    let (token, id) = (Token::new(tx.ids()), tx.ids().uuid());
    run!(
        tx,
        "INSERT INTO session (id, school, person, token_hash, started_at, seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        id,
        school,
        person.0,
        token.digest(),
        ms(now),
        ms(now + proof::LONGEST)
    )?;
    note(tx, SchoolId(school), Some(person), "adult.in", person, now).await?;
    Ok(token)
}

async fn note(
    tx: &mut Tx,
    school: SchoolId,
    who: Option<PersonId>,
    what: &str,
    about: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = Line {
        school,
        who: who.map(|who| who.0),
        what,
        about: Some(about.0),
        detail: "",
    };
    audit::note(tx, now, line).await
}

/// Ends the session.
pub async fn adult_leave(db: &Db, staff: &Staff, now: DateTime<Utc>) -> Result<()> {
    let staff = *staff;
    db.write(move |tx| {
        Box::pin(async move {
            run!(
                tx,
                "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
                staff.session().0,
                ms(now)
            )?;
            let (school, person) = (staff.school(), staff.person());
            note(tx, school, Some(person), "adult.out", person, now).await
        })
    })
    .await
}

/// Invites the adult of this user name or e-mail to choose a password; earlier invitations end.
pub async fn invite(db: &Db, _office: &Office, name: &str, now: DateTime<Utc>) -> Result<Token> {
    let name = username(name);
    db.write(move |tx| Box::pin(invite_in(tx, name, now))).await
}

async fn invite_in(tx: &mut Tx, name: String, now: DateTime<Utc>) -> Result<Token> {
    let it = named(tx, &name).await?.ok_or(StoreError::NotFound)?;
    let (person, school) = (it.id, it.school);
    run!(tx, "DELETE FROM invite WHERE person = $1", person)?;
    let token = Token::new(tx.ids());
    run!(
        tx,
        "INSERT INTO invite (token_hash, school, person, made_at, expires_at)
         VALUES ($1, $2, $3, $4, $5)",
        token.digest(),
        school,
        person,
        ms(now),
        ms(now + INVITE_LASTS)
    )?;
    let person = PersonId(person);
    note(tx, SchoolId(school), None, "adult.invite", person, now).await?;
    Ok(token)
}

/// The name an invited adult will sign in with, while the invitation may be answered; looking uses
/// nothing up.
pub async fn invited(
    db: &Db,
    _visitor: &Visitor,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let row: Option<(String,)> = find!(
        db,
        "SELECT COALESCE(p.username, p.email) FROM invite i
         JOIN person p ON p.id = i.person AND p.active
         WHERE i.token_hash = $1 AND i.used_at IS NULL AND i.expires_at > $2
         AND COALESCE(p.username, p.email) IS NOT NULL",
        digest(token),
        ms(now)
    )?;
    Ok(row.map(|(name,)| name))
}

/// Answers an invitation with a password, and begins a session. Once; all sessions from before end.
///
/// # Errors
/// `NotFound` if the invitation is used, past or none; `Invalid` for a password that may not be.
pub async fn accept_invite(
    db: &Db,
    visitor: &Visitor,
    token: &str,
    password: &str,
    now: DateTime<Utc>,
) -> Result<Token> {
    let known = invited(db, visitor, token, now).await?;
    known.ok_or(StoreError::NotFound)?;
    let hash = password::hash(db.ids(), password).await?;
    let invite = digest(token);
    db.write(move |tx| Box::pin(accept_in(tx, invite, hash, now)))
        .await
}

async fn accept_in(
    tx: &mut Tx,
    invite: Vec<u8>,
    hash: Hashed,
    now: DateTime<Utc>,
) -> Result<Token> {
    let row: Option<(Uuid,)> = find!(
        tx,
        "UPDATE invite SET used_at = $2
         WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING person",
        invite,
        ms(now)
    )?;
    let (person,) = row.ok_or(StoreError::NotFound)?;
    run!(
        tx,
        "UPDATE person SET password = $2 WHERE id = $1",
        person,
        hash.0
    )?;
    run!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL",
        person,
        ms(now)
    )?;
    sign_in_in(tx, PersonId(person), now).await
}

/// An adult to be added by hand, where no roster names them.
#[derive(Clone, Debug)]
pub struct NewAdult {
    /// The school's id in the roster.
    pub school: String,
    pub username: String,
    pub given: String,
    pub family: String,
    pub role: Role,
}

/// Adds an adult; they come in by an invitation.
pub async fn add_adult(
    db: &Db,
    _office: &Office,
    adult: NewAdult,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    if adult.role == Role::Child {
        return Err(StoreError::invalid("role", "not-an-adult"));
    }
    let name = username(&adult.username);
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(StoreError::invalid("username", "empty-or-with-spaces"));
    }
    db.write(move |tx| Box::pin(add_in(tx, adult, name, now)))
        .await
}

async fn add_in(
    tx: &mut Tx,
    adult: NewAdult,
    name: String,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let row: Option<(Uuid,)> = find!(
        tx,
        "SELECT id FROM school WHERE source_id = $1",
        &adult.school
    )?;
    let (school,) = row.ok_or_else(|| StoreError::invalid("school", "unknown"))?;
    let id = tx.ids().uuid();
    let added = run!(
        tx,
        "INSERT INTO person (id, school, role, source_id, given, family, username)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        id,
        school,
        adult.role.name(),
        format!("{OWN}{name}"),
        adult.given,
        adult.family,
        name
    )?;
    if added == 0 {
        return Err(StoreError::invalid("username", "taken"));
    }
    note(tx, SchoolId(school), None, "adult.add", PersonId(id), now).await?;
    Ok(PersonId(id))
}

/// An adult with a name to sign in with, as the command line lists them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdultLine {
    pub person: PersonId,
    pub school: String,
    /// Or the e-mail of who has none.
    pub username: String,
    pub name: String,
    pub role: Role,
    pub has_password: bool,
}

/// All adults with a name to sign in with, by school and name.
pub async fn list_adults(db: &Db, _office: &Office) -> Result<Vec<AdultLine>> {
    let rows: Vec<(Uuid, String, String, String, String, String, bool)> = list!(
        db,
        "SELECT p.id, s.title, COALESCE(p.username, p.email), p.given, p.family, p.role,
         p.password IS NOT NULL FROM person p JOIN school s ON s.id = p.school
         WHERE COALESCE(p.username, p.email) IS NOT NULL AND p.active AND p.role <> 'child'"
    )?;
    let mut adults = rows
        .into_iter()
        .map(
            |(id, school, username, given, family, role, has_password)| {
                Ok(AdultLine {
                    person: PersonId(id),
                    school,
                    username,
                    name: format!("{given} {family}"),
                    role: Role::parse(&role).ok_or(StoreError::Unreadable("role"))?,
                    has_password,
                })
            },
        )
        .collect::<Result<Vec<_>>>()?;
    adults.sort_by(|a, b| (&a.school, &a.username).cmp(&(&b.school, &b.username)));
    Ok(adults)
}
