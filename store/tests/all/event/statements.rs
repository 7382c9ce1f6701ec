//! Statements follow from answers and from what the child does with them; nothing is forgotten.

use crate::{
    TestDb, fixture, morning,
    room::{Room, lesson},
};
use domain::{
    event::{Op, Outcome, Refusal},
    ids::StatementId,
};
use fixture::answer;
use store::profile;

#[tokio::test(flavor = "multi_thread")]
async fn a_new_answer_replaces_what_the_old_one_said_and_the_old_stays_in_history() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let first = answer("A", 1, &[("read", "pick"), ("draw", "pick")], true);
        room.send(&db, vec![room.answers(&db, first)]).await;
        assert_eq!(room.statements(&db).await.0, ["draw", "read"]);
        let second = answer("A", 2, &[("read", "pick"), ("run", "pick")], true);
        room.send(&db, vec![room.answers(&db, second)]).await;
        let (standing, ended) = room.statements(&db).await;
        assert_eq!(standing, ["read", "run"]);
        assert_eq!(ended, ["draw"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_late_loser_stays_visible_in_history() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let older = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        let newer = room.answers(&db, answer("A", 2, &[("run", "pick")], true));
        room.send(&db, vec![newer]).await;
        room.send(&db, vec![older]).await;
        let (standing, ended) = room.statements(&db).await;
        assert_eq!(
            (standing, ended),
            (vec!["run".to_owned()], vec!["read".to_owned()])
        );
        assert_eq!(room.page(&db).await.answers[0].chosen[0].0.en, "running");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_yet_done_says_nothing() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let going = room.answers(&db, answer("A", 1, &[("read", "pick")], false));
        room.send(&db, vec![going]).await;
        assert_eq!(room.statements(&db).await, (vec![], vec![]));
        let page = room.page(&db).await;
        assert!(!page.answers[0].done);
        assert!(
            profile::find_mine(&db, &room.child)
                .await
                .unwrap()
                .unwrap()
                .statements
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_basket_of_a_sort_decides_what_is_said_and_what_comes_next() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let sorted = answer("C", 1, &[("friend", "helps"), ("music", "not")], true);
        let most = answer("D", 1, &[("friend", "1")], true);
        let sent = vec![room.answers(&db, sorted), room.answers(&db, most)];
        assert_eq!(room.send(&db, sent).await, vec![Outcome::Accepted; 2]);
        let page = room.page(&db).await;
        let said: Vec<_> = page
            .statements
            .iter()
            .map(|it| it.said.item.as_str())
            .collect();
        assert!(said.contains(&"C") && said.contains(&"D"), "{said:?}");
        let basket = page
            .answers
            .iter()
            .find(|it| it.item == "C")
            .unwrap()
            .chosen[1]
            .1
            .clone();
        assert_eq!(basket.unwrap().en, "does not");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_keeps_changes_and_adds_statements() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let one = room.answers(&db, answer("A", 1, &[("read", "pick")], true));
        room.send(&db, vec![one]).await;
        let mine = profile::find_mine(&db, &room.child).await.unwrap().unwrap();
        let statement = mine.statements[0].id;
        let (new, more) = (StatementId(db.ids().uuid()), StatementId(db.ids().uuid()));
        let card = "draw".to_owned();
        let keep = Op::KeepStatement { statement };
        let change = Op::ChangeStatement {
            statement,
            new,
            card,
        };
        let add = Op::AddStatement {
            response: room.response,
            item: "C".to_owned(),
            new: more,
            card: "music".to_owned(),
        };
        let act = |op| fixture::act(&db, &room.child, 2, op);
        let sent = vec![act(keep), act(change), act(add)];
        assert_eq!(
            room.send(&db, sent.clone()).await,
            vec![Outcome::Accepted; 3]
        );
        assert_eq!(room.send(&db, sent).await, vec![Outcome::Duplicate; 3]);
        let (standing, ended) = room.statements(&db).await;
        assert_eq!(standing, ["draw", "music"]);
        assert_eq!(ended, ["read"]);
        let page = room.page(&db).await;
        let old = page
            .statements
            .iter()
            .find(|it| it.id == statement)
            .unwrap();
        assert_eq!(old.kept_at, Some(morning()));
        assert!(
            store::survey::home(&db, &room.child)
                .await
                .unwrap()
                .has_poster
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_comes_before_its_statement_waits_for_it() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (a, b, c) = (
            StatementId(db.ids().uuid()),
            StatementId(db.ids().uuid()),
            StatementId(db.ids().uuid()),
        );
        let act = |op| fixture::act(&db, &room.child, 2, op);
        let add = act(Op::AddStatement {
            response: room.response,
            item: "A".to_owned(),
            new: a,
            card: "read".to_owned(),
        });
        let change = |statement, new, card: &str| {
            act(Op::ChangeStatement {
                statement,
                new,
                card: card.to_owned(),
            })
        };
        let (second, third) = (change(a, b, "draw"), change(b, c, "run"));
        let early = room.send(&db, vec![third.clone(), second.clone()]).await;
        assert_eq!(
            early,
            vec![
                Outcome::Rejected {
                    why: Refusal::Unknown
                };
                2
            ]
        );
        assert_eq!(room.page(&db).await.needs_a_look.len(), 2);
        assert_eq!(room.send(&db, vec![add]).await, [Outcome::Accepted]);
        assert!(room.page(&db).await.needs_a_look.is_empty());
        let (standing, ended) = room.statements(&db).await;
        assert_eq!(standing, ["run"]);
        assert_eq!(ended, ["draw", "read"]);
        assert_eq!(
            room.send(&db, vec![second, third]).await,
            vec![Outcome::Duplicate; 2]
        );
    })
    .await;
}

/// Cards of what stands, in the order in which whoever asks reads them.
async fn read(db: &TestDb, room: &Room) -> Vec<String> {
    let mine = profile::find_mine(db, &room.child).await.unwrap().unwrap();
    let standing = mine
        .statements
        .into_iter()
        .filter(|it| it.ended_at.is_none());
    standing.map(|it| it.said.card).collect()
}

/// What the migration that brought ranks does to statements of before, one statement of it after the
/// other.
async fn mend_ranks(db: &TestDb) {
    let all = match db.engine_name() {
        "sqlite" => include_str!("../../../migrations/sqlite/0021_statement_rank.sql"),
        _ => include_str!("../../../migrations/postgres/0021_statement_rank.sql"),
    };
    for statement in all.split_inclusive(';').filter(|it| it.contains("UPDATE")) {
        fixture::run_statement(db, statement).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_first_is_first_also_when_it_was_said_before_there_were_ranks() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let picked = answer("A", 1, &[("run", "pick"), ("draw", "pick")], true);
        let order = answer("D", 1, &[("friend", "1")], true);
        let sent = vec![room.answers(&db, picked), room.answers(&db, order)];
        room.send(&db, sent).await;
        let mine = profile::find_mine(&db, &room.child).await.unwrap().unwrap();
        let draw = mine.statements.iter().find(|it| it.said.card == "draw");
        let change = Op::ChangeStatement {
            statement: draw.unwrap().id,
            new: StatementId(db.ids().uuid()),
            card: "read".to_owned(),
        };
        room.send(&db, vec![fixture::act(&db, &room.child, 3, change)])
            .await;
        let right = ["run", "read", "friend"];
        assert_eq!(read(&db, &room).await, right);
        fixture::run_statement(&db, "UPDATE statement SET rank = 9 - rank").await;
        assert_eq!(read(&db, &room).await, ["read", "run", "friend"]);
        mend_ranks(&db).await;
        assert_eq!(read(&db, &room).await, right);
    })
    .await;
}
