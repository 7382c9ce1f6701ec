//! Whose scores somebody may bring in, and the children that makes.

use crate::{Result, StoreError, Tx, proof::Staff};
use domain::{
    access::{Action, Relation, allows},
    assessment::RollChild,
    ids::{PersonId, SchoolId},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Whose scores.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope {
    /// None: of every school there is. Only at the console.
    pub(super) school: Option<SchoolId>,
    /// Only children of this teacher's classes.
    pub(super) teacher: Option<PersonId>,
    /// Who brings them in; none at the console.
    pub(super) who: Option<PersonId>,
}

impl Scope {
    pub(super) fn of(staff: &Staff) -> Result<Self> {
        let may = |relation| allows(staff.role(), Action::ImportScores, relation);
        let whole = may(Relation::Own) || may(Relation::OtherClass);
        if !whole && !may(Relation::SameClass) {
            return Err(StoreError::NotFound);
        }
        Ok(Self {
            school: Some(staff.school()),
            teacher: (!whole).then(|| staff.person()),
            who: Some(staff.person()),
        })
    }
}

/// Whether this adult brings scores in at all.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub fn may_import(staff: &Staff) -> Result<()> {
    Scope::of(staff).map(drop)
}

/// The children somebody may bring scores in for.
#[derive(Debug, Default)]
pub(super) struct Children {
    pub(super) roll: Vec<RollChild>,
    /// School and full name.
    pub(super) known: HashMap<PersonId, (SchoolId, String)>,
}

pub(super) async fn children(tx: &mut Tx, scope: Scope) -> Result<Children> {
    let rows: Vec<(PersonId, SchoolId, String, String, String, Option<String>)> = list!(
        tx,
        // Under the ids of records that went into another, the other is meant.
        "SELECT p.id, p.school, p.given, p.family, i.source_id, i.identifier FROM person i
         JOIN person p ON p.id = COALESCE(i.merged_into, i.id)
         WHERE p.role = 'child' AND p.active AND ($1 OR p.school = $2)
         AND ($3 OR EXISTS (SELECT 1 FROM enrollment e
             JOIN class c ON c.id = e.class AND c.active
             JOIN enrollment t ON t.class = e.class AND t.role = 'teacher' AND t.person = $4
             WHERE e.person = p.id AND e.role = 'child'))",
        scope.school.is_none(),
        scope.school.map_or_else(Uuid::nil, |it| it.0),
        scope.teacher.is_none(),
        scope.teacher.map_or_else(Uuid::nil, |it| it.0)
    )?;
    let mut all = Children::default();
    for (id, school, given, family, source_id, identifier) in rows {
        let name = format!("{given} {family}").trim().to_owned();
        let child = id;
        all.known.insert(child, (school, name));
        all.roll.push(RollChild {
            child,
            identifier,
            source_id,
        });
    }
    Ok(all)
}
