//! `SQLite`: one thread writes, in groups that share a COMMIT; readers have read-only connections. A
//! group is acknowledged only if the database is still the file that was opened.

use super::{
    Conn, DirtyTiles, Job, Tx,
    file::{DatabaseFile, OpenMode, create_private, with_suffix},
    shared::Shared,
};
use crate::{Result, StoreError};
use domain::{StorageFault, ids::ClassId};
use sqlx::{
    AssertSqlSafe, SqliteConnection, SqlitePool,
    pool::PoolConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    io,
    panic::AssertUnwindSafe,
    path::Path,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::Poll,
    thread,
    time::Duration,
};
use tokio::{
    runtime,
    sync::{mpsc, oneshot, watch},
    time::timeout,
};

/// Jobs that may wait; more are turned away as busy.
const QUEUE: usize = 4_096;
/// Most jobs that share a COMMIT.
const GROUP: usize = 128;
/// How often an answer of the database is looked for before the writer sleeps.
const LOOKS: u32 = 100;
/// Connections that read. All are open from the beginning: one that is opened later could find another
/// file in the database's place.
const READERS: u32 = 4;
/// How long what still reads is waited for at the end.
const READERS_TIMEOUT: Duration = Duration::from_secs(2);
/// How many steps of a copy are made before it is asked whether it is to go on.
const COPY_STEPS: i32 = 10_000;
/// Earlier ones can corrupt a WAL file that two connections write.
const OLDEST: (u32, u32, u32) = (3, 51, 3);

#[derive(Clone)]
pub(super) struct Sqlite {
    pub(super) read: SqlitePool,
    orders: mpsc::Sender<Order>,
    ended: watch::Receiver<()>,
    /// A copy that is being made is given up.
    is_closing: Arc<AtomicBool>,
}

/// What the writer is asked to do.
enum Order {
    Write(Job),
    /// To end, after what was asked for before.
    Close(oneshot::Sender<Result<()>>),
}

impl Sqlite {
    pub(super) async fn open(path: &Path, mode: OpenMode, shared: &Arc<Shared>) -> Result<Self> {
        let mut file = DatabaseFile::open(path, mode)?;
        let pool = writer(path).await?;
        check(&pool, path, mode).await?;
        sqlx::migrate!("migrations/sqlite")
            .run(&pool)
            .await
            .map_err(|error| StoreError::Setup(error.to_string()))?;
        let read = readers(path).await?;
        file.check()?;
        file.note_wal();
        let (orders, queue) = mpsc::channel(QUEUE);
        let (alive, ended) = watch::channel(());
        let writer = Writer {
            file,
            pool: Some(pool),
            read: read.clone(),
            shared: Arc::clone(shared),
        };
        writer.start(queue, alive)?;
        Ok(Self {
            read,
            orders,
            ended,
            is_closing: Arc::default(),
        })
    }

    pub(super) fn queue(&self, job: Job) -> Result<()> {
        let sent = self.orders.try_send(Order::Write(job));
        sent.map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Unfinished,
        })
    }

    pub(super) async fn copy_to(&self, path: &Path) -> Result<()> {
        let mut conn = self.read.acquire().await?;
        let is_closing = Arc::clone(&self.is_closing);
        conn.lock_handle()
            .await?
            .set_progress_handler(COPY_STEPS, move || !is_closing.load(Relaxed));
        let copied = vacuum_into(&mut conn, path).await;
        conn.lock_handle().await?.remove_progress_handler();
        drop(conn);
        copied?;
        let copy = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(SqliteConnectOptions::new().filename(path).read_only(true))
            .await?;
        let found = report(&copy, "PRAGMA integrity_check").await;
        copy.close().await;
        found
    }

    /// Ends for all handles, after what is queued is written; then all of it lies in the one file.
    pub(super) async fn close(mut self) -> Result<()> {
        self.is_closing.store(true, Relaxed);
        let (done, answered) = oneshot::channel();
        if self.orders.send(Order::Close(done)).await.is_err() {
            // Another handle has closed it: this only waits until it has ended.
            drop(self.ended.changed().await);
            return Ok(());
        }
        answered.await.map_err(|_| StoreError::Unfinished)?
    }
}

/// A copy of the whole database in a new file, which only its owner may read.
pub(crate) async fn vacuum_into(conn: &mut SqliteConnection, path: &Path) -> Result<()> {
    let setup = |why: String| StoreError::Setup(format!("{}: {why}", path.display()));
    let name = path
        .to_str()
        .ok_or_else(|| setup("is not UTF-8".to_owned()))?;
    // SQLite takes a file that is there if it is empty.
    create_private(path).map_err(|error| setup(error.to_string()))?;
    sqlx::query("VACUUM INTO $1")
        .bind(name)
        .execute(conn)
        .await?;
    Ok(())
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(256)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("mmap_size", "0")
        .pragma("temp_store", "MEMORY")
        .pragma("journal_size_limit", "67108864")
}

async fn writer(path: &Path) -> Result<SqlitePool> {
    Ok(SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options(path).journal_mode(SqliteJournalMode::Wal))
        .await?)
}

async fn readers(path: &Path) -> Result<SqlitePool> {
    let pool = SqlitePoolOptions::new()
        .max_connections(READERS)
        .test_before_acquire(false)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options(path).read_only(true))
        .await?;
    let mut open = Vec::new();
    for _ in 0..READERS {
        open.push(pool.acquire().await?);
    }
    drop(open);
    Ok(pool)
}

async fn check(pool: &SqlitePool, path: &Path, mode: OpenMode) -> Result<()> {
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()")
        .fetch_one(pool)
        .await?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    if (part(), part(), part()) < OLDEST {
        return Err(StoreError::Setup(format!("SQLite {version} is too old")));
    }
    report(pool, "PRAGMA quick_check").await?;
    let migrated = "SELECT COUNT(*) FROM sqlite_master WHERE name = '_sqlx_migrations'";
    let (tables,): (i64,) = sqlx::query_as(migrated).fetch_one(pool).await?;
    if tables == 0 && mode == OpenMode::Existing {
        let path = path.display();
        return Err(StoreError::Setup(format!(
            "{path}: it is no database of Fledge"
        )));
    }
    Ok(())
}

/// Runs a check that answers "ok" or what is wrong.
async fn report(pool: &SqlitePool, pragma: &'static str) -> Result<()> {
    let (found,): (String,) = sqlx::query_as(AssertSqlSafe(pragma))
        .fetch_one(pool)
        .await?;
    if found == "ok" {
        Ok(())
    } else {
        Err(StoreError::Setup(format!(
            "the database is damaged: {found}"
        )))
    }
}

struct Writer {
    file: DatabaseFile,
    /// None after the disk failed: the next group opens it anew.
    pool: Option<SqlitePool>,
    read: SqlitePool,
    shared: Arc<Shared>,
}

/// Who waits for the end.
type Closers = Vec<oneshot::Sender<Result<()>>>;

type Settle = Box<dyn FnOnce(Result<()>) + Send>;

impl Writer {
    /// On a thread of its own: among the server's tasks each of its steps would stand in line
    /// behind the requests that wait for it.
    fn start(self, queue: mpsc::Receiver<Order>, alive: watch::Sender<()>) -> Result<()> {
        let setup = |error: io::Error| StoreError::Setup(error.to_string());
        let runtime = runtime::Builder::new_current_thread().enable_time().build();
        let runtime = runtime.map_err(setup)?;
        let write = move || {
            runtime.block_on(self.run(queue));
            drop(alive);
        };
        let thread = thread::Builder::new().name("writer".to_owned());
        thread.spawn(write).map(drop).map_err(setup)
    }

    async fn run(mut self, mut queue: mpsc::Receiver<Order>) {
        let mut closers = Closers::new();
        while let Some(order) = queue.recv().await {
            let first = match order {
                Order::Write(first) => first,
                Order::Close(done) => {
                    queue.close();
                    closers.push(done);
                    continue;
                }
            };
            let mut settles = Vec::new();
            let group = self.group(first, &mut queue, &mut settles, &mut closers);
            let committed = eager(group).await;
            self.shared.health.note(&committed);
            if let Err(error) = &committed {
                // Why, each of those who asked logs.
                tracing::warn!(jobs = settles.len(), "a group of writes was lost");
                self.recover(error).await;
            }
            for settle in settles {
                settle(committed.clone());
            }
        }
        let ended = self.finish(!closers.is_empty()).await;
        for closer in closers {
            // Who no longer waits needs no answer.
            drop(closer.send(ended.clone()));
        }
    }

    async fn group(
        &mut self,
        first: Job,
        queue: &mut mpsc::Receiver<Order>,
        settles: &mut Vec<Settle>,
        closers: &mut Closers,
    ) -> Result<()> {
        let mut tx = match self.begin().await {
            Ok(tx) => tx,
            Err(error) => {
                settles.push(first(Err(error.clone())).await.settle);
                return Err(error);
            }
        };
        let mut next = Some(first);
        let mut changed: Vec<ClassId> = Vec::new();
        let mut dirty_tiles = DirtyTiles::new();
        while let Some(job) = next {
            run_job(&mut tx, job, settles).await?;
            changed.append(&mut tx.changed);
            dirty_tiles.append(&mut tx.dirty_tiles);
            if settles.len() >= GROUP {
                break;
            }
            next = match queue.try_recv() {
                Ok(Order::Write(job)) => Some(job),
                Ok(Order::Close(done)) => {
                    queue.close();
                    closers.push(done);
                    None
                }
                Err(_) => None,
            };
        }
        (self.shared.hooks.before_commit)(&mut tx, dirty_tiles).await?;
        changed.append(&mut tx.changed);
        self.file.check()?;
        tx.end(true).await?;
        // What was written to a file that is no longer there must not be acknowledged.
        self.file.check()?;
        changed.sort_unstable();
        changed.dedup();
        self.shared.notify(changed);
        Ok(())
    }

    async fn begin(&mut self) -> Result<Tx> {
        let conn = self.connect().await?.begin_with("BEGIN IMMEDIATE").await?;
        let mut tx = Tx::new(Conn::Sqlite(conn), &self.shared);
        execute(&mut tx, "SAVEPOINT job").await?;
        Ok(tx)
    }

    async fn connect(&mut self) -> Result<&SqlitePool> {
        let pool = match self.pool.take() {
            Some(pool) => pool,
            None => {
                self.file.check()?;
                writer(self.file.path()).await?
            }
        };
        Ok(self.pool.insert(pool))
    }

    /// After a group was lost: a connection that met an error is closed. One whose file was moved away
    /// stays, since the file may come back.
    async fn recover(&mut self, error: &StoreError) {
        match error {
            StoreError::Storage { cause: None, .. } => {
                // If only the log is gone, the connection still has it: then the file gets all of it.
                self.checkpoint("PRAGMA wal_checkpoint(PASSIVE)").await.ok();
            }
            _ => {
                if let Some(pool) = self.pool.take() {
                    pool.close().await;
                }
            }
        }
    }

    /// Moves what is in the log into the file. Another process that reads it may keep it from that:
    /// then the last to close does it.
    async fn checkpoint(&mut self, pragma: &'static str) -> Result<()> {
        let pool = self.connect().await?;
        sqlx::query(AssertSqlSafe(pragma)).execute(pool).await?;
        Ok(())
    }

    /// Leaves all in the one file. Readers end first: while they read, the log can't be emptied.
    async fn finish(mut self, is_asked: bool) -> Result<()> {
        if timeout(READERS_TIMEOUT, self.read.close()).await.is_err() {
            tracing::warn!("someone still reads the database");
        }
        let found = self.file.check();
        let fault = match &found {
            Err(StoreError::Storage { fault, .. }) => Some(*fault),
            _ => None,
        };
        if fault == Some(StorageFault::Replaced) {
            // Closing would remove the log that lies beside the other file.
            std::mem::forget(self.pool.take());
            return found;
        }
        if fault == Some(StorageFault::Missing) && is_asked {
            self.rescue().await;
        }
        let emptied = match self.connect().await {
            // Who shares it with a server does not wait for its readers.
            Ok(pool) => match sqlx::query("PRAGMA busy_timeout = 0").execute(pool).await {
                Ok(_) => self.checkpoint("PRAGMA wal_checkpoint(TRUNCATE)").await,
                Err(error) => Err(error.into()),
            },
            Err(error) => Err(error),
        };
        if let Some(pool) = self.pool.take() {
            pool.close().await;
        }
        // A file that may only be read is whole all the same.
        match fault {
            Some(StorageFault::ReadOnly) | None => emptied,
            Some(_) => found,
        }
    }

    /// The file was removed, and with this process its content would go: a copy is left in its place.
    async fn rescue(&mut self) {
        let Ok(mut conn) = self.pool_connection().await else {
            return;
        };
        let path = with_suffix(self.file.path(), ".rescued");
        match vacuum_into(&mut conn, &path).await {
            Ok(()) => {
                tracing::warn!(path = %path.display(), "the database file was gone; this is a copy");
            }
            Err(error) => {
                let cause = crate::error::cause::cause_chain(&error);
                tracing::error!(
                    cause,
                    "the database file is gone, and no copy could be made"
                );
            }
        }
    }

    async fn pool_connection(&self) -> Result<PoolConnection<sqlx::Sqlite>> {
        let pool = self.pool.as_ref().ok_or(StoreError::Unfinished)?;
        Ok(pool.acquire().await?)
    }
}

/// One job in the savepoint that is open, and the savepoint of the next. `Err`: the whole group is
/// lost, this job with it.
async fn run_job(tx: &mut Tx, job: Job, settles: &mut Vec<Settle>) -> Result<()> {
    let done = catch_panic(job(Ok(&mut *tx))).await;
    let failed = done
        .as_ref()
        .map_or(Some(StoreError::Unfinished), |done| done.failed.clone());
    settles.extend(done.map(|done| done.settle));
    match failed {
        None => execute(tx, "RELEASE job; SAVEPOINT job").await,
        // SQLite may have ended the transaction by itself: nothing after is safe in it.
        Some(error @ StoreError::Storage { .. }) => Err(error),
        Some(_) => {
            tx.changed.clear();
            tx.dirty_tiles.clear();
            execute(tx, "ROLLBACK TO job").await
        }
    }
}

async fn execute(tx: &mut Tx, words: &'static str) -> Result<()> {
    if let Conn::Sqlite(conn) = &mut tx.conn {
        sqlx::query(words).execute(&mut **conn).await?;
    }
    Ok(())
}

/// Looks again and again before it sleeps: each statement is answered by a thread of sqlx's within
/// microseconds, and waking up takes longer than that.
async fn eager<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    std::future::poll_fn(|cx| {
        for _ in 0..LOOKS {
            if let Poll::Ready(out) = work.as_mut().poll(cx) {
                return Poll::Ready(out);
            }
            thread::yield_now();
        }
        Poll::Pending
    })
    .await
}

/// None if it panicked: that must not take the writer along.
async fn catch_panic<T>(work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    std::future::poll_fn(|cx| {
        match std::panic::catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
            Ok(Poll::Ready(out)) => Poll::Ready(Some(out)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(_) => Poll::Ready(None),
        }
    })
    .await
}
