//! A child leaves the school, and comes back.

use super::{
    must_be_class, note,
    seat::{SeatMove, forget_waiting, leave_seat, renew_tiles, take_seat, write_move},
    standing,
};
use crate::{
    Db, Result, Tx,
    column::{to_int, to_millis},
    proof::Staff,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::{ClassId, PersonId},
    people::{ArchiveCounts, PersonError},
};

/// What archiving a child ends.
///
/// # Errors
/// `NotFound` if it is not theirs to do.
pub async fn preview_archive(
    db: &Db,
    staff: &Staff,
    child: PersonId,
    today: NaiveDate,
) -> Result<ArchiveCounts> {
    staff.must(Action::EditPeople)?;
    transaction!(db.read, staff, |tx| {
        standing(tx, &staff, child).await?.must_be_active()?;
        counts(tx, &staff, child, today).await
    })
}

async fn counts(
    tx: &mut Tx,
    staff: &Staff,
    child: PersonId,
    today: NaiveDate,
) -> Result<ArchiveCounts> {
    let row: Option<(i64, i64, i64)> = find!(
        tx,
        "SELECT (SELECT COUNT(*) FROM session WHERE person = $1 AND ended_at IS NULL),
             (SELECT COUNT(*) FROM enrollment e JOIN class c ON c.id = e.class AND c.active
              WHERE e.person = $1 AND e.school = $2),
             (SELECT COUNT(*) FROM group_member m JOIN child_group g ON g.id = m.grp
              WHERE m.child = $1 AND m.until IS NULL AND g.closed_on IS NULL
              AND NOT g.taken_back AND g.ends_on >= $3)",
        child,
        staff.school(),
        today.to_string()
    )?;
    let (sessions, classes, groups) = row.unwrap_or_default();
    Ok(ArchiveCounts {
        sessions: to_int(sessions)?,
        classes: to_int(classes)?,
        groups: to_int(groups)?,
    })
}

/// Archives a child: they leave their classes and their groups and are signed out; all that is theirs
/// stays. Answers what ended.
///
/// # Errors
/// `Invalid` if they are archived already; `NotFound` if it is not theirs to do.
pub async fn archive_child(
    db: &Db,
    staff: &Staff,
    child: PersonId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<ArchiveCounts> {
    staff.must(Action::EditPeople)?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        let classes = tile::classes_of(tx, school, &[child]).await?;
        for class in &classes {
            tx.lock_class(*class).await?;
        }
        standing(tx, &staff, child).await?.must_be_active()?;
        let ended = counts(tx, &staff, child, today).await?;
        forget_waiting(tx, child).await?;
        for class in classes {
            leave_seat(tx, class, child, now).await?;
            let left = SeatMove {
                child,
                from: Some(class),
                to: None,
                on: today,
            };
            write_move(tx, &staff, left, Some(now), now).await?;
        }
        run!(
            tx,
            "UPDATE person SET active = FALSE WHERE id = $1 AND school = $2",
            child,
            school
        )?;
        end_ways_in(tx, child, today, now).await?;
        let detail = format!("sessions {}, groups {}", ended.sessions, ended.groups);
        note(tx, &staff, AuditAct::ChildArchived, child, &detail, now).await?;
        Ok(ended)
    })
}

/// Ends what a child who is gone must not be in: sessions, a teacher's stay beside them, groups.
async fn end_ways_in(
    tx: &mut Tx,
    child: PersonId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let now = to_millis(now);
    run!(
        tx,
        "UPDATE session SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL",
        child,
        now
    )?;
    run!(
        tx,
        "UPDATE beside SET ended_at = $2 WHERE child = $1 AND ended_at IS NULL",
        child,
        now
    )?;
    run!(
        tx,
        "UPDATE group_member SET until = $2 WHERE child = $1 AND until IS NULL
         AND EXISTS (SELECT 1 FROM child_group g WHERE g.id = group_member.grp
                     AND g.closed_on IS NULL AND NOT g.taken_back AND g.ends_on >= $2)",
        child,
        today.to_string()
    )?;
    Ok(())
}

/// Brings an archived child back, into a class.
///
/// # Errors
/// `Invalid` if they are not archived or their record went into another; `NotFound` if it is not
/// theirs to do.
pub async fn bring_child_back(
    db: &Db,
    staff: &Staff,
    child: PersonId,
    class: ClassId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    staff.must(Action::EditPeople)?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        let mut classes = tile::classes_of(tx, school, &[child]).await?;
        classes.insert(class);
        for class in classes {
            tx.lock_class(class).await?;
        }
        if standing(tx, &staff, child).await?.must_stand()?.active {
            return Err(PersonError::IsNotArchived.into());
        }
        must_be_class(tx, school, class).await?;
        run!(
            tx,
            "UPDATE person SET active = TRUE WHERE id = $1 AND school = $2",
            child,
            school
        )?;
        take_seat(tx, school, class, child).await?;
        let back = SeatMove {
            child,
            from: None,
            to: Some(class),
            on: today,
        };
        write_move(tx, &staff, back, Some(now), now).await?;
        renew_tiles(tx, school, child, today).await?;
        note(tx, &staff, AuditAct::ChildBroughtBack, child, "", now).await
    })
}
