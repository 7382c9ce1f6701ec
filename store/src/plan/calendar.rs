//! The days that do not count: the school's, set by the office, and each child's, set by the class's
//! teacher.

use super::load::{plan_of, refresh_tile, term};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    class::child_name,
    proof::{Staff, Teacher},
    stored::day,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Action, Relation, allows},
    ids::PersonId,
    plan::DayOff,
};

/// Longest name of a day off, in characters.
const TITLE: usize = 80;

fn must(staff: &Staff) -> Result<()> {
    if allows(staff.role(), Action::SetDaysOff, Relation::Own) {
        Ok(())
    } else {
        Err(StoreError::NotFound)
    }
}

/// The school's days off, in their order.
pub async fn list_days_off(db: &Db, staff: &Staff) -> Result<Vec<DayOff>> {
    must(staff)?;
    let rows: Vec<(String, String)> = list!(
        db,
        "SELECT on_day, title FROM day_off WHERE school = $1 ORDER BY on_day",
        staff.school().0
    )?;
    rows.into_iter()
        .map(|(on, title)| {
            Ok(DayOff {
                on: day(&on)?,
                title,
            })
        })
        .collect()
}

/// Sets a day off; one that is there gets the new title.
pub async fn insert_day_off(db: &Db, staff: &Staff, off: DayOff, now: DateTime<Utc>) -> Result<()> {
    must(staff)?;
    let title = off.title.trim().to_owned();
    if title.is_empty() || title.chars().count() > TITLE {
        return Err(StoreError::invalid("title", "length"));
    }
    let staff = *staff;
    db.write(move |tx| {
        Box::pin(async move {
            run!(
                tx,
                "INSERT INTO day_off (school, on_day, title) VALUES ($1, $2, $3)
                 ON CONFLICT (school, on_day) DO UPDATE SET title = excluded.title",
                staff.school().0,
                off.on.to_string(),
                title
            )?;
            note(tx, &staff, "day_off.set", off.on, now).await
        })
    })
    .await
}

/// Takes a day off back.
pub async fn delete_day_off(
    db: &Db,
    staff: &Staff,
    on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    must(staff)?;
    let staff = *staff;
    db.write(move |tx| {
        Box::pin(async move {
            let gone = run!(
                tx,
                "DELETE FROM day_off WHERE school = $1 AND on_day = $2",
                staff.school().0,
                on.to_string()
            )?;
            if gone == 0 {
                return Err(StoreError::NotFound);
            }
            note(tx, &staff, "day_off.delete", on, now).await
        })
    })
    .await
}

async fn note(
    tx: &mut Tx,
    staff: &Staff,
    what: &str,
    on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = Line {
        school: staff.school(),
        who: Some(staff.person().0),
        what,
        about: None,
        detail: &on.to_string(),
    };
    audit::note(tx, now, line).await
}

/// Says that a child of the class is away on a day, or is not; nothing is asked of them then.
pub async fn set_away(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    on: NaiveDate,
    away: bool,
) -> Result<()> {
    teacher.must(Action::SetAway)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(set_away_in(tx, teacher, child, on, away)))
        .await
}

async fn set_away_in(
    tx: &mut Tx,
    teacher: Teacher,
    child: PersonId,
    on: NaiveDate,
    away: bool,
) -> Result<()> {
    let school = teacher.school();
    child_name(tx, school, teacher.class(), child).await?;
    for class in tile::classes(tx, school, &[child]).await? {
        tx.hold_class(class).await?;
    }
    let touched = if away {
        run!(
            tx,
            "INSERT INTO away (child, on_day, school) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            child.0,
            on.to_string(),
            school.0
        )?
    } else {
        run!(
            tx,
            "DELETE FROM away WHERE child = $1 AND on_day = $2 AND school = $3",
            child.0,
            on.to_string(),
            school.0
        )?
    };
    if touched > 0
        && let Some(term) = term(tx, school, teacher.class(), on).await?
        && let Some(plan) = plan_of(tx, school, child, term.id).await?
        && shows(tx, child, on).await?
    {
        refresh_tile(tx, school, child, plan, on).await?;
    }
    Ok(())
}

/// Whether a tile of the child shows this day: a day to come must not take its place.
async fn shows(tx: &mut Tx, child: PersonId, on: NaiveDate) -> Result<bool> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT COUNT(*) FROM tile WHERE child = $1 AND ticked_on = $2",
        child.0,
        on.to_string()
    )?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

/// The days a child of the class is away.
pub async fn list_away(db: &Db, teacher: &Teacher, child: PersonId) -> Result<Vec<NaiveDate>> {
    teacher.must(Action::SeePlan)?;
    let teacher = *teacher;
    db.read(move |tx| {
        Box::pin(async move {
            child_name(tx, teacher.school(), teacher.class(), child).await?;
            let rows: Vec<(String,)> = list!(
                tx,
                "SELECT on_day FROM away WHERE child = $1 AND school = $2 ORDER BY on_day",
                child.0,
                teacher.school().0
            )?;
            rows.iter().map(|(on,)| day(on)).collect()
        })
    })
    .await
}
