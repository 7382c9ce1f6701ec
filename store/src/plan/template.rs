//! The forms of plans: those that come with Fledge, and each school's own. No version is ever
//! changed, so that a plan is read as it was made.

use super::load::card;
use crate::{
    Db, Result, Tx,
    audit::{self, NewEntry},
    column::{from_json, to_date, to_int, to_json, to_millis},
    proof::{Office, Staff},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::{Action, Relation, allows},
    audit::AuditAct,
    ids::{SchoolId, TermId},
    plan::{
        TermCard,
        template::{Adapted, FIRST, SchoolTemplate, Template, TemplateError, TemplateVersion},
    },
};
use std::collections::BTreeMap;

/// Keeps a version of a form; one that is kept can't be another. `body` is the form as it was read.
/// To be called when the program starts.
///
/// # Errors
/// `Invalid` if what was sent breaks a rule.
pub async fn save_template(db: &Db, _office: &Office, read: &Template, body: &str) -> Result<()> {
    let (new, body) = (read.clone(), body.to_owned());
    transaction!(db.write, |tx| {
        let made = run!(
            tx,
            "INSERT INTO template (name, version, body) VALUES ($1, $2, $3)
                 ON CONFLICT DO NOTHING",
            &new.id,
            i64::from(new.version),
            &body
        )?;
        if made == 0 && find_version(tx, &new.id, new.version).await?.as_ref() != Some(&new) {
            return Err(TemplateError::VersionIsAnother.into());
        }
        Ok(())
    })
}

fn read(body: &str) -> Result<Template> {
    from_json(body, "template")
}

async fn find_version(tx: &mut Tx, name: &str, version: u32) -> Result<Option<Template>> {
    let row: Option<(String,)> = find!(
        tx,
        "SELECT body FROM template WHERE name = $1 AND version = $2",
        name,
        i64::from(version)
    )?;
    row.map(|(body,)| read(&body)).transpose()
}

/// The newest version of each form.
async fn newest_of_each(tx: &mut Tx) -> Result<Vec<Template>> {
    let rows: Vec<(String, String)> =
        list!(tx, "SELECT name, body FROM template ORDER BY name, version")?;
    let newest: BTreeMap<_, _> = rows.into_iter().collect();
    let all: Result<Vec<_>> = newest.values().map(|body| read(body)).collect();
    let mut all = all?;
    // What a school begins with stands first.
    all.sort_by_key(|it| it.id != FIRST.0);
    Ok(all)
}

type VersionRow = (i64, String, String);

fn version((version, from, body): VersionRow) -> Result<TemplateVersion> {
    Ok(TemplateVersion {
        version: to_int(version)?,
        from: Some(to_date(&from)?),
        template: read(&body)?,
    })
}

/// The form that plans of a term have: the school's newest that began before the term's end.
pub(super) async fn form_of(
    tx: &mut Tx,
    school: SchoolId,
    ends: NaiveDate,
) -> Result<TemplateVersion> {
    let row: Option<VersionRow> = find!(
        tx,
        "SELECT version, from_on, body FROM school_template
         WHERE school = $1 AND from_on <= $2 ORDER BY version DESC LIMIT 1",
        school,
        ends.to_string()
    )?;
    if let Some(row) = row {
        return version(row);
    }
    let (name, number) = FIRST;
    let first = find_version(tx, name, number).await?;
    Ok(TemplateVersion {
        version: 0,
        from: None,
        template: first.unwrap_or_else(Template::plain),
    })
}

/// Every form a school ever had, the newest first, then those that come with Fledge.
pub(super) async fn all_forms(tx: &mut Tx, school: SchoolId) -> Result<Vec<Template>> {
    let rows: Vec<(String,)> = list!(
        tx,
        "SELECT body FROM school_template WHERE school = $1 ORDER BY version DESC",
        school
    )?;
    let mut all: Vec<_> = rows.iter().map(|(it,)| read(it)).collect::<Result<_>>()?;
    all.extend(newest_of_each(tx).await?);
    Ok(all)
}

pub(super) async fn newest(tx: &mut Tx, school: SchoolId) -> Result<Option<TemplateVersion>> {
    let row: Option<VersionRow> = find!(
        tx,
        "SELECT version, from_on, body FROM school_template
         WHERE school = $1 ORDER BY version DESC LIMIT 1",
        school
    )?;
    row.map(version).transpose()
}

/// The first term that is still to begin.
pub(super) async fn next_term(
    tx: &mut Tx,
    school: SchoolId,
    today: NaiveDate,
) -> Result<Option<TermCard>> {
    let row: Option<(TermId, String, String, String)> = find!(
        tx,
        "SELECT id, title, begins_on, ends_on FROM term
         WHERE school = $1 AND begins_on > $2 ORDER BY begins_on, id LIMIT 1",
        school,
        today.to_string()
    )?;
    row.map(card).transpose()
}

/// The form of the school's plans, now and to come, and what may be taken instead.
///
/// # Errors
/// `NotFound` if the adult may not do this.
pub async fn find_school_form(db: &Db, staff: &Staff, today: NaiveDate) -> Result<SchoolTemplate> {
    staff.must(Action::SeeSchool)?;
    transaction!(db.read, staff, |tx| { form_in(tx, staff, today).await })
}

async fn form_in(tx: &mut Tx, staff: Staff, today: NaiveDate) -> Result<SchoolTemplate> {
    let school = staff.school();
    let running: Option<(String,)> = find!(
        tx,
        "SELECT ends_on FROM term WHERE school = $1 AND begins_on <= $2 AND ends_on >= $2
         ORDER BY ends_on DESC LIMIT 1",
        school,
        today.to_string()
    )?;
    let running = running.map(|(it,)| to_date(&it)).transpose()?;
    let next_term = next_term(tx, school, today).await?;
    // Between terms it is the one to come.
    let coming = || next_term.as_ref().map(|it| it.ends);
    let ends = running.or_else(coming).unwrap_or(today);
    let now = form_of(tx, school, ends).await?;
    let newest = newest(tx, school).await?;
    Ok(SchoolTemplate {
        next: newest.filter(|it| it.version != now.version),
        now,
        ready: newest_of_each(tx).await?,
        next_term,
        may: allows(staff.role(), Action::SetForm, Relation::Own),
    })
}

/// Gives the school's plans a form: from today, for this term's plans too, or from the next term on.
/// Plans of terms that are over keep theirs. `expected` is the newest version it was made from.
///
/// # Errors
/// `NotFound` if the adult may not do this; `Invalid` if what was sent breaks a rule.
pub async fn insert_school_form(
    db: &Db,
    staff: &Staff,
    adapted: Adapted,
    wait: bool,
    expected: u32,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<SchoolTemplate> {
    staff.must(Action::SetForm)?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        let held = newest(tx, school).await?.map_or(0, |it| it.version);
        if held != expected {
            return Err(TemplateError::ChangedMeanwhile.into());
        }
        let base = find_version(tx, &adapted.template, adapted.version).await?;
        let base = base.ok_or(TemplateError::IsUnknown)?;
        let own = adapted.apply(&base)?;
        let from = match wait {
            false => today,
            true => {
                let term = next_term(tx, school, today).await?;
                term.ok_or(TemplateError::NoNextTerm)?.begins
            }
        };
        let made = run!(
            tx,
            "INSERT INTO school_template (school, version, from_on, body, who, at)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            school,
            i64::from(held + 1),
            from.to_string(),
            to_json(&own)?,
            staff.person(),
            to_millis(now)
        )?;
        if made == 0 {
            return Err(TemplateError::ChangedMeanwhile.into());
        }
        let found = form_in(tx, staff, today).await?;
        let detail = format!("version {} from {from}: {}", held + 1, own.id);
        let line = NewEntry {
            school,
            who: Some(staff.person().0),
            what: AuditAct::PlanFormSet,
            about: None,
            detail: &detail,
        };
        audit::append(tx, now, line).await?;
        Ok(found)
    })
}
