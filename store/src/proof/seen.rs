//! When tablets and adults were last seen. Who asks for something is only noted in memory, so that
//! reading needs no writing; the process writes the notes down every few seconds.

use super::Office;
use crate::{Db, Result, column::to_millis};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{DeviceId, SessionId};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// Who was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seen {
    Device(DeviceId),
    Session(SessionId),
}

/// What is not written down yet, in milliseconds.
#[derive(Default)]
struct Notes(Mutex<BTreeMap<Seen, i64>>);

impl Notes {
    fn with<T>(&self, change: impl FnOnce(&mut BTreeMap<Seen, i64>) -> T) -> T {
        change(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// When they were last seen, where this may be later than what is `written` down.
pub(super) fn last_seen(db: &Db, who: Seen, written: i64) -> i64 {
    let noted = db.cache::<Notes>().with(|notes| notes.get(&who).copied());
    noted.unwrap_or(written)
}

/// Notes that they are seen now, unless what is `written` down is about as late.
pub(super) fn note(db: &Db, who: Seen, written: i64, every: TimeDelta, now: DateTime<Utc>) {
    if (to_millis(now) - written).abs() > every.num_milliseconds() {
        let now = to_millis(now);
        db.cache::<Notes>().with(|notes| notes.insert(who, now));
    }
}

/// Writes down who was seen since the last time. If that fails, it is tried again with the next.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn write_seen(db: &Db, _: &Office) -> Result<()> {
    let notes = db.cache::<Notes>();
    let noted = notes.with(|notes| notes.clone());
    if noted.is_empty() {
        return Ok(());
    }
    let writing = noted.clone();
    transaction!(db.write, |tx| {
        for (who, at) in writing {
            match who {
                Seen::Device(id) => {
                    run!(tx, "UPDATE device SET seen_at = $2 WHERE id = $1", id, at)?
                }
                Seen::Session(id) => {
                    run!(tx, "UPDATE session SET seen_at = $2 WHERE id = $1", id, at)?
                }
            };
        }
        Ok(())
    })?;
    notes.with(|notes| notes.retain(|who, at| noted.get(who) != Some(at)));
    Ok(())
}
