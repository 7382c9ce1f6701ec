//! For tests, here and in server: an empty database of each engine, and a small school to fill it.
//! `PostgreSQL` is started from the installed programs, without a network address, and ends by
//! itself when no test has used it for a while.

mod cluster;
pub mod fixture;

use crate::{Db, Result, Tx};
use chrono::{DateTime, TimeZone as _, Utc};
use domain::ids::ClassId;
use std::ops::Deref;
use tempfile::TempDir;

/// A database of its own for one test.
pub struct TestDb {
    db: Db,
    url: String,
    /// Gone with it.
    _dir: Option<TempDir>,
}

/// Where the clock stands when a test begins.
pub fn morning() -> DateTime<Utc> {
    Utc.timestamp_millis_opt(1_790_000_000_000)
        .single()
        .expect("a time")
}

impl TestDb {
    /// Runs a test on both engines. `FLEDGE_TEST_ENGINE` names one, to run it on that alone.
    pub async fn each(test: impl AsyncFn(Self)) {
        let only = std::env::var("FLEDGE_TEST_ENGINE").ok();
        let wanted = |name: &str| only.as_ref().is_none_or(|only| only == name);
        if wanted("sqlite") {
            test(Self::sqlite().await).await;
        }
        if wanted("postgres") {
            test(Self::postgres().await).await;
        }
    }

    pub async fn sqlite() -> Self {
        let dir = tempfile::tempdir().expect("a directory");
        let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
        let db = Db::create(&url, morning()).await.expect("it is made");
        Self {
            db,
            url,
            _dir: Some(dir),
        }
    }

    pub async fn postgres() -> Self {
        let (url, held) = cluster::database().await;
        let db = Db::open(&url, morning()).await.expect("it opens");
        drop(held);
        Self {
            db,
            url,
            _dir: None,
        }
    }

    /// The same database once more, as another server has it.
    pub async fn another(&self) -> Db {
        Db::open(&self.url, morning()).await.expect("it opens")
    }

    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

/// Writes half of something.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn open_class(tx: &mut Tx, class: ClassId) -> Result<()> {
    run!(tx, "UPDATE class SET open = TRUE WHERE id = $1", class).map(drop)
}

/// Writes until the disk is full: as full as the file is now. `SQLite` only.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn fill_up(tx: &mut Tx) -> Result<()> {
    run!(tx, "PRAGMA max_page_count = 1")?;
    for n in 0..10_000_i64 {
        run!(
            tx,
            "INSERT INTO meta (name, value) VALUES ($1, $2)",
            format!("filling {n}"),
            "x".repeat(1_000)
        )?;
    }
    Ok(())
}

/// How much of that is there.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn filled(tx: &mut Tx) -> Result<i64> {
    let rows: Option<(i64,)> = find!(tx, "SELECT COUNT(*) FROM meta WHERE name LIKE 'filling%'")?;
    Ok(rows.map_or(0, |(count,)| count))
}

/// When readiness last wrote.
///
/// # Errors
/// Only those of the database: see [`StoreError`](crate::StoreError).
pub async fn probed(tx: &mut Tx) -> Result<Option<String>> {
    let row: Option<(String,)> = find!(tx, "SELECT value FROM meta WHERE name = 'probed_at'")?;
    Ok(row.map(|(value,)| value))
}
