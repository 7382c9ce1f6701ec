//! The imports somebody may know of: the office and leaders all of their school, teachers their own.

use super::scope::Scope;
use crate::{
    Db, Result, Tx,
    column::{from_millis, to_int},
    proof::Staff,
};
use domain::{
    assessment::ImportRow,
    ids::{ImportId, PersonId, SchoolId},
    limits,
};
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    id: ImportId,
    file: String,
    at: i64,
    given: Option<String>,
    family: Option<String>,
    children: i64,
    fresh: i64,
    changed: i64,
    undone_at: Option<i64>,
}

/// The newest first.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn list_imports(db: &Db, staff: &Staff) -> Result<Vec<ImportRow>> {
    let scope = Scope::of(staff)?;
    let school = staff.school();
    transaction!(db.read, |tx| {
        let teacher = scope.teacher;
        let rows: Vec<Row> = list!(
        tx,
        "SELECT i.id, i.file, i.at, p.given, p.family, i.children, i.fresh, i.changed, i.undone_at
         FROM score_import i LEFT JOIN person p ON p.id = i.who
         WHERE i.school = $1 AND ($2 OR i.who = $3) ORDER BY i.seq DESC LIMIT $4",
        school,
        teacher.is_none(),
        teacher.map_or_else(Uuid::nil, |it| it.0),
        limits::assessment::MOST_IMPORTS_SHOWN
    )?;
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let id = row.id;
            let open = row.undone_at.is_none();
            let who = row.given.map(|given| {
                let family = row.family.unwrap_or_default();
                format!("{given} {family}").trim().to_owned()
            });
            all.push(ImportRow {
                id,
                file: row.file,
                at: from_millis(row.at)?,
                who,
                children: to_int(row.children)?,
                new: to_int(row.fresh)?,
                changed: to_int(row.changed)?,
                undone_at: row.undone_at.map(from_millis).transpose()?,
                may_undo: open && may_undo(tx, school, teacher, id).await?,
            });
        }
        Ok(all)
    })
}

/// A teacher undoes what they brought in themselves, as long as all of its children are theirs.
pub(super) async fn may_undo(
    tx: &mut Tx,
    school: SchoolId,
    teacher: Option<PersonId>,
    id: ImportId,
) -> Result<bool> {
    let Some(teacher) = teacher else {
        return Ok(true);
    };
    let row: Option<(bool,)> = find!(
        tx,
        "SELECT NOT EXISTS (SELECT 1 FROM score s WHERE s.batch = i.id AND NOT EXISTS (
             SELECT 1 FROM enrollment e
             JOIN class c ON c.id = e.class AND c.active
             JOIN enrollment t ON t.class = e.class AND t.role = 'teacher' AND t.person = $3
             WHERE e.person = s.child AND e.role = 'child'))
         FROM score_import i WHERE i.id = $1 AND i.school = $2 AND i.who = $3",
        id,
        school,
        teacher
    )?;
    Ok(row.is_some_and(|it| it.0))
}
