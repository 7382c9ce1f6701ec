//! The adults of a school, as its office lists, adds and invites them, and takes their way in away.

use super::{account::insert_adult, browser::end_all, invite::insert_invite, session::note};
use crate::{
    Db, Result, StoreError, Tx,
    column::to_millis,
    lasting::latest_end,
    proof::{Staff, Token},
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::PersonId,
    limits,
    school::Role,
    signin::{AccountState, AdultError, SchoolAdult, TypedAdult},
};

#[derive(sqlx::FromRow)]
struct AdultRow {
    id: PersonId,
    given: String,
    family: String,
    sign_in_name: Option<String>,
    role: String,
    disabled: bool,
    has_password: bool,
    invited: bool,
}

/// The adults of the school whom its roster has not ended, by family name.
///
/// # Errors
/// `NotFound` if what is asked for is not theirs.
pub async fn school_adults(db: &Db, staff: &Staff, now: DateTime<Utc>) -> Result<Vec<SchoolAdult>> {
    staff.must(Action::ListAdults)?;
    let rows: Vec<AdultRow> = list!(
        db,
        "SELECT p.id, p.given, p.family, COALESCE(p.username, p.email) AS sign_in_name, p.role,
         p.disabled_at IS NOT NULL AS disabled, p.password IS NOT NULL AS has_password,
         EXISTS (SELECT 1 FROM invite i WHERE i.person = p.id AND i.used_at IS NULL
                 AND i.expires_at > $2 AND i.expires_at <= $3) AS invited
         FROM person p
         WHERE p.school = $1 AND p.active AND p.role NOT IN ('child', 'guardian')
         ORDER BY p.family, p.given, p.id",
        staff.school(),
        to_millis(now),
        latest_end(now, limits::account::INVITE_LASTS)
    )?;
    let adults = rows.into_iter().map(|it| {
        Ok(SchoolAdult {
            person: it.id,
            name: format!("{} {}", it.given, it.family),
            sign_in_name: it.sign_in_name,
            role: Role::parse(&it.role).ok_or(StoreError::Unreadable("role"))?,
            state: AccountState::of(it.disabled, it.has_password, it.invited),
            is_me: it.id == staff.person(),
        })
    });
    adults.collect()
}

/// Adds an adult whom the roster does not name; they come in by an invitation.
///
/// # Errors
/// `Invalid` if what was typed breaks a rule; `NotFound` if it is not theirs to do.
pub async fn add_school_adult(
    db: &Db,
    staff: &Staff,
    typed: &TypedAdult,
    now: DateTime<Utc>,
) -> Result<PersonId> {
    staff.must(Action::InviteAdult)?;
    let typed = typed.checked()?;
    transaction!(db.write, staff, |tx| {
        insert_adult(tx, staff.school(), Some(staff.person()), &typed, now).await
    })
}

/// Makes a link by which an adult of the school chooses a password; earlier links end.
///
/// # Errors
/// `NotFound` if it is none of theirs; `Invalid` for who is disabled or has no name to sign in with.
pub async fn invite_school_adult(
    db: &Db,
    staff: &Staff,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Token> {
    staff.must(Action::InviteAdult)?;
    transaction!(db.write, staff, |tx| {
        let has_name = must_be_of_school(tx, &staff, person).await?;
        if !has_name {
            return Err(AdultError::HasNoSignInName.into());
        }
        insert_invite(tx, staff.school(), Some(staff.person()), person, now).await
    })
}

/// Takes an adult's way in away, or gives it back. Their sessions and links end at once.
///
/// # Errors
/// `NotFound` if it is none of theirs; `Invalid` for one's own account.
pub async fn set_adult_disabled(
    db: &Db,
    staff: &Staff,
    person: PersonId,
    disabled: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    staff.must(Action::InviteAdult)?;
    if person == staff.person() {
        return Err(AdultError::IsYourself.into());
    }
    transaction!(db.write, staff, |tx| {
        must_be_of_school(tx, &staff, person).await?;
        run!(
            tx,
            "UPDATE person SET disabled_at = $2 WHERE id = $1",
            person,
            disabled.then(|| to_millis(now))
        )?;
        if disabled {
            end_all(tx, person, now).await?;
            run!(tx, "DELETE FROM invite WHERE person = $1", person)?;
        }
        let what = match disabled {
            true => AuditAct::AdultDisabled,
            false => AuditAct::AdultEnabled,
        };
        note(tx, staff.school(), Some(staff.person()), what, person, now).await
    })
}

/// Whether this adult of the school has a name to sign in with.
async fn must_be_of_school(tx: &mut Tx, staff: &Staff, person: PersonId) -> Result<bool> {
    let row: Option<(bool,)> = find!(
        tx,
        "SELECT COALESCE(username, email) IS NOT NULL FROM person
         WHERE id = $1 AND school = $2 AND active AND role NOT IN ('child', 'guardian')",
        person,
        staff.school()
    )?;
    row.map(|it| it.0).ok_or(StoreError::NotFound)
}
