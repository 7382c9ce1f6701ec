//! Tablets: enrolled with a code from the teacher's screen, named by number, taken out again.

use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    class::room,
    proof::{Device, Teacher, Visitor},
    stored::{at, ms},
    tile,
    token::Token,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    device::{CODE_DIGITS, CODE_LASTS, Code, Tablet},
    ids::{ClassId, DeviceId, PersonId, SchoolId},
};
use std::collections::HashMap;
use uuid::Uuid;

/// A tablet that has just been enrolled; the token goes into its cookie.
#[derive(Clone, Debug)]
pub struct Enrolled {
    pub token: Token,
    pub device: DeviceId,
}

/// A code that enrols tablets into the class for the next minutes.
pub async fn new_code(db: &Db, teacher: &Teacher, now: DateTime<Utc>) -> Result<Code> {
    teacher.must(Action::EnrolTablet)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(new_code_in(tx, teacher, now)))
        .await
}

async fn new_code_in(tx: &mut Tx, teacher: Teacher, now: DateTime<Utc>) -> Result<Code> {
    run!(
        tx,
        "DELETE FROM enrol_code WHERE expires_at <= $1 OR class = $2",
        ms(now),
        teacher.class().0
    )?;
    let expires = now + CODE_LASTS;
    // A code another class has just now is drawn again; a few draws always suffice.
    for _ in 0..8 {
        let mut number = tx.ids().number();
        let code: String = (0..CODE_DIGITS)
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
            teacher.school().0,
            teacher.class().0,
            teacher.person().0,
            ms(expires)
        )?;
        if made > 0 {
            return Ok(Code { code, expires });
        }
    }
    Err(StoreError::Busy)
}

/// Enrols the tablet that shows a code; `None` if there is no such code now.
pub async fn enrol(
    db: &Db,
    _visitor: &Visitor,
    code: &str,
    now: DateTime<Utc>,
) -> Result<Option<Enrolled>> {
    let code: String = code.chars().filter(char::is_ascii_digit).collect();
    let known: Option<(String,)> = find!(
        db,
        "SELECT code FROM enrol_code WHERE code = $1 AND expires_at > $2",
        &code,
        ms(now)
    )?;
    if known.is_none() {
        return Ok(None);
    }
    db.write(move |tx| Box::pin(enrol_in(tx, code, now))).await
}

async fn enrol_in(tx: &mut Tx, code: String, now: DateTime<Utc>) -> Result<Option<Enrolled>> {
    let row: Option<(Uuid, Uuid, Uuid)> = find!(
        tx,
        "SELECT school, class, made_by FROM enrol_code WHERE code = $1 AND expires_at > $2",
        code,
        ms(now)
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
        format!("Tablet {number}"),
        token.digest(),
        ms(now)
    )?;
    let line = Line {
        school: SchoolId(school),
        who: Some(made_by),
        what: "device.enrol",
        about: Some(id),
        detail: "",
    };
    audit::note(tx, now, line).await?;
    Ok(Some(Enrolled {
        token,
        device: DeviceId(id),
    }))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    enrolled_at: i64,
    seen_at: i64,
    lasts: Option<bool>,
    child: Option<Uuid>,
}

/// The tablets of the class, with who is signed in on each.
pub async fn list(db: &Db, teacher: &Teacher) -> Result<Vec<Tablet>> {
    teacher.must(Action::SeeTablets)?;
    let teacher = *teacher;
    db.read(move |tx| Box::pin(list_in(tx, teacher))).await
}

async fn list_in(tx: &mut Tx, teacher: Teacher) -> Result<Vec<Tablet>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT d.id, d.name, d.enrolled_at, d.seen_at, d.lasts, s.person AS child
         FROM device d LEFT JOIN session s ON s.device = d.id AND s.ended_at IS NULL
         WHERE d.class = $1 AND d.school = $2 AND d.revoked_at IS NULL
         ORDER BY d.enrolled_at, d.id",
        teacher.class().0,
        teacher.school().0
    )?;
    let names: HashMap<Uuid, String> = room(tx, teacher.school(), teacher.class())
        .await?
        .into_iter()
        .map(|it| (it.child.0, it.name))
        .collect();
    rows.into_iter()
        .map(|row| {
            Ok(Tablet {
                id: DeviceId(row.id),
                name: row.name,
                enrolled_at: at(row.enrolled_at)?,
                seen_at: at(row.seen_at)?,
                lasts: row.lasts,
                child: row.child.and_then(|child| names.get(&child).cloned()),
            })
        })
        .collect()
}

/// Whether the tablet's browser promised to keep what lies on it.
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
    db.write(move |tx| {
        Box::pin(async move {
            run!(
                tx,
                "UPDATE device SET lasts = $3 WHERE id = $1 AND school = $2",
                id,
                school,
                lasts
            )
            .map(drop)
        })
    })
    .await
}

/// Takes a tablet out: its token is worth nothing from now on, its child is signed out.
pub async fn revoke(
    db: &Db,
    teacher: &Teacher,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::RevokeTablet)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(revoke_in(tx, teacher, device, now)))
        .await
}

async fn revoke_in(
    tx: &mut Tx,
    teacher: Teacher,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    tx.hold_class(teacher.class()).await?;
    let touched = run!(
        tx,
        "UPDATE device SET revoked_at = $4
         WHERE id = $1 AND class = $2 AND school = $3 AND revoked_at IS NULL",
        device.0,
        teacher.class().0,
        teacher.school().0,
        ms(now)
    )?;
    if touched == 0 {
        return Err(StoreError::NotFound);
    }
    end_sessions(tx, teacher.school(), teacher.class(), device, now).await?;
    let line = Line {
        school: teacher.school(),
        who: Some(teacher.person().0),
        what: "device.revoke",
        about: Some(device.0),
        detail: "",
    };
    audit::note(tx, now, line).await
}

/// Signs out whoever is signed in on the tablet.
pub(crate) async fn end_sessions(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    device: DeviceId,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut gone: Vec<(Uuid,)> = list!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE device = $1 AND ended_at IS NULL RETURNING person",
        device.0,
        ms(now)
    )?;
    gone.sort_unstable();
    gone.dedup();
    for (child,) in gone {
        tile::here(tx, school, class, PersonId(child)).await?;
    }
    Ok(())
}
