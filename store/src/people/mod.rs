//! The children of a school as its office keeps them.

mod archive;
mod edit;
mod list;
mod merge;
mod merge_columns;
mod seat;

pub use archive::{archive_child, bring_child_back, preview_archive};
pub use edit::{add_child, correct_child};
pub use list::{find_child, list_children};
pub use merge::{merge_children, preview_merge};
pub use merge_columns::{COLUMNS, Treatment};
pub use seat::{move_child, move_due_children};

use crate::{
    Result, StoreError, Tx,
    audit::{self, NewEntry},
    proof::Staff,
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::{ClassId, PersonId, SchoolId},
    people::PersonError,
};

/// What decides what may be done with a record.
#[derive(Clone, Copy, sqlx::FromRow)]
struct ChildStanding {
    active: bool,
    merged_into: Option<PersonId>,
}

impl ChildStanding {
    /// Only whose record stands for itself is changed.
    fn must_stand(self) -> Result<Self> {
        match self.merged_into {
            Some(_) => Err(PersonError::IsMerged.into()),
            None => Ok(self),
        }
    }

    fn must_be_active(self) -> Result<()> {
        match self.must_stand()?.active {
            true => Ok(()),
            false => Err(PersonError::IsArchived.into()),
        }
    }
}

/// A child of the office's school.
async fn standing(tx: &mut Tx, staff: &Staff, child: PersonId) -> Result<ChildStanding> {
    let row: Option<ChildStanding> = find!(
        tx,
        "SELECT active, merged_into FROM person
         WHERE id = $1 AND school = $2 AND role = 'child'",
        child,
        staff.school()
    )?;
    row.ok_or(StoreError::NotFound)
}

/// That the class is one of the school's that children are in.
async fn must_be_class(tx: &mut Tx, school: SchoolId, class: ClassId) -> Result<()> {
    let row: Option<(bool,)> = find!(
        tx,
        "SELECT active FROM class WHERE id = $1 AND school = $2",
        class,
        school
    )?;
    match row {
        Some((true,)) => Ok(()),
        Some((false,)) => Err(PersonError::ClassIsMissing.into()),
        None => Err(StoreError::NotFound),
    }
}

/// One line in the school's log; last in the transaction.
async fn note(
    tx: &mut Tx,
    staff: &Staff,
    what: AuditAct,
    child: PersonId,
    detail: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let line = NewEntry {
        school: staff.school(),
        who: Some(staff.person().0),
        what,
        about: Some(child.0),
        detail,
    };
    audit::append(tx, now, line).await
}
