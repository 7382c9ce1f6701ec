//! A child changes classes in the middle of a year, at once or on a day to come.

use super::{must_be_class, note, standing};
use crate::{
    Db, Result, StoreError, Tx,
    column::{to_date, to_millis},
    help, plan,
    proof::Staff,
    survey::answers,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::{ClassId, PersonId, ResponseId, SchoolId},
    people::{PersonError, SeatDraft},
};
use uuid::Uuid;

/// A seat given or taken.
#[derive(Clone, Copy)]
pub(super) struct SeatMove {
    pub(super) child: PersonId,
    pub(super) from: Option<ClassId>,
    pub(super) to: Option<ClassId>,
    pub(super) on: NaiveDate,
}

/// Moves a child to a class, at once or on a day to come; what waited before waits no more. The
/// child's work stays theirs, and their sessions in the class that they leave end.
///
/// # Errors
/// `Invalid` if it breaks a rule; `NotFound` if it is not theirs to do.
pub async fn move_child(
    db: &Db,
    staff: &Staff,
    child: PersonId,
    draft: SeatDraft,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    staff.must(Action::EditPeople)?;
    let waits = draft.waits(today)?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        let mut classes = tile::classes_of(tx, school, &[child]).await?;
        classes.insert(draft.to);
        for class in &classes {
            tx.lock_class(*class).await?;
        }
        standing(tx, &staff, child).await?.must_be_active()?;
        must_be_class(tx, school, draft.to).await?;
        let seats = tile::classes_of(tx, school, &[child]).await?;
        if draft.from.is_some_and(|it| !seats.contains(&it)) {
            return Err(PersonError::IsNotInClass.into());
        }
        if seats.contains(&draft.to) {
            return Err(PersonError::IsInClass.into());
        }
        forget_waiting(tx, child).await?;
        let seat_move = SeatMove {
            child,
            from: draft.from,
            to: Some(draft.to),
            on: draft.on,
        };
        write_move(tx, &staff, seat_move, (!waits).then_some(now), now).await?;
        if !waits {
            carry_out(tx, school, seat_move, today, now).await?;
        }
        let detail = format!("on {}", draft.on);
        note(tx, &staff, AuditAct::ChildMoved, child, &detail, now).await
    })
}

/// Moves the children whose day has come; answers how many.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn move_due_children(db: &Db, today: NaiveDate, now: DateTime<Utc>) -> Result<usize> {
    let mut moved = 0;
    loop {
        let due: Option<(Uuid,)> = find!(
            db,
            "SELECT m.id FROM seat_move m JOIN person p ON p.id = m.child AND p.active
             JOIN class c ON c.id = m.to_class AND c.active
             WHERE m.done_at IS NULL AND m.on_day <= $1 ORDER BY m.on_day, m.id LIMIT 1",
            today.to_string()
        )?;
        let Some((id,)) = due else {
            return Ok(moved);
        };
        moved += transaction!(db.write, |tx| { move_due(tx, id, today, now).await })?;
    }
}

async fn move_due(tx: &mut Tx, id: Uuid, today: NaiveDate, now: DateTime<Utc>) -> Result<usize> {
    let row: Option<(SchoolId, PersonId, Option<ClassId>, Option<ClassId>, String)> = find!(
        tx,
        "SELECT school, child, from_class, to_class, on_day FROM seat_move
         WHERE id = $1 AND done_at IS NULL",
        id
    )?;
    let Some((school, child, from, to, on)) = row else {
        return Ok(0);
    };
    let mut classes = tile::classes_of(tx, school, &[child]).await?;
    classes.extend(to);
    for class in classes {
        tx.lock_class(class).await?;
    }
    let touched = run!(
        tx,
        "UPDATE seat_move SET done_at = $2 WHERE id = $1 AND done_at IS NULL",
        id,
        to_millis(now)
    )?;
    if touched == 0 {
        return Ok(0);
    }
    let on = to_date(&on)?;
    let seat_move = SeatMove {
        child,
        from,
        to,
        on,
    };
    carry_out(tx, school, seat_move, today, now).await?;
    Ok(1)
}

/// The seats change; the classes are held already.
async fn carry_out(
    tx: &mut Tx,
    school: SchoolId,
    seat_move: SeatMove,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some(from) = seat_move.from {
        leave_seat(tx, from, seat_move.child, now).await?;
    }
    if let Some(to) = seat_move.to {
        take_seat(tx, school, to, seat_move.child).await?;
    }
    renew_tiles(tx, school, seat_move.child, today).await
}

/// Writes down that a seat is given or taken; without `done` its day is to come.
pub(super) async fn write_move(
    tx: &mut Tx,
    staff: &Staff,
    seat_move: SeatMove,
    done: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<()> {
    let id = tx.ids().uuid();
    run!(
        tx,
        "INSERT INTO seat_move (id, school, child, from_class, to_class, on_day, who, at, done_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        id,
        staff.school(),
        seat_move.child,
        seat_move.from,
        seat_move.to,
        seat_move.on.to_string(),
        staff.person(),
        to_millis(now),
        done.map(to_millis)
    )?;
    Ok(())
}

/// What waits for its day waits no more.
pub(super) async fn forget_waiting(tx: &mut Tx, child: PersonId) -> Result<()> {
    run!(
        tx,
        "DELETE FROM seat_move WHERE child = $1 AND done_at IS NULL",
        child
    )?;
    Ok(())
}

/// The child is in the class from now on.
pub(super) async fn take_seat(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<()> {
    run!(
        tx,
        "INSERT INTO enrollment (class, person, school, role) VALUES ($1, $2, $3, 'child')
         ON CONFLICT DO NOTHING",
        class,
        child,
        school
    )?;
    tile::reload_class(tx, class).await?;
    Ok(())
}

/// The child is in the class no longer, and signed out of its tablets, as after an import.
pub(super) async fn leave_seat(
    tx: &mut Tx,
    class: ClassId,
    child: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    run!(
        tx,
        "DELETE FROM enrollment WHERE class = $1 AND person = $2 AND role = 'child'",
        class,
        child
    )?;
    run!(
        tx,
        "UPDATE session SET ended_at = $3
         WHERE class = $1 AND person = $2 AND ended_at IS NULL",
        class,
        child,
        to_millis(now)
    )?;
    run!(
        tx,
        "UPDATE tile SET here = FALSE WHERE here AND class = $1 AND child = $2",
        class,
        child
    )?;
    tile::reload_class(tx, class).await?;
    Ok(())
}

/// The child's tiles in all their classes show what is so now; the classes are held already.
pub(super) async fn renew_tiles(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    today: NaiveDate,
) -> Result<()> {
    let locked: Option<(bool,)> = find!(
        tx,
        "SELECT EXISTS (SELECT 1 FROM tile WHERE child = $1 AND locked)",
        child
    )?;
    let classes = tile::classes_of(tx, school, &[child]).await?;
    for class in &classes {
        tile::set_here(tx, school, *class, child).await?;
        survey_tile(tx, school, *class, child).await?;
    }
    if locked == Some((true,)) {
        tile::set_locked(tx, school, child, true).await?;
    }
    help::refresh_tile(tx, school, child).await?;
    tile::set_proposals(tx, school, child).await?;
    plan::renew_ticked(tx, school, child, &classes, today).await
}

/// How far the child is in the class's newest survey.
async fn survey_tile(tx: &mut Tx, school: SchoolId, class: ClassId, child: PersonId) -> Result<()> {
    let row: Option<(ResponseId,)> = find!(
        tx,
        "SELECT r.id FROM response r JOIN class c ON c.run = r.run
         WHERE c.id = $1 AND r.child = $2 AND r.school = $3",
        class,
        child,
        school
    )?;
    let Some((id,)) = row else { return Ok(()) };
    let cached = tx.response(school, id).await?.ok_or(StoreError::NotFound)?;
    let (progress, attention) = cached.tally(answers(tx, id).await?);
    let at = (school, class, child);
    tile::set_progress(tx, at, cached.run, progress, attention.rushed).await
}
