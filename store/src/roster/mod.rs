//! A roster into the database: what is there is read, what is to change is planned by
//! `domain::roster`, and all of it is written in one transaction, or nothing.

mod load;
mod write;

use crate::{
    Db, Result, Tx,
    audit::{self, NewEntry},
    db::Ids,
    proof::Office,
};
use chrono::{DateTime, Utc};
use domain::{
    audit::AuditAct,
    ids::SchoolId,
    roster::{RandomSource, RosterChanges, RowProblems, School, Tally, roster_changes},
    school::Role,
};
use std::{collections::HashSet, sync::Arc};
use uuid::Uuid;

/// Told how many of how many rows are written.
pub type Progress = Arc<dyn Fn(usize, usize) + Send + Sync>;

/// What an import changed, or would.
#[derive(Debug, Default)]
pub struct Report {
    pub schools: Vec<SchoolReport>,
    /// What is to be said about people and classes that are there already.
    pub said: RowProblems,
}

impl Report {
    /// Rows that were written, or would be.
    pub fn rows(&self) -> usize {
        self.schools.iter().map(|it| it.rows).sum()
    }
}

/// One school of a [`Report`].
#[derive(Debug)]
pub struct SchoolReport {
    pub title: String,
    /// Not there before.
    pub new: bool,
    pub terms: Tally,
    pub classes: Tally,
    /// By role, those of whom there are any.
    pub people: Vec<(Role, Tally)>,
    /// Seats in classes, children's and teachers'.
    pub seats: usize,
    /// Children who change classes.
    pub moved: usize,
    /// Links between children and families that are in the files.
    pub families: usize,
    pub rows: usize,
}

/// What [`apply`] would do; changes nothing. `many_leave` lets more than half of a school's
/// children be archived.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn preview(
    db: &Db,
    _office: &Office,
    schools: Arc<Vec<School>>,
    many_leave: bool,
) -> Result<Report> {
    transaction!(db.read, |tx| {
        let all_changes = all_changes(tx, &schools, many_leave).await?;
        Ok(all_changes.report(&schools))
    })
}

/// Makes the schools as the files say, in one transaction. Schools that are not in the files, and
/// whatever was made in Fledge itself, stay as they are. If something in the report stops it,
/// nothing is written.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn apply(
    db: &Db,
    _office: &Office,
    schools: Arc<Vec<School>>,
    many_leave: bool,
    now: DateTime<Utc>,
    progress: Progress,
) -> Result<Report> {
    transaction!(db.write, |tx| {
        let all_changes = all_changes(tx, &schools, many_leave).await?;
        if !all_changes.said.stop() {
            write::all(tx, &schools, &all_changes.each, now, &progress).await?;
            note(tx, &all_changes, now).await?;
        }
        Ok(all_changes.report(&schools))
    })
}

/// A school's id, whether it is new, and what is to be written.
struct SchoolChanges {
    id: SchoolId,
    new: bool,
    changes: RosterChanges,
}

struct AllChanges {
    each: Vec<SchoolChanges>,
    said: RowProblems,
}

async fn all_changes(tx: &mut Tx, schools: &[School], many_leave: bool) -> Result<AllChanges> {
    let mut chance = Random(tx.ids());
    let mut said = RowProblems::default();
    let mut ids = Vec::with_capacity(schools.len());
    for school in schools {
        let known = load::school(tx, &school.source_id).await?;
        ids.push((
            known.unwrap_or_else(|| SchoolId(chance.id())),
            known.is_none(),
        ));
    }
    let ours: HashSet<SchoolId> = ids.iter().map(|it| it.0).collect();
    let elsewhere = load::usernames_elsewhere(tx, &ours).await?;
    let mut each = Vec::with_capacity(schools.len());
    for (school, (id, new)) in schools.iter().zip(ids) {
        let before = load::before(tx, id).await?;
        let taken = |name: &str| elsewhere.contains(name);
        let changes = roster_changes(school, &before, &taken, many_leave, &mut chance, &mut said);
        each.push(SchoolChanges { id, new, changes });
    }
    Ok(AllChanges { each, said })
}

/// One line in each changed school's log. Last in the transaction.
async fn note(tx: &mut Tx, all_changes: &AllChanges, now: DateTime<Utc>) -> Result<()> {
    let mut changed: Vec<&SchoolChanges> = all_changes
        .each
        .iter()
        .filter(|it| it.changes.rows() > 0)
        .collect();
    changed.sort_unstable_by_key(|it| it.id);
    for it in changed {
        let children = it
            .changes
            .people_tally
            .get(&Role::Child)
            .copied()
            .unwrap_or_default();
        let detail = format!(
            "rows {}, children {}: new {}, back {}, archived {}, moved {}",
            it.changes.rows(),
            children.found,
            children.new,
            children.back,
            children.gone,
            it.changes.moved
        );
        let line = NewEntry {
            school: it.id,
            who: None,
            what: AuditAct::RosterImported,
            about: None,
            detail: &detail,
        };
        audit::append(tx, now, line).await?;
    }
    Ok(())
}

impl AllChanges {
    fn report(self, schools: &[School]) -> Report {
        let each = schools.iter().zip(self.each);
        let schools = each.map(|(school, it)| SchoolReport {
            title: school.name.clone(),
            new: it.new,
            terms: it.changes.term_tally,
            classes: it.changes.class_tally,
            people: Role::ALL
                .into_iter()
                .filter_map(|role| Some((role, *it.changes.people_tally.get(&role)?)))
                .collect(),
            seats: it.changes.seats,
            moved: it.changes.moved,
            families: school.guardians.len(),
            rows: it.changes.rows(),
        });
        Report {
            schools: schools.collect(),
            said: self.said,
        }
    }
}

struct Random(Ids);

impl RandomSource for Random {
    fn id(&mut self) -> Uuid {
        self.0.uuid()
    }

    fn number(&mut self) -> u64 {
        self.0.number()
    }
}
