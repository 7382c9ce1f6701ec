//! The soft lock's row: read and held in the same statement, so that no two tries pass one gate.

use crate::{
    Result, Tx,
    stored::{at, ms, small},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{ids::SchoolId, signin::SoftLock};

/// What an adult's or stranger's lock forgets after so long without a try.
const FORGOTTEN: TimeDelta = TimeDelta::days(1);

/// The lock of an account, held until the end of the transaction.
pub(super) async fn held(
    tx: &mut Tx,
    account: &[u8],
    school: Option<SchoolId>,
    now: DateTime<Utc>,
) -> Result<SoftLock> {
    let row: Option<(i64, Option<i64>)> = find!(
        tx,
        "INSERT INTO signin_lock (account, school, wrong, tried_at) VALUES ($1, $2, 0, $3)
         ON CONFLICT (account) DO UPDATE SET tried_at = excluded.tried_at
         RETURNING wrong, rests_until",
        account,
        school.map(|school| school.0),
        ms(now)
    )?;
    let Some((wrong, until)) = row else {
        return Ok(SoftLock::default());
    };
    read(wrong, until)
}

pub(super) fn read(wrong: i64, until: Option<i64>) -> Result<SoftLock> {
    Ok(SoftLock {
        wrong: small(wrong)?,
        until: until.map(at).transpose()?,
    })
}

pub(super) async fn set(tx: &mut Tx, account: &[u8], lock: SoftLock) -> Result<()> {
    run!(
        tx,
        "UPDATE signin_lock SET wrong = $2, rests_until = $3 WHERE account = $1",
        account,
        i64::from(lock.wrong),
        lock.until.map(ms)
    )?;
    Ok(())
}

pub(super) async fn open(tx: &mut Tx, account: &[u8]) -> Result<()> {
    run!(tx, "DELETE FROM signin_lock WHERE account = $1", account)?;
    Ok(())
}

/// Strangers' names must not fill the table.
pub(super) async fn forget_old(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    run!(
        tx,
        "DELETE FROM signin_lock WHERE school IS NULL AND tried_at < $1",
        ms(now - FORGOTTEN)
    )?;
    Ok(())
}
