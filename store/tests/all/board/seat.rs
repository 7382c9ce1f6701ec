//! Where the children of a class sit, and whose tablet has gone quiet.

use crate::{TestDb, fixture, invalid, morning, room::lesson};
use chrono::TimeDelta;
use domain::{
    board::seat::{Place, Seat, SeatError},
    ids::PersonId,
};
use store::{StoreError, board, proof, signin};

fn at(child: PersonId, row: u8, column: u8) -> Seat {
    Seat {
        child,
        place: Place { row, column },
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_arranges_the_seats_again_and_again_and_every_board_is_told() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let small = room.small;
        let before = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap();
        assert_eq!(before.seats, []);
        let first = vec![at(small.milo, 0, 0), at(small.sofia_garcia, 0, 1)];
        let swapped = vec![at(small.sofia_garcia, 0, 0), at(small.milo, 0, 1)];
        for seats in [&first, &swapped] {
            board::set_seats(&db, &room.teacher, seats.clone())
                .await
                .unwrap();
            let now = board::board(&db, &room.teacher, crate::morning().date_naive())
                .await
                .unwrap();
            assert_eq!(now.seats, *seats);
        }
        let changes = board::changes_since(&db, &room.teacher, before.seq).await;
        assert!(changes.unwrap().reload);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sits_twice_outside_the_room_or_in_another_class() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let small = room.small;
        let twice = vec![at(small.milo, 0, 0), at(small.milo, 0, 1)];
        let one_place = vec![at(small.milo, 0, 0), at(small.sofia_garcia, 0, 0)];
        for wrong in [twice, one_place, vec![at(small.milo, 8, 0)]] {
            let refused = board::set_seats(&db, &room.teacher, wrong).await;
            invalid(refused, SeatError::UsedTwice);
        }
        let hidden = board::set_seats(&db, &room.teacher, vec![at(small.ana, 0, 0)]).await;
        assert!(matches!(hidden, Err(StoreError::NotFound)));
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let looks = board::set_seats(&db, &leader, vec![at(small.milo, 0, 0)]).await;
        assert!(matches!(looks, Err(StoreError::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_that_says_nothing_is_quiet_until_it_speaks_or_its_child_leaves() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (tablet, token) = fixture::tablet(&db, &room.teacher).await;
        let (child, _) = fixture::child_in(&db, &tablet, room.small.sofia_garcia).await;
        let later = |seconds| morning() + TimeDelta::seconds(seconds);
        let quiet = async |seconds| {
            let now = later(seconds);
            let pulse = board::pulse(&db, &room.teacher, now.date_naive(), now).await;
            let all = pulse.unwrap().quiet.into_iter();
            all.map(|it| (it.child, it.since)).collect::<Vec<_>>()
        };
        assert_eq!(quiet(119).await, []);
        assert_eq!(quiet(120).await.len(), 2);
        // Each minute it asks for something.
        for minute in 1..4 {
            proof::device(&db, &token, later(60 * minute))
                .await
                .unwrap();
            proof::write_seen(&db, &fixture::console()).await.unwrap();
        }
        assert_eq!(quiet(240).await, [(room.small.milo, morning())]);
        assert_eq!(quiet(299).await.len(), 1);
        assert_eq!(quiet(300).await.len(), 2);
        signin::leave(&db, &child, later(300)).await.unwrap();
        assert_eq!(quiet(300).await, [(room.small.milo, morning())]);
    })
    .await;
}
