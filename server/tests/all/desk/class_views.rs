//! A class on the wall and over the week, a school in counts.

use crate::{
    child::together::open_room,
    desk::competency,
    desk::plan::{give, term},
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    event::{Op, Outcome},
    plan::{ClassWeek, Tick, TickState},
};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use store::testing::fixture;

/// The names of all fields there are, at any depth.
pub fn fields(value: &Value) -> BTreeSet<String> {
    let inside: Vec<&Value> = match value {
        Value::Object(map) => map.values().collect(),
        Value::Array(all) => all.iter().collect(),
        _ => Vec::new(),
    };
    let own = value
        .as_object()
        .into_iter()
        .flat_map(|it| it.keys().cloned());
    own.chain(inside.into_iter().flat_map(fields)).collect()
}

async fn wall(desk: &mut Browser<'_>, class: &str, names: &str) -> Value {
    let asked = [("class", class), ("names", names)];
    desk.form("/api/board/projector", &asked).await.good().await
}

#[tokio::test]
async fn the_wall_holds_no_name_unless_asked_and_nothing_private_ever() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me) = open_room(&app).await;
        let class = app.small.room1.to_string();
        let goal = give(&mut desk, &class, &[app.small.milo], "I ask")
            .await
            .remove(0);
        let tick = Tick {
            daily: goal.daily[0].id,
            on: app.now().date_naive(),
            rev: 1,
            state: TickState::Done,
            felt: None,
        };
        let event = crate::child::survey::act(&app, &me, 1, Op::Tick { tick });
        let receipts = crate::child::survey::send(&mut tablet, &[event]).await;
        assert_eq!(receipts.receipts[0].outcome, Outcome::Accepted);

        let answer = wall(&mut desk, &class, "false").await;
        let mine = [
            "children", "here", "picture", "seq", "survey", "ticks", "title",
        ];
        assert_eq!(fields(&answer), mine.map(str::to_owned).into());
        assert_eq!(answer["ticks"], 1);
        let text = answer.to_string();
        for name in ["Milo", "Sofía", "Tran", &app.small.milo.to_string()] {
            assert!(!text.contains(name), "{name}: {text}");
        }
        let named = wall(&mut desk, &class, "true").await;
        let with = [&mine[..], &["name"][..]].concat();
        assert_eq!(
            fields(&named),
            with.into_iter().map(str::to_owned).collect()
        );

        let page = format!("/desk/class/{class}/projector");
        let shown = desk.get(&page).await.text().await;
        assert!(
            !shown.contains("Milo") && shown.contains("data-ticks=\"1\""),
            "{shown}"
        );
        let shown = desk.get(&format!("{page}?names=yes")).await.text().await;
        assert!(shown.contains("Milo") && !shown.contains("Tran"));
        assert!(!shown.contains("style=\""), "no inline style");
    })
    .await;
}

#[tokio::test]
async fn a_week_stands_in_the_address_and_an_odd_one_is_this_week() {
    TestApp::each(async |app| {
        term(&app).await;
        let class = app.small.room1.to_string();
        let mut desk = app.desk(app.small.reed).await;
        give(&mut desk, &class, &[app.small.milo], "I ask").await;
        let week = async |desk: &mut Browser<'_>, asked: &str| {
            let asked = [("class", class.as_str()), ("week", asked)];
            let found = desk.form("/api/plan/class_week", &asked).await;
            found.good::<ClassWeek>().await
        };
        let now = week(&mut desk, "soon").await;
        assert_eq!(now.week, domain::plan::WeekOf::of(now.today));
        let before = week(&mut desk, &now.week.later(-1).name()).await;
        assert_eq!(before.week.later(1), now.week);
        let far = week(&mut desk, "9999-W52").await;
        assert!(far.days().iter().all(|it| !far.is_open(*it)));
        let page = format!("/desk/class/{class}/week?week={}", now.week.name());
        let shown = desk.get(&page).await.text().await;
        assert!(shown.contains("0/1") && shown.contains("Milo"), "{shown}");
        assert!(shown.contains(&format!("?week={}", now.week.later(1).name())));
    })
    .await;
}

#[tokio::test]
async fn the_views_of_levels_and_pace_are_written_by_the_server_from_the_address() {
    TestApp::each(async |app| {
        term(&app).await;
        let small = &app.small;
        let class = small.room1.to_string();
        let mut desk = app.desk(small.reed).await;
        give(&mut desk, &class, &[small.milo], "I ask").await;
        let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
        let one = competency::cedar(&app, &teacher).await;
        competency::said(&app, &teacher, small.milo, one).await;
        app.pass(TimeDelta::hours(2));
        let levels = format!("/desk/class/{class}/competencies?view=map&domain=all");
        let shown = desk.get(&levels).await.text().await;
        assert!(shown.contains("data-chart=\"levels\""), "{shown}");
        assert!(shown.contains("data-level=\"learning\"") && shown.contains("0 d"));
        let shown = desk
            .get(&format!("{levels}&level=learning"))
            .await
            .text()
            .await;
        let page = shown.split("__RESOLVED_RESOURCES").next().unwrap();
        assert!(page.contains("Milo"), "{page}");
        assert!(!page.contains("Sofía G"), "only whom it is about: {page}");
        let glance = format!("/desk/class/{class}/plans?view=glance");
        let shown = desk.get(&glance).await.text().await;
        assert!(shown.contains("data-chart=\"paces\""));
    })
    .await;
}

#[tokio::test]
async fn a_leader_sees_the_school_in_counts_and_no_childs_name() {
    TestApp::each(async |app| {
        term(&app).await;
        let small = &app.small;
        let mut desk = app.desk(small.reed).await;
        let class = small.room1.to_string();
        give(&mut desk, &class, &[small.milo], "I ask").await;
        for number in 0..2 {
            fixture::one_more_child(&app.db, small.cedar, small.room1, number).await;
        }
        let mut lane = app.desk(small.leader).await;
        let answer: Value = lane.form("/api/school/overview", &[]).await.good().await;
        let mine = [
            "children", "class", "classes", "counts", "planned", "surveyed", "term", "ticked",
            "title", "unmet", "waiting",
        ];
        assert_eq!(fields(&answer), mine.map(str::to_owned).into());
        assert_eq!(answer["classes"][0]["counts"]["planned"], 1);
        assert_eq!(answer["classes"][1]["counts"], Value::Null);
        let shown = lane.get("/desk").await.text().await;
        assert!(
            shown.contains("data-count=\"planned\"") && shown.contains("1 of 5"),
            "{shown}"
        );
        assert!(shown.contains(&format!("/desk/class/{class}")));
        for name in ["Milo", "Sofía", "Kid", &small.milo.to_string()] {
            assert!(!shown.contains(name), "{name}");
        }
        // A teacher's list is as it was.
        let shown = desk.get("/desk").await;
        assert!(!shown.text().await.contains("data-count"));
    })
    .await;
}

#[tokio::test]
async fn then_and_now_are_shown_for_a_day_in_the_address() {
    TestApp::each(async |app| {
        let milo = app.small.milo;
        let mut desk = app.desk(app.small.reed).await;
        let asked = json!({ "child": milo });
        let child = asked["child"].as_str().unwrap();
        let found = desk
            .form("/api/profile/then_now", &[("child", child)])
            .await;
        assert_eq!(found.good::<Value>().await, Value::Null);
        let page = format!("/desk/child/{milo}?then=yesterday");
        let shown = desk.get(&page).await;
        assert_eq!(shown.status, StatusCode::OK);
        assert!(!shown.text().await.contains("then-now"));
    })
    .await;
}
