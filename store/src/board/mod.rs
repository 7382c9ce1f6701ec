//! The board of a class: read once in full, then only the tiles that have changed since.

mod seat;

pub use seat::set_seats;

use crate::{
    Db, Result, StoreError, Tx,
    column::{from_millis, to_int, to_millis},
    enrollment::children_of_class,
    plan::day_of_class,
    proof::Teacher,
    tile::TileRow,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    access::Action,
    board::{Board, BoardChanges, BoardDay, BoardPulse, OpenRun, QuietChild, Tile},
    ids::{PersonId, RunId},
    limits,
};
use std::collections::HashMap;

#[derive(sqlx::FromRow)]
struct ClassRow {
    title: String,
    open: bool,
    seq: i64,
    run: Option<RunId>,
    survey: Option<String>,
    version: Option<i64>,
    whole: Option<bool>,
    opened_at: Option<i64>,
}

/// The class as it is now, all of one moment, with each child's goals of today.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn board(db: &Db, teacher: &Teacher, today: NaiveDate) -> Result<Board> {
    teacher.must(Action::SeeBoard)?;
    transaction!(db.read, teacher, |tx| {
        let class: Option<ClassRow> = find!(
            tx,
            "SELECT c.title, c.open, c.seq, u.id AS run, u.survey, u.version, u.whole, u.opened_at
         FROM class c LEFT JOIN survey_run u ON u.class = c.id AND u.closed_at IS NULL
         WHERE c.id = $1 AND c.school = $2",
            teacher.class(),
            teacher.school()
        )?;
        let class = class.ok_or(StoreError::NotFound)?;
        let run = match (
            class.run,
            class.survey,
            class.version,
            class.whole,
            class.opened_at,
        ) {
            (Some(run), Some(survey), Some(number), Some(whole), Some(opened_at)) => {
                let number = to_int(number)?;
                let paper = tx.survey(teacher.school(), &survey, number).await?;
                Some(OpenRun {
                    run,
                    title: paper.survey.title.clone(),
                    whole,
                    opened_at: from_millis(opened_at)?,
                })
            }
            _ => None,
        };
        let rows: Vec<TileRow> = list!(
        tx,
        "SELECT child, seq, here, locked, rushed, done, total,
             ticked_on, ticked_done, ticked_of, ticked_goals, help, proposals FROM tile WHERE class = $1",
        teacher.class()
    )?;
        let mut rows: HashMap<PersonId, TileRow> =
            rows.into_iter().map(|row| (row.child, row)).collect();
        let children = children_of_class(tx, teacher.school(), teacher.class()).await?;
        // A tile has the goals of a day once something of that day has changed.
        let all_known = children.iter().all(|it| {
            rows.get(&it.child)
                .is_some_and(|row| row.has_goals_of(today))
        });
        let mut goals = match all_known {
            true => HashMap::new(),
            false => day_of_class(tx, &teacher, today).await?,
        };
        let tiles = children
            .iter()
            .map(|it| {
                let row = rows.remove(&it.child);
                let row = row.unwrap_or_else(|| TileRow::none(it.child));
                let known = row.has_goals_of(today);
                let mut tile = row.tile()?;
                if !known && let Some(goals) = goals.remove(&it.child) {
                    tile.ticked = Some(goals);
                }
                Ok(tile)
            })
            .collect::<Result<_>>()?;
        Ok(Board {
            day: BoardDay {
                today,
                absent: absent(tx, &teacher, today).await?,
            },
            class: teacher.class(),
            title: class.title,
            open: class.open,
            run,
            seq: class.seq,
            seats: seat::list(tx, &teacher, &children).await?,
            children,
            tiles,
        })
    })
}

/// The children of the class who are not at school.
async fn absent(tx: &mut Tx, teacher: &Teacher, today: NaiveDate) -> Result<Vec<PersonId>> {
    let rows: Vec<(PersonId,)> = list!(
        tx,
        "SELECT a.child FROM away a
         JOIN enrollment e ON e.person = a.child AND e.class = $1 AND e.role = 'child'
         WHERE a.school = $2 AND a.on_day = $3 ORDER BY a.child",
        teacher.class(),
        teacher.school(),
        today.to_string()
    )?;
    Ok(rows.into_iter().map(|(child,)| child).collect())
}

/// What changes on a board without an event: the day at school, who is absent on it, and whose tablet
/// has gone quiet.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn pulse(
    db: &Db,
    teacher: &Teacher,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<BoardPulse> {
    teacher.must(Action::SeeBoard)?;
    transaction!(db.read, teacher, |tx| {
        let rows: Vec<(PersonId, i64)> = list!(
            tx,
            "SELECT s.person, MAX(d.seen_at) FROM session s JOIN device d ON d.id = s.device
             WHERE s.class = $1 AND s.school = $2 AND s.ended_at IS NULL AND s.expires_at > $3
             GROUP BY s.person HAVING MAX(d.seen_at) <= $4 ORDER BY s.person",
            teacher.class(),
            teacher.school(),
            to_millis(now),
            to_millis(now - limits::device::QUIET_AFTER)
        )?;
        let quiet = rows.into_iter().map(|(child, since)| {
            Ok(QuietChild {
                child,
                since: from_millis(since)?,
            })
        });
        Ok(BoardPulse {
            quiet: quiet.collect::<Result<_>>()?,
            day: BoardDay {
                today,
                absent: absent(tx, &teacher, today).await?,
            },
        })
    })
}

/// What changed after `since`. A number the class never gave out (the school was restored from a
/// backup) asks for a reload.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school.
pub async fn changes_since(db: &Db, teacher: &Teacher, since: i64) -> Result<BoardChanges> {
    teacher.must(Action::SeeBoard)?;
    let rows: Vec<ChangeRow> = list!(
        db,
        "SELECT c.seq AS class_seq, c.reload_seq, t.child, t.seq, t.here, t.locked, t.rushed,
             t.done, t.total, t.ticked_on, t.ticked_done, t.ticked_of,
             t.ticked_goals, t.help, t.proposals
         FROM class c LEFT JOIN tile t ON t.class = c.id AND t.seq > $3
             AND EXISTS (SELECT 1 FROM enrollment e
                 WHERE e.class = t.class AND e.person = t.child AND e.role = 'child')
         WHERE c.id = $1 AND c.school = $2 ORDER BY t.seq",
        teacher.class(),
        teacher.school(),
        since
    )?;
    let Some(first) = rows.first() else {
        return Err(StoreError::NotFound);
    };
    let (seq, reload) = (first.class_seq, first.reload_seq > since);
    let tiles = rows
        .into_iter()
        .filter_map(ChangeRow::tile)
        .collect::<Result<_>>()?;
    Ok(BoardChanges {
        since,
        seq,
        tiles,
        reload: reload || since > seq,
    })
}

#[derive(sqlx::FromRow)]
struct ChangeRow {
    class_seq: i64,
    reload_seq: i64,
    child: Option<PersonId>,
    seq: Option<i64>,
    here: Option<bool>,
    locked: Option<bool>,
    rushed: Option<bool>,
    done: Option<i64>,
    total: Option<i64>,
    ticked_on: Option<String>,
    ticked_done: Option<i64>,
    ticked_of: Option<i64>,
    ticked_goals: Option<String>,
    help: Option<String>,
    proposals: Option<i64>,
}

impl ChangeRow {
    fn tile(self) -> Option<Result<Tile>> {
        let row = TileRow {
            child: self.child?,
            seq: self.seq?,
            here: self.here?,
            locked: self.locked?,
            rushed: self.rushed?,
            done: self.done,
            total: self.total,
            ticked_on: self.ticked_on,
            ticked_done: self.ticked_done,
            ticked_of: self.ticked_of,
            ticked_goals: self.ticked_goals,
            help: self.help,
            proposals: self.proposals?,
        };
        Some(row.tile())
    }
}
