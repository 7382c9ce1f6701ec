//! Two records of one child become one: everything goes over to the record that is kept, in one
//! transaction. Where the kept record has the very same thing already, its own stands, and the other
//! stays with the record that is archived and points to the kept one. Nothing is deleted but what says
//! nothing of its own.

use super::{
    list::one,
    merge_columns::{COLUMNS, COUNTED, Treatment, treatment},
    note,
    seat::{forget_waiting, renew_tiles},
    standing,
};
use crate::{
    Db, Result, StoreError, Tx,
    column::{to_int, to_millis},
    help,
    proof::Staff,
    tile,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    audit::AuditAct,
    ids::{PersonId, PlanId, ResponseId, SchoolId},
    people::{MergeCount, MergeKind, MergePreview, PersonError},
    roster::OWN,
};
use sqlx::AssertSqlSafe;

/// The record that is kept and the one that goes into it.
#[derive(Clone, Copy)]
struct Pair {
    keep: PersonId,
    gone: PersonId,
}

/// What [`merge_children`] would do, in counts.
///
/// # Errors
/// `Invalid` if the two can't be made one; `NotFound` if it is not theirs to do.
pub async fn preview_merge(
    db: &Db,
    staff: &Staff,
    keep: PersonId,
    gone: PersonId,
) -> Result<MergePreview> {
    staff.must(Action::MergePeople)?;
    transaction!(db.read, staff, |tx| {
        let pair = Pair { keep, gone };
        must_be_two(tx, &staff, pair).await?;
        let sessions: Option<(i64,)> = find!(
            tx,
            "SELECT COUNT(*) FROM session WHERE person = $1 AND ended_at IS NULL",
            gone
        )?;
        Ok(MergePreview {
            keep: one(tx, staff.school(), keep).await?,
            gone: one(tx, staff.school(), gone).await?,
            counts: counts(tx, pair).await?,
            sessions: to_int(sessions.map_or(0, |it| it.0))?,
        })
    })
}

/// Makes the two records one. What the other is called in the roster leads to the kept one from now
/// on.
///
/// # Errors
/// `Invalid` if the two can't be made one; `NotFound` if it is not theirs to do.
pub async fn merge_children(
    db: &Db,
    staff: &Staff,
    keep: PersonId,
    gone: PersonId,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<Vec<MergeCount>> {
    staff.must(Action::MergePeople)?;
    transaction!(db.write, staff, |tx| {
        let (school, pair) = (staff.school(), Pair { keep, gone });
        let classes = tile::classes_of(tx, school, &[keep, gone]).await?;
        for class in &classes {
            tx.lock_class(*class).await?;
        }
        must_be_two(tx, &staff, pair).await?;
        let counts = counts(tx, pair).await?;
        end_stay(tx, school, gone, now).await?;
        answers(tx, pair).await?;
        plans(tx, pair).await?;
        columns(tx, pair).await?;
        followers(tx, pair, today).await?;
        person(tx, school, pair).await?;
        for class in classes {
            tile::reload_class(tx, class).await?;
        }
        renew_tiles(tx, school, keep, today).await?;
        let moved: u32 = counts.iter().map(|it| it.moves).sum();
        let stays: u32 = counts.iter().map(|it| it.stays).sum();
        let detail = format!("from {gone}, moved {moved}, left {stays}");
        note(tx, &staff, AuditAct::ChildMerged, keep, &detail, now).await?;
        let detail = format!("into {keep}");
        note(tx, &staff, AuditAct::ChildMerged, gone, &detail, now).await?;
        Ok(counts)
    })
}

/// That these are two records of the school, and that the one to keep is in use.
async fn must_be_two(tx: &mut Tx, staff: &Staff, pair: Pair) -> Result<()> {
    let kept = standing(tx, staff, pair.keep).await?;
    standing(tx, staff, pair.gone).await?.must_stand()?;
    if pair.keep == pair.gone {
        return Err(PersonError::IsSameRecord.into());
    }
    match kept.must_stand()?.active {
        true => Ok(()),
        false => Err(PersonError::KeptIsArchived.into()),
    }
}

/// Who is signed in by the record that goes is so no longer, and asks for nothing.
async fn end_stay(tx: &mut Tx, school: SchoolId, gone: PersonId, now: DateTime<Utc>) -> Result<()> {
    help::close_wishes(tx, school, &[gone], now).await?;
    forget_waiting(tx, gone).await?;
    for (table, column) in [("session", "person"), ("beside", "child")] {
        let sql =
            format!("UPDATE {table} SET ended_at = $2 WHERE {column} = $1 AND ended_at IS NULL");
        run!(tx, AssertSqlSafe(sql), gone, to_millis(now))?;
    }
    Ok(())
}

/// Of a survey that both took: what only the other answered goes over.
async fn answers(tx: &mut Tx, pair: Pair) -> Result<()> {
    let both: Vec<(ResponseId, ResponseId)> = list!(
        tx,
        "SELECT t.id, k.id FROM response t JOIN response k ON k.run = t.run AND k.child = $1
         WHERE t.child = $2",
        pair.keep,
        pair.gone
    )?;
    for (from, to) in both {
        // First the statements: what the kept record has answered is still its own then.
        for table in ["statement", "answer"] {
            let sql = format!(
                "UPDATE {table} SET response = $1 WHERE response = $2
                 AND item NOT IN (SELECT item FROM answer WHERE response = $1)"
            );
            run!(tx, AssertSqlSafe(sql), to, from)?;
        }
    }
    Ok(())
}

/// Of a term for which both have a plan: the goals go into the kept plan, and the texts that it lacks.
async fn plans(tx: &mut Tx, pair: Pair) -> Result<()> {
    let both: Vec<(PlanId, PlanId)> = list!(
        tx,
        "SELECT t.id, k.id FROM plan t JOIN plan k ON k.term = t.term AND k.child = $1
         WHERE t.child = $2",
        pair.keep,
        pair.gone
    )?;
    for (from, to) in both {
        for table in ["goal", "daily", "step", "tick", "plan_change"] {
            let sql = format!("UPDATE {table} SET plan = $1 WHERE plan = $2");
            run!(tx, AssertSqlSafe(sql), to, from)?;
        }
        run!(
            tx,
            "UPDATE plan_section SET plan = $1 WHERE plan = $2
             AND section NOT IN (SELECT section FROM plan_section WHERE plan = $1)",
            to,
            from
        )?;
        run!(
            tx,
            "UPDATE plan SET dream = (SELECT dream FROM plan WHERE id = $2)
             WHERE id = $1 AND dream IS NULL",
            to,
            from
        )?;
    }
    Ok(())
}

/// Every column that names the child.
async fn columns(tx: &mut Tx, pair: Pair) -> Result<()> {
    for (table, column, treatment) in COLUMNS {
        let unless = match treatment {
            Treatment::Moves => String::new(),
            Treatment::MovesUnless(same) | Treatment::Joins(same) => {
                format!(
                    " AND NOT EXISTS (SELECT 1 FROM {table} k WHERE k.{column} = $1 AND {same})"
                )
            }
            _ => continue,
        };
        let sql = format!("UPDATE {table} AS t SET {column} = $1 WHERE t.{column} = $2{unless}");
        run!(tx, AssertSqlSafe(sql), pair.keep, pair.gone)?;
        if let Treatment::Joins(_) = treatment {
            let sql = format!("DELETE FROM {table} WHERE {column} = $1");
            run!(tx, AssertSqlSafe(sql), pair.gone)?;
        }
    }
    Ok(())
}

/// What goes where the row goes that it belongs to.
async fn followers(tx: &mut Tx, pair: Pair, today: NaiveDate) -> Result<()> {
    for (table, of) in [("statement", "response"), ("plan_section", "plan")] {
        let sql = format!(
            "UPDATE {table} SET child = $1 WHERE child = $2
             AND EXISTS (SELECT 1 FROM {of} o WHERE o.id = {table}.{of} AND o.child = $1)"
        );
        run!(tx, AssertSqlSafe(sql), pair.keep, pair.gone)?;
    }
    run!(
        tx,
        "INSERT INTO event_refused_count (device, on_day, child, school, class, kept, kept_bytes,
             not_kept)
         SELECT device, on_day, $1, school, class, kept, kept_bytes, not_kept
         FROM event_refused_count WHERE child = $2
         ON CONFLICT (device, on_day, child) DO UPDATE SET
             kept = event_refused_count.kept + excluded.kept,
             kept_bytes = event_refused_count.kept_bytes + excluded.kept_bytes,
             not_kept = event_refused_count.not_kept + excluded.not_kept",
        pair.keep,
        pair.gone
    )?;
    run!(
        tx,
        "DELETE FROM event_refused_count WHERE child = $1",
        pair.gone
    )?;
    // A group that both are in has the child once.
    run!(
        tx,
        "UPDATE group_member SET until = $2 WHERE child = $1 AND until IS NULL",
        pair.gone,
        today.to_string()
    )?;
    run!(tx, "DELETE FROM tile WHERE child = $1", pair.gone)?;
    Ok(())
}

/// The record that goes is archived and points to the kept one. A record that the office added takes the
/// roster's name for the child, so that the roster goes on with it.
async fn person(tx: &mut Tx, school: SchoolId, pair: Pair) -> Result<()> {
    let ids: Option<(String, String)> = find!(
        tx,
        "SELECT k.source_id, t.source_id FROM person k, person t
         WHERE k.id = $1 AND t.id = $2 AND k.school = $3 AND t.school = $3",
        pair.keep,
        pair.gone,
        school
    )?;
    let (kept_id, gone_id) = ids.ok_or(StoreError::NotFound)?;
    run!(
        tx,
        "UPDATE person SET identifier =
             COALESCE(identifier, (SELECT identifier FROM person WHERE id = $2))
         WHERE id = $1",
        pair.keep,
        pair.gone
    )?;
    run!(
        tx,
        "UPDATE person SET active = FALSE, merged_into = $1 WHERE id = $2",
        pair.keep,
        pair.gone
    )?;
    if kept_id.starts_with(OWN) && !gone_id.starts_with(OWN) {
        let set = "UPDATE person SET source_id = $2 WHERE id = $1";
        run!(tx, set, pair.gone, format!("{OWN}merged:{}", pair.gone))?;
        run!(tx, set, pair.keep, &gone_id)?;
        run!(tx, set, pair.gone, &kept_id)?;
    }
    Ok(())
}

/// How much of each kind goes over, and how much stays.
async fn counts(tx: &mut Tx, pair: Pair) -> Result<Vec<MergeCount>> {
    let mut counts = Vec::new();
    for (kind, table, column) in COUNTED {
        let same = match treatment(table, column) {
            Some(Treatment::MovesUnless(same) | Treatment::Joins(same)) => {
                format!("EXISTS (SELECT 1 FROM {table} k WHERE k.{column} = $1 AND {same})")
            }
            _ => "$1 = $2".to_owned(),
        };
        let sql = format!(
            "SELECT COUNT(*), COUNT(CASE WHEN {same} THEN 1 END) FROM {table} t
             WHERE t.{column} = $2"
        );
        counts.push(count(tx, *kind, sql, pair).await?);
    }
    for (kind, table) in [
        (MergeKind::Answers, "answer"),
        (MergeKind::Statements, "statement"),
    ] {
        let sql = format!(
            "SELECT COUNT(*), COUNT(CASE WHEN EXISTS (
                 SELECT 1 FROM response k JOIN answer a ON a.response = k.id
                 WHERE k.child = $1 AND k.run = r.run AND a.item = t.item) THEN 1 END)
             FROM {table} t JOIN response r ON r.id = t.response WHERE r.child = $2"
        );
        counts.push(count(tx, kind, sql, pair).await?);
    }
    let sections = "SELECT COUNT(*), COUNT(CASE WHEN EXISTS (
             SELECT 1 FROM plan k JOIN plan_section s ON s.plan = k.id
             WHERE k.child = $1 AND k.term = p.term AND s.section = t.section) THEN 1 END)
         FROM plan_section t JOIN plan p ON p.id = t.plan WHERE p.child = $2";
    counts.push(count(tx, MergeKind::Sections, sections.to_owned(), pair).await?);
    counts.retain(|it| it.moves + it.stays > 0);
    counts.sort_by_key(|it| it.kind);
    Ok(counts)
}

async fn count(tx: &mut Tx, kind: MergeKind, sql: String, pair: Pair) -> Result<MergeCount> {
    let row: Option<(i64, i64)> = find!(tx, AssertSqlSafe(sql), pair.keep, pair.gone)?;
    let (all, stays) = row.unwrap_or_default();
    Ok(MergeCount {
        kind,
        moves: to_int(all - stays)?,
        stays: to_int(stays)?,
    })
}
