//! The rows behind the board: each child's tile, under the class's counter. Whoever changes what a
//! tile shows calls in here, inside the same transaction.

mod row;

pub(crate) use row::{TileRow, find};

use crate::{Result, StoreError, Tx, column::to_json, db::Either};
use domain::{
    ids::{ClassId, PersonId, RunId, SchoolId},
    plan::DayProgress,
    survey::Progress,
};
use std::collections::BTreeSet;

/// What a database needs that was restored, with the time in milliseconds: a number beyond any that
/// was given out since the backup or after an earlier restore, and under it a tile of every child. So
/// boards take all of it as newer than what they show.
pub(crate) const BEYOND: [&str; 3] = [
    "UPDATE class SET seq = $1, reload_seq = $1",
    "UPDATE tile SET seq = $1",
    "INSERT INTO tile (class, child, school, seq)
     SELECT class, person, school, $1 FROM enrollment WHERE role = 'child' ON CONFLICT DO NOTHING",
];

/// The number of each class, which grows with every change of its board.
pub(crate) const ALL_CLASSES: &str = "SELECT id, seq FROM class";
pub(crate) const OPEN_CLASSES: &str = "SELECT id, seq FROM class WHERE open";

impl Tx {
    /// Holds the class until the end of the transaction, so that what is read of it stays true and
    /// its `seq` is given out in the order of the commits. `SQLite` has but one writer anyway.
    pub(crate) async fn lock_class(&mut self, class: ClassId) -> Result<()> {
        if let Either::Postgres(c) = self.either() {
            let held = sqlx::query("SELECT 1 FROM class WHERE id = $1 FOR NO KEY UPDATE");
            held.bind(class.0).execute(c).await?;
        }
        Ok(())
    }
}

/// The class's next number, and its newest run. Holds the class until the commit.
pub(crate) async fn next_seq(tx: &mut Tx, class: ClassId) -> Result<(i64, Option<RunId>)> {
    let row: Option<(i64, Option<RunId>)> = find!(
        tx,
        "UPDATE class SET seq = seq + 1 WHERE id = $1 RETURNING seq, run",
        class
    )?;
    let (seq, run) = row.ok_or(StoreError::NotFound)?;
    tx.notify(class).await?;
    Ok((seq, run))
}

/// The class itself has changed (opened, a survey, who is in it): boards read it anew.
pub(crate) async fn reload_class(tx: &mut Tx, class: ClassId) -> Result<i64> {
    let (seq, _) = next_seq(tx, class).await?;
    run!(tx, "UPDATE class SET reload_seq = seq WHERE id = $1", class)?;
    Ok(seq)
}

/// Whether the child is signed in on some tablet of the class has changed.
pub(crate) async fn set_here(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<()> {
    let (seq, _) = next_seq(tx, class).await?;
    run!(
        tx,
        "INSERT INTO tile (class, child, school, seq, here)
         VALUES ($1, $2, $3, $4, EXISTS (SELECT 1 FROM session s
             WHERE s.person = $2 AND s.class = $1 AND s.ended_at IS NULL))
         ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, here = excluded.here",
        class,
        child,
        school,
        seq
    )?;
    Ok(())
}

/// Whether the child waits for the teacher's tap has changed: in every class they are in.
pub(crate) async fn set_locked(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    locked: bool,
) -> Result<()> {
    let classes: Vec<(ClassId,)> = list!(
        tx,
        "SELECT class FROM enrollment WHERE person = $1 AND role = 'child' ORDER BY class",
        child
    )?;
    for (class,) in classes {
        let (seq, _) = next_seq(tx, class).await?;
        run!(
            tx,
            "INSERT INTO tile (class, child, school, seq, locked) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, locked = excluded.locked",
            class,
            child,
            school,
            seq,
            locked
        )?;
    }
    Ok(())
}

/// How far a child is in a run has changed; shown if it is the class's newest.
pub(crate) async fn set_progress(
    tx: &mut Tx,
    at: (SchoolId, ClassId, PersonId),
    run: RunId,
    progress: Progress,
    rushed: bool,
) -> Result<()> {
    let (school, class, child) = at;
    let (seq, newest) = next_seq(tx, class).await?;
    if newest != Some(run) {
        tx.mark_tile_dirty(class, child);
        return Ok(());
    }
    run!(
        tx,
        "INSERT INTO tile (class, child, school, seq, done, total, rushed)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, done = excluded.done,
             total = excluded.total, rushed = excluded.rushed",
        class,
        child,
        school,
        seq,
        i64::from(progress.done),
        i64::from(progress.of),
        rushed
    )?;
    Ok(())
}

/// How much of a day's goals is done has changed: in these classes, which the child is in and which
/// are held already. An earlier day than the one shown changes only the number.
pub(crate) async fn set_ticked(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    classes: &BTreeSet<ClassId>,
    ticked: DayProgress,
) -> Result<()> {
    let goals = to_json(&ticked.goals)?;
    for class in classes {
        tx.mark_tile_dirty(*class, child);
        run!(
            tx,
            "INSERT INTO tile (class, child, school, seq, ticked_on, ticked_done, ticked_of,
                 ticked_goals)
             VALUES ($1, $2, $3, 0, $4, $5, $6, $7)
             ON CONFLICT (class, child) DO UPDATE SET
                 ticked_done = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_done ELSE excluded.ticked_done END,
                 ticked_of = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_of ELSE excluded.ticked_of END,
                 ticked_goals = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_goals ELSE excluded.ticked_goals END,
                 ticked_on = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_on ELSE excluded.ticked_on END",
            class,
            child,
            school,
            ticked.on.to_string(),
            i64::from(ticked.done),
            i64::from(ticked.of),
            goals.as_str()
        )?;
    }
    Ok(())
}

/// The school's calendar has changed, and with it what a day asks for: boards read it anew.
pub(crate) async fn forget_days(tx: &mut Tx, school: SchoolId) -> Result<()> {
    run!(
        tx,
        "UPDATE tile SET ticked_on = NULL, ticked_done = NULL, ticked_of = NULL,
             ticked_goals = NULL WHERE school = $1",
        school
    )?;
    let classes: Vec<(ClassId,)> = list!(
        tx,
        "SELECT id FROM class WHERE school = $1 ORDER BY id",
        school
    )?;
    for (class,) in classes {
        reload_class(tx, class).await?;
    }
    Ok(())
}

/// The wish for help that stands has changed, as JSON: in every class the child is in.
pub(crate) async fn set_help(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    help: Option<String>,
) -> Result<()> {
    for class in classes_of(tx, school, &[child]).await? {
        let (seq, _) = next_seq(tx, class).await?;
        run!(
            tx,
            "INSERT INTO tile (class, child, school, seq, help) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, help = excluded.help",
            class,
            child,
            school,
            seq,
            &help
        )?;
    }
    Ok(())
}

/// How many of the child's proposals have no answer has changed: in every class the child is in.
pub(crate) async fn set_proposals(tx: &mut Tx, school: SchoolId, child: PersonId) -> Result<()> {
    for class in classes_of(tx, school, &[child]).await? {
        let (seq, _) = next_seq(tx, class).await?;
        run!(
            tx,
            "INSERT INTO tile (class, child, school, seq, proposals)
             VALUES ($1, $2, $3, $4, (SELECT COUNT(*) FROM goal
                 WHERE child = $2 AND school = $3 AND state = 'proposed'))
             ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq,
                 proposals = excluded.proposals",
            class,
            child,
            school,
            seq
        )?;
    }
    Ok(())
}

/// The classes these children are in, in the order all writers hold them.
pub(crate) async fn classes_of(
    tx: &mut Tx,
    school: SchoolId,
    children: &[PersonId],
) -> Result<BTreeSet<ClassId>> {
    let mut all = BTreeSet::new();
    for child in children {
        let rows: Vec<(ClassId,)> = list!(
            tx,
            "SELECT class FROM enrollment WHERE person = $1 AND school = $2 AND role = 'child'",
            child,
            school
        )?;
        all.extend(rows.into_iter().map(|(class,)| class));
    }
    Ok(all)
}

/// Gives these tiles the next number of their class, one for all of a class.
pub(crate) async fn renumber(tx: &mut Tx, tiles: BTreeSet<(ClassId, PersonId)>) -> Result<()> {
    let tiles: Vec<_> = tiles.into_iter().collect();
    for of_class in tiles.chunk_by(|(one, _), (other, _)| one == other) {
        let Some((class, _)) = of_class.first() else {
            continue;
        };
        let (seq, _) = next_seq(tx, *class).await?;
        on!(tx, |c| {
            let mut query = sqlx::QueryBuilder::new("UPDATE tile SET seq = ");
            query
                .push_bind(seq)
                .push(" WHERE class = ")
                .push_bind(*class);
            query.push(" AND child IN (");
            let mut children = query.separated(", ");
            for (_, child) in of_class {
                children.push_bind(*child);
            }
            query.push(")");
            query.build().execute(c).await.map(drop)
        })?;
    }
    Ok(())
}
