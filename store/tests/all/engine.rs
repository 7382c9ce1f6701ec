//! The two engines are one: same tables, same migrations; and writing is all or nothing.

use crate::{TestDb, fixture, morning};
use sqlx::{Row as _, postgres::PgPoolOptions, sqlite::SqlitePoolOptions};
use std::collections::BTreeSet;
use store::{Db, StoreError, class, device, proof};

#[tokio::test(flavor = "multi_thread")]
async fn both_engines_have_the_same_tables_and_columns() {
    let sqlite = TestDb::sqlite().await;
    let pool = SqlitePoolOptions::new()
        .connect(sqlite.url())
        .await
        .unwrap();
    let found = sqlx::query(
        "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
         WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'",
    );
    let rows = found.fetch_all(&pool).await.unwrap();
    let one: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    let postgres = TestDb::postgres().await;
    let pool = PgPoolOptions::new().connect(postgres.url()).await.unwrap();
    let found = sqlx::query(
        "SELECT table_name || '.' || column_name FROM information_schema.columns
         WHERE table_schema = 'public'",
    );
    let rows = found.fetch_all(&pool).await.unwrap();
    let other: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(one, other);
    assert!(one.len() > 100);
}

#[test]
fn both_engines_have_the_same_migrations() {
    let names = |engine: &str| {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        std::fs::read_dir(dir.join(engine))
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect::<BTreeSet<_>>()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_epoch_is_minted_once_and_a_reopened_database_keeps_it() {
    TestDb::each(async |db| {
        let again = db.another().await;
        assert_eq!(db.epoch(), again.epoch());
        again.ping().await.unwrap();
        let fresh = TestDb::sqlite().await;
        assert_ne!(db.epoch(), fresh.epoch());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_fails_or_panics_leaves_no_trace_and_spoils_no_other() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let mut tasks = Vec::new();
        for n in 0..60 {
            let db = (*db).clone();
            tasks.push(tokio::spawn(async move {
                match n % 3 {
                    0 => device::new_code(&db, &teacher, morning()).await.map(drop),
                    1 => db.write(move |tx| Box::pin(spoiled(tx, teacher))).await,
                    _ => db.write(|_| Box::pin(async { panic!("on purpose") })).await,
                }
            }));
        }
        for (n, task) in tasks.into_iter().enumerate() {
            let answered = task.await.unwrap();
            match n % 3 {
                0 => assert!(answered.is_ok(), "{answered:?}"),
                1 => assert!(
                    matches!(answered, Err(StoreError::NotFound)),
                    "{answered:?}"
                ),
                _ => assert!(
                    matches!(answered, Err(StoreError::Unfinished)),
                    "{answered:?}"
                ),
            }
        }
        assert!(
            device::list(&db, &teacher, morning())
                .await
                .unwrap()
                .is_empty()
        );
        let staff = fixture::staff(&db, small.reed).await;
        assert!(!class::my_classes(&db, &staff).await.unwrap()[0].open);
    })
    .await;
}

/// Opens the class and then fails.
async fn spoiled(tx: &mut store::Tx, teacher: proof::Teacher) -> Result<(), StoreError> {
    store::testing::open_class(tx, teacher.class()).await?;
    Err(StoreError::NotFound)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_turns_writers_away_as_busy() {
    let db = TestDb::sqlite().await;
    let mut waiting = Vec::new();
    for _ in 0..6_000 {
        let db = (*db).clone();
        let slow = async move {
            db.write(|_| {
                Box::pin(async {
                    tokio::time::sleep(std::time::Duration::from_micros(50)).await;
                    Ok(())
                })
            })
            .await
        };
        waiting.push(tokio::spawn(slow));
    }
    let mut busy = 0;
    for task in waiting {
        match task.await.unwrap() {
            Ok(()) => {}
            Err(StoreError::Busy) => busy += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(busy > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_is_a_whole_database() {
    let db = TestDb::sqlite().await;
    let small = fixture::small(&db).await;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("copy.db");
    db.copy_to(&path).await.unwrap();
    let copy = Db::open(&format!("sqlite:{}", path.display()), morning())
        .await
        .unwrap();
    let staff = fixture::staff(&copy, small.reed).await;
    assert_eq!(class::my_classes(&copy, &staff).await.unwrap().len(), 1);
    copy.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_database_is_not_opened() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("letter.db");
    std::fs::write(&path, "Dear school, ".repeat(1_000)).unwrap();
    for url in [format!("sqlite:{}", path.display()), "mysql://x".to_owned()] {
        assert!(Db::open(&url, morning()).await.is_err(), "{url}");
        assert!(Db::create(&url, morning()).await.is_err(), "{url}");
    }
}
