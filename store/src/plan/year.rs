//! The school's year as the office keeps it: terms where the roster brings none, and days off.

use super::{
    calendar::days_off_in,
    load::card,
    template::{form_of, newest},
};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, NewEntry},
    column::to_int,
    proof::Staff,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    Nth,
    access::{Action, Relation, allows},
    audit::AuditAct,
    ids::{SchoolId, TermId},
    plan::{
        DayOffRange, TermDraft, YearError, check_terms, read_days_off,
        template::{DaysOffImported, SchoolCalendar, TermRow},
    },
    roster::OWN,
};

/// Terms and days off.
///
/// # Errors
/// `NotFound` if the adult may not do this.
pub async fn find_calendar(db: &Db, staff: &Staff, today: NaiveDate) -> Result<SchoolCalendar> {
    staff.must(Action::SeeSchool)?;
    transaction!(db.read, staff, |tx| { calendar_in(tx, staff, today).await })
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
    id: TermId,
    title: String,
    begins_on: String,
    ends_on: String,
    source_id: String,
    plans: i64,
}

async fn terms(tx: &mut Tx, school: SchoolId) -> Result<Vec<TermRow>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT t.id, t.title, t.begins_on, t.ends_on, t.source_id,
             (SELECT COUNT(*) FROM plan p WHERE p.term = t.id) AS plans
         FROM term t WHERE t.school = $1 ORDER BY t.begins_on, t.id",
        school
    )?;
    rows.into_iter()
        .map(|it| {
            Ok(TermRow {
                term: card((it.id, it.title, it.begins_on, it.ends_on))?,
                own: it.source_id.starts_with(OWN),
                plans: to_int(it.plans)?,
            })
        })
        .collect()
}

/// Makes the school's own terms these; those of the roster stay. A term that has plans can't go.
///
/// # Errors
/// `NotFound` if the adult may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn set_terms(
    db: &Db,
    staff: &Staff,
    own: Vec<TermDraft>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<SchoolCalendar> {
    staff.must(Action::SetTerms)?;
    transaction!(db.write, staff, |tx| {
        set_in(tx, staff.school(), &own).await?;
        let calendar = calendar_in(tx, staff, today).await?;
        tile::forget_days(tx, staff.school()).await?;
        note(
            tx,
            &staff,
            now,
            AuditAct::TermsSet,
            &format!("{} own", own.len()),
        )
        .await?;
        Ok(calendar)
    })
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
            return Err(YearError::TermHasPlans.into());
        }
        run!(
            tx,
            "DELETE FROM term WHERE id = $1 AND school = $2",
            gone.term.id,
            school
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
            school,
            format!("{OWN}{id}"),
            it.title.trim(),
            it.begins.to_string(),
            it.ends.to_string()
        )?;
    }
    Ok(())
}

/// Sets days off in a row; those that are there get the new title.
///
/// # Errors
/// `NotFound` if the adult may not do this; `Invalid` if what was sent breaks a rule.
pub async fn insert_days_off(
    db: &Db,
    staff: &Staff,
    range: DayOffRange,
    now: DateTime<Utc>,
) -> Result<DaysOffImported> {
    range.check()?;
    insert(db, staff, vec![range], now).await
}

/// Takes in a list of days off, whole or not at all; says of the first line that can't be read
/// which it is, and why.
///
/// # Errors
/// `NotFound` if the adult may not do this; `Invalid` if what was sent breaks a rule.
pub async fn import_days_off(
    db: &Db,
    staff: &Staff,
    list: &str,
    now: DateTime<Utc>,
) -> Result<DaysOffImported> {
    let mut ranges = Vec::new();
    for line in read_days_off(list) {
        let number = line.number;
        ranges.push(line.read.map_err(|why| Nth { number, why })?);
    }
    if ranges.is_empty() {
        return Err(YearError::ListIsEmpty.into());
    }
    insert(db, staff, ranges, now).await
}

async fn insert(
    db: &Db,
    staff: &Staff,
    ranges: Vec<DayOffRange>,
    now: DateTime<Utc>,
) -> Result<DaysOffImported> {
    staff.must(Action::SetDaysOff)?;
    transaction!(db.write, staff, |tx| {
        let there = days_off_in(tx, staff.school()).await?;
        let mut done = DaysOffImported::default();
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
                    staff.school(),
                    on.to_string(),
                    title
                )?;
            }
        }
        let detail = format!("added {}, renamed {}", done.added.len(), done.renamed);
        tile::forget_days(tx, staff.school()).await?;
        note(tx, &staff, now, AuditAct::DaysOffSet, &detail).await?;
        Ok(done)
    })
}

/// Takes days off back, in a row or one by one; those that are none already are no trouble.
///
/// # Errors
/// `NotFound` if the adult may not do this.
pub async fn delete_days_off(
    db: &Db,
    staff: &Staff,
    days: Vec<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<()> {
    staff.must(Action::SetDaysOff)?;
    transaction!(db.write, staff, |tx| {
        let mut gone = 0;
        for on in &days {
            gone += run!(
                tx,
                "DELETE FROM day_off WHERE school = $1 AND on_day = $2",
                staff.school(),
                on.to_string()
            )?;
        }
        tile::forget_days(tx, staff.school()).await?;
        note(
            tx,
            &staff,
            now,
            AuditAct::DaysOffDeleted,
            &format!("{gone} days"),
        )
        .await
    })
}

async fn note(
    tx: &mut Tx,
    staff: &Staff,
    now: DateTime<Utc>,
    what: AuditAct,
    detail: &str,
) -> Result<()> {
    let line = NewEntry {
        school: staff.school(),
        who: Some(staff.person().0),
        what,
        about: None,
        detail,
    };
    audit::append(tx, now, line).await
}
