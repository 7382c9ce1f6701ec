//! L2, L5: the board is told of every change, under numbers that never skip.

use crate::{TestDb, fixture, morning, room::lesson};
use domain::{board::Tile, event::Op, ids::PersonId};
use fixture::answer;
use std::{collections::BTreeMap, time::Duration};
use store::{board, class, event, signin, survey};
use tokio::time::timeout;

#[tokio::test(flavor = "multi_thread")]
async fn changes_read_one_after_another_add_up_to_the_board() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let mut children = Vec::new();
        for number in 0..8 {
            let id = fixture::one_more_child(&db, room.small.cedar, room.small.room1, number).await;
            let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
            let (child, _) = fixture::child_in(&db, &tablet, id).await;
            let opened = survey::open(&db, &child, room.run, morning())
                .await
                .unwrap();
            children.push((tablet, child, opened.response));
        }
        let before = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap();
        let mut seen: BTreeMap<PersonId, Tile> = before
            .tiles
            .iter()
            .map(|it| (it.child, it.clone()))
            .collect();
        let mut writers = Vec::new();
        for (tablet, child, response) in children {
            let db = (*db).clone();
            writers.push(tokio::spawn(async move {
                for rev in 1..=20 {
                    let item = if rev % 2 == 0 { "A" } else { "B" };
                    let placed = if rev % 2 == 0 {
                        ("run", "pick")
                    } else {
                        ("me", "fox")
                    };
                    let answer = answer(item, rev, &[placed], rev % 3 == 0);
                    let event = fixture::act(&db, &child, 1, Op::Answer { response, answer });
                    event::apply_events(&db, &tablet, vec![event], morning())
                        .await
                        .unwrap();
                }
            }));
        }
        let mut since = before.seq;
        while writers.iter().any(|it| !it.is_finished()) {
            let changes = board::changes_since(&db, &room.teacher, since)
                .await
                .unwrap();
            assert!(changes.seq >= since && !changes.reload);
            for tile in changes.tiles {
                assert!(tile.seq > since && tile.seq <= changes.seq);
                seen.insert(tile.child, tile);
            }
            since = changes.seq;
        }
        for writer in writers {
            writer.await.unwrap();
        }
        for tile in board::changes_since(&db, &room.teacher, since)
            .await
            .unwrap()
            .tiles
        {
            seen.insert(tile.child, tile);
        }
        let after = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap();
        let told: BTreeMap<_, _> = after.tiles.into_iter().map(|it| (it.child, it)).collect();
        assert_eq!(seen, told);
        // Acts that are kept together may share a number.
        assert!(after.seq > before.seq && after.seq <= before.seq + 8 * 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_concerns_the_class_asks_for_a_reload() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let seq = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .seq;
        let reload = async |since| {
            let changes = board::changes_since(&db, &room.teacher, since)
                .await
                .unwrap();
            (changes.reload, changes.seq)
        };
        assert_eq!(reload(seq).await, (false, seq));
        signin::leave(&db, &room.child, morning()).await.unwrap();
        assert_eq!(reload(seq).await, (false, seq + 1));
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        assert_eq!(reload(seq).await, (true, seq + 2));
        assert_eq!(reload(seq + 2).await, (false, seq + 2));
        class::set_open(&db, &room.teacher, false, morning())
            .await
            .unwrap();
        assert_eq!(reload(seq + 2).await, (true, seq + 3));
        // A number from before a restore.
        assert!(reload(seq + 1_000).await.0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_watches_is_woken_after_each_change() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let mut changes = db.changes();
        signin::leave(&db, &room.child, morning()).await.unwrap();
        let woken = timeout(Duration::from_secs(5), changes.recv()).await;
        assert_eq!(woken.unwrap().unwrap(), room.small.room1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn another_server_on_the_same_postgresql_is_woken_too() {
    let db = TestDb::postgres().await;
    let room = lesson(&db).await;
    let other = db.another().await;
    let mut changes = other.changes();
    class::set_open(&db, &room.teacher, false, morning())
        .await
        .unwrap();
    let woken = timeout(Duration::from_secs(5), changes.recv()).await;
    assert_eq!(woken.unwrap().unwrap(), room.small.room1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_whose_listening_is_cut_misses_nothing() {
    let db = TestDb::postgres().await;
    let room = lesson(&db).await;
    let other = db.another().await;
    let mut changes = other.changes();
    let pool = sqlx::PgPool::connect(db.url()).await.unwrap();
    for open in [false, true, false] {
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                   WHERE datname = current_database() AND query ILIKE 'LISTEN%'";
        sqlx::query(cut).execute(&pool).await.unwrap();
        class::set_open(&db, &room.teacher, open, morning())
            .await
            .unwrap();
        let woken = timeout(Duration::from_secs(8), changes.recv()).await;
        assert_eq!(woken.unwrap().unwrap(), room.small.room1);
        while changes.try_recv().is_ok() {}
    }
}
