//! Reads the children of a school and one child's record, in a fixed number of questions.

use crate::{
    Db, Result, StoreError, Tx,
    column::{to_date, to_int},
    proof::Staff,
};
use chrono::NaiveDate;
use domain::{
    Lang,
    access::Action,
    ids::{ClassId, PersonId, SchoolId},
    name::folded,
    people::{ChildRecord, ClassName, SchoolChild, SchoolChildren, SeatChange},
    roster::OWN,
};
use std::collections::HashMap;

/// All children of the school, archived ones too, by family name.
///
/// # Errors
/// `NotFound` if it is not theirs to see.
pub async fn list_children(db: &Db, staff: &Staff) -> Result<SchoolChildren> {
    staff.must(Action::SeePeople)?;
    transaction!(db.read, staff, |tx| {
        Ok(SchoolChildren {
            children: children(tx, staff.school()).await?,
            classes: classes(tx, staff.school()).await?,
        })
    })
}

/// One child's record.
///
/// # Errors
/// `NotFound` if there is no such child in the school, or it is not theirs to see.
pub async fn find_child(
    db: &Db,
    staff: &Staff,
    child: PersonId,
    today: NaiveDate,
) -> Result<ChildRecord> {
    staff.must(Action::SeePeople)?;
    transaction!(db.read, staff, |tx| {
        let school = staff.school();
        let child = one(tx, school, child).await?;
        let kept_name = match child.merged_into {
            Some(kept) => Some(one(tx, school, kept).await?.name()),
            None => None,
        };
        Ok(ChildRecord {
            changes: changes(tx, school, child.child).await?,
            child,
            classes: classes(tx, school).await?,
            today,
            kept_name,
        })
    })
}

#[derive(sqlx::FromRow)]
struct ChildRow {
    id: PersonId,
    given: String,
    family: String,
    picture: String,
    grade: i64,
    lang: String,
    identifier: Option<String>,
    active: bool,
    merged_into: Option<PersonId>,
    source_id: String,
    begins: Option<String>,
}

#[derive(sqlx::FromRow)]
struct SeatRow {
    person: PersonId,
    class: ClassId,
    title: String,
}

impl ChildRow {
    fn with_seats(self, seats: Vec<ClassName>) -> Result<SchoolChild> {
        Ok(SchoolChild {
            child: self.id,
            given: self.given,
            family: self.family,
            picture: self.picture,
            grade: to_int(self.grade)?,
            lang: Lang::parse(&self.lang).unwrap_or_default(),
            identifier: self.identifier,
            seats,
            begins: self.begins.as_deref().map(to_date).transpose()?,
            is_archived: !self.active,
            merged_into: self.merged_into,
            is_own: self.source_id.starts_with(OWN),
        })
    }
}

/// All children of a school, by family name.
pub(super) async fn children(tx: &mut Tx, school: SchoolId) -> Result<Vec<SchoolChild>> {
    let rows: Vec<ChildRow> = list!(
        tx,
        "SELECT p.id, p.given, p.family, p.picture, p.grade, p.lang, p.identifier, p.active,
             p.merged_into, p.source_id,
             (SELECT MIN(m.on_day) FROM seat_move m
              WHERE m.child = p.id AND m.done_at IS NULL) AS begins
         FROM person p WHERE p.school = $1 AND p.role = 'child'",
        school
    )?;
    let seats: Vec<SeatRow> = list!(
        tx,
        "SELECT e.person, c.id AS class, c.title FROM enrollment e
         JOIN class c ON c.id = e.class AND c.active
         WHERE c.school = $1 AND e.school = $1 AND e.role = 'child' ORDER BY c.title, c.id",
        school
    )?;
    let mut of_child: HashMap<PersonId, Vec<ClassName>> = HashMap::new();
    for SeatRow {
        person,
        class,
        title,
    } in seats
    {
        let seats = of_child.entry(person).or_default();
        seats.push(ClassName { class, title });
    }
    let children = rows.into_iter().map(|row| {
        let seats = of_child.remove(&row.id).unwrap_or_default();
        row.with_seats(seats)
    });
    let mut children = children.collect::<Result<Vec<_>>>()?;
    children.sort_by_cached_key(|it| (folded(&it.family), folded(&it.given), it.child));
    Ok(children)
}

/// One child of a school.
pub(super) async fn one(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<SchoolChild> {
    let row: Option<ChildRow> = find!(
        tx,
        "SELECT p.id, p.given, p.family, p.picture, p.grade, p.lang, p.identifier, p.active,
             p.merged_into, p.source_id,
             (SELECT MIN(m.on_day) FROM seat_move m
              WHERE m.child = p.id AND m.done_at IS NULL) AS begins
         FROM person p WHERE p.id = $1 AND p.school = $2 AND p.role = 'child'",
        child,
        school
    )?;
    let row = row.ok_or(StoreError::NotFound)?;
    let seats: Vec<SeatRow> = list!(
        tx,
        "SELECT e.person, c.id AS class, c.title FROM enrollment e
         JOIN class c ON c.id = e.class AND c.active
         WHERE e.person = $1 AND e.school = $2 AND e.role = 'child' ORDER BY c.title, c.id",
        child,
        school
    )?;
    let seats = seats.into_iter().map(|it| ClassName {
        class: it.class,
        title: it.title,
    });
    row.with_seats(seats.collect())
}

async fn classes(tx: &mut Tx, school: SchoolId) -> Result<Vec<ClassName>> {
    let rows: Vec<(ClassId, String)> = list!(
        tx,
        "SELECT id, title FROM class WHERE school = $1 AND active ORDER BY title, id",
        school
    )?;
    let classes = rows.into_iter();
    Ok(classes
        .map(|(class, title)| ClassName { class, title })
        .collect())
}

async fn changes(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<Vec<SeatChange>> {
    #[derive(sqlx::FromRow)]
    struct Row {
        from_title: Option<String>,
        to_title: Option<String>,
        on_day: String,
        given: String,
        family: String,
        waits: bool,
    }
    let rows: Vec<Row> = list!(
        tx,
        "SELECT f.title AS from_title, t.title AS to_title, m.on_day, w.given, w.family,
             m.done_at IS NULL AS waits
         FROM seat_move m JOIN person w ON w.id = m.who
         LEFT JOIN class f ON f.id = m.from_class LEFT JOIN class t ON t.id = m.to_class
         WHERE m.child = $1 AND m.school = $2 ORDER BY m.on_day DESC, m.at DESC, m.id DESC",
        child,
        school
    )?;
    let changes = rows.into_iter().map(|it| {
        Ok(SeatChange {
            from: it.from_title,
            to: it.to_title,
            on: to_date(&it.on_day)?,
            by: format!("{} {}", it.given, it.family).trim().to_owned(),
            waits: it.waits,
        })
    });
    changes.collect()
}
