//! The days that do not count: the school's, set by the office, and each child's, set by the class's
//! teacher.

use super::{
    history::note_aside,
    load::{plan_of, refresh_tile, term},
};
use crate::{
    Db, Result, Tx,
    column::to_date,
    enrollment::child_name,
    proof::{Staff, Teacher, TeacherOfChild},
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    ids::{PersonId, SchoolId},
    plan::{DayOff, PlanChangeKind},
};

/// The school's days off, in their order.
///
/// # Errors
/// `NotFound` if the adult may not do this or there is no such thing in the school.
pub async fn list_days_off(db: &Db, staff: &Staff) -> Result<Vec<DayOff>> {
    staff.must(Action::SeeSchool)?;
    let school = staff.school();
    db.read(move |tx| Box::pin(days_off_in(tx, school))).await
}

pub(super) async fn days_off_in(tx: &mut Tx, school: SchoolId) -> Result<Vec<DayOff>> {
    let rows: Vec<(String, String)> = list!(
        tx,
        "SELECT on_day, title FROM day_off WHERE school = $1 ORDER BY on_day",
        school
    )?;
    rows.into_iter()
        .map(|(on, title)| {
            Ok(DayOff {
                on: to_date(&on)?,
                title,
            })
        })
        .collect()
}

/// Says that a child of the class is away on a day, or is not; nothing is asked of them then.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn set_away(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    on: NaiveDate,
    away: bool,
    now: DateTime<Utc>,
) -> Result<()> {
    teacher.must(Action::SetAway)?;
    transaction!(db.write, teacher, |tx| {
        let school = teacher.school();
        child_name(tx, school, teacher.class(), child).await?;
        let classes = tile::classes_of(tx, school, &[child]).await?;
        for class in &classes {
            tx.lock_class(*class).await?;
        }
        let touched = if away {
            run!(
                tx,
                "INSERT INTO away (child, on_day, school) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                child,
                on.to_string(),
                school
            )?
        } else {
            run!(
                tx,
                "DELETE FROM away WHERE child = $1 AND on_day = $2 AND school = $3",
                child,
                on.to_string(),
                school
            )?
        };
        if touched > 0 {
            for class in classes {
                tx.mark_tile_dirty(class, child);
            }
        }
        if touched > 0
            && let Some(term) = term(tx, school, teacher.class(), on).await?
            && let Some(plan) = plan_of(tx, school, child, term.id).await?
        {
            let aside = PlanChangeKind::Away { on, away };
            note_aside(tx, (school, plan), teacher.person(), now, &aside).await?;
            if shows(tx, child, on).await? {
                refresh_tile(tx, school, child, plan, on).await?;
            }
        }
        Ok(())
    })
}

/// Whether a tile of the child shows this day: a day to come must not take its place.
async fn shows(tx: &mut Tx, child: PersonId, on: NaiveDate) -> Result<bool> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT COUNT(*) FROM tile WHERE child = $1 AND ticked_on = $2",
        child,
        on.to_string()
    )?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

/// The days a child of the class is away.
///
/// # Errors
/// `NotFound` if the teacher may not do this or the child is not of the class.
pub async fn list_away(db: &Db, teacher: &TeacherOfChild) -> Result<Vec<NaiveDate>> {
    teacher.must(Action::SeePlan)?;
    let (teacher, child) = (teacher.teacher(), teacher.child());
    transaction!(db.read, |tx| {
        child_name(tx, teacher.school(), teacher.class(), child).await?;
        let rows: Vec<(String,)> = list!(
            tx,
            "SELECT on_day FROM away WHERE child = $1 AND school = $2 ORDER BY on_day",
            child,
            teacher.school()
        )?;
        rows.iter().map(|(on,)| to_date(on)).collect()
    })
}
