//! D8: a school that was restored from a backup, and tablets that know more than it.

use crate::{
    TestDb, fixture, morning,
    plan::{give_goal, home, planning, today},
    room::{lesson, outcomes},
};
use chrono::TimeDelta;
use domain::{
    event::{Event, Op, Outcome, Refusal},
    ids::{PersonId, SessionId},
    plan::{Tick, TickState},
};
use std::path::PathBuf;
use store::{Db, StoreError, backup, board, event, proof::Teacher, school};

fn rejected(why: Refusal) -> Outcome {
    Outcome::Rejected { why }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_in_a_stay_the_backup_lacks_is_the_child_s_all_the_same() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let goal = give_goal(&db, &room, "Speak up").await;
        let tick = Tick {
            daily: goal.daily[0].id,
            on: today(),
            rev: 1,
            state: TickState::Done,
            felt: None,
        };
        let of = |child: PersonId| Event {
            session: SessionId(db.ids().uuid()),
            child,
            ..fixture::act(&db, &room.child, 1, Op::Tick { tick: tick.clone() })
        };
        let take = async |event: Event, now| {
            let sent = event::apply_events(&db, &room.device, vec![event], now).await;
            outcomes(sent.unwrap()).remove(0)
        };
        let own = of(room.small.milo);
        let now = morning();
        let theirs = rejected(Refusal::NotTheirs);
        assert_eq!(take(own.clone(), now).await, theirs, "nothing was restored");

        let office = fixture::console();
        backup::renew_epoch(&db, &office, now).await.unwrap();
        let other = db.another().await;
        assert_ne!(other.epoch(), db.epoch());
        let ana = of(room.small.ana);
        assert_eq!(take(ana, now).await, theirs, "of another class");
        let late = now + TimeDelta::days(31);
        assert_eq!(take(own.clone(), late).await, theirs, "too long ago");
        assert_eq!(take(own.clone(), now).await, Outcome::Accepted);
        assert_eq!(take(own, now).await, Outcome::Duplicate);
        assert_eq!(home(&db, &room.child).await.ticks[0].state, TickState::Done);
        let log = school::audit_log(&db, &office, room.small.cedar).await;
        let (log, whole) = log.unwrap();
        assert!(whole);
        let recovered = log.iter().filter(|it| it.what == "stay.recovered");
        assert_eq!(recovered.count(), 1);
    })
    .await;
}

/// A board that has seen numbers the backup lacks, and shows what came under them.
async fn takes_all_as_newer(db: &Db, teacher: &Teacher, seen: i64) {
    let changes = board::changes_since(db, teacher, seen).await.unwrap();
    assert!(changes.reload && changes.seq > seen);
    let board = board::board(db, teacher, crate::morning().date_naive())
        .await
        .unwrap();
    assert_eq!(board.tiles.len(), 3, "also of those who had done nothing");
    assert!(board.tiles.iter().all(|it| it.seq > seen));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_board_takes_all_of_a_restored_class_as_newer() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let seen = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq
            + 500;
        let office = fixture::console();
        if let Some(path) = db.url().strip_prefix("sqlite:") {
            let path = PathBuf::from(path);
            let [copy, to] = ["copy.db", "new.db"].map(|it| path.with_file_name(it));
            db.copy_to(&copy).await.unwrap();
            let restored = backup::restore(&office, &copy, &to, morning()).await;
            restored.unwrap();
            let url = format!("sqlite:{}", to.display());
            let restored = Db::open(&url, morning()).await.unwrap();
            takes_all_as_newer(&restored, &room.teacher, seen).await;
        }
        backup::renew_epoch(&db, &office, morning()).await.unwrap();
        takes_all_as_newer(&db, &room.teacher, seen).await;
    })
    .await;
}

fn path_of(db: &TestDb) -> PathBuf {
    PathBuf::from(db.url().strip_prefix("sqlite:").unwrap())
}

fn said<T: std::fmt::Debug>(found: Result<T, StoreError>) -> String {
    match found {
        Err(error @ StoreError::Setup(_)) => error.to_string(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_not_put_over_a_database_that_is_in_use() {
    let db = TestDb::sqlite().await;
    fixture::small(&db).await;
    let (path, office) = (path_of(&db), fixture::console());
    let copy = path.with_file_name("copy.db");
    db.copy_to(&copy).await.unwrap();
    let refused = backup::restore(&office, &copy, &path, morning()).await;
    assert!(said(refused).contains("holds this database"));
    db.ping().await.unwrap();
    let mut left = db.url().to_owned();
    left.push_str(".restoring");
    assert!(!PathBuf::from(left).exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_whole_database_of_a_school_is_restored() {
    let db = TestDb::sqlite().await;
    fixture::small(&db).await;
    let (path, office) = (path_of(&db), fixture::console());
    let [copy, torn, other, to] =
        ["copy.db", "torn.db", "other.db", "new.db"].map(|it| path.with_file_name(it));
    backup::copy(&office, &path, &copy).await.unwrap();
    let whole = std::fs::read(&copy).unwrap();
    std::fs::write(&torn, &whole[..whole.len() / 2]).unwrap();
    std::fs::write(&other, "a letter").unwrap();
    for broken in [&torn, &other] {
        let refused = said(backup::restore(&office, broken, &to, morning()).await);
        assert!(refused.contains(broken.to_str().unwrap()), "{refused}");
        assert!(!to.exists());
    }
    // Where nothing was, a school begins from its backup.
    let restored = backup::restore(&office, &copy, &to, morning())
        .await
        .unwrap();
    assert_eq!(restored.kept, None);
    let again = Db::open(&format!("sqlite:{}", to.display()), morning())
        .await
        .unwrap();
    assert_ne!(again.epoch(), db.epoch());
    assert!(!backup::is_behind(&office, &to).await.unwrap());
    again.close().await.unwrap();
    assert_eq!(
        std::fs::read(&copy).unwrap(),
        whole,
        "the backup is as it was"
    );
}
