//! Tablets: enrolled with a code from the teacher's screen, named by number, taken out again.

use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, NewEntry},
    column::{from_millis, to_millis},
    enrollment::children_of_class,
    lasting::latest_end,
    proof::Token,
    proof::{Device, Teacher, Visitor},
    tile,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    device::{EnrolCode, Tablet, TabletError, counted_name, typed_name},
    ids::{ClassId, DeviceId, PersonId, SchoolId},
    limits,
};
use std::collections::HashMap;

/// A tablet that has just been enrolled; the token goes into its cookie.
#[derive(Clone, Debug)]
pub struct Enrolled {
    pub token: Token,
    pub device: DeviceId,
}

/// A code that enrols tablets into the class for the next minutes.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn new_code(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<EnrolCode> {
    teacher.must(Action::EnrolTablet)?;
    transaction!(db.write, teacher, |tx| {
        run!(
            tx,
            "DELETE FROM enrol_code WHERE expires_at <= $1 OR expires_at > $3 OR class = $2",
            to_millis(now),
            teacher.class(),
            latest_end(now, limits::device::CODE_LASTS)
        )?;
        let expires = now + limits::device::CODE_LASTS;
        // A code another class has just now is drawn again; a few draws always suffice.
        for _ in 0..8 {
            let mut number = tx.ids().number();
            let code: String = (0..limits::device::CODE_DIGITS)
                .map(|_| {
                    let digit = number % 10;
                    number /= 10;
                    digit.to_string()
                })
                .collect();
            let made = run!(
                tx,
                "INSERT INTO enrol_code (code, school, class, made_by, expires_at)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                &code,
                teacher.school(),
                teacher.class(),
                teacher.person(),
                to_millis(expires)
            )?;
            if made > 0 {
                return Ok(EnrolCode { code, expires });
            }
        }
        Err(StoreError::Busy)
    })
}

/// Enrols the tablet that shows a code; `None` if there is no such code now.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn enrol(
    db: &Db,
    _visitor: &Visitor,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<Enrolled>> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let latest = latest_end(now, limits::device::CODE_LASTS);
    let known: Option<(String,)> = find!(
        db,
        "SELECT code FROM enrol_code WHERE code = $1 AND expires_at > $2 AND expires_at <= $3",
        &code,
        to_millis(now),
        latest
    )?;
    if known.is_none() {
        return Ok(None);
    }
    transaction!(db.write, |tx| {
        let row: Option<(SchoolId, ClassId, PersonId)> = find!(
            tx,
            "SELECT school, class, made_by FROM enrol_code
             WHERE code = $1 AND expires_at > $2 AND expires_at <= $3",
            code,
            to_millis(now),
            latest
        )?;
        let Some((school, class, made_by)) = row else {
            return Ok(None);
        };
        let count: Option<(i64,)> = find!(
            tx,
            "UPDATE class SET tablets = tablets + 1 WHERE id = $1 AND active RETURNING tablets",
            class
        )?;
        let Some((number,)) = count else {
            return Ok(None);
        };
        let (token, id) = (Token::new(tx.ids()), tx.ids().uuid());
        run!(
            tx,
            "INSERT INTO device (id, school, class, name, token_hash, enrolled_at, seen_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6)",
            id,
            school,
            class,
            counted_name(u32::try_from(number).unwrap_or(u32::MAX)),
            token.digest(),
            to_millis(now)
        )?;
        let line = NewEntry {
            school,
            who: Some(made_by.0),
            what: AuditAct::DeviceEnrolled,
            about: Some(id),
            detail: "",
        };
        audit::append(tx, now, line).await?;
        Ok(Some(Enrolled {
            token,
            device: DeviceId(id),
        }))
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: DeviceId,
    name: String,
    enrolled_at: i64,
    seen_at: i64,
    lasts: Option<bool>,
    child: Option<PersonId>,
}

/// The tablets of the class, with who is signed in on each.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn list(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<Vec<Tablet>> {
    teacher.must(Action::SeeTablets)?;
    transaction!(db.read, teacher, |tx| {
        let rows: Vec<Row> = list!(
            tx,
            "SELECT d.id, d.name, d.enrolled_at, d.seen_at, d.lasts, s.person AS child
         FROM device d LEFT JOIN session s
             ON s.device = d.id AND s.ended_at IS NULL AND s.expires_at > $3
         WHERE d.class = $1 AND d.school = $2 AND d.revoked_at IS NULL
         ORDER BY d.enrolled_at, d.id",
            teacher.class(),
            teacher.school(),
            to_millis(now)
        )?;
        let names: HashMap<PersonId, String> =
            children_of_class(tx, teacher.school(), teacher.class())
                .await?
                .into_iter()
                .map(|it| (it.child, it.name))
                .collect();
        rows.into_iter()
            .map(|row| {
                Ok(Tablet {
                    id: row.id,
                    name: row.name,
                    enrolled_at: from_millis(row.enrolled_at)?,
                    seen_at: from_millis(row.seen_at)?,
                    lasts: row.lasts,
                    child: row.child.and_then(|child| names.get(&child).cloned()),
                })
            })
            .collect()
    })
}

/// Whether the tablet's browser promised to keep what lies on it.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn set_lasts(db: &Db, device: &Device, lasts: bool) -> Result<()> {
    let (id, school) = (device.id().0, device.school().0);
    let row: Option<(Option<bool>,)> = find!(
        db,
        "SELECT lasts FROM device WHERE id = $1 AND school = $2",
        id,
        school
    )?;
    // Said at each sign-in; news but once.
    if row == Some((Some(lasts),)) {
        return Ok(());
    }
    transaction!(db.write, |tx| {
        run!(
            tx,
            "UPDATE device SET lasts = $3 WHERE id = $1 AND school = $2",
            id,
            school,
            lasts
        )
        .map(drop)
    })
}

/// Gives a tablet another name.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such tablet in the class; `Invalid` for a
/// name that is none, or another tablet's.
pub async fn rename(
    db: &Db,
    teacher: &Teacher,
    device: DeviceId,
    name: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::RenameTablet)?;
    let name = typed_name(name)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        let taken: Option<(DeviceId,)> = find!(
            tx,
            "SELECT id FROM device WHERE class = $1 AND school = $2 AND revoked_at IS NULL
             AND name = $3 AND id <> $4",
            teacher.class(),
            teacher.school(),
            &name,
            device
        )?;
        if taken.is_some() {
            return Err(TabletError::NameIsTaken.into());
        }
        let touched = run!(
            tx,
            "UPDATE device SET name = $4
             WHERE id = $1 AND class = $2 AND school = $3 AND revoked_at IS NULL",
            device,
            teacher.class(),
            teacher.school(),
            name
        )?;
        if touched == 0 {
            return Err(StoreError::NotFound);
        }
        note(tx, &teacher, AuditAct::DeviceRenamed, device, now).await
    })
}

/// Signs out whoever is signed in on a tablet that stays enrolled.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such tablet in the class.
pub async fn sign_out(
    db: &Db,
    teacher: &Teacher,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::SignOutTablet)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        let own: Option<(DeviceId,)> = find!(
            tx,
            "SELECT id FROM device
             WHERE id = $1 AND class = $2 AND school = $3 AND revoked_at IS NULL",
            device,
            teacher.class(),
            teacher.school()
        )?;
        if own.is_none() {
            return Err(StoreError::NotFound);
        }
        end_sessions(tx, teacher.school(), teacher.class(), device, now).await?;
        note(tx, &teacher, AuditAct::DeviceSignedOut, device, now).await
    })
}

/// Takes a tablet out: its token is worth nothing from now on, its child is signed out.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn revoke(
    db: &Db,
    teacher: &Teacher,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::RevokeTablet)?;
    transaction!(db.write, teacher, |tx| {
        tx.lock_class(teacher.class()).await?;
        let touched = run!(
            tx,
            "UPDATE device SET revoked_at = $4
         WHERE id = $1 AND class = $2 AND school = $3 AND revoked_at IS NULL",
            device,
            teacher.class(),
            teacher.school(),
            to_millis(now)
        )?;
        if touched == 0 {
            return Err(StoreError::NotFound);
        }
        end_sessions(tx, teacher.school(), teacher.class(), device, now).await?;
        note(tx, &teacher, AuditAct::DeviceRevoked, device, now).await
    })
}

/// Writes down what the teacher did with a tablet.
async fn note(
    tx: &mut Tx,
    teacher: &Teacher,
    what: AuditAct,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = NewEntry {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what,
        about: Some(device.0),
        detail: "",
    };
    audit::append(tx, now, line).await
}

/// Signs out whoever is signed in on the tablet.
pub(crate) async fn end_sessions(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut gone: Vec<(PersonId,)> = list!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE device = $1 AND ended_at IS NULL RETURNING person",
        device,
        to_millis(now)
    )?;
    gone.sort_unstable();
    gone.dedup();
    for (child,) in gone {
        tile::set_here(tx, school, class, child).await?;
    }
    Ok(())
}
