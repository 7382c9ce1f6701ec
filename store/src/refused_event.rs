//! The events that were not applied, as a teacher reads them.

use crate::{
    Db, Result, Tx,
    column::{from_millis, from_text, to_int},
    enrollment::children_of_class,
    proof::Teacher,
};
use domain::{
    access::Action,
    board::child_page::RejectedEvent,
    ids::{ClassId, PersonId, SchoolId},
};

/// Most that are shown at once.
const MOST_SHOWN: i64 = 100;

/// An entry that was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedEvent {
    /// By tile name, if it could be told whose it is.
    pub child: Option<String>,
    pub needs: RejectedEvent,
}

/// What tablets of the class sent that was not applied, newest first.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn list_refused(db: &Db, teacher: &Teacher) -> Result<Vec<RefusedEvent>> {
    teacher.must(Action::SeeChild)?;
    transaction!(db.read, teacher, |tx| {
        let room = children_of_class(tx, teacher.school(), teacher.class()).await?;
        let rows: Vec<(Option<PersonId>, String, i64)> = list!(
            tx,
            "SELECT r.child, r.why, r.taken_at FROM event_refused r
         WHERE r.class = $1 AND r.school = $2 AND (r.why = 'mismatch'
             OR NOT EXISTS (SELECT 1 FROM event e WHERE e.id = r.event))
         ORDER BY r.taken_at DESC, r.digest LIMIT $3",
            teacher.class(),
            teacher.school(),
            MOST_SHOWN
        )?;
        rows.into_iter()
            .map(|(child, why, taken_at)| {
                let named = room.iter().find(|it| Some(it.child) == child);
                Ok(RefusedEvent {
                    child: named.map(|it| it.name.clone()),
                    needs: to_needs_a_look(why, taken_at)?,
                })
            })
            .collect()
    })
}

/// The same of one child, of the tablets of one class.
pub(crate) async fn refused_of_child(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<Vec<RejectedEvent>> {
    let rows: Vec<(String, i64)> = list!(
        tx,
        "SELECT r.why, r.taken_at FROM event_refused r
         WHERE r.child = $3 AND r.class = $1 AND r.school = $2 AND (r.why = 'mismatch'
             OR NOT EXISTS (SELECT 1 FROM event e WHERE e.id = r.event))
         ORDER BY r.taken_at DESC, r.digest LIMIT $4",
        class,
        school,
        child,
        MOST_SHOWN
    )?;
    rows.into_iter()
        .map(|(why, taken_at)| to_needs_a_look(why, taken_at))
        .collect()
}

/// How many events of a child's the school refused and did not keep, of the tablets of one class.
pub(crate) async fn count_not_kept_of_child(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<u64> {
    let row: Option<(i64,)> = find!(
        tx,
        "SELECT CAST(COALESCE(SUM(not_kept), 0) AS BIGINT) FROM event_refused_count
         WHERE class = $1 AND child = $2 AND school = $3",
        class,
        child,
        school
    )?;
    to_int(row.map_or(0, |(count,)| count))
}

/// How many the school did not keep of all tablets of the class, whoever's they were.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn count_not_kept(db: &Db, teacher: &Teacher) -> Result<u64> {
    teacher.must(Action::SeeChild)?;
    let row: Option<(i64,)> = find!(
        db,
        "SELECT CAST(COALESCE(SUM(not_kept), 0) AS BIGINT) FROM event_refused_count
         WHERE class = $1 AND school = $2",
        teacher.class(),
        teacher.school()
    )?;
    to_int(row.map_or(0, |(count,)| count))
}

fn to_needs_a_look(why: String, taken_at: i64) -> Result<RejectedEvent> {
    Ok(RejectedEvent {
        why: from_text(why)?,
        at: from_millis(taken_at)?,
    })
}
