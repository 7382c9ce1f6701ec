//! The school as its adults meet it: who they are, and which classes they may look at.

use crate::{Db, Result, StoreError, proof::Staff, stored::small};
use domain::{
    access::{Action, Relation, allows},
    ids::ClassId,
    school::{Adult, ClassCard},
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    given: String,
    family: String,
    school: String,
    class: Option<Uuid>,
    title: Option<String>,
    open: Option<bool>,
    children: i64,
}

/// A signed-in adult, as the pages greet them, with the classes they teach or may look into.
pub async fn me(db: &Db, staff: &Staff) -> Result<Adult> {
    let rows: Vec<Row> = list!(
        db,
        "SELECT p.given, p.family, s.title AS school, c.id AS class, c.title, c.open,
             (SELECT COUNT(*) FROM enrollment e
              WHERE e.class = c.id AND e.role = 'child') AS children
         FROM person p JOIN school s ON s.id = p.school
         LEFT JOIN class c ON c.school = s.id AND c.active AND $3 AND ($4 OR EXISTS
             (SELECT 1 FROM enrollment e
              WHERE e.class = c.id AND e.person = p.id AND e.role = 'teacher'))
         WHERE p.id = $1 AND p.school = $2",
        staff.person().0,
        staff.school().0,
        allows(staff.role(), Action::ListClasses, Relation::SameClass),
        allows(staff.role(), Action::ListClasses, Relation::OtherClass)
    )?;
    let first = rows.first().ok_or(StoreError::NotFound)?;
    let name = format!("{} {}", first.given, first.family);
    let school = first.school.clone();
    let mut classes = Vec::new();
    for row in rows {
        if let (Some(id), Some(title), Some(open)) = (row.class, row.title, row.open) {
            classes.push(ClassCard {
                id: ClassId(id),
                title,
                children: small(row.children)?,
                open,
            });
        }
    }
    classes.sort_by(|a, b| (&a.title, a.id).cmp(&(&b.title, b.id)));
    Ok(Adult {
        name: name.trim().to_owned(),
        school,
        role: staff.role(),
        classes,
    })
}
