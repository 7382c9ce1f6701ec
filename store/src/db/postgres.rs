//! `PostgreSQL`: a transaction a write, and a listener that passes on what other servers changed.

use super::{Conn, Job, Tx, file::OpenMode, shared::Shared};
use crate::{Result, StoreError, error::cause::cause_chain};
use domain::ids::ClassId;
use sqlx::{
    PgPool, Transaction,
    postgres::{PgConnectOptions, PgListener, PgPoolOptions},
};
use std::{
    collections::HashMap,
    sync::{Arc, Weak},
    time::Duration,
};
use tokio::{task, time};

pub(super) const CHANNEL: &str = "fledge_class";
/// How often open classes are compared, should a notice have been lost.
const COMPARE_EVERY: Duration = Duration::from_secs(2);

#[derive(Clone)]
pub(super) struct Postgres {
    pub(super) pool: PgPool,
}

impl Postgres {
    pub(super) async fn open(url: &str, mode: OpenMode, shared: &Arc<Shared>) -> Result<Self> {
        let options: PgConnectOptions = url
            .parse()
            .map_err(|_| StoreError::Setup("the database's address can't be read".to_owned()))?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options.clone())
            .await?;
        let (has_tables,): (bool,) =
            sqlx::query_as("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
                .fetch_one(&pool)
                .await?;
        let name = || options.get_database().unwrap_or_default().to_owned();
        match mode {
            OpenMode::Existing if !has_tables => return Err(StoreError::NoDatabase(name())),
            OpenMode::New if has_tables => return Err(StoreError::DatabaseExists(name())),
            OpenMode::Existing | OpenMode::New => {}
        }
        sqlx::migrate!("migrations/postgres")
            .run(&pool)
            .await
            .map_err(|error| StoreError::Setup(error.to_string()))?;
        let listener = PgListener::connect_with(&pool).await?;
        let seen = counters(&pool, shared.hooks.all_classes).await?;
        let (closed, listening) = (
            pool.close_event(),
            listen(listener, pool.clone(), Arc::downgrade(shared), seen),
        );
        task::spawn(async move {
            tokio::select! {
                () = closed => {}
                () = listening => {}
            }
        });
        Ok(Self { pool })
    }

    /// In a task of its own: a `begin()` given up half-way would leave its connection in a
    /// transaction.
    pub(super) fn spawn(&self, job: Job, shared: &Arc<Shared>) {
        let (pool, shared) = (self.pool.clone(), Arc::clone(shared));
        task::spawn(async move {
            let conn = match pool.begin().await {
                Ok(conn) => conn,
                Err(error) => {
                    let error = StoreError::from(error);
                    shared.health.note::<()>(&Err(error.clone()));
                    let done = job(Err(error)).await;
                    return (done.settle)(Ok(()));
                }
            };
            let mut tx = Tx::new(Conn::Postgres(conn), &shared);
            let done = job(Ok(&mut tx)).await;
            let committed = match &done.failed {
                None => {
                    let dirty_tiles = std::mem::take(&mut tx.dirty_tiles);
                    (shared.hooks.before_commit)(&mut tx, dirty_tiles).await
                }
                Some(error) => Err(error.clone()),
            };
            let changed = std::mem::take(&mut tx.changed);
            let ended = tx.end(committed.is_ok()).await.map_err(StoreError::from);
            let committed = committed.and(ended);
            shared.health.note(&committed);
            if committed.is_ok() {
                shared.notify(changed);
            }
            (done.settle)(committed);
        });
    }

    pub(super) async fn snapshot(&self) -> Result<Transaction<'static, sqlx::Postgres>> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Ok(self.pool.begin_with(begin).await?)
    }

    pub(super) async fn close(self) {
        self.pool.close().await;
    }
}

type Seen = HashMap<ClassId, i64>;

async fn listen(mut listener: PgListener, pool: PgPool, shared: Weak<Shared>, mut seen: Seen) {
    let mut listening = listener.listen(CHANNEL).await.is_ok();
    let mut clock = time::interval(COMPARE_EVERY);
    clock.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        let heard = tokio::select! {
            heard = listener.try_recv(), if listening => Some(heard),
            _ = clock.tick() => None,
        };
        let Some(shared) = shared.upgrade() else {
            return;
        };
        match heard {
            Some(Ok(Some(notice))) => shared.notify(notice.payload().parse().ok()),
            // Cut off: whatever was said meanwhile was not heard.
            Some(Ok(None)) => drop(compare(
                counters(&pool, shared.hooks.all_classes).await,
                &shared,
                &mut seen,
            )),
            Some(Err(error)) => {
                let cause = cause_chain(&error);
                tracing::warn!(cause, "the listener was cut off");
                listening = false;
            }
            None => {
                if !listening {
                    listening = listener.listen(CHANNEL).await.is_ok();
                    drop(compare(
                        counters(&pool, shared.hooks.all_classes).await,
                        &shared,
                        &mut seen,
                    ));
                }
                drop(compare(
                    counters(&pool, shared.hooks.open_classes).await,
                    &shared,
                    &mut seen,
                ));
            }
        }
    }
}

/// The counters of the classes that `sql` reads.
async fn counters(pool: &PgPool, sql: &'static str) -> sqlx::Result<Seen> {
    let rows: Vec<(uuid::Uuid, i64)> = sqlx::query_as(sql).fetch_all(pool).await?;
    Ok(rows
        .into_iter()
        .map(|(id, seq)| (ClassId(id), seq))
        .collect())
}

/// Tells of every class that has moved on since it was last compared.
fn compare(found: sqlx::Result<Seen>, shared: &Shared, seen: &mut Seen) -> sqlx::Result<()> {
    for (class, seq) in found? {
        if seen.insert(class, seq) != Some(seq) {
            shared.notify([class]);
        }
    }
    Ok(())
}
