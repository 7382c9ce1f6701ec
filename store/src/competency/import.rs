//! A framework into a school: what is there is read, what is to change is worked out by
//! `domain::competency`, and all of it is written in one transaction, or nothing.

use super::load::Row;
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, NewEntry},
    column::to_int,
    proof::{Office, Staff},
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    competency::{
        CompetencyWrite, Framework, FrameworkChanges, FrameworkError, FrameworkPreview,
        RowProblems, StoredCompetency, compare_framework,
    },
    ids::SchoolId,
    limits,
    school::SchoolError,
};
use std::sync::Arc;
use uuid::Uuid;

/// A framework under the name the school knows it by.
#[derive(Clone, Debug)]
pub struct NamedFramework {
    name: String,
    framework: Arc<Framework>,
}

impl NamedFramework {
    /// # Errors
    /// A name that is none, or too long.
    pub fn new(name: &str, framework: Framework) -> Result<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(FrameworkError::NameIsEmpty.into());
        }
        if name.chars().count() > limits::competency::FRAMEWORK_NAME_CHARS {
            return Err(FrameworkError::NameIsTooLong.into());
        }
        Ok(Self {
            name,
            framework: Arc::new(framework),
        })
    }
}

/// Whether they may import, whatever the file is like.
///
/// # Errors
/// `NotFound` if the adult may not do this.
pub fn may_import(staff: &Staff) -> Result<()> {
    staff.must(Action::ImportCompetencies)
}

/// What [`apply`] would do; changes nothing.
///
/// # Errors
/// `NotFound` if the adult may not do this or there is no such thing in the school.
pub async fn preview(db: &Db, staff: &Staff, file: NamedFramework) -> Result<FrameworkPreview> {
    may_import(staff)?;
    let school = staff.school();
    let all = db
        .read(move |tx| Box::pin(async move { plan_schools(tx, vec![school], &file).await }))
        .await?;
    first(all.into_iter().map(|it| it.preview).collect())
}

/// Makes the school's framework as the file says.
///
/// # Errors
/// `NotFound` if the adult may not do this or there is no such thing in the school.
pub async fn apply(
    db: &Db,
    staff: &Staff,
    file: NamedFramework,
    now: DateTime<Utc>,
) -> Result<FrameworkPreview> {
    may_import(staff)?;
    let (school, who) = (staff.school(), Some(staff.person().0));
    let all = db
        .write(move |tx| Box::pin(write(tx, vec![school], file, who, now)))
        .await?;
    first(all)
}

fn first(mut all: Vec<FrameworkPreview>) -> Result<FrameworkPreview> {
    all.pop().ok_or(StoreError::NotFound)
}

/// As [`preview`], for the school with this `source_id`, or for all there are.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `Invalid` if what was sent breaks a
/// rule.
pub async fn preview_all(
    db: &Db,
    _office: &Office,
    school: Option<String>,
    file: NamedFramework,
) -> Result<Vec<FrameworkPreview>> {
    let all = db.read(move |tx| {
        Box::pin(async move {
            let schools = schools(tx, school).await?;
            plan_schools(tx, schools, &file).await
        })
    });
    Ok(all.await?.into_iter().map(|it| it.preview).collect())
}

/// As [`apply`], for the school with this `source_id`, or for all there are: all or none.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs; `Invalid` if what was sent breaks a
/// rule.
pub async fn apply_all(
    db: &Db,
    _office: &Office,
    school: Option<String>,
    file: NamedFramework,
    now: DateTime<Utc>,
) -> Result<Vec<FrameworkPreview>> {
    transaction!(db.write, |tx| {
        let schools = schools(tx, school).await?;
        write(tx, schools, file, None, now).await
    })
}

/// In the order of their ids: the order in which their logs are held.
async fn schools(tx: &mut Tx, school: Option<String>) -> Result<Vec<SchoolId>> {
    let (every, named) = (school.is_none(), school.unwrap_or_default());
    let rows: Vec<(SchoolId,)> = list!(
        tx,
        "SELECT id FROM school WHERE source_id = $1 OR $2 ORDER BY id",
        named,
        every
    )?;
    if rows.is_empty() {
        return Err(SchoolError::IsUnknown.into());
    }
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// What is to be written for one school, and what is said of it.
struct SchoolPlan {
    school: SchoolId,
    changes: FrameworkChanges,
    preview: FrameworkPreview,
}

async fn plan_schools(
    tx: &mut Tx,
    schools: Vec<SchoolId>,
    file: &NamedFramework,
) -> Result<Vec<SchoolPlan>> {
    let mut all = Vec::with_capacity(schools.len());
    for school in schools {
        let title: Option<(String,)> = find!(tx, "SELECT title FROM school WHERE id = $1", school)?;
        let (title,) = title.ok_or(StoreError::NotFound)?;
        let before = find_known(tx, school, &file.name).await?;
        let (ids, mut said) = (tx.ids(), RowProblems::default());
        let changes = compare_framework(&file.framework, &before, &mut said, || ids.uuid());
        let preview = FrameworkPreview {
            school: title,
            framework: file.name.clone(),
            headings: file.framework.headings,
            tally: changes.tally,
            changes: changes.changes.clone(),
            said,
            rows: changes.rows(),
        };
        all.push(SchoolPlan {
            school,
            changes,
            preview,
        });
    }
    Ok(all)
}

async fn find_known(
    tx: &mut Tx,
    school: SchoolId,
    framework: &str,
) -> Result<Vec<StoredCompetency>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT id, framework, code, heading, heading_en, heading_es, statement, child_en, child_es,
             first_grade, last_grade, place, active
         FROM competency WHERE school = $1 AND framework = $2 ORDER BY place, code",
        school,
        framework
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredCompetency {
                place: to_int(row.place)?,
                competency: row.competency()?,
            })
        })
        .collect()
}

async fn write(
    tx: &mut Tx,
    schools: Vec<SchoolId>,
    file: NamedFramework,
    who: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Vec<FrameworkPreview>> {
    let all = plan_schools(tx, schools, &file).await?;
    for it in &all {
        for row in &it.changes.put {
            put(tx, it.school, &file.name, row).await?;
        }
        for id in &it.changes.retire {
            run!(
                tx,
                "UPDATE competency SET active = FALSE WHERE id = $1 AND school = $2",
                id,
                it.school
            )?;
        }
    }
    // Last: each school's log is held until the end.
    for it in all.iter().filter(|it| it.changes.rows() > 0) {
        let tally = it.changes.tally;
        let detail = format!(
            "rows {}, competencies {}: new {}, changed {}, back {}, retired {}",
            it.changes.rows(),
            tally.found,
            tally.new,
            tally.changed,
            tally.back,
            tally.gone
        );
        let line = NewEntry {
            school: it.school,
            who,
            what: AuditAct::CompetenciesImported,
            about: None,
            detail: &detail,
        };
        audit::append(tx, now, line).await?;
    }
    Ok(all.into_iter().map(|it| it.preview).collect())
}

async fn put(tx: &mut Tx, school: SchoolId, framework: &str, row: &CompetencyWrite) -> Result<()> {
    let item = &row.item;
    let (first, last) = (
        item.grades.map(|it| i64::from(it.first)),
        item.grades.map(|it| i64::from(it.last)),
    );
    let place = i64::from(row.place);
    if row.new {
        run!(
            tx,
            "INSERT INTO competency (id, school, framework, code, heading, heading_en, heading_es,
                 statement, child_en, child_es, first_grade, last_grade, place)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            row.id,
            school,
            framework,
            &item.code,
            &item.heading.code,
            &item.heading.title.en,
            &item.heading.title.es,
            &item.statement,
            item.child.en.as_deref(),
            item.child.es.as_deref(),
            first,
            last,
            place
        )?;
        return Ok(());
    }
    run!(
        tx,
        "UPDATE competency SET heading = $3, heading_en = $4, heading_es = $5, statement = $6,
             child_en = $7, child_es = $8, first_grade = $9, last_grade = $10, place = $11,
             active = TRUE
         WHERE id = $1 AND school = $2",
        row.id,
        school,
        &item.heading.code,
        &item.heading.title.en,
        &item.heading.title.es,
        &item.statement,
        item.child.en.as_deref(),
        item.child.es.as_deref(),
        first,
        last,
        place
    )
    .map(drop)
}
