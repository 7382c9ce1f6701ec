//! A child's way in and out, on their class's tablet.

use super::{lock, secret_of};
use crate::{
    Db, Result, StoreError,
    audit::{self, NewEntry},
    column::to_millis,
    device,
    enrollment::{self, child_name, children_of_class},
    proof::{Child, Device, Token},
    survey, tile,
};
use chrono::{DateTime, Utc};
use domain::{
    Lang,
    audit::AuditAct,
    ids::{PersonId, SessionId},
    limits,
    signin::{Gate, LockRule, Me, Secret, SignInResult, Wall, WallTile},
};

/// What an enrolled tablet shows before a child has signed in: no name while the class is closed.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn wall(db: &Db, device: &Device) -> Result<Wall> {
    transaction!(db.read, device, |tx| {
        let row: Option<(String, bool)> = find!(
            tx,
            "SELECT title, open FROM class WHERE id = $1 AND school = $2 AND active",
            device.class(),
            device.school()
        )?;
        let Some((class, true)) = row else {
            return Ok(Wall::Closed);
        };
        let here: Vec<(PersonId,)> = list!(
            tx,
            "SELECT DISTINCT person FROM session WHERE class = $1 AND ended_at IS NULL",
            device.class()
        )?;
        let tiles = children_of_class(tx, device.school(), device.class())
            .await?
            .into_iter()
            .map(|it| WallTile {
                here: here.contains(&(it.child,)),
                child: it.child,
                name: it.name,
                picture: it.picture,
            })
            .collect();
        Ok(Wall::Open { class, tiles })
    })
}

/// Tries three pictures. Right ones sign the child in on this tablet, and whoever was signed in on
/// it out, and come with the token for the cookie; wrong ones move the soft lock, in the same
/// transaction.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `Setup` if the file or the address
/// is not a usable database.
pub async fn try_pictures(
    db: &Db,
    device: &Device,
    child: PersonId,
    secret: &Secret,
    now: DateTime<Utc>,
) -> Result<(SignInResult, Option<Token>)> {
    let (device, secret) = (*device, secret.clone());
    transaction!(db.write, |tx| {
        let (school, class) = (device.school(), device.class());
        tx.lock_class(class).await?;
        let row: Option<Row> = find!(
            tx,
            "SELECT c.open, p.secret, p.grade, p.lang
         FROM class c
         JOIN enrollment e ON e.class = c.id AND e.role = 'child'
         JOIN person p ON p.id = e.person AND p.active AND p.role = 'child'
         JOIN device d ON d.class = c.id AND d.id = $4 AND d.revoked_at IS NULL
         WHERE c.id = $1 AND c.school = $2 AND c.active AND p.id = $3",
            class,
            school,
            child,
            device.id()
        )?;
        let row = row.ok_or(StoreError::NotFound)?;
        let unsigned = |tried| Ok((tried, None));
        if !row.open {
            return unsigned(SignInResult::Closed);
        }
        let account = child.0.as_bytes();
        let held = lock::find(tx, account, school, now).await?;
        let gate = held.gate(now);
        if gate != Gate::Open {
            return unsigned(SignInResult::Wrong { gate });
        }
        if secret_of(&row.secret)? != secret {
            let held = held.after_wrong(LockRule::PICTURES, now);
            lock::save(tx, account, held).await?;
            let gate = held.gate(now);
            if gate == Gate::AskTeacher {
                tile::set_locked(tx, school, child, true).await?;
                let line = NewEntry {
                    school,
                    who: Some(child.0),
                    what: AuditAct::ChildLocked,
                    about: Some(child.0),
                    detail: "",
                };
                audit::append(tx, now, line).await?;
            }
            return unsigned(SignInResult::Wrong { gate });
        }
        lock::clear(tx, account).await?;
        device::end_sessions(tx, school, class, device.id(), now).await?;
        let (token, session) = (Token::new(tx.ids()), SessionId(tx.ids().uuid()));
        run!(
            tx,
            "INSERT INTO session (id, school, person, device, class, token_hash,
             started_at, seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $8)",
            session,
            school,
            child,
            device.id(),
            class,
            token.digest(),
            to_millis(now),
            to_millis(now + limits::account::SESSION_LASTS)
        )?;
        tile::set_here(tx, school, class, child).await?;
        survey::lay_out(tx, (school, class, child), row.grade, now).await?;
        let name = child_name(tx, school, class, child).await?;
        let me = Me {
            child,
            session,
            device: device.id(),
            name: name.name,
            picture: name.picture,
            grade: crate::column::to_int(row.grade)?,
            lang: Lang::parse(&row.lang).unwrap_or_default(),
        };
        Ok((SignInResult::In { me }, Some(token)))
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    open: bool,
    secret: String,
    grade: i64,
    lang: String,
}

/// Whether a child of the tablet's class may try their pictures now.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn gate(db: &Db, device: &Device, child: PersonId, now: DateTime<Utc>) -> Result<Gate> {
    let row: Option<(Option<i64>, Option<i64>)> = find!(
        db,
        "SELECT l.wrong, l.rests_until FROM enrollment e
         LEFT JOIN signin_lock l ON l.account = $4
         WHERE e.class = $1 AND e.school = $2 AND e.person = $3 AND e.role = 'child'",
        device.class(),
        device.school(),
        child,
        &child.0.as_bytes()[..]
    )?;
    let (wrong, until) = row.ok_or(StoreError::NotFound)?;
    Ok(lock::from_columns(wrong.unwrap_or(0), until)?.gate(now))
}

/// Signs the child out of this tablet. What they did is at the school already, or follows.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn leave(db: &Db, child: &Child, now: DateTime<Utc>) -> Result<()> {
    transaction!(db.write, child, |tx| {
        tx.lock_class(child.class()).await?;
        run!(
            tx,
            "UPDATE session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL",
            child.session(),
            to_millis(now)
        )?;
        tile::set_here(tx, child.school(), child.class(), child.id()).await
    })
}

/// The language the child hears and reads from now on.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn set_lang(db: &Db, child: &Child, lang: Lang) -> Result<()> {
    transaction!(db.write, child, |tx| {
        run!(
            tx,
            "UPDATE person SET lang = $3 WHERE id = $1 AND school = $2",
            child.id(),
            child.school(),
            lang.code()
        )
        .map(drop)
    })
}

/// The signed-in child, as they see themselves.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn me(db: &Db, child: &Child) -> Result<Me> {
    transaction!(db.read, child, |tx| { enrollment::me(tx, child).await })
}
