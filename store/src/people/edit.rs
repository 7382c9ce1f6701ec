//! A child is added, or what is written of a child is corrected.

use super::{
    list::children,
    must_be_class, note,
    seat::{SeatMove, take_seat, write_move},
    standing,
};
use crate::{Db, Result, Tx, proof::Staff, signin::secret_text, tile};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::{ClassId, PersonId, SchoolId},
    people::{AddedChild, PersonError, TypedChild},
    roster::{OWN, tile_picture},
    signin::Secret,
};

/// Adds a child to a class. One who looks like the same as somebody is asked for first; `sure` says
/// that it is another.
///
/// # Errors
/// `Invalid` if what was typed breaks a rule; `NotFound` if it is not theirs to do.
pub async fn add_child(
    db: &Db,
    staff: &Staff,
    typed: &TypedChild,
    class: ClassId,
    sure: bool,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<AddedChild> {
    staff.must(Action::EditPeople)?;
    let typed = typed.checked()?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        tx.lock_class(class).await?;
        must_be_class(tx, school, class).await?;
        let mut alike = children(tx, school).await?;
        alike.retain(|it| it.merged_into.is_none() && typed.looks_like(class, it));
        if !sure && !alike.is_empty() {
            return Ok(AddedChild::Alike(alike));
        }
        must_have_own_id(tx, school, None, &typed.identifier).await?;
        let child = PersonId(tx.ids().uuid());
        insert(tx, school, child, &typed, class).await?;
        take_seat(tx, school, class, child).await?;
        let came = SeatMove {
            child,
            from: None,
            to: Some(class),
            on: today,
        };
        write_move(tx, &staff, came, Some(now), now).await?;
        note(tx, &staff, AuditAct::ChildAdded, child, "", now).await?;
        Ok(AddedChild::Added(child))
    })
}

async fn insert(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    typed: &TypedChild,
    class: ClassId,
) -> Result<()> {
    let beside: Vec<(String,)> = list!(
        tx,
        "SELECT p.picture FROM enrollment e JOIN person p ON p.id = e.person
         WHERE e.class = $1 AND e.role = 'child' AND p.picture IS NOT NULL",
        class
    )?;
    let ids = tx.ids();
    let picture = tile_picture(beside.iter().map(|it| it.0.as_str()), ids.number());
    let secret = Secret::nth(ids.number());
    run!(
        tx,
        "INSERT INTO person (id, school, role, source_id, given, family, lang, grade, picture,
             secret, identifier)
         VALUES ($1, $2, 'child', $3, $4, $5, $6, $7, $8, $9, $10)",
        child,
        school,
        format!("{OWN}{child}"),
        &typed.given,
        &typed.family,
        typed.lang.code(),
        i64::from(typed.grade),
        picture,
        secret_text(&secret),
        identifier(typed)
    )?;
    Ok(())
}

/// Corrects what is written of a child. The next import writes what the roster says again.
///
/// # Errors
/// `Invalid` if what was typed breaks a rule; `NotFound` if it is not theirs to do.
pub async fn correct_child(
    db: &Db,
    staff: &Staff,
    child: PersonId,
    typed: &TypedChild,
    now: DateTime<Utc>,
) -> Result<()> {
    staff.must(Action::EditPeople)?;
    let typed = typed.checked()?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        let classes = tile::classes_of(tx, school, &[child]).await?;
        for class in &classes {
            tx.lock_class(*class).await?;
        }
        standing(tx, &staff, child).await?.must_stand()?;
        must_have_own_id(tx, school, Some(child), &typed.identifier).await?;
        run!(
            tx,
            "UPDATE person SET given = $2, family = $3, lang = $4, grade = $5, identifier = $6
             WHERE id = $1",
            child,
            &typed.given,
            &typed.family,
            typed.lang.code(),
            i64::from(typed.grade),
            identifier(&typed)
        )?;
        for class in classes {
            tile::reload_class(tx, class).await?;
        }
        note(tx, &staff, AuditAct::ChildCorrected, child, "", now).await
    })
}

fn identifier(typed: &TypedChild) -> Option<&str> {
    Some(typed.identifier.as_str()).filter(|it| !it.is_empty())
}

async fn must_have_own_id(
    tx: &mut Tx,
    school: SchoolId,
    child: Option<PersonId>,
    identifier: &str,
) -> Result<()> {
    if identifier.is_empty() {
        return Ok(());
    }
    let others: Vec<(PersonId,)> = list!(
        tx,
        "SELECT id FROM person
         WHERE school = $1 AND role = 'child' AND identifier = $2 AND merged_into IS NULL",
        school,
        identifier
    )?;
    match others.iter().all(|(other,)| Some(*other) == child) {
        true => Ok(()),
        false => Err(PersonError::IdIsTaken.into()),
    }
}
