//! Adults' accounts: found by what is typed, and as the console adds and lists them.

use super::session::note;
use crate::{Db, Result, StoreError, Tx, proof::Office};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::{PersonId, SchoolId},
    roster::OWN,
    school::{Role, SchoolError},
    signin::{AdultError, TypedAdult},
};

#[derive(sqlx::FromRow)]
pub(super) struct AccountRow {
    pub(super) id: PersonId,
    pub(super) school: SchoolId,
    username: Option<String>,
    pub(super) password: Option<String>,
}

/// The adult of this user name; if there is none, the only one of this e-mail.
pub(super) async fn find_account(tx: &mut Tx, name: &str) -> Result<Option<AccountRow>> {
    let rows: Vec<AccountRow> = list!(
        tx,
        "SELECT id, school, username, password FROM person
         WHERE (username = $1 OR email = $1) AND active AND disabled_at IS NULL
         AND role <> 'child'
         ORDER BY CASE WHEN username = $1 THEN 0 ELSE 1 END LIMIT 2",
        name
    )?;
    let only = rows.len() == 1;
    let first = rows.into_iter().next();
    Ok(first.filter(|it| only || it.username.as_deref() == Some(name)))
}

/// What a new password of an adult is held against.
pub(super) struct OwnAccount {
    pub(super) password: Option<String>,
    /// Words of the person, which are no secret.
    pub(super) about: Vec<String>,
}

/// The account of this adult.
pub(super) async fn find_own(tx: &mut Tx, person: PersonId) -> Result<OwnAccount> {
    #[derive(sqlx::FromRow)]
    struct Row {
        password: Option<String>,
        username: Option<String>,
        email: Option<String>,
        given: String,
        family: String,
    }
    let row: Option<Row> = find!(
        tx,
        "SELECT password, username, email, given, family FROM person
         WHERE id = $1 AND active AND disabled_at IS NULL AND role <> 'child'",
        person
    )?;
    let row = row.ok_or(StoreError::NotFound)?;
    let names = [row.username, row.email].into_iter().flatten();
    Ok(OwnAccount {
        password: row.password,
        about: names.chain([row.given, row.family]).collect(),
    })
}

pub(super) fn username(name: &str) -> String {
    name.trim().to_lowercase()
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
///
/// # Errors
/// `Invalid` if what was sent breaks a rule.
pub async fn add_adult(
    db: &Db,
    _office: &Office,
    adult: NewAdult,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let typed = TypedAdult {
        given: adult.given,
        family: adult.family,
        username: adult.username,
        role: adult.role,
    };
    let (school, typed) = (adult.school, typed.checked()?);
    transaction!(db.write, |tx| {
        let row: Option<(SchoolId,)> =
            find!(tx, "SELECT id FROM school WHERE source_id = $1", &school)?;
        let (school,) = row.ok_or(SchoolError::IsUnknown)?;
        insert_adult(tx, school, None, &typed, now).await
    })
}

/// Adds an adult who was checked; `who` adds them, if not the console.
pub(super) async fn insert_adult(
    tx: &mut Tx,
    school: SchoolId,
    who: Option<PersonId>,
    typed: &TypedAdult,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    let id = tx.ids().uuid();
    let added = run!(
        tx,
        "INSERT INTO person (id, school, role, source_id, given, family, username)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        id,
        school,
        typed.role.name(),
        format!("{OWN}{}", typed.username),
        &typed.given,
        &typed.family,
        &typed.username
    )?;
    if added == 0 {
        return Err(AdultError::UsernameIsTaken.into());
    }
    note(tx, school, who, AuditAct::AdultAdded, PersonId(id), now).await?;
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
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn list_adults(db: &Db, _office: &Office) -> Result<Vec<AdultLine>> {
    let rows: Vec<(PersonId, String, String, String, String, String, bool)> = list!(
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
                    person: id,
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
