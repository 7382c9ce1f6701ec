//! A child's way in and out, on their class's tablet.

use super::{lock, secret_of};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    class::{child_name, room},
    device,
    proof::{self, Child, Device},
    stored::ms,
    survey, tile,
    token::Token,
};
use chrono::{DateTime, Utc};
use domain::{
    Lang,
    ids::{PersonId, SessionId},
    signin::{Gate, Me, Secret, Tried, Wall, WallTile},
};
use uuid::Uuid;

/// What an enrolled tablet shows before a child has signed in: no name while the class is closed.
pub async fn wall(db: &Db, device: &Device) -> Result<Wall> {
    let device = *device;
    db.read(move |tx| Box::pin(wall_in(tx, device))).await
}

async fn wall_in(tx: &mut Tx, device: Device) -> Result<Wall> {
    let row: Option<(String, bool)> = find!(
        tx,
        "SELECT title, open FROM class WHERE id = $1 AND school = $2 AND active",
        device.class().0,
        device.school().0
    )?;
    let Some((class, true)) = row else {
        return Ok(Wall::Closed);
    };
    let here: Vec<(Uuid,)> = list!(
        tx,
        "SELECT DISTINCT person FROM session WHERE class = $1 AND ended_at IS NULL",
        device.class().0
    )?;
    let tiles = room(tx, device.school(), device.class())
        .await?
        .into_iter()
        .map(|it| WallTile {
            here: here.contains(&(it.child.0,)),
            child: it.child,
            name: it.name,
            picture: it.picture,
        })
        .collect();
    Ok(Wall::Open { class, tiles })
}

/// Tries three pictures. Right ones sign the child in on this tablet, and whoever was signed in on
/// it out, and come with the token for the cookie; wrong ones move the soft lock, in the same
/// transaction.
pub async fn try_pictures(
    db: &Db,
    device: &Device,
    child: PersonId,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<(Tried, Option<Token>)> {
    let (device, secret) = (*device, secret.clone());
    db.write(move |tx| Box::pin(try_in(tx, device, child, secret, now)))
        .await
}

#[derive(sqlx::FromRow)]
struct Row {
    open: bool,
    secret: String,
    grade: i64,
    lang: String,
}

async fn try_in(
    tx: &mut Tx,
    device: Device,
    child: PersonId,
    secret: Secret,
    now: DateTime<Utc>,
) -> Result<(Tried, Option<Token>)> {
    let (school, class) = (device.school(), device.class());
    tx.hold_class(class).await?;
    let row: Option<Row> = find!(
        tx,
        "SELECT c.open, p.secret, p.grade, p.lang
         FROM class c
         JOIN enrollment e ON e.class = c.id AND e.role = 'child'
         JOIN person p ON p.id = e.person AND p.active AND p.role = 'child'
         JOIN device d ON d.class = c.id AND d.id = $4 AND d.revoked_at IS NULL
         WHERE c.id = $1 AND c.school = $2 AND c.active AND p.id = $3",
        class.0,
        school.0,
        child.0,
        device.id().0
    )?;
    let row = row.ok_or(StoreError::NotFound)?;
    let unsigned = |tried| Ok((tried, None));
    if !row.open {
        return unsigned(Tried::Closed);
    }
    let account = child.0.as_bytes();
    let held = lock::held(tx, account, Some(school), now).await?;
    let gate = held.gate(now);
    if gate != Gate::Open {
        return unsigned(Tried::Wrong { gate });
    }
    if secret_of(&row.secret)? != secret {
        let held = held.after_wrong(now);
        lock::set(tx, account, held).await?;
        let gate = held.gate(now);
        if gate == Gate::AskTeacher {
            tile::locked(tx, school, child, true).await?;
            let line = Line {
                school,
                who: Some(child.0),
                what: "child.locked",
                about: Some(child.0),
                detail: "",
            };
            audit::note(tx, now, line).await?;
        }
        return unsigned(Tried::Wrong { gate });
    }
    lock::open(tx, account).await?;
    device::end_sessions(tx, school, class, device.id(), now).await?;
    let (token, session) = (Token::new(tx.ids()), SessionId(tx.ids().uuid()));
    run!(
        tx,
        "INSERT INTO session (id, school, person, device, class, token_hash,
             started_at, seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
        session.0,
        school.0,
        child.0,
        device.id().0,
        class.0,
        token.digest(),
        ms(now),
        ms(now + proof::LONGEST)
    )?;
    tile::here(tx, school, class, child).await?;
    survey::lay_out(tx, (school, class, child), row.grade, now).await?;
    let name = child_name(tx, school, class, child).await?;
    let me = Me {
        child,
        session,
        device: device.id(),
        name: name.name,
        picture: name.picture,
        grade: crate::db::grade(row.grade)?,
        lang: Lang::parse(&row.lang).unwrap_or_default(),
    };
    Ok((Tried::In { me }, Some(token)))
}

/// Whether a child of the tablet's class may try their pictures now.
pub async fn gate(db: &Db, device: &Device, child: PersonId, now: DateTime<Utc>) -> Result<Gate> {
    let row: Option<(Option<i64>, Option<i64>)> = find!(
        db,
        "SELECT l.wrong, l.rests_until FROM enrollment e
         LEFT JOIN signin_lock l ON l.account = $4
         WHERE e.class = $1 AND e.school = $2 AND e.person = $3 AND e.role = 'child'",
        device.class().0,
        device.school().0,
        child.0,
        &child.0.as_bytes()[..]
    )?;
    let (wrong, until) = row.ok_or(StoreError::NotFound)?;
    Ok(lock::read(wrong.unwrap_or(0), until)?.gate(now))
}

/// Signs the child out of this tablet. What they did is at the school already, or follows.
pub async fn leave(db: &Db, child: &Child, now: DateTime<Utc>) -> Result<()> {
    let child = *child;
    db.write(move |tx| Box::pin(leave_in(tx, child, now))).await
}

async fn leave_in(tx: &mut Tx, child: Child, now: DateTime<Utc>) -> Result<()> {
    tx.hold_class(child.class()).await?;
    run!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
        child.session().0,
        ms(now)
    )?;
    tile::here(tx, child.school(), child.class(), child.id()).await
}

/// The language the child hears and reads from now on.
pub async fn set_lang(db: &Db, child: &Child, lang: Lang) -> Result<()> {
    let child = *child;
    db.write(move |tx| {
        Box::pin(async move {
            run!(
                tx,
                "UPDATE person SET lang = $3 WHERE id = $1 AND school = $2",
                child.id().0,
                child.school().0,
                lang.code()
            )
            .map(drop)
        })
    })
    .await
}

/// The signed-in child, as they see themselves.
pub async fn me(db: &Db, child: &Child) -> Result<Me> {
    let child = *child;
    db.read(move |tx| Box::pin(me_in(tx, child))).await
}

pub(crate) async fn me_in(tx: &mut Tx, child: Child) -> Result<Me> {
    let name = child_name(tx, child.school(), child.class(), child.id()).await?;
    Ok(Me {
        child: child.id(),
        session: child.session(),
        device: child.device(),
        name: name.name,
        picture: name.picture,
        grade: child.grade(),
        lang: child.lang(),
    })
}
