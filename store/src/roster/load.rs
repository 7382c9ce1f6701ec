//! What the database has of a school, without what was made in Fledge itself.

use crate::{Result, StoreError, Tx, column::to_int};
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, PersonId, SchoolId, TermId},
    roster::{ClassRole, ClassRow, OWN, Person, StoredPerson, StoredRoster, StoredRow, Term},
    school::Role,
};
use std::collections::HashSet;

pub(super) async fn school(tx: &mut Tx, source_id: &str) -> Result<Option<SchoolId>> {
    let row: Option<(SchoolId,)> =
        find!(tx, "SELECT id FROM school WHERE source_id = $1", source_id)?;
    Ok(row.map(|(id,)| id))
}

/// The usernames of those whom an import of these schools does not touch.
pub(super) async fn usernames_elsewhere(
    tx: &mut Tx,
    schools: &HashSet<SchoolId>,
) -> Result<HashSet<String>> {
    let rows: Vec<(String, SchoolId, String, String)> = list!(
        tx,
        "SELECT username, school, role, source_id FROM person WHERE username IS NOT NULL"
    )?;
    let untouched = rows.into_iter().filter(|(_, school, role, source_id)| {
        !schools.contains(school) || role == "office" || source_id.starts_with(OWN)
    });
    Ok(untouched.map(|it| it.0).collect())
}

pub(super) async fn before(tx: &mut Tx, school: SchoolId) -> Result<StoredRoster> {
    let title: Option<(String,)> = find!(tx, "SELECT title FROM school WHERE id = $1", school)?;
    let mut before = StoredRoster {
        title: title.map(|it| it.0),
        ..StoredRoster::default()
    };
    if before.title.is_none() {
        return Ok(before);
    }
    terms(tx, school, &mut before).await?;
    classes(tx, school, &mut before).await?;
    people(tx, school, &mut before).await?;
    let merged: Vec<(String, String)> = list!(
        tx,
        "SELECT m.source_id, k.source_id FROM person m JOIN person k ON k.id = m.merged_into
         WHERE m.school = $1",
        school
    )?;
    before.merged = merged.into_iter().collect();
    let ours: HashSet<PersonId> = before.people.values().map(|it| it.id).collect();
    let seats: Vec<(ClassId, PersonId, String)> = list!(
        tx,
        "SELECT e.class, e.person, e.role FROM class c JOIN enrollment e ON e.class = c.id
         WHERE c.school = $1 AND c.source_id NOT LIKE 'fledge:%'",
        school
    )?;
    let seats = seats.into_iter().filter(|it| ours.contains(&it.1));
    for (class, person, role) in seats {
        let seat = if role == "child" {
            ClassRole::Child
        } else {
            ClassRole::Teacher
        };
        before.enrollments.insert((class, person), seat);
    }
    let families: Vec<(PersonId, PersonId)> = list!(
        tx,
        "SELECT g.child, g.adult FROM person p JOIN guardian g ON g.child = p.id
         WHERE p.school = $1",
        school
    )?;
    let families = families.into_iter();
    before.guardians = families.filter(|(_, adult)| ours.contains(adult)).collect();
    Ok(before)
}

async fn terms(tx: &mut Tx, school: SchoolId, before: &mut StoredRoster) -> Result<()> {
    let rows: Vec<(TermId, String, String, String, String)> = list!(
        tx,
        "SELECT id, source_id, title, begins_on, ends_on FROM term
         WHERE school = $1 AND source_id NOT LIKE 'fledge:%'",
        school
    )?;
    for (id, source_id, title, begins, ends) in rows {
        let term = Term {
            begins: day(&begins)?,
            ends: day(&ends)?,
            source_id: source_id.clone(),
            title,
        };
        let known = StoredRow {
            id,
            what: term,
            active: true,
        };
        before.terms.insert(source_id, known);
    }
    Ok(())
}

async fn classes(tx: &mut Tx, school: SchoolId, before: &mut StoredRoster) -> Result<()> {
    let rows: Vec<(ClassId, String, String, Option<TermId>, bool)> = list!(
        tx,
        "SELECT id, source_id, title, term, active FROM class
         WHERE school = $1 AND source_id NOT LIKE 'fledge:%'",
        school
    )?;
    for (id, source_id, title, term, active) in rows {
        let what = ClassRow {
            source_id: source_id.clone(),
            title,
            term,
        };
        let known = StoredRow { id, what, active };
        before.classes.insert(source_id, known);
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PersonRow {
    id: PersonId,
    role: String,
    source_id: String,
    given: String,
    family: String,
    active: bool,
    username: Option<String>,
    email: Option<String>,
    grade: Option<i64>,
    picture: Option<String>,
    identifier: Option<String>,
}

async fn people(tx: &mut Tx, school: SchoolId, before: &mut StoredRoster) -> Result<()> {
    let rows: Vec<PersonRow> = list!(
        tx,
        "SELECT id, role, source_id, given, family, active, username, email, grade, picture,
             identifier
         FROM person WHERE school = $1 AND role <> 'office' AND source_id NOT LIKE 'fledge:%'
             AND merged_into IS NULL",
        school
    )?;
    for row in rows {
        let person = Person {
            role: Role::parse(&row.role).ok_or(StoreError::Unreadable("role"))?,
            source_id: row.source_id.clone(),
            given: row.given,
            family: row.family,
            username: row.username,
            email: row.email,
            grade: row.grade.map(to_int).transpose()?,
            identifier: row.identifier,
            active: row.active,
        };
        let known = StoredPerson {
            id: row.id,
            person,
            picture: row.picture,
        };
        before.people.insert(row.source_id, known);
    }
    Ok(())
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse().map_err(|_| StoreError::Unreadable("day"))
}
