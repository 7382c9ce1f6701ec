//! The database: one of two engines behind one type. All writes go through [`Db::write`], which
//! answers only after COMMIT; reads take a connection of their own.

#[macro_use]
mod engine;
mod ids;
mod postgres;
mod shared;
mod sqlite;

pub(crate) use engine::Either;
pub(crate) use shared::{Held, grade, version};

use crate::{Result, StoreError};
use chrono::{DateTime, Utc};
use domain::ids::{ClassId, PersonId};
use shared::Shared;
use std::{collections::BTreeSet, pin::Pin, sync::Arc};
use tokio::sync::{broadcast, oneshot};

pub use ids::Ids;

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
    stirred: Stirred,
    shared: Arc<Shared>,
}

type Stirred = BTreeSet<(ClassId, PersonId)>;

enum Conn {
    Sqlite(sqlx::Transaction<'static, sqlx::Sqlite>),
    Postgres(sqlx::Transaction<'static, sqlx::Postgres>),
}

/// A piece of writing, and how its caller is answered once it is kept or lost.
/// Given an error instead of a transaction, it passes that on.
type Job = Box<dyn for<'t> FnOnce(Result<&'t mut Tx>) -> BoxFuture<'t, Done> + Send>;

struct Done {
    failed: Option<StoreError>,
    settle: Box<dyn FnOnce(Result<()>) + Send>,
}

impl Db {
    /// Opens "sqlite:PATH" or "postgres://…", makes the tables if they are not there, and checks
    /// what is there.
    pub async fn open(url: &str, now: DateTime<Utc>) -> Result<Self> {
        let shared = Arc::new(Shared::new());
        let engine = if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Engine::Postgres(postgres::Postgres::open(url, &shared).await?)
        } else if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            Engine::Sqlite(sqlite::Sqlite::open(path.as_ref(), &shared).await?)
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
                Done {
                    failed: out.as_ref().err().cloned(),
                    settle: Box::new(move |kept| {
                        drop(answer.send(kept.and(out)));
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
    /// is in [`crate::board::tiles_since`]. Who lags behind reads anew.
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
    pub async fn ping(&self) -> Result<()> {
        run!(self, "SELECT 1").map(drop)
    }

    /// A verified copy of the whole database in a new file. `SQLite` only.
    pub async fn copy_to(&self, path: &std::path::Path) -> Result<()> {
        match &self.engine {
            Engine::Sqlite(it) => it.copy_to(path).await,
            Engine::Postgres(_) => Err(StoreError::Setup(
                "back PostgreSQL up with its own tools (pg_dump)".to_owned(),
            )),
        }
    }

    /// Ends after what is queued is written.
    pub async fn close(self) {
        // Whatever comes of it: all that was queued before has been answered.
        drop(self.write(|_| Box::pin(async { Ok(()) })).await);
        match self.engine {
            Engine::Sqlite(it) => it.close().await,
            Engine::Postgres(it) => it.close().await,
        }
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
            stirred: BTreeSet::new(),
            shared: Arc::clone(shared),
        }
    }

    pub(crate) fn ids(&self) -> Ids {
        self.shared.ids
    }

    pub(crate) fn either(
        &mut self,
    ) -> Either<&mut sqlx::SqliteConnection, &mut sqlx::PgConnection> {
        match &mut self.conn {
            Conn::Sqlite(it) => Either::Sqlite(it),
            Conn::Postgres(it) => Either::Postgres(it),
        }
    }

    /// Holds the class until the end of the transaction, so that what is read of it stays true and
    /// its `seq` is given out in the order of the commits. `SQLite` has but one writer anyway.
    pub(crate) async fn hold_class(&mut self, class: ClassId) -> Result<()> {
        if let Either::Postgres(c) = self.either() {
            let held = sqlx::query("SELECT 1 FROM class WHERE id = $1 FOR NO KEY UPDATE");
            held.bind(class.0).execute(c).await?;
        }
        Ok(())
    }

    /// The child did something that leaves the tile as it is, but for its number, which it gets
    /// once before the commit, however much the child did. The class is held already.
    pub(crate) fn stir(&mut self, class: ClassId, child: PersonId) {
        self.stirred.insert((class, child));
    }

    /// To be told to whoever watches the class, after the commit.
    pub(crate) async fn tell(&mut self, class: ClassId) -> Result<()> {
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
