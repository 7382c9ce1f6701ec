//! D9: a database whose file is full, removed, replaced or read-only acknowledges nothing, lets reads go
//! on, and heals; a new one is made only where that is asked for; a clean end leaves one file.

use crate::{TestDb, fixture, morning};
use domain::{AppError, StorageFault};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};
use store::{
    Db, StoreError, backup, class,
    proof::{self, Staff, Teacher},
};
use tempfile::TempDir;

/// A school in a folder of its own, and Room 1's teacher.
struct School {
    dir: TempDir,
    db: Db,
    teacher: Teacher,
    staff: Staff,
}

impl School {
    async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let db = Db::create(&url(dir.path()), morning()).await.unwrap();
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let staff = fixture::staff(&db, small.reed).await;
        Self {
            dir,
            db,
            teacher,
            staff,
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    async fn set_open(&self, open: bool) -> Result<(), StoreError> {
        class::set_open(&self.db, &self.teacher, open, morning())
            .await
            .map(drop)
    }

    async fn is_open(&self, db: &Db) -> bool {
        class::my_classes(db, &self.staff).await.unwrap()[0].open
    }

    /// Nothing is acknowledged nor done, for this reason; what is there can be read.
    async fn refuses(&self, fault: StorageFault) {
        let before = self.is_open(&self.db).await;
        for _ in 0..3 {
            let refused = self.set_open(!before).await.unwrap_err();
            assert_eq!(refused.to_app_error(""), AppError::Storage(fault));
            assert!(refused.is_ours());
        }
        assert_eq!(self.is_open(&self.db).await, before);
        assert_eq!(self.db.storage_fault(), Some(fault));
        let counts = self.db.storage_fault_counts();
        assert!(counts.iter().any(|it| it.0 == fault && it.1 >= 3));
    }

    async fn takes(&self) {
        for open in [true, false] {
            self.set_open(open).await.unwrap();
            assert_eq!(self.is_open(&self.db).await, open);
        }
        assert_eq!(self.db.storage_fault(), None);
    }
}

fn url(dir: &Path) -> String {
    format!("sqlite:{}", dir.join("fledge.db").display())
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).unwrap();
    let mut names: Vec<_> = entries
        .map(|it| it.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_disk_is_full_nothing_is_acknowledged_and_writing_recovers() {
    let school = School::new().await;
    let full = school
        .db
        .write(|tx| Box::pin(store::testing::fill_up(tx)))
        .await;
    let full = full.unwrap_err();
    assert_eq!(
        full.to_app_error(""),
        AppError::Storage(StorageFault::Full),
        "{full:?}"
    );
    assert_eq!(school.db.storage_fault(), Some(StorageFault::Full));
    school.takes().await;
    let kept = school
        .db
        .read(|tx| Box::pin(store::testing::filled(tx)))
        .await;
    assert_eq!(kept.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_moved_away_is_noticed_and_taken_again_when_it_is_back() {
    let school = School::new().await;
    let (path, aside) = (school.path("fledge.db"), school.path("aside.db"));
    school.takes().await;
    fs::rename(&path, &aside).unwrap();
    school.refuses(StorageFault::Missing).await;
    let probed = school.db.probe(morning()).await.unwrap_err();
    assert_eq!(
        probed.to_app_error(""),
        AppError::Storage(StorageFault::Missing)
    );
    assert!(!path.exists(), "nothing is made in its place");
    fs::rename(&aside, &path).unwrap();
    school.takes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_database_in_its_place_is_not_written_to() {
    let school = School::new().await;
    let (path, aside) = (school.path("fledge.db"), school.path("aside.db"));
    let other = School::new().await;
    other.db.close().await.unwrap();
    let whole = fs::read(other.dir.path().join("fledge.db")).unwrap();
    fs::rename(&path, &aside).unwrap();
    fs::write(&path, &whole).unwrap();
    school.refuses(StorageFault::Replaced).await;
    assert_eq!(fs::read(&path).unwrap(), whole);
    fs::rename(&aside, &path).unwrap();
    school.takes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_was_replaced_is_as_it_was_after_the_end_too() {
    let school = School::new().await;
    let (path, aside) = (school.path("fledge.db"), school.path("aside.db"));
    let other = School::new().await;
    other.db.close().await.unwrap();
    let whole = fs::read(other.dir.path().join("fledge.db")).unwrap();
    fs::rename(&path, &aside).unwrap();
    fs::write(&path, &whole).unwrap();
    let closed = school.db.clone().close().await;
    assert!(
        matches!(closed, Err(StoreError::Storage { .. })),
        "{closed:?}"
    );
    assert_eq!(fs::read(&path).unwrap(), whole);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_may_only_be_read_is_not_written_to() {
    let school = School::new().await;
    let path = school.path("fledge.db");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    school.refuses(StorageFault::ReadOnly).await;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    school.takes().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_only_the_log_is_removed_the_file_gets_what_it_held() {
    let school = School::new().await;
    school.set_open(true).await.unwrap();
    fs::remove_file(school.path("fledge.db-wal")).unwrap();
    school.refuses(StorageFault::Missing).await;
    // As after a kill: the file alone, as it is now.
    let copy = TempDir::new().unwrap();
    fs::copy(school.path("fledge.db"), copy.path().join("fledge.db")).unwrap();
    let copy = Db::open(&url(copy.path()), morning()).await.unwrap();
    assert!(school.is_open(&copy).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_content_of_a_file_that_was_removed_is_left_behind_at_the_end() {
    let school = School::new().await;
    school.set_open(true).await.unwrap();
    fs::remove_file(school.path("fledge.db")).unwrap();
    let closed = school.db.clone().close().await;
    assert!(
        matches!(closed, Err(StoreError::Storage { .. })),
        "{closed:?}"
    );
    let rescued = school.path("fledge.db.rescued");
    assert_eq!(mode(&rescued), 0o600);
    let to = school.path("again.db");
    let restored = backup::restore(&fixture::console(), &rescued, &to, morning()).await;
    restored.unwrap();
    let again = Db::open(&format!("sqlite:{}", to.display()), morning()).await;
    assert!(school.is_open(&again.unwrap()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clean_end_leaves_one_file_with_the_last_write_in_it() {
    let school = School::new().await;
    school.set_open(true).await.unwrap();
    assert!(school.path("fledge.db-wal").exists());
    // A handle that somebody still has does not keep it open.
    school.db.clone().close().await.unwrap();
    assert_eq!(names(school.dir.path()), ["fledge.db"]);
    assert!(matches!(
        school.set_open(false).await,
        Err(StoreError::Unfinished)
    ));
    school.db.clone().close().await.unwrap();
    let copy = TempDir::new().unwrap();
    fs::copy(school.path("fledge.db"), copy.path().join("fledge.db")).unwrap();
    let copy = Db::open(&url(copy.path()), morning()).await.unwrap();
    assert!(school.is_open(&copy).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_ends_beside_a_server_takes_nothing_from_it_and_the_last_empties_the_log() {
    let school = School::new().await;
    let other = Db::open(&url(school.dir.path()), morning()).await.unwrap();
    school.set_open(true).await.unwrap();
    other.close().await.unwrap();
    assert!(school.path("fledge.db-wal").exists());
    school.takes().await;
    school.db.close().await.unwrap();
    assert_eq!(names(school.dir.path()), ["fledge.db"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_database_is_made_only_where_that_is_asked_for() {
    let dir = TempDir::new().unwrap();
    let (url, path) = (url(dir.path()), dir.path().join("fledge.db"));
    let missing = Db::open(&url, morning()).await.err();
    assert!(matches!(missing, Some(StoreError::NoDatabase(_))));
    assert!(names(dir.path()).is_empty());
    // What is left of one that was not made to the end.
    fs::write(&path, "").unwrap();
    let empty = Db::open(&url, morning()).await.err();
    assert!(matches!(empty, Some(StoreError::NoDatabase(_))));
    let made = Db::create(&url, morning()).await.unwrap();
    let again = Db::create(&url, morning()).await.err();
    assert!(matches!(again, Some(StoreError::DatabaseExists(_))));
    made.close().await.unwrap();
    Db::open(&url, morning()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_postgres_is_no_school_either() {
    let db = TestDb::postgres().await;
    let again = Db::create(db.url(), morning()).await.err();
    assert!(matches!(again, Some(StoreError::DatabaseExists(_))));
    let mut conn = PgConnection::connect(db.url()).await.unwrap();
    for sql in ["DROP SCHEMA public CASCADE", "CREATE SCHEMA public"] {
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    }
    let missing = Db::open(db.url(), morning()).await.err();
    assert!(matches!(missing, Some(StoreError::NoDatabase(_))));
    Db::create(db.url(), morning()).await.unwrap();
    Db::open(db.url(), morning()).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgres_that_may_only_be_read_is_told_of() {
    let db = TestDb::postgres().await;
    let small = fixture::small(&db).await;
    let teacher = fixture::teacher(&db, small.reed, small.room1).await;
    let staff = fixture::staff(&db, small.reed).await;
    let mut conn = PgConnection::connect(db.url()).await.unwrap();
    let mut set = async |value: &str| {
        let sql = "SELECT current_database()";
        let (name,): (String,) = sqlx::query_as(sql).fetch_one(&mut conn).await.unwrap();
        let sql = format!("ALTER DATABASE {name} SET default_transaction_read_only = {value}");
        let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await;
        done.unwrap();
        // Whoever connects from now on has it.
        let sql = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND pid <> pg_backend_pid()";
        sqlx::query(sql).execute(&mut conn).await.unwrap();
    };
    set("on").await;
    let refused = class::set_open(&db, &teacher, true, morning()).await;
    let told = refused.unwrap_err().to_app_error("");
    assert_eq!(told, AppError::Storage(StorageFault::ReadOnly));
    assert_eq!(db.storage_fault(), Some(StorageFault::ReadOnly));
    assert!(!class::my_classes(&db, &staff).await.unwrap()[0].open);
    set("off").await;
    let opened = class::set_open(&db, &teacher, true, morning()).await;
    opened.unwrap();
    assert_eq!(db.storage_fault(), None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_without_its_database_is_not_thrown_away() {
    let dir = TempDir::new().unwrap();
    let wal = dir.path().join("fledge.db-wal");
    fs::write(&wal, "the last work").unwrap();
    let refused = Db::create(&url(dir.path()), morning()).await.err().unwrap();
    assert!(refused.to_string().contains("fledge.db-wal"), "{refused}");
    assert_eq!(fs::read(&wal).unwrap(), b"the last work");
    assert_eq!(names(dir.path()), ["fledge.db-wal"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_made_may_be_read_by_its_owner_alone() {
    let school = School::new().await;
    let copy = school.path("copy.db");
    school.db.copy_to(&copy).await.unwrap();
    let second = school.path("second.db");
    let office = fixture::console();
    backup::copy(&office, &copy, &second).await.unwrap();
    fs::set_permissions(&second, fs::Permissions::from_mode(0o644)).unwrap();
    let restored = school.path("restored.db");
    let report = backup::restore(&office, &second, &restored, morning()).await;
    report.unwrap();
    for name in names(school.dir.path()) {
        if name != "second.db" {
            assert_eq!(mode(&school.path(&name)), 0o600, "{name}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn readiness_writes_for_real_and_not_more_often_than_each_second() {
    TestDb::each(async |db| {
        for second in 0..5 {
            let now = morning() + chrono::TimeDelta::seconds(second);
            db.probe(now).await.unwrap();
        }
        let probed = db.read(|tx| Box::pin(store::testing::probed(tx))).await;
        let first = morning().timestamp_millis().to_string();
        assert_eq!(probed.unwrap(), Some(first));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_seen_is_read_without_a_write_and_written_down_later() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let token = fixture::adult_token(&db, small.reed, morning()).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let (_, tablet) = fixture::tablet(&db, &teacher).await;
        let hour = |hours| morning() + chrono::TimeDelta::hours(hours);
        // Two hours apart, each within the time after which an idle session ends.
        for hours in [2, 4, 6] {
            proof::staff(&db, token.as_str(), hour(hours))
                .await
                .unwrap();
            proof::device(&db, tablet.as_str(), hour(hours))
                .await
                .unwrap();
        }
        let seen = async || store::device::list(&db, &teacher, hour(2)).await.unwrap()[0].seen_at;
        assert!(seen().await < hour(2), "reading wrote nothing");
        let office = fixture::console();
        proof::write_seen(&db, &office).await.unwrap();
        assert_eq!(seen().await, hour(6));
        let other = db.another().await;
        proof::staff(&other, token.as_str(), hour(8)).await.unwrap();
    })
    .await;
}
