//! The versions of the book of ready-made goals, as tablets may still hold them.

use crate::{Db, Result, Tx, column::from_json, proof::Office};
use domain::plan::{BookError, GoalBook};

/// Keeps a version of the book; one that is kept can't be another. `body` is the book as it was
/// read. To be called when the program starts.
///
/// # Errors
/// `Invalid` if what was sent breaks a rule.
pub async fn save_book(db: &Db, _office: &Office, read: &GoalBook, body: &str) -> Result<()> {
    let (new, body) = (read.clone(), body.to_owned());
    transaction!(db.write, |tx| {
        let made = run!(
            tx,
            "INSERT INTO goal_book (version, body) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            i64::from(new.version),
            &body
        )?;
        if made == 0 && book(tx, new.version).await?.as_ref() != Some(&new) {
            return Err(BookError::VersionIsAnother.into());
        }
        Ok(())
    })
}

/// A version of the book, if this school's machine ever had it.
pub(crate) async fn book(tx: &mut Tx, version: u32) -> Result<Option<GoalBook>> {
    let row: Option<(String,)> = find!(
        tx,
        "SELECT body FROM goal_book WHERE version = $1",
        i64::from(version)
    )?;
    row.map(|(body,)| from_json(&body, "book")).transpose()
}
