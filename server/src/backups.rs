//! The copies of the database that the server makes: each hour, and before a new version changes its
//! tables. It keeps all copies of the last two days, and the last of each day for a month.

use crate::clock::{self, Clock};
use app::request::log_cause;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};
use store::{Db, StoreError, backup, proof::Office};
use tokio::{sync::watch, time::sleep};

/// Why there is no copy.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("{0}")]
    File(PathBuf, #[source] io::Error),
}

const INTERVAL: TimeDelta = TimeDelta::hours(1);
const KEEP_ALL_FOR: TimeDelta = TimeDelta::days(2);
const KEEP_DAILY_FOR: TimeDelta = TimeDelta::days(30);
const CHECK_EVERY: Duration = Duration::from_mins(1);
const BEFORE_UPDATE: &str = "-before-update";

/// A copy's name says when it was begun.
fn file_name(now: DateTime<Utc>, why: &str) -> String {
    format!("fledge-{}{why}.db", now.format("%Y%m%d-%H%M%S"))
}

/// When a copy was begun, and whether it is one of the hourly ones; none if it is no copy of ours.
fn parse_name(name: &str) -> Option<(NaiveDateTime, bool)> {
    let middle = name.strip_prefix("fledge-")?.strip_suffix(".db")?;
    let (at, hourly) = match middle.strip_suffix(BEFORE_UPDATE) {
        Some(at) => (at, false),
        None => (middle, true),
    };
    let at = NaiveDateTime::parse_from_str(at, "%Y%m%d-%H%M%S").ok()?;
    Some((at, hourly))
}

/// The hourly copies that are not kept any longer. Those made before an update stay.
fn outdated<'a>(names: &[&'a str], now: DateTime<Utc>) -> Vec<&'a str> {
    let mut hourly: Vec<_> = names
        .iter()
        .filter_map(|name| parse_name(name).filter(|it| it.1).map(|it| (it.0, *name)))
        .collect();
    hourly.sort_unstable();
    let mut days = BTreeSet::new();
    let mut gone = Vec::new();
    for (at, name) in hourly.into_iter().rev() {
        let age = now.naive_utc() - at;
        let last_of_its_day = days.insert(at.date());
        if age > KEEP_DAILY_FOR || (age > KEEP_ALL_FOR && !last_of_its_day) {
            gone.push(name);
        }
    }
    gone
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(folder)?;
    let names = entries.filter_map(|it| it.ok()?.file_name().into_string().ok());
    Ok(names.collect())
}

fn is_due(names: &[String], now: DateTime<Utc>) -> bool {
    let hourly = names
        .iter()
        .filter_map(|it| parse_name(it))
        .filter(|it| it.1);
    let newest = hourly.map(|(at, _)| at).max();
    // A copy from the future is of a clock that was wrong.
    newest.is_none_or(|at| !(TimeDelta::zero()..INTERVAL).contains(&(now.naive_utc() - at)))
}

/// Where a copy is made before it is whole; a half one of before is removed.
pub fn partial_path(path: &Path) -> Result<PathBuf, BackupError> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(BackupError::File(part, error))
        }
        _ => Ok(part),
    }
}

/// Gives a copy its name now that it is whole and checked, or removes it; answers its bytes.
pub fn finish_copy(
    part: &Path,
    path: &Path,
    copied: Result<(), StoreError>,
) -> Result<u64, BackupError> {
    let of = |error| BackupError::File(path.to_owned(), error);
    if copied.is_err() {
        fs::remove_file(part).ok();
    }
    copied?;
    fs::File::open(part)
        .and_then(|file| file.sync_all())
        .and_then(|()| fs::hard_link(part, path))
        .and_then(|()| fs::remove_file(part))
        .map_err(of)?;
    Ok(fs::metadata(path).map_err(of)?.len())
}

/// Before this program changes the tables of a database: a copy of how it was.
pub async fn before_update(
    folder: &Path,
    database: &Path,
    now: DateTime<Utc>,
) -> Result<(), BackupError> {
    let office = Office::at_the_console();
    if !database.exists() || !backup::is_behind(&office, database).await? {
        return Ok(());
    }
    let path = folder.join(file_name(now, BEFORE_UPDATE));
    let part = partial_path(&path)?;
    let copied = backup::copy(&office, database, &part).await;
    let bytes = finish_copy(&part, &path, copied)?;
    tracing::info!(path = %path.display(), bytes, "backed up before the update");
    Ok(())
}

/// Makes a copy whenever one is due, until the process ends. What goes wrong is logged and tried
/// again a minute later.
pub async fn run_hourly(db: Db, folder: PathBuf, clock: Clock, mut stop: watch::Receiver<bool>) {
    loop {
        if let Err(error) = back_up_if_due(&db, &folder, clock()).await
            && !*stop.borrow()
        {
            log_cause(&clock::request_id(), &error);
        }
        tokio::select! {
            () = sleep(CHECK_EVERY) => {}
            _ = stop.wait_for(|it| *it) => return,
        }
    }
}

async fn back_up_if_due(db: &Db, folder: &Path, now: DateTime<Utc>) -> Result<(), BackupError> {
    let of = |error| BackupError::File(folder.to_owned(), error);
    let names = names_in(folder).map_err(of)?;
    if !is_due(&names, now) {
        return Ok(());
    }
    let path = folder.join(file_name(now, ""));
    let part = partial_path(&path)?;
    let copied = db.copy_to(&part).await;
    let bytes = finish_copy(&part, &path, copied)?;
    tracing::info!(path = %path.display(), bytes, "backed up");
    let names = names_in(folder).map_err(of)?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for name in outdated(&names, now) {
        fs::remove_file(folder.join(name)).map_err(of)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn of_two_days_all_are_kept_and_of_a_month_the_last_of_each_day() {
        let now = at("2026-11-25T09:00:00Z");
        let kept = [
            "fledge-20261125-080000.db",
            "fledge-20261124-080000.db",
            "fledge-20261120-230000.db",
            "fledge-20260101-080000-before-update.db",
            "somebody-elses.db",
        ];
        let gone = ["fledge-20261120-220000.db", "fledge-20261001-080000.db"];
        let names: Vec<&str> = kept.iter().chain(&gone).copied().collect();
        assert_eq!(outdated(&names, now), gone);
    }

    #[test]
    fn a_copy_is_due_an_hour_after_the_last() {
        let names = vec!["fledge-20261125-080000.db".to_owned()];
        assert!(!is_due(&names, at("2026-11-25T08:59:59Z")));
        assert!(is_due(&names, at("2026-11-25T09:00:00Z")));
        assert!(is_due(&names, at("2026-11-25T07:00:00Z")));
        assert!(is_due(&[], at("2026-11-25T08:00:00Z")));
    }

    #[test]
    fn a_name_says_when_it_was_begun() {
        let now = at("2026-11-25T09:00:01Z");
        assert_eq!(file_name(now, ""), "fledge-20261125-090001.db");
        assert_eq!(
            parse_name(&file_name(now, "")),
            Some((now.naive_utc(), true))
        );
        let before = file_name(now, BEFORE_UPDATE);
        assert_eq!(parse_name(&before), Some((now.naive_utc(), false)));
        assert_eq!(parse_name("fledge.db"), None);
    }
}
