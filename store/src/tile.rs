//! The rows behind the board: each child's tile, under the class's counter. Whoever changes what a
//! tile shows calls in here, inside the same transaction.

use crate::{Result, StoreError, Tx};
use domain::{
    ids::{ClassId, PersonId, RunId, SchoolId},
    plan::Ticked,
    survey::Progress,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The class's next number, and its newest run. Holds the class until the commit.
pub(crate) async fn next(tx: &mut Tx, class: ClassId) -> Result<(i64, Option<RunId>)> {
    let row: Option<(i64, Option<Uuid>)> = find!(
        tx,
        "UPDATE class SET seq = seq + 1 WHERE id = $1 RETURNING seq, run",
        class.0
    )?;
    let (seq, run) = row.ok_or(StoreError::NotFound)?;
    tx.tell(class).await?;
    Ok((seq, run.map(RunId)))
}

/// The class itself has changed (opened, a survey, who is in it): boards read it anew.
pub(crate) async fn reload(tx: &mut Tx, class: ClassId) -> Result<i64> {
    let (seq, _) = next(tx, class).await?;
    run!(
        tx,
        "UPDATE class SET reload_seq = seq WHERE id = $1",
        class.0
    )?;
    Ok(seq)
}

/// Whether the child is signed in on some tablet of the class has changed.
pub(crate) async fn here(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<()> {
    let (seq, _) = next(tx, class).await?;
    run!(
        tx,
        "INSERT INTO tile (class, child, school, seq, here)
         VALUES ($1, $2, $3, $4, EXISTS (SELECT 1 FROM session s
             WHERE s.person = $2 AND s.class = $1 AND s.ended_at IS NULL))
         ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, here = excluded.here",
        class.0,
        child.0,
        school.0,
        seq
    )?;
    Ok(())
}

/// Whether the child waits for the teacher's tap has changed: in every class they are in.
pub(crate) async fn locked(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    locked: bool,
) -> Result<()> {
    let classes: Vec<(Uuid,)> = list!(
        tx,
        "SELECT class FROM enrollment WHERE person = $1 AND role = 'child' ORDER BY class",
        child.0
    )?;
    for (class,) in classes {
        let (seq, _) = next(tx, ClassId(class)).await?;
        run!(
            tx,
            "INSERT INTO tile (class, child, school, seq, locked) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, locked = excluded.locked",
            class,
            child.0,
            school.0,
            seq,
            locked
        )?;
    }
    Ok(())
}

/// How far a child is in a run has changed; shown if it is the class's newest.
pub(crate) async fn progress(
    tx: &mut Tx,
    at: (SchoolId, ClassId, PersonId),
    run: RunId,
    progress: Progress,
    rushed: bool,
) -> Result<()> {
    let (school, class, child) = at;
    let (seq, newest) = next(tx, class).await?;
    if newest != Some(run) {
        return moved(tx, class, child, seq).await.map(drop);
    }
    run!(
        tx,
        "INSERT INTO tile (class, child, school, seq, done, total, rushed)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq, done = excluded.done,
             total = excluded.total, rushed = excluded.rushed",
        class.0,
        child.0,
        school.0,
        seq,
        i64::from(progress.done),
        i64::from(progress.of),
        rushed
    )?;
    Ok(())
}

/// How much of a day's goals is done has changed: in every class the child is in. An earlier day
/// than the one shown changes only the number.
pub(crate) async fn ticked(
    tx: &mut Tx,
    school: SchoolId,
    child: PersonId,
    ticked: Ticked,
) -> Result<()> {
    for class in classes(tx, school, &[child]).await? {
        let (seq, _) = next(tx, class).await?;
        run!(
            tx,
            "INSERT INTO tile (class, child, school, seq, ticked_on, ticked_done, ticked_of)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (class, child) DO UPDATE SET seq = excluded.seq,
                 ticked_done = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_done ELSE excluded.ticked_done END,
                 ticked_of = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_of ELSE excluded.ticked_of END,
                 ticked_on = CASE WHEN tile.ticked_on > excluded.ticked_on
                     THEN tile.ticked_on ELSE excluded.ticked_on END",
            class.0,
            child.0,
            school.0,
            seq,
            ticked.on.to_string(),
            i64::from(ticked.done),
            i64::from(ticked.of)
        )?;
    }
    Ok(())
}

/// The classes these children are in, in the order all writers hold them.
pub(crate) async fn classes(
    tx: &mut Tx,
    school: SchoolId,
    children: &[PersonId],
) -> Result<BTreeSet<ClassId>> {
    let mut all = BTreeSet::new();
    for child in children {
        let rows: Vec<(Uuid,)> = list!(
            tx,
            "SELECT class FROM enrollment WHERE person = $1 AND school = $2 AND role = 'child'",
            child.0,
            school.0
        )?;
        all.extend(rows.into_iter().map(|(class,)| ClassId(class)));
    }
    Ok(all)
}

/// The child did something that leaves the tile as it is, but for its number.
pub(crate) async fn stirred(tx: &mut Tx, class: ClassId, child: PersonId) -> Result<()> {
    let (seq, _) = next(tx, class).await?;
    moved(tx, class, child, seq).await
}

async fn moved(tx: &mut Tx, class: ClassId, child: PersonId, seq: i64) -> Result<()> {
    run!(
        tx,
        "UPDATE tile SET seq = $3 WHERE class = $1 AND child = $2",
        class.0,
        child.0,
        seq
    )?;
    Ok(())
}
