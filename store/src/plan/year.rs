//! The school's year as the office keeps it: terms where the roster brings none, and days off.

use super::{
    calendar::{days_off_in, must},
    load::card,
    template::{form_of, newest},
};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    proof::Staff,
    stored::small,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Action, Relation, allows},
    ids::{SchoolId, TermId},
    plan::{
        OffRange, TermDraft, check_terms, read_days_off,
        template::{OffDays, SchoolCalendar, TermLine},
    },
    roster::OWN,
};
use uuid::Uuid;

/// Terms and days off.
pub async fn find_calendar(db: &Db, staff: &Staff, today: NaiveDate) -> Result<SchoolCalendar> {
    must(staff, Action::SeeSchool)?;
    let staff = *staff;
    db.read(move |tx| Box::pin(calendar_in(tx, staff, today)))
        .await
}

async fn calendar_in(tx: &mut Tx, staff: Staff, today: NaiveDate) -> Result<SchoolCalendar> {
    let school = staff.school();
    let form = match newest(tx, school).await? {
        Some(form) => form,
        None => form_of(tx, school, today).await?,
    };
    Ok(SchoolCalendar {
        today,
        terms: terms(tx, school).await?,
        days_off: days_off_in(tx, school).await?,
        plans_a_year: form.template.terms,
        may: allows(staff.role(), Action::SetTerms, Relation::Own),
    })
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    title: String,
    begins_on: String,
    ends_on: String,
    source_id: String,
    plans: i64,
}

async fn terms(tx: &mut Tx, school: SchoolId) -> Result<Vec<TermLine>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT t.id, t.title, t.begins_on, t.ends_on, t.source_id,
             (SELECT COUNT(*) FROM plan p WHERE p.term = t.id) AS plans
         FROM term t WHERE t.school = $1 ORDER BY t.begins_on, t.id",
        school.0
    )?;
    rows.into_iter()
        .map(|it| {
            Ok(TermLine {
                term: card((it.id, it.title, it.begins_on, it.ends_on))?,
                own: it.source_id.starts_with(OWN),
                plans: small(it.plans)?,
            })
        })
        .collect()
}

/// Makes the school's own terms these; those of the roster stay. A term that has plans can't go.
pub async fn set_terms(
    db: &Db,
    staff: &Staff,
    own: Vec<TermDraft>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<SchoolCalendar> {
    must(staff, Action::SetTerms)?;
    let staff = *staff;
    db.write(move |tx| {
        Box::pin(async move {
            set_in(tx, staff.school(), &own).await?;
            let calendar = calendar_in(tx, staff, today).await?;
            note(tx, &staff, now, "terms.set", &format!("{} own", own.len())).await?;
            Ok(calendar)
        })
    })
    .await
}

async fn set_in(tx: &mut Tx, school: SchoolId, own: &[TermDraft]) -> Result<()> {
    let there = terms(tx, school).await?;
    let roster = there.iter().filter(|it| !it.own);
    let roster: Vec<_> = roster.map(|it| it.term.clone()).collect();
    check_terms(own, &roster)?;
    let mine: Vec<_> = there.iter().filter(|it| it.own).collect();
    let is_mine = |id: TermId| mine.iter().any(|it| it.term.id == id);
    if !own.iter().filter_map(|it| it.id).all(is_mine) {
        return Err(StoreError::NotFound);
    }
    for gone in &mine {
        if own.iter().any(|it| it.id == Some(gone.term.id)) {
            continue;
        }
        if gone.plans > 0 {
            return Err(StoreError::invalid("terms", "term-has-plans"));
        }
        run!(
            tx,
            "DELETE FROM term WHERE id = $1 AND school = $2",
            gone.term.id.0,
            school.0
        )?;
    }
    for it in own {
        let id = it.id.map_or_else(|| tx.ids().uuid(), |id| id.0);
        run!(
            tx,
            "INSERT INTO term (id, school, source_id, title, begins_on, ends_on)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET title = excluded.title, begins_on = excluded.begins_on,
                 ends_on = excluded.ends_on",
            id,
            school.0,
            format!("{OWN}{id}"),
            it.title.trim(),
            it.begins.to_string(),
            it.ends.to_string()
        )?;
    }
    Ok(())
}

/// Sets days off in a row; those that are there get the new title.
pub async fn insert_days_off(
    db: &Db,
    staff: &Staff,
    range: OffRange,
    now: DateTime<Utc>,
) -> Result<OffDays> {
    range.check()?;
    insert(db, staff, vec![range], now).await
}

/// Takes in a list of days off, whole or not at all; says of the first line that can't be read
/// which it is, and why.
pub async fn import_days_off(
    db: &Db,
    staff: &Staff,
    list: &str,
    now: DateTime<Utc>,
) -> Result<OffDays> {
    let mut ranges = Vec::new();
    for line in read_days_off(list) {
        let wrong = |why: String| StoreError::invalid(&format!("line-{}", line.number), &why);
        ranges.push(line.read.map_err(wrong)?);
    }
    if ranges.is_empty() {
        return Err(StoreError::invalid("list", "no-line"));
    }
    insert(db, staff, ranges, now).await
}

async fn insert(
    db: &Db,
    staff: &Staff,
    ranges: Vec<OffRange>,
    now: DateTime<Utc>,
) -> Result<OffDays> {
    must(staff, Action::SetDaysOff)?;
    let staff = *staff;
    db.write(move |tx| {
        Box::pin(async move {
            let there = days_off_in(tx, staff.school()).await?;
            let mut done = OffDays::default();
            for range in &ranges {
                let title = range.title.trim();
                for on in range.days() {
                    match there.iter().find(|it| it.on == on) {
                        Some(it) if it.title == title => continue,
                        Some(_) => done.renamed += 1,
                        None => done.added.push(on),
                    }
                    run!(
                        tx,
                        "INSERT INTO day_off (school, on_day, title) VALUES ($1, $2, $3)
                         ON CONFLICT (school, on_day) DO UPDATE SET title = excluded.title",
                        staff.school().0,
                        on.to_string(),
                        title
                    )?;
                }
            }
            let detail = format!("added {}, renamed {}", done.added.len(), done.renamed);
            note(tx, &staff, now, "days_off.set", &detail).await?;
            Ok(done)
        })
    })
    .await
}

/// Takes days off back, in a row or one by one; those that are none already are no trouble.
pub async fn delete_days_off(
    db: &Db,
    staff: &Staff,
    days: Vec<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<()> {
    must(staff, Action::SetDaysOff)?;
    let staff = *staff;
    db.write(move |tx| {
        Box::pin(async move {
            let mut gone = 0;
            for on in &days {
                gone += run!(
                    tx,
                    "DELETE FROM day_off WHERE school = $1 AND on_day = $2",
                    staff.school().0,
                    on.to_string()
                )?;
            }
            note(tx, &staff, now, "days_off.delete", &format!("{gone} days")).await
        })
    })
    .await
}

async fn note(
    tx: &mut Tx,
    staff: &Staff,
    now: DateTime<Utc>,
    what: &str,
    detail: &str,
) -> Result<()> {
    let line = Line {
        school: staff.school(),
        who: Some(staff.person().0),
        what,
        about: None,
        detail,
    };
    audit::note(tx, now, line).await
}
