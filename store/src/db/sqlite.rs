//! `SQLite`: one thread writes, in groups that share a COMMIT; readers have read-only connections.

use super::{Conn, Job, Stirred, Tx, shared::Shared};
use crate::{Result, StoreError, tile};
use domain::ids::ClassId;
use sqlx::{
    AssertSqlSafe, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{
    io,
    panic::AssertUnwindSafe,
    path::{Path, PathBuf},
    pin::pin,
    sync::Arc,
    task::Poll,
    thread,
    time::Duration,
};
use tokio::{
    runtime,
    sync::{mpsc, watch},
};

/// Jobs that may wait; more are turned away as busy.
const QUEUE: usize = 4_096;
/// Most jobs that share a COMMIT.
const GROUP: usize = 128;
/// How often an answer of the database is looked for before the writer sleeps.
const LOOKS: u32 = 100;
/// Earlier ones can corrupt a WAL file that two connections write.
const OLDEST: (u32, u32, u32) = (3, 51, 3);

#[derive(Clone)]
pub(super) struct Sqlite {
    pub(super) read: SqlitePool,
    jobs: mpsc::Sender<Job>,
    ended: watch::Receiver<()>,
}

impl Sqlite {
    pub(super) async fn open(path: &Path, shared: &Arc<Shared>) -> Result<Self> {
        let pool = writer(path).await?;
        check(&pool).await?;
        sqlx::migrate!("migrations/sqlite")
            .run(&pool)
            .await
            .map_err(|error| StoreError::Setup(error.to_string()))?;
        let read = SqlitePoolOptions::new()
            .max_connections(4)
            .test_before_acquire(false)
            .connect_with(options(path).create_if_missing(false).read_only(true))
            .await?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let (alive, ended) = watch::channel(());
        let writer = Writer {
            path: path.to_owned(),
            pool: Some(pool),
            shared: Arc::clone(shared),
        };
        writer.start(queue, alive)?;
        Ok(Self { read, jobs, ended })
    }

    pub(super) fn queue(&self, job: Job) -> Result<()> {
        self.jobs.try_send(job).map_err(|error| match error {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Unfinished,
        })
    }

    pub(super) async fn copy_to(&self, path: &Path) -> Result<()> {
        let path = path
            .to_str()
            .ok_or_else(|| StoreError::Setup("the path is not UTF-8".to_owned()))?;
        sqlx::query("VACUUM INTO $1")
            .bind(path)
            .execute(&self.read)
            .await?;
        let copy = SqlitePoolOptions::new()
            .max_connections(1)
            .connect_with(SqliteConnectOptions::new().filename(path).read_only(true))
            .await?;
        let found = report(&copy, "PRAGMA integrity_check").await;
        copy.close().await;
        found
    }

    pub(super) async fn close(self) {
        let Self {
            read,
            jobs,
            mut ended,
        } = self;
        drop(jobs);
        // Other handles may keep the writer going; then there is nothing to wait for.
        let waited = tokio::time::timeout(Duration::from_secs(1), ended.changed()).await;
        drop(waited);
        read.close().await;
    }
}

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
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

async fn check(pool: &SqlitePool) -> Result<()> {
    let (version,): (String,) = sqlx::query_as("SELECT sqlite_version()")
        .fetch_one(pool)
        .await?;
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    let mut part = || parts.next().unwrap_or(0);
    if (part(), part(), part()) < OLDEST {
        return Err(StoreError::Setup(format!("SQLite {version} is too old")));
    }
    report(pool, "PRAGMA quick_check").await
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
    path: PathBuf,
    /// None after the disk failed: the next group opens it anew.
    pool: Option<SqlitePool>,
    shared: Arc<Shared>,
}

type Settle = Box<dyn FnOnce(Result<()>) + Send>;

impl Writer {
    /// On a thread of its own: among the server's tasks each of its steps would stand in line
    /// behind the requests that wait for it.
    fn start(self, queue: mpsc::Receiver<Job>, alive: watch::Sender<()>) -> Result<()> {
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

    async fn run(mut self, mut queue: mpsc::Receiver<Job>) {
        while let Some(first) = queue.recv().await {
            let mut settles = Vec::new();
            let kept = eager(self.group(first, &mut queue, &mut settles)).await;
            if let Err(error) = &kept
                && let Some(pool) = self.pool.take()
            {
                tracing::error!(%error, jobs = settles.len(), "a group of writes was lost");
                pool.close().await;
            }
            for settle in settles {
                settle(kept.clone());
            }
        }
        if let Some(pool) = self.pool {
            pool.close().await;
        }
    }

    async fn group(
        &mut self,
        first: Job,
        queue: &mut mpsc::Receiver<Job>,
        settles: &mut Vec<Settle>,
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
        let mut stirred = Stirred::new();
        while let Some(job) = next {
            one(&mut tx, job, settles).await?;
            changed.append(&mut tx.changed);
            stirred.append(&mut tx.stirred);
            next = if settles.len() < GROUP {
                queue.try_recv().ok()
            } else {
                None
            };
        }
        tile::renumber(&mut tx, stirred).await?;
        changed.append(&mut tx.changed);
        tx.end(true).await?;
        changed.sort_unstable();
        changed.dedup();
        self.shared.tell(changed);
        Ok(())
    }

    async fn begin(&mut self) -> Result<Tx> {
        let pool = match self.pool.take() {
            Some(pool) => pool,
            None => writer(&self.path).await?,
        };
        let pool = self.pool.insert(pool);
        let conn = pool.begin_with("BEGIN IMMEDIATE").await?;
        let mut tx = Tx::new(Conn::Sqlite(conn), &self.shared);
        say(&mut tx, "SAVEPOINT job").await?;
        Ok(tx)
    }
}

/// One job in the savepoint that is open, and the savepoint of the next. `Err`: the whole group is
/// lost, this job with it.
async fn one(tx: &mut Tx, job: Job, settles: &mut Vec<Settle>) -> Result<()> {
    let done = unpanicked(job(Ok(&mut *tx))).await;
    let failed = done
        .as_ref()
        .map_or(Some(StoreError::Unfinished), |done| done.failed.clone());
    settles.extend(done.map(|done| done.settle));
    match failed {
        None => say(tx, "RELEASE job; SAVEPOINT job").await,
        // SQLite may have ended the transaction by itself: nothing after is safe in it.
        Some(error @ StoreError::Disk(_)) => Err(error),
        Some(_) => {
            tx.changed.clear();
            tx.stirred.clear();
            say(tx, "ROLLBACK TO job").await
        }
    }
}

async fn say(tx: &mut Tx, words: &'static str) -> Result<()> {
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
async fn unpanicked<T>(work: impl Future<Output = T>) -> Option<T> {
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
