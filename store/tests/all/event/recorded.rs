//! Events as released tablets wrote them, byte by byte, are taken and do what they did. A file is
//! added with a release that changes the shape, and none is ever changed: a tablet may come back
//! after a school year.

use crate::{
    TestDb, fixture, morning,
    plan::{BOOK, give_goal, home, planning, today},
    room::outcomes,
};
use domain::{
    event::Outcome,
    plan::{GoalBook, TickState},
};
use serde_json::Value;
use store::{event, plan};

#[tokio::test(flavor = "multi_thread")]
async fn what_older_tablets_wrote_is_taken_and_applied() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let recorded = std::fs::read_to_string(&path).unwrap();
        TestDb::each(async |db| {
            let room = planning(&db).await;
            // A school that has had released tablets also has the book they chose from.
            let mut book = GoalBook::parse(BOOK).unwrap();
            book.version = 1;
            let text = serde_json::to_string(&book).unwrap();
            plan::save_book(&db, &fixture::console(), &book, &text)
                .await
                .unwrap();
            let goal = give_goal(&db, &room, "Speak up").await;
            let child = room.child;
            let mut text = recorded.clone();
            for (name, id) in [
                ("device", child.device().to_string()),
                ("session", child.session().to_string()),
                ("child", child.id().to_string()),
                ("response", room.response.to_string()),
                ("plan", home(&db, &child).await.plan.id.to_string()),
                ("goal", goal.id.to_string()),
                ("daily", goal.daily[0].id.to_string()),
                ("step", goal.steps[0].id.to_string()),
                ("today", today().to_string()),
            ] {
                text = text.replace(&format!("{{{name}}}"), &id);
            }
            let events: Vec<Value> = serde_json::from_str(&text).unwrap();
            let sent = event::apply_events(&db, &room.device, events.clone(), morning()).await;
            let all = outcomes(sent.unwrap());
            assert!(all.iter().all(|it| *it == Outcome::Accepted), "{all:?}");
            let again = event::apply_events(&db, &room.device, events, morning()).await;
            let all = outcomes(again.unwrap());
            assert!(all.iter().all(|it| *it == Outcome::Duplicate), "{all:?}");

            let plan = home(&db, &child).await;
            assert_eq!(plan.ticks[0].state, TickState::NotToday);
            assert_eq!(plan.plan.goals.len(), 2);
            assert!(plan.plan.goal(goal.id).unwrap().steps[0].done);
            let (stand, ended) = room.statements(&db).await;
            assert_eq!(
                (stand, ended),
                (
                    vec!["read".to_owned(), "run".to_owned()],
                    vec!["draw".to_owned()]
                )
            );
        })
        .await;
    }
}
