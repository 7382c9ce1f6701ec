//! Takes an import back: exactly what it brought goes, and what that took the place of counts again.

use super::{import::lock_scores, list::may_undo, scope::Scope};
use crate::{
    Db, Result, StoreError,
    audit::{self, NewEntry},
    column::to_millis,
    proof::Staff,
};
use chrono::{DateTime, Utc};
use domain::{audit::AuditAct, ids::ImportId};

/// Undoes an import, whatever was imported after it; once more changes nothing.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn undo_import(db: &Db, staff: &Staff, id: ImportId, now: DateTime<Utc>) -> Result<()> {
    let scope = Scope::of(staff)?;
    transaction!(db.write, staff, |tx| {
        let school = staff.school();
        lock_scores(tx, school).await?;
        let row: Option<(Option<i64>,)> = find!(
            tx,
            "SELECT undone_at FROM score_import WHERE id = $1 AND school = $2",
            id,
            school
        )?;
        let (undone_at,) = row.ok_or(StoreError::NotFound)?;
        if !may_undo(tx, school, scope.teacher, id).await? {
            return Err(StoreError::NotFound);
        }
        if undone_at.is_some() {
            return Ok(());
        }
        run!(
            tx,
            "UPDATE score_import SET undone_at = $2, undone_by = $3 WHERE id = $1",
            id,
            to_millis(now),
            staff.person()
        )?;
        let gone = run!(tx, "DELETE FROM score WHERE batch = $1", id)?;
        let detail = format!("scores {gone}");
        let line = NewEntry {
            school,
            who: Some(staff.person().0),
            what: AuditAct::ScoresUndone,
            about: Some(id.0),
            detail: &detail,
        };
        audit::append(tx, now, line).await
    })
}
