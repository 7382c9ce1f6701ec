//! The teacher's side of children's sign-in: their pictures, and the tap that opens the lock.

use super::{lock, secret_of, secret_text};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    class::{child_name, room},
    proof::Teacher,
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    ids::PersonId,
    signin::{ChildSecret, Gate, Secret},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Lets a child try again at once.
pub async fn unlock(db: &Db, teacher: &Teacher, child: PersonId, now: DateTime<Utc>) -> Result<()> {
    teacher.must(Action::UnlockChild)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(unlock_in(tx, teacher, child, now)))
        .await
}

async fn unlock_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.hold_class(teacher.class()).await?;
    child_name(tx, teacher.school(), teacher.class(), child).await?;
    lock::open(tx, child.0.as_bytes()).await?;
    tile::locked(tx, teacher.school(), child, false).await?;
    note(tx, teacher, "child.unlock", child, now).await
}

async fn note(
    tx: &mut Tx,
    teacher: Teacher,
    what: &str,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = Line {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what,
        about: Some(child.0),
        detail: "",
    };
    audit::note(tx, now, line).await
}

/// The pictures of all children of the class, to be shown or printed.
pub async fn secrets(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<Vec<ChildSecret>> {
    teacher.must(Action::SeePictures)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(secrets_in(tx, teacher, now)))
        .await
}

async fn secrets_in(tx: &mut Tx, teacher: Teacher, now: DateTime<Utc>) -> Result<Vec<ChildSecret>> {
    let rows: Vec<(Uuid, String)> = list!(
        tx,
        "SELECT p.id, p.secret FROM enrollment e JOIN person p ON p.id = e.person
         WHERE e.class = $1 AND e.school = $2 AND e.role = 'child' AND p.role = 'child'",
        teacher.class().0,
        teacher.school().0
    )?;
    let secrets: HashMap<Uuid, String> = rows.into_iter().collect();
    let locks: Vec<(Vec<u8>, i64, Option<i64>)> = list!(
        tx,
        "SELECT account, wrong, rests_until FROM signin_lock WHERE school = $1 AND wrong > 0",
        teacher.school().0
    )?;
    room(tx, teacher.school(), teacher.class())
        .await?
        .into_iter()
        .map(|it| {
            let stored = secrets.get(&it.child.0).ok_or(StoreError::NotFound)?;
            let lock = locks.iter().find(|(id, ..)| id == it.child.0.as_bytes());
            let gate = match lock {
                Some((_, wrong, until)) => lock::read(*wrong, *until)?.gate(now),
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
}

/// Gives a child three other pictures, and opens the lock.
pub async fn new_secret(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::RenewPictures)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(new_secret_in(tx, teacher, child, now)))
        .await
}

async fn new_secret_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.hold_class(teacher.class()).await?;
    child_name(tx, teacher.school(), teacher.class(), child).await?;
    let secret = Secret::nth(tx.ids().number());
    run!(
        tx,
        "UPDATE person SET secret = $3 WHERE id = $1 AND school = $2 AND role = 'child'",
        child.0,
        teacher.school().0,
        secret_text(&secret)
    )?;
    lock::open(tx, child.0.as_bytes()).await?;
    tile::locked(tx, teacher.school(), child, false).await?;
    note(tx, teacher, "child.pictures", child, now).await
}
