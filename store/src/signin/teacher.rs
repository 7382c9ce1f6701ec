//! The teacher's side of children's sign-in: their pictures, and the tap that opens the lock.

use super::{lock, secret_of, secret_text};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, NewEntry},
    enrollment::{child_name, children_of_class},
    proof::Teacher,
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::PersonId,
    signin::{ChildSecret, Gate, Secret},
};
use std::collections::HashMap;

/// Lets a child try again at once.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn unlock(db: &Db, teacher: &Teacher, child: PersonId, now: DateTime<Utc>) -> Result<()> {
    teacher.must(Action::UnlockChild)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        lock::clear(tx, child.0.as_bytes()).await?;
        tile::set_locked(tx, teacher.school(), child, false).await?;
        note(tx, teacher, AuditAct::ChildUnlocked, child, now).await
    })
}

async fn note(
    tx: &mut Tx,
    teacher: Teacher,
    what: AuditAct,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = NewEntry {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what,
        about: Some(child.0),
        detail: "",
    };
    audit::append(tx, now, line).await
}

/// The pictures of all children of the class, to be shown or printed.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn secrets(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<Vec<ChildSecret>> {
    teacher.must(Action::SeePictures)?;
    transaction!(db.read, teacher, |tx| {
        let rows: Vec<(PersonId, String)> = list!(
            tx,
            "SELECT p.id, p.secret FROM enrollment e JOIN person p ON p.id = e.person
         WHERE e.class = $1 AND e.school = $2 AND e.role = 'child' AND p.role = 'child'",
            teacher.class(),
            teacher.school()
        )?;
        let secrets: HashMap<PersonId, String> = rows.into_iter().collect();
        let locks: Vec<(Vec<u8>, i64, Option<i64>)> = list!(
            tx,
            "SELECT account, wrong, rests_until FROM signin_lock WHERE school = $1 AND wrong > 0",
            teacher.school()
        )?;
        children_of_class(tx, teacher.school(), teacher.class())
            .await?
            .into_iter()
            .map(|it| {
                let stored = secrets.get(&it.child).ok_or(StoreError::NotFound)?;
                let lock = locks.iter().find(|(id, ..)| id == it.child.0.as_bytes());
                let gate = match lock {
                    Some((_, wrong, until)) => lock::from_columns(*wrong, *until)?.gate(now),
                    None => Gate::Open,
                };
                Ok(ChildSecret {
                    child: it.child,
                    name: it.name,
                    picture: it.picture,
                    secret: secret_of(stored)?,
                    gate,
                })
            })
            .collect()
    })
}

/// Gives a child three other pictures, and opens the lock.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn new_secret(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::RenewPictures)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let secret = Secret::nth(tx.ids().number());
        run!(
            tx,
            "UPDATE person SET secret = $3 WHERE id = $1 AND school = $2 AND role = 'child'",
            child,
            teacher.school(),
            secret_text(&secret)
        )?;
        lock::clear(tx, child.0.as_bytes()).await?;
        tile::set_locked(tx, teacher.school(), child, false).await?;
        note(tx, teacher, AuditAct::ChildPictures, child, now).await
    })
}
