//! Adults' accounts: found by what is typed, and as the console adds and lists them.

use super::session::note;
use crate::{Db, Result, StoreError, Tx, proof::Office};
use chrono::{DateTime, Utc};
use domain::{
    ids::{PersonId, SchoolId},
    roster::OWN,
    school::{Role, SchoolError},
    signin::AdultError,
    text::has_hidden,
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
         WHERE (username = $1 OR email = $1) AND active AND role <> 'child'
         ORDER BY CASE WHEN username = $1 THEN 0 ELSE 1 END LIMIT 2",
        name
    )?;
    let only = rows.len() == 1;
    let first = rows.into_iter().next();
    Ok(first.filter(|it| only || it.username.as_deref() == Some(name)))
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
    if adult.role == Role::Child {
        return Err(AdultError::IsAChild.into());
    }
    let name = username(&adult.username);
    let typed = [&name, &adult.given, &adult.family];
    if typed.into_iter().any(|it| has_hidden(it)) {
        return Err(AdultError::HiddenCharacter.into());
    }
    if name.is_empty() || name.contains(char::is_whitespace) {
        return Err(AdultError::UsernameIsNoWord.into());
    }
    transaction!(db.write, |tx| {
        let row: Option<(SchoolId,)> = find!(
            tx,
            "SELECT id FROM school WHERE source_id = $1",
            &adult.school
        )?;
        let (school,) = row.ok_or(SchoolError::IsUnknown)?;
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
            return Err(AdultError::UsernameIsTaken.into());
        }
        note(tx, school, None, "adult.add", PersonId(id), now).await?;
        Ok(PersonId(id))
    })
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
