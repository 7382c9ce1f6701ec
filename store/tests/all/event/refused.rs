//! D3, S5a: what a tablet sends that can't be applied is kept within a budget, and counted beyond it.

use crate::{
    TestDb, fixture, morning,
    room::{lesson, outcomes},
};
use chrono::TimeDelta;
use domain::{
    event::{Outcome, Refusal},
    limits::sync::{
        MOST_EVENT_BYTES, MOST_EVENTS_IN_BATCH, MOST_REFUSED_BYTES_A_DAY, MOST_REFUSED_KEPT_A_DAY,
    },
};
use fixture::answer;
use serde_json::{Value, json};
use store::{event, refused_event, school};

/// So many bytes that nobody can read, each another.
fn garbage(n: usize, bytes: usize) -> Value {
    json!({ "n": n, "fill": "x".repeat(bytes) })
}

#[tokio::test(flavor = "multi_thread")]
async fn beyond_its_budget_a_tablets_refused_events_are_answered_and_only_counted() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let milo = room.child.id().to_string();
        let of_milo = |n| json!({ "n": n, "child": milo });
        let most = usize::try_from(MOST_REFUSED_KEPT_A_DAY).unwrap();
        let all: Vec<Value> = (0..most + 50).map(of_milo).collect();
        for batch in all.chunks(MOST_EVENTS_IN_BATCH) {
            let taken = event::apply_events(&db, &room.device, batch.to_vec(), morning()).await;
            let why = Refusal::Unreadable;
            let refused = vec![Outcome::Rejected { why }; batch.len()];
            assert_eq!(outcomes(taken.unwrap()), refused);
        }
        assert_eq!(room.page(&db).await.not_kept, 50);
        // Sent again, what is kept is not counted as missing.
        let again = all[..10].to_vec();
        event::apply_events(&db, &room.device, again, morning())
            .await
            .unwrap();
        assert_eq!(room.page(&db).await.not_kept, 50);
        // What can be applied is, and the next day has a budget of its own.
        let good = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        assert_eq!(room.send(&db, vec![good]).await, [Outcome::Accepted]);
        let tomorrow = morning() + TimeDelta::days(1);
        event::apply_events(&db, &room.device, vec![of_milo(most + 99)], tomorrow)
            .await
            .unwrap();
        assert_eq!(room.page(&db).await.not_kept, 50);
        // Another tablet has its own too.
        let (other, _) = fixture::tablet(&db, &room.teacher).await;
        event::apply_events(&db, &other, vec![of_milo(most + 98)], morning())
            .await
            .unwrap();
        let count = refused_event::count_not_kept(&db, &room.teacher).await;
        assert_eq!(count.unwrap(), 50);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn large_ones_spend_the_budget_in_bytes() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let fits = usize::try_from(MOST_REFUSED_BYTES_A_DAY).unwrap() / MOST_EVENT_BYTES;
        let all: Vec<_> = (0..fits + 7)
            .map(|n| garbage(n, 2 * MOST_EVENT_BYTES))
            .collect();
        for batch in all.chunks(10) {
            event::apply_events(&db, &room.device, batch.to_vec(), morning())
                .await
                .unwrap();
        }
        let kept = refused_event::list_refused(&db, &room.teacher).await;
        assert_eq!(kept.unwrap().len(), 100.min(fits));
        let count = refused_event::count_not_kept(&db, &room.teacher).await;
        assert_eq!(count.unwrap(), 7);
        // Nobody knows whose they were.
        assert_eq!(room.page(&db).await.not_kept, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_kept_leaves_no_line_in_the_audit_log_either() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let one = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        room.send(&db, vec![one.clone()]).await;
        let most = usize::try_from(MOST_REFUSED_KEPT_A_DAY).unwrap();
        let other = (1..most + 20).map(|n| {
            let mut other = one.clone();
            other.seq += u64::try_from(n).unwrap();
            other
        });
        let all: Vec<_> = other.collect();
        for batch in all.chunks(MOST_EVENTS_IN_BATCH) {
            room.send(&db, batch.to_vec()).await;
        }
        let log = school::audit_log(&db, &fixture::console(), room.small.cedar).await;
        let noted = log.unwrap().0;
        let noted = noted.iter().filter(|it| it.what == "event.mismatch");
        assert_eq!(noted.count(), most);
        assert_eq!(room.page(&db).await.not_kept, 19);
    })
    .await;
}
