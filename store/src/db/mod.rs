//! The database: one of two engines behind one type. All writes go through [`Db::write`], which
//! answers only after COMMIT; reads take a connection of their own.

#[macro_use]
mod engine;
mod file;
mod health;
mod ids;
mod postgres;
mod shared;
mod sqlite;

pub(crate) use engine::Either;
pub use file::with_suffix;
pub(crate) use shared::Cache;
pub(crate) use sqlite::vacuum_into;

use crate::{Result, StoreError};
use chrono::{DateTime, Utc};
use domain::{
    StorageFault,
    ids::{ClassId, PersonId},
};
use file::OpenMode;
use shared::Shared;
use std::{
    collections::BTreeSet,
    pin::Pin,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{broadcast, oneshot};

pub use ids::Ids;

/// [`Db::probe`] writes no more often than this.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// A future that borrows the transaction it runs in.
pub type BoxFuture<'t, T> = Pin<Box<dyn Future<Output = T> + Send + 't>>;

/// A handle to the database; clones share it.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    shared: Arc<Shared>,
    epoch: Arc<str>,
}

#[derive(Clone)]
enum Engine {
    Sqlite(sqlite::Sqlite),
    Postgres(postgres::Postgres),
}

/// A transaction on either engine, to be used through `on!`.
pub struct Tx {
    conn: Conn,
    /// Classes whose board changes with this transaction.
    changed: Vec<ClassId>,
    /// Tiles that get a new number at the end of the transaction, one number a class.
    dirty_tiles: DirtyTiles,
    shared: Arc<Shared>,
}

/// A child's tile on the board of a class.
pub(crate) type DirtyTile = (ClassId, PersonId);
type DirtyTiles = BTreeSet<DirtyTile>;

enum Conn {
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// A piece of writing, and how its caller is answered once it is kept or lost.
/// Given an error instead of a transaction, it passes that on.
type Job = Box<dyn for<'t> FnOnce(Result<&'t mut Tx>) -> BoxFuture<'t, JobEnd> + Send>;

struct JobEnd {
    failed: Option<StoreError>,
    settle: Box<dyn FnOnce(Result<()>) + Send>,
}

/// What the engine is to do with the product's tables, none of which it knows itself.
#[derive(Clone, Copy)]
pub(crate) struct Hooks {
    /// Runs before each commit, with the tiles that became dirty.
    pub(crate) before_commit: BeforeCommit,
    /// Reads the id and the counter of every class.
    pub(crate) all_classes: &'static str,
    /// The same of the classes that are open.
    pub(crate) open_classes: &'static str,
}

pub(crate) type BeforeCommit =
    for<'t> fn(&'t mut Tx, BTreeSet<DirtyTile>) -> BoxFuture<'t, Result<()>>;

impl Db {
    /// Opens "sqlite:PATH" or "postgres://…", brings its tables up to date, and checks what is there.
    pub(crate) async fn open_with(url: &str, hooks: Hooks, now: DateTime<Utc>) -> Result<Self> {
        Self::start(url, OpenMode::Existing, hooks, now).await
    }

    /// Makes a new database, with its tables, where there is none.
    pub(crate) async fn create_with(url: &str, hooks: Hooks, now: DateTime<Utc>) -> Result<Self> {
        Self::start(url, OpenMode::New, hooks, now).await
    }

    async fn start(url: &str, mode: OpenMode, hooks: Hooks, now: DateTime<Utc>) -> Result<Self> {
        let shared = Arc::new(Shared::new(hooks));
        let engine = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Engine::Postgres(postgres::Postgres::open(url, mode, &shared).await?)
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            Engine::Sqlite(sqlite::Sqlite::open(path.as_ref(), mode, &shared).await?)
        } else {
            return Err(StoreError::Setup(
                "a database is named sqlite:PATH or postgres://…".to_owned(),
            ));
        };
        let mut db = Self {
            engine,
            shared,
            epoch: Arc::from(""),
        };
        db.epoch = db.write(move |tx| Box::pin(epoch(tx, now))).await?.into();
        Ok(db)
    }

    /// Runs `work` in a transaction; the answer comes after its COMMIT, an error leaves no trace of
    /// it. Once begun, the work ends even if the caller no longer waits.
    ///
    /// # Errors
    /// Only those of the database: see [`StoreError`].
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |tx| {
            Box::pin(async move {
                let out = match tx {
                    Ok(tx) => work(tx).await,
                    Err(error) => Err(error),
                };
                JobEnd {
                    failed: out.as_ref().err().cloned(),
                    settle: Box::new(move |committed| {
                        drop(answer.send(committed.and(out)));
                    }),
                }
            })
        });
        match &self.engine {
            Engine::Sqlite(it) => it.queue(job)?,
            Engine::Postgres(it) => it.spawn(job, &self.shared),
        }
        answered.await.map_err(|_| StoreError::Unfinished)?
    }

    /// Runs `work` on one snapshot of the database, without writing.
    ///
    /// # Errors
    /// Only those of the database: see [`StoreError`].
    pub async fn read<T, F>(&self, work: F) -> Result<T>
    where
        F: for<'t> FnOnce(&'t mut Tx) -> BoxFuture<'t, Result<T>> + Send,
    {
        let conn = match &self.engine {
            Engine::Sqlite(it) => Conn::Sqlite(it.read.begin().await?),
            Engine::Postgres(it) => Conn::Postgres(it.snapshot().await?),
        };
        let mut tx = Tx::new(conn, &self.shared);
        let out = work(&mut tx).await;
        tx.end(false).await?;
        out
    }

    /// Another after each restore from a backup.
    pub fn epoch(&self) -> &str {
        &self.epoch
    }

    /// Classes whose board has changed, each after the COMMIT that changed it; a wake-up, the truth
    /// is in [`crate::board::changes_since`]. Who lags behind reads anew.
    pub fn changes(&self) -> broadcast::Receiver<ClassId> {
        self.shared.changes.subscribe()
    }

    /// Where new ids, secrets and seeds come from.
    pub fn ids(&self) -> Ids {
        self.shared.ids
    }

    /// "sqlite" or "postgres".
    pub fn engine_name(&self) -> &'static str {
        match &self.engine {
            Engine::Sqlite(_) => "sqlite",
            Engine::Postgres(_) => "postgres",
        }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Only those of the database: see [`StoreError`].
    pub async fn ping(&self) -> Result<()> {
        run!(self, "SELECT 1").map(drop)
    }

    /// Whether the database can be written: writes a row of its own, at most once a second; in
    /// between the answer is that of the last write.
    ///
    /// # Errors
    /// Only those of the database: see [`StoreError`].
    pub async fn probe(&self, now: DateTime<Utc>) -> Result<()> {
        let mut probed = self.shared.health.probed.lock().await;
        if let Some((at, found)) = &*probed
            && at.elapsed() < PROBE_EVERY
        {
            return match (self.storage_fault(), found) {
                (Some(fault), _) => Err(StoreError::Storage { fault, cause: None }),
                (None, Err(StoreError::Storage { .. })) => Ok(()),
                (None, found) => found.clone(),
            };
        }
        let found = self.write(move |tx| Box::pin(write_probe(tx, now))).await;
        *probed = Some((Instant::now(), found.clone()));
        found
    }

    /// Why the last write was not taken; none if it was.
    pub fn storage_fault(&self) -> Option<StorageFault> {
        self.shared.health.fault()
    }

    /// How often the storage failed a write since the process began, by what was wrong.
    pub fn storage_fault_counts(&self) -> Vec<(StorageFault, u64)> {
        self.shared.health.counts()
    }

    /// A verified copy of the whole database in a new file. `SQLite` only.
    ///
    /// # Errors
    /// `Setup` if the file or the address is not a usable database.
    pub async fn copy_to(&self, path: &std::path::Path) -> Result<()> {
        match &self.engine {
            Engine::Sqlite(it) => it.copy_to(path).await,
            Engine::Postgres(_) => Err(StoreError::Setup(
                "back PostgreSQL up with its own tools (pg_dump)".to_owned(),
            )),
        }
    }

    /// Ends after what is queued is written. `SQLite` then has everything in its one file, unless
    /// another process has it open.
    ///
    /// # Errors
    /// `Storage` if that failed: then the file must not be taken without the one ending in `-wal`
    /// beside it.
    pub async fn close(self) -> Result<()> {
        match self.engine {
            Engine::Sqlite(it) => it.close().await,
            Engine::Postgres(_) => {
                // Whatever comes of it: all that was queued before has been answered.
                drop(self.write(|_| Box::pin(async { Ok(()) })).await);
                if let Engine::Postgres(it) = self.engine {
                    it.close().await;
                }
                Ok(())
            }
        }
    }

    /// What a module keeps in memory beside the database, one for all handles to it.
    pub(crate) fn cache<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.shared.cache()
    }

    pub(crate) fn either(&self) -> Either<&sqlx::SqlitePool, &sqlx::PgPool> {
        match &self.engine {
            Engine::Sqlite(it) => Either::Sqlite(&it.read),
            Engine::Postgres(it) => Either::Postgres(&it.pool),
        }
    }
}

impl Tx {
    fn new(conn: Conn, shared: &Arc<Shared>) -> Self {
        Self {
            conn,
            changed: Vec::new(),
            dirty_tiles: BTreeSet::new(),
            shared: Arc::clone(shared),
        }
    }

    pub(crate) fn ids(&self) -> Ids {
        self.shared.ids
    }

    /// What a module keeps in memory beside the database, one for all handles to it.
    pub(crate) fn cache<T: Default + Send + Sync + 'static>(&self) -> Arc<T> {
        self.shared.cache()
    }

    pub(crate) fn either(
        &mut self,
    ) -> Either<&mut sqlx::SqliteConnection, &mut sqlx::PgConnection> {
        match &mut self.conn {
            Conn::Sqlite(it) => Either::Sqlite(it),
            Conn::Postgres(it) => Either::Postgres(it),
        }
    }

    /// The child did something that leaves the tile as it is, but for its number, which it gets
    /// once before the commit, however much the child did. The class is held already.
    pub(crate) fn mark_tile_dirty(&mut self, class: ClassId, child: PersonId) {
        self.dirty_tiles.insert((class, child));
    }

    /// To be told to whoever watches the class, after the commit.
    pub(crate) async fn notify(&mut self, class: ClassId) -> Result<()> {
        if self.changed.contains(&class) {
            return Ok(());
        }
        self.changed.push(class);
        if let Either::Postgres(c) = self.either() {
            let told = sqlx::query("SELECT pg_notify($1, $2)");
            told.bind(postgres::CHANNEL)
                .bind(class.to_string())
                .execute(c)
                .await?;
        }
        Ok(())
    }

    async fn end(self, keep: bool) -> Result<(), sqlx::Error> {
        match (self.conn, keep) {
            (Conn::Sqlite(it), true) => it.commit().await,
            (Conn::Sqlite(it), false) => it.rollback().await,
            (Conn::Postgres(it), true) => it.commit().await,
            (Conn::Postgres(it), false) => it.rollback().await,
        }
    }
}

async fn write_probe(tx: &mut Tx, now: DateTime<Utc>) -> Result<()> {
    run!(
        tx,
        "INSERT INTO meta (name, value) VALUES ('probed_at', $1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        now.timestamp_millis().to_string()
    )
    .map(drop)
}

async fn epoch(tx: &mut Tx, now: DateTime<Utc>) -> Result<String> {
    let minted = format!("{}-{}", now.timestamp_millis(), tx.ids().uuid());
    run!(
        tx,
        "INSERT INTO meta (name, value) VALUES ('epoch', $1) ON CONFLICT DO NOTHING",
        minted
    )?;
    let kept: Option<(String,)> = find!(tx, "SELECT value FROM meta WHERE name = 'epoch'")?;
    kept.map(|(epoch,)| epoch)
        .ok_or(StoreError::Unreadable("epoch"))
}
