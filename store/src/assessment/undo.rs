//! Taking an import back: exactly what it brought goes, and what that took the place of counts again.

use super::{import::hold, list::may_undo, scope::Scope};
use crate::{
    Db, Result, StoreError, Tx,
    audit::{self, Line},
    proof::Staff,
    stored::ms,
};
use chrono::{DateTime, Utc};
use domain::ids::ImportId;

/// Undoes an import, whatever was imported after it; once more changes nothing.
pub async fn undo_import(db: &Db, staff: &Staff, id: ImportId, now: DateTime<Utc>) -> Result<()> {
    let scope = Scope::of(staff)?;
    let staff = *staff;
    db.write(move |tx| Box::pin(undo_in(tx, staff, scope, id, now)))
        .await
}

async fn undo_in(
    tx: &mut Tx,
    staff: Staff,
    scope: Scope,
    id: ImportId,
    now: DateTime<Utc>,
) -> Result<()> {
    let school = staff.school();
    hold(tx, school).await?;
    let row: Option<(Option<i64>,)> = find!(
        tx,
        "SELECT undone_at FROM score_import WHERE id = $1 AND school = $2",
        id.0,
        school.0
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
        id.0,
        ms(now),
        staff.person().0
    )?;
    let gone = run!(tx, "DELETE FROM score WHERE batch = $1", id.0)?;
    let detail = format!("scores {gone}");
    let line = Line {
        school,
        who: Some(staff.person().0),
        what: "scores.undo",
        about: Some(id.0),
        detail: &detail,
    };
    audit::note(tx, now, line).await
}
