//! A framework into a school: what is there is read, what is to change is worked out by
//! `domain::competency`, and all of it is written in one transaction, or nothing.

use super::load::{Row, must};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    proof::{Office, Staff},
    stored::small,
};
use chrono::{DateTime, Utc};
use domain::{
    access::Action,
    competency::{Changes, Framework, Known, Preview, Put, Said, compare},
    ids::SchoolId,
};
use std::sync::Arc;
use uuid::Uuid;

/// Longest name of a framework, in characters.
const NAME: usize = 120;

/// A framework under the name the school knows it by.
#[derive(Clone, Debug)]
pub struct Given {
    name: String,
    framework: Arc<Framework>,
}

impl Given {
    /// # Errors
    /// A name that is none, or too long.
    pub fn new(name: &str, framework: Framework) -> Result<Self> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err(StoreError::invalid("framework", "empty"));
        }
        if name.chars().count() > NAME {
            return Err(StoreError::invalid("framework", "too-long"));
        }
        Ok(Self {
            name,
            framework: Arc::new(framework),
        })
    }
}

/// Whether they may import, whatever the file is like.
pub fn may_import(staff: &Staff) -> Result<()> {
    must(staff, Action::ImportCompetencies)
}

/// What [`apply`] would do; changes nothing.
pub async fn preview(db: &Db, staff: &Staff, given: Given) -> Result<Preview> {
    may_import(staff)?;
    let school = staff.school();
    let all = db
        .read(move |tx| Box::pin(async move { planned(tx, vec![school], &given).await }))
        .await?;
    one(all.into_iter().map(|it| it.preview).collect())
}

/// Makes the school's framework as the file says.
pub async fn apply(db: &Db, staff: &Staff, given: Given, now: DateTime<Utc>) -> Result<Preview> {
    may_import(staff)?;
    let (school, who) = (staff.school(), Some(staff.person().0));
    let all = db
        .write(move |tx| Box::pin(write(tx, vec![school], given, who, now)))
        .await?;
    one(all)
}

fn one(mut all: Vec<Preview>) -> Result<Preview> {
    all.pop().ok_or(StoreError::NotFound)
}

/// As [`preview`], for the school with this `source_id`, or for all there are.
pub async fn preview_all(
    db: &Db,
    _office: &Office,
    school: Option<String>,
    given: Given,
) -> Result<Vec<Preview>> {
    let all = db.read(move |tx| {
        Box::pin(async move {
            let schools = schools(tx, school).await?;
            planned(tx, schools, &given).await
        })
    });
    Ok(all.await?.into_iter().map(|it| it.preview).collect())
}

/// As [`apply`], for the school with this `source_id`, or for all there are: all or none.
pub async fn apply_all(
    db: &Db,
    _office: &Office,
    school: Option<String>,
    given: Given,
    now: DateTime<Utc>,
) -> Result<Vec<Preview>> {
    db.write(move |tx| {
        Box::pin(async move {
            let schools = schools(tx, school).await?;
            write(tx, schools, given, None, now).await
        })
    })
    .await
}

/// In the order of their ids: the order in which their logs are held.
async fn schools(tx: &mut Tx, school: Option<String>) -> Result<Vec<SchoolId>> {
    let (every, named) = (school.is_none(), school.unwrap_or_default());
    let rows: Vec<(Uuid,)> = list!(
        tx,
        "SELECT id FROM school WHERE source_id = $1 OR $2 ORDER BY id",
        named,
        every
    )?;
    if rows.is_empty() {
        return Err(StoreError::invalid("school", "unknown"));
    }
    Ok(rows.into_iter().map(|(id,)| SchoolId(id)).collect())
}

/// What is to be written for one school, and what is said of it.
struct Planned {
    school: SchoolId,
    changes: Changes,
    preview: Preview,
}

async fn planned(tx: &mut Tx, schools: Vec<SchoolId>, given: &Given) -> Result<Vec<Planned>> {
    let mut all = Vec::with_capacity(schools.len());
    for school in schools {
        let title: Option<(String,)> =
            find!(tx, "SELECT title FROM school WHERE id = $1", school.0)?;
        let (title,) = title.ok_or(StoreError::NotFound)?;
        let before = known(tx, school, &given.name).await?;
        let (ids, mut said) = (tx.ids(), Said::default());
        let changes = compare(&given.framework, &before, &mut said, || ids.uuid());
        let preview = Preview {
            school: title,
            framework: given.name.clone(),
            headings: given.framework.headings,
            tally: changes.tally,
            changes: changes.changes.clone(),
            said,
            rows: changes.rows(),
        };
        all.push(Planned {
            school,
            changes,
            preview,
        });
    }
    Ok(all)
}

async fn known(tx: &mut Tx, school: SchoolId, framework: &str) -> Result<Vec<Known>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT id, framework, code, heading, heading_en, heading_es, statement, child_en, child_es,
             first_grade, last_grade, place, active
         FROM competency WHERE school = $1 AND framework = $2 ORDER BY place, code",
        school.0,
        framework
    )?;
    rows.into_iter()
        .map(|row| {
            Ok(Known {
                place: small(row.place)?,
                competency: row.competency()?,
            })
        })
        .collect()
}

async fn write(
    tx: &mut Tx,
    schools: Vec<SchoolId>,
    given: Given,
    who: Option<Uuid>,
    now: DateTime<Utc>,
) -> Result<Vec<Preview>> {
    let all = planned(tx, schools, &given).await?;
    for it in &all {
        for row in &it.changes.put {
            put(tx, it.school, &given.name, row).await?;
        }
        for id in &it.changes.retire {
            run!(
                tx,
                "UPDATE competency SET active = FALSE WHERE id = $1 AND school = $2",
                id.0,
                it.school.0
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
        let line = Line {
            school: it.school,
            who,
            what: "competency.import",
            about: None,
            detail: &detail,
        };
        audit::note(tx, now, line).await?;
    }
    Ok(all.into_iter().map(|it| it.preview).collect())
}

async fn put(tx: &mut Tx, school: SchoolId, framework: &str, row: &Put) -> Result<()> {
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
            row.id.0,
            school.0,
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
        row.id.0,
        school.0,
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
