//! The school as its adults meet it: who they are, and which classes they may look at.

use crate::{
    Db, Result, StoreError, audit,
    column::to_int,
    proof::{Office, Staff},
};
use domain::{
    access::{Action, Relation, allows},
    audit::AuditPage,
    ids::{ClassId, SchoolId},
    school::{Adult, ClassCard},
};

#[derive(sqlx::FromRow)]
struct Row {
    given: String,
    family: String,
    school: String,
    class: Option<ClassId>,
    title: Option<String>,
    open: Option<bool>,
    children: i64,
}

/// A signed-in adult, as the pages greet them, with the classes they teach or may look into.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
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
        staff.person(),
        staff.school(),
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
                id,
                title,
                children: to_int(row.children)?,
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

/// The audit log of a school from its beginning, and whether its chain of hashes is unbroken.
///
/// # Errors
/// `Unreadable` if a line's time can't be read.
pub async fn audit_log(
    db: &Db,
    _office: &Office,
    school: SchoolId,
) -> Result<(Vec<audit::Entry>, bool)> {
    audit::list(db, school).await
}

/// The newest rows of the school's own audit log, for its office and its leader.
///
/// # Errors
/// `NotFound` if it is not theirs to see.
pub async fn read_audit_log(db: &Db, staff: &Staff) -> Result<AuditPage> {
    staff.must(Action::SeeAudit)?;
    audit::newest(db, staff.school()).await
}

/// Verifies the chain of hashes of every school's audit log, from its beginning to its end. Reads some
/// rows at a time, whatever the log's length.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn verify_audit_logs(db: &Db, _office: &Office) -> Result<Vec<audit::VerifiedLog>> {
    audit::verify(db).await
}
