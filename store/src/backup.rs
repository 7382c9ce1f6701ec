//! A school's data as one file: looked at, and put in the place of what was. `SQLite` only; what a
//! restored `PostgreSQL` needs is [`renew_epoch`].

use crate::{Db, Result, StoreError, column::to_millis, db::vacuum_into, proof::Office, tile};
use chrono::{DateTime, Utc};
use sqlx::{
    Connection as _, SqliteConnection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteLockingMode},
};
use std::{
    fs, io,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    time::Duration,
};

pub use crate::db::with_suffix;

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// What a database that was found is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackupContent {
    /// How much children did that is in it.
    pub events: i64,
    /// When the newest of it was taken.
    pub newest: Option<DateTime<Utc>>,
    /// Whether this program would change its tables first.
    pub is_behind: bool,
}

/// What a restore did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RestoreReport {
    pub found: BackupContent,
    /// Where the database that was there is now.
    pub kept: Option<PathBuf>,
}

fn wrong(path: &Path, why: impl std::fmt::Display) -> StoreError {
    StoreError::Setup(format!("{}: {why}", path.display()))
}

fn on_disk(path: &Path) -> impl Fn(io::Error) -> StoreError {
    move |error| wrong(path, error)
}

/// Looks whether a file is a whole database of a school, without changing it.
///
/// # Errors
/// `Setup` if the file or the address is not a usable database.
pub async fn inspect(_: &Office, path: &Path) -> Result<BackupContent> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options)
        .await
        .map_err(|error| wrong(path, error))?;
    let found = read_content(&mut conn).await;
    conn.close().await.ok();
    found.map_err(|why| wrong(path, why))
}

/// Whether this program would change the tables of a database.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn is_behind(_: &Office, path: &Path) -> Result<bool> {
    let options = SqliteConnectOptions::new().filename(path).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let version: Result<(Option<i64>,), _> =
        sqlx::query_as("SELECT MAX(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut conn)
            .await;
    conn.close().await.ok();
    // A file without tables of ours yet has nothing to lose.
    Ok(version.is_ok_and(|(it,)| it < MIGRATIONS.iter().map(|it| it.version).max()))
}

/// A verified copy of a database, whether or not it is open elsewhere, in a new file.
///
/// # Errors
/// `Setup` if the file or the address is not a usable database.
pub async fn copy(office: &Office, from: &Path, to: &Path) -> Result<()> {
    let options = SqliteConnectOptions::new().filename(from).read_only(true);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let copied = vacuum_into(&mut conn, to).await;
    conn.close().await.ok();
    copied?;
    inspect(office, to).await.map(drop)
}

async fn read_content(conn: &mut SqliteConnection) -> Result<BackupContent, String> {
    let text = |error: sqlx::Error| match error.as_database_error() {
        Some(it) if it.message().contains("no such table") => {
            "it is no database of Fledge".to_owned()
        }
        _ => error.to_string(),
    };
    let (whole,): (String,) = sqlx::query_as("PRAGMA integrity_check")
        .fetch_one(&mut *conn)
        .await
        .map_err(text)?;
    if whole != "ok" {
        return Err(format!("it is damaged: {whole}"));
    }
    let version: (Option<i64>,) =
        sqlx::query_as("SELECT MAX(version) FROM _sqlx_migrations WHERE success")
            .fetch_one(&mut *conn)
            .await
            .map_err(text)?;
    let ours = MIGRATIONS.iter().map(|it| it.version).max();
    if version.0 > ours {
        return Err("it is of a newer version of Fledge than this program".to_owned());
    }
    let (events, newest): (i64, Option<i64>) =
        sqlx::query_as("SELECT COUNT(*), MAX(taken_at) FROM event")
            .fetch_one(&mut *conn)
            .await
            .map_err(text)?;
    Ok(BackupContent {
        events,
        newest: newest.and_then(DateTime::from_timestamp_millis),
        is_behind: version.0 < ours,
    })
}

/// Puts a backup in the place of a database that no server holds. The backup stays as it is, what
/// was there is kept beside, and tablets are told by another epoch to send what they hold.
///
/// # Errors
/// `Setup` if the file or the address is not a usable database.
pub async fn restore(
    office: &Office,
    from: &Path,
    to: &Path,
    now: DateTime<Utc>,
) -> Result<RestoreReport> {
    let found = inspect(office, from).await?;
    let is_there = to.try_exists().map_err(on_disk(to))?;
    let held = if is_there { lock_file(to).await? } else { None };
    let part = sibling(to, "restoring");
    fs::copy(from, &part).map_err(on_disk(&part))?;
    // Of the owner alone, whatever the backup was.
    fs::set_permissions(&part, fs::Permissions::from_mode(0o600)).map_err(on_disk(&part))?;
    let ready = prepare(&part, now).await;
    if ready.is_err() {
        fs::remove_file(&part).ok();
    }
    ready?;
    let file = fs::File::open(&part).map_err(on_disk(&part))?;
    file.sync_all().map_err(on_disk(&part))?;
    let kept = match is_there {
        true => Some(put_aside(to, now)?),
        false => None,
    };
    fs::rename(&part, to).map_err(on_disk(to))?;
    if let Some(folder) = to.parent().filter(|it| !it.as_os_str().is_empty()) {
        let folder = fs::File::open(folder).map_err(on_disk(to))?;
        folder.sync_all().map_err(on_disk(to))?;
    }
    if let Some(held) = held {
        held.close().await.ok();
    }
    Ok(RestoreReport { found, kept })
}

/// Has the database to itself; `None` where it is too damaged to be opened, and nobody can hold it.
async fn lock_file(path: &Path) -> Result<Option<SqliteConnection>> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .locking_mode(SqliteLockingMode::Exclusive)
        .busy_timeout(Duration::from_secs(1))
        // Only who is alone may leave WAL; what is in it goes into the file.
        .journal_mode(SqliteJournalMode::Delete);
    let held = async {
        let mut conn = SqliteConnection::connect_with(&options).await?;
        sqlx::query("BEGIN EXCLUSIVE").execute(&mut conn).await?;
        sqlx::query("COMMIT").execute(&mut conn).await?;
        Ok::<_, sqlx::Error>(conn)
    };
    match held.await.map_err(StoreError::from) {
        Ok(conn) => Ok(Some(conn)),
        Err(StoreError::Busy) => Err(wrong(
            path,
            "a server or another command holds this database; stop it first",
        )),
        Err(_) => Ok(None),
    }
}

/// Brings a copy up to date and gives it an epoch and numbers of its own.
async fn prepare(path: &Path, now: DateTime<Utc>) -> Result<()> {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .journal_mode(SqliteJournalMode::Delete);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    MIGRATIONS
        .run_direct(None, &mut conn, false)
        .await
        .map_err(|error| wrong(path, error))?;
    let epoch = format!("{}-{}", now.timestamp_millis(), crate::Ids.uuid());
    for (name, value) in [
        ("epoch", epoch),
        ("restored_at", now.timestamp_millis().to_string()),
    ] {
        sqlx::query(
            "INSERT INTO meta (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(name)
        .bind(value)
        .execute(&mut conn)
        .await?;
    }
    for sql in tile::BEYOND {
        sqlx::query(sql)
            .bind(to_millis(now))
            .execute(&mut conn)
            .await?;
    }
    conn.close().await?;
    Ok(())
}

/// Nothing is thrown away by a restore, not even what is damaged.
fn put_aside(path: &Path, now: DateTime<Utc>) -> Result<PathBuf> {
    let name = format!("before-{}", now.format("%Y%m%d-%H%M%S"));
    let kept = sibling(path, &name);
    for end in ["-wal", "-shm"] {
        let (from, to) = (with_suffix(path, end), with_suffix(&kept, end));
        if from.exists() {
            fs::rename(&from, &to).map_err(on_disk(&from))?;
        }
    }
    fs::rename(path, &kept).map_err(on_disk(path))?;
    Ok(kept)
}

fn sibling(path: &Path, what: &str) -> PathBuf {
    with_suffix(path, &format!(".{what}"))
}

/// The same for a database that was restored by its own tools: `PostgreSQL`, or a disk's snapshot.
/// Servers that run must be started anew.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn renew_epoch(db: &Db, _: &Office, now: DateTime<Utc>) -> Result<()> {
    transaction!(db.write, |tx| {
        let epoch = format!("{}-{}", now.timestamp_millis(), tx.ids().uuid());
        for (name, value) in [
            ("epoch", epoch),
            ("restored_at", to_millis(now).to_string()),
        ] {
            run!(
                tx,
                "INSERT INTO meta (name, value) VALUES ($1, $2)
                     ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                name,
                value
            )?;
        }
        for sql in tile::BEYOND {
            run!(tx, sql, to_millis(now))?;
        }
        Ok(())
    })
}
