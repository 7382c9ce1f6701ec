//! The imports somebody may know of: the office and leaders all of their school, teachers their own.

use super::scope::Scope;
use crate::{
    Db, Result, Tx,
    proof::Staff,
    stored::{at, small},
};
use domain::{
    assessment::ImportLine,
    ids::{ImportId, PersonId, SchoolId},
};
use uuid::Uuid;

/// Most imports on the list.
const MOST: i64 = 100;

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
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
pub async fn list_imports(db: &Db, staff: &Staff) -> Result<Vec<ImportLine>> {
    let scope = Scope::of(staff)?;
    let school = staff.school();
    db.read(move |tx| Box::pin(list_in(tx, school, scope.teacher)))
        .await
}

async fn list_in(
    tx: &mut Tx,
    school: SchoolId,
    teacher: Option<PersonId>,
) -> Result<Vec<ImportLine>> {
    let rows: Vec<Row> = list!(
        tx,
        "SELECT i.id, i.file, i.at, p.given, p.family, i.children, i.fresh, i.changed, i.undone_at
         FROM score_import i LEFT JOIN person p ON p.id = i.who
         WHERE i.school = $1 AND ($2 OR i.who = $3) ORDER BY i.seq DESC LIMIT $4",
        school.0,
        teacher.is_none(),
        teacher.map_or_else(Uuid::nil, |it| it.0),
        MOST
    )?;
    let mut all = Vec::with_capacity(rows.len());
    for row in rows {
        let id = ImportId(row.id);
        let open = row.undone_at.is_none();
        let who = row.given.map(|given| {
            let family = row.family.unwrap_or_default();
            format!("{given} {family}").trim().to_owned()
        });
        all.push(ImportLine {
            id,
            file: row.file,
            at: at(row.at)?,
            who,
            children: small(row.children)?,
            new: small(row.fresh)?,
            changed: small(row.changed)?,
            undone_at: row.undone_at.map(at).transpose()?,
            may_undo: open && may_undo(tx, school, teacher, id).await?,
        });
    }
    Ok(all)
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
        id.0,
        school.0,
        teacher.0
    )?;
    Ok(row.is_some_and(|it| it.0))
}
