//! The row of the soft lock on a child's pictures: read and locked by one statement, so that two tries at once count as two.

use crate::{
    Result, Tx,
    column::{from_millis, to_int, to_millis},
};
use chrono::{DateTime, Utc};
use domain::{ids::SchoolId, signin::SoftLock};

/// The lock of a child, held until the end of the transaction.
pub(super) async fn find(
    tx: &mut Tx,
    account: &[u8],
    school: SchoolId,
    now: DateTime<Utc>,
) -> Result<SoftLock> {
    let row: Option<(i64, Option<i64>)> = find!(
        tx,
        "INSERT INTO signin_lock (account, school, wrong, tried_at) VALUES ($1, $2, 0, $3)
         ON CONFLICT (account) DO UPDATE SET tried_at = excluded.tried_at
         RETURNING wrong, rests_until",
        account,
        school,
        to_millis(now)
    )?;
    let Some((wrong, until)) = row else {
        return Ok(SoftLock::default());
    };
    from_columns(wrong, until)
}

pub(super) fn from_columns(wrong: i64, until: Option<i64>) -> Result<SoftLock> {
    Ok(SoftLock {
        wrong: to_int(wrong)?,
        until: until.map(from_millis).transpose()?,
    })
}

pub(super) async fn save(tx: &mut Tx, account: &[u8], lock: SoftLock) -> Result<()> {
    run!(
        tx,
        "UPDATE signin_lock SET wrong = $2, rests_until = $3 WHERE account = $1",
        account,
        i64::from(lock.wrong),
        lock.until.map(to_millis)
    )?;
    Ok(())
}

pub(super) async fn clear(tx: &mut Tx, account: &[u8]) -> Result<()> {
    run!(tx, "DELETE FROM signin_lock WHERE account = $1", account)?;
    Ok(())
}
