//! D2, D3: an event acts once; one that can't act is kept for a look; nobody acts for another.

mod clash;
mod order;
mod recorded;
mod refused;
mod restored;
mod statements;

use crate::{
    TestDb, fixture, morning,
    room::{lesson, outcomes},
};
use domain::{
    event::{
        Event, Op, Outcome,
        Refusal::{self, Impossible, Unknown},
    },
    ids::{DeviceId, EventId, PersonId, ResponseId, SessionId, StatementId},
    survey::AnswerValue,
};
use fixture::answer;
use store::{class, device, event, school, signin, survey};

const ACCEPTED: Outcome = Outcome::Accepted;
const DUPLICATE: Outcome = Outcome::Duplicate;

fn rejected(why: Refusal) -> Outcome {
    Outcome::Rejected { why }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_sent_again_acts_once() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let one = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        assert_eq!(
            room.send(&db, vec![one.clone(), one.clone()]).await,
            [ACCEPTED, DUPLICATE]
        );
        assert_eq!(room.send(&db, vec![one]).await, [DUPLICATE]);
        assert_eq!(room.page(&db).await.answers.len(), 1);
        assert_eq!(
            room.statements(&db).await,
            (vec!["read".to_owned()], vec![])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_batch_from_many_sides_at_once_acts_once() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let batch: Vec<Event> = (1..=10)
            .map(|rev| room.answers(&db, answer("A", rev, &[("read", "pick")], rev % 2 == 0)))
            .collect();
        let mut tasks = Vec::new();
        for n in 0..8 {
            let (db, device, mut batch) = ((*db).clone(), room.device, batch.clone());
            batch.rotate_left(n);
            tasks.push(tokio::spawn(async move {
                event::apply_events(&db, &device, batch, morning())
                    .await
                    .unwrap()
            }));
        }
        let mut accepted = 0;
        for task in tasks {
            let taken = outcomes(task.await.unwrap());
            accepted += taken.iter().filter(|it| **it == ACCEPTED).count();
            assert!(
                taken.iter().all(|it| [ACCEPTED, DUPLICATE].contains(it)),
                "{taken:?}"
            );
        }
        assert_eq!(accepted, 10);
        let held = survey::resume(&db, &room.child)
            .await
            .unwrap()
            .unwrap()
            .answers;
        assert_eq!(held.len(), 1);
        assert_eq!(held[0].rev, 10);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_comes_again_with_other_content_is_refused_kept_and_audited() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let one = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        let other = Event {
            op: room
                .answers(&db, answer("A", 2, &[("draw", "pick")], true))
                .op,
            ..one.clone()
        };
        room.send(&db, vec![one]).await;
        for _ in 0..2 {
            let outcome = room.send(&db, vec![other.clone()]).await;
            assert_eq!(outcome, [rejected(Refusal::Mismatch)]);
        }
        let page = room.page(&db).await;
        assert_eq!(page.needs_a_look.len(), 1);
        assert_eq!(page.needs_a_look[0].why, Refusal::Mismatch);
        assert_eq!(room.statements(&db).await.0, ["read"]);
        let (log, whole) = school::audit_log(&db, &fixture::console(), room.small.cedar)
            .await
            .unwrap();
        let noted = log.iter().filter(|it| it.what == "event.mismatch");
        assert_eq!(noted.count(), 1);
        assert!(whole);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_acts_for_another_child_tablet_or_stay() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (second, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &second, room.small.sofia_garcia).await;
        let good = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        let fresh = || EventId(db.ids().uuid());
        let theirs = Op::Answer {
            response: room.response,
            answer: answer("A", 9, &[("run", "pick")], true),
        };
        let wrong = vec![
            Event {
                id: fresh(),
                child: sofia.id(),
                ..good.clone()
            },
            Event {
                id: fresh(),
                session: sofia.session(),
                ..good.clone()
            },
            Event {
                id: fresh(),
                session: SessionId(db.ids().uuid()),
                ..good.clone()
            },
            Event {
                id: fresh(),
                device: DeviceId(db.ids().uuid()),
                ..good.clone()
            },
            Event {
                id: fresh(),
                child: PersonId(db.ids().uuid()),
                ..good.clone()
            },
            Event {
                id: fresh(),
                device: second.id(),
                ..good.clone()
            },
        ];
        let refused = vec![rejected(Refusal::NotTheirs); wrong.len()];
        assert_eq!(room.send(&db, wrong).await, refused);
        let by_other_tablet =
            event::apply_events(&db, &second, vec![good.clone()], morning()).await;
        assert_eq!(
            outcomes(by_other_tablet.unwrap()),
            [rejected(Refusal::NotTheirs)]
        );
        let others_response = fixture::act(&db, &sofia, 1, theirs);
        let taken = event::apply_events(&db, &second, vec![others_response], morning())
            .await
            .unwrap();
        assert_eq!(outcomes(taken), [rejected(Refusal::Unknown)]);
        assert!(room.page(&db).await.answers.is_empty());
        assert_eq!(room.send(&db, vec![good]).await, [ACCEPTED]);
        assert!(
            store::refused_event::list_refused(&db, &room.teacher)
                .await
                .unwrap()
                .len()
                >= 6
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_done_before_a_sign_out_is_taken_after_it() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let late = room.answers(&db, answer("B", 1, &[("me", "fox")], true));
        signin::leave(&db, &room.child, morning()).await.unwrap();
        class::set_open(&db, &room.teacher, false, morning())
            .await
            .unwrap();
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        assert_eq!(room.send(&db, vec![late]).await, [ACCEPTED]);
        assert_eq!(room.statements(&db).await.0, ["fox"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_an_answer_is_refused_and_kept() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let mut played = answer("A", 1, &[], false);
        played.given = AnswerValue::Played {
            foretold: None,
            remembered: vec![],
            felt: None,
        };
        let elsewhere = Op::Answer {
            response: ResponseId(db.ids().uuid()),
            answer: answer("A", 1, &[("read", "pick")], true),
        };
        let nothing = Op::KeepStatement {
            statement: StatementId(db.ids().uuid()),
        };
        let add = |item: &str, card: &str| Op::AddStatement {
            response: room.response,
            item: item.to_owned(),
            new: StatementId(db.ids().uuid()),
            card: card.to_owned(),
        };
        let act = |op| fixture::act(&db, &room.child, 3, op);
        let sent = vec![
            room.answers(&db, answer("A", 1, &[("fly", "pick")], true)),
            room.answers(&db, played),
            room.answers(&db, answer("Z", 1, &[("read", "pick")], true)),
            act(elsewhere),
            act(nothing),
            act(add("A", "fly")),
            act(add("P", "fish")),
            Event {
                seq: u64::MAX,
                ..room.answers(&db, answer("A", 1, &[], false))
            },
        ];
        let why = [
            Impossible, Impossible, Unknown, Unknown, Unknown, Unknown, Unknown, Impossible,
        ];
        assert_eq!(room.send(&db, sent.clone()).await, why.map(rejected));
        assert_eq!(room.send(&db, sent).await, why.map(rejected));
        assert_eq!(room.page(&db).await.needs_a_look.len(), 8);
        assert!(room.page(&db).await.answers.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_read_is_kept_beside_what_can() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let good = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        let mut bad = serde_json::to_value(&good).unwrap();
        bad["op"] = "dance".into();
        let id = EventId(db.ids().uuid());
        bad["id"] = id.to_string().into();
        let big = serde_json::json!({"é": "é".repeat(30_000)});
        let batch = vec![bad, big, serde_json::to_value(&good).unwrap()];
        let receipts = event::apply_events(&db, &room.device, batch, morning())
            .await
            .unwrap();
        assert_eq!(receipts[0].id, id);
        assert_eq!(receipts[2].id, good.id);
        let unreadable = rejected(Refusal::Unreadable);
        assert_eq!(
            outcomes(receipts),
            [unreadable.clone(), unreadable, ACCEPTED]
        );
        assert_eq!(
            room.page(&db).await.needs_a_look[0].why,
            Refusal::Unreadable
        );
        let all = store::refused_event::list_refused(&db, &room.teacher)
            .await
            .unwrap();
        let of: Vec<_> = all.iter().map(|it| it.child.as_deref()).collect();
        assert!(of.contains(&Some("Milo")) && of.contains(&None), "{of:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_ten_years_wrong_changes_only_the_time_that_is_shown() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        for (rev, years) in [(1, 10), (2, -10)] {
            let card = if rev == 2 { "draw" } else { "read" };
            let mut event = room.answers(&db, answer("A", rev, &[(card, "pick")], true));
            event.at += chrono::TimeDelta::days(365 * years);
            assert_eq!(room.send(&db, vec![event]).await, [ACCEPTED]);
        }
        let page = room.page(&db).await;
        assert!(page.answers[0].at < morning());
        assert!(page.statements.iter().all(|it| it.at == morning()));
        assert_eq!(room.statements(&db).await.0, ["draw"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_tablet_is_no_longer_known() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (other, token) = fixture::tablet(&db, &room.teacher).await;
        let (_, stay) = fixture::child_in(&db, &other, room.small.sofia_garcia).await;
        assert_eq!(
            device::list(&db, &room.teacher, morning())
                .await
                .unwrap()
                .len(),
            2
        );
        device::revoke(&db, &room.teacher, other.id(), morning())
            .await
            .unwrap();
        assert_eq!(
            device::list(&db, &room.teacher, morning())
                .await
                .unwrap()
                .len(),
            1
        );
        assert!(store::proof::device(&db, &token, morning()).await.is_err());
        assert!(store::proof::child(&db, &stay, morning()).await.is_err());
        let again = device::revoke(&db, &room.teacher, other.id(), morning()).await;
        assert!(again.is_err());
    })
    .await;
}
