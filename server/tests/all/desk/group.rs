//! Groups and what was tried, over HTTP.

use crate::{
    child::survey::sign_in,
    desk::plan::term,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::{NaiveDate, TimeDelta};
use domain::{
    AppError,
    competency::Level,
    group::{GroupError, Groups, Helpfulness, SuggestionReason},
    ids::{ClassId, CompetencyId, GroupId, InterventionId, PersonId},
    intervention::InterventionList,
};
use serde::Deserialize;
use serde_json::{Value, json};
use store::testing::fixture;

#[derive(Deserialize)]
struct Read {
    groups: Groups,
    ready: Vec<Value>,
}

async fn read(desk: &mut Browser<'_>, class: ClassId) -> Read {
    let asked = [("class", &*class.to_string())];
    desk.form("/api/group/class", &asked).await.good().await
}

fn draft(name: &str, ends: NaiveDate, competency: Option<CompetencyId>) -> Value {
    json!({ "name": name, "note": "", "competency": competency, "ends": ends, "span": "weeks" })
}

async fn make(desk: &mut Browser<'_>, class: ClassId, draft: Value, of: &[PersonId]) -> GroupId {
    let asked = json!({ "class": class, "draft": draft, "children": of });
    desk.json("/api/group/make", &asked).await.good().await
}

async fn put(desk: &mut Browser<'_>, class: ClassId, it: Value) {
    let asked = json!({ "class": class, "it": it });
    desk.json("/api/group/put", &asked).await.good::<()>().await;
}

async fn not_yet(desk: &mut Browser<'_>, child: PersonId, of: CompetencyId, on: NaiveDate) {
    let draft =
        json!({ "competency": of, "level": "not-yet", "seen": "work", "note": "", "on": on });
    let asked = json!({ "child": child, "draft": draft });
    let set = desk.json("/api/competency/set_level", &asked).await;
    assert_eq!(set.status, StatusCode::OK);
}

#[tokio::test]
async fn a_suggestion_becomes_a_group_children_move_it_gets_a_goal_and_ends_with_a_word() {
    TestApp::each(async |app| {
        let (small, today) = (&app.small, term(&app).await);
        let (class, milo, sofia) = (small.room1, small.milo, small.sofia_garcia);
        let teacher = fixture::teacher(&app.db, small.reed, class).await;
        let aim = crate::desk::competency::cedar(&app, &teacher).await;
        let mut desk = app.desk(small.reed).await;
        for child in [milo, sofia] {
            not_yet(&mut desk, child, aim, today - TimeDelta::days(1)).await;
        }
        let found = read(&mut desk, class).await.groups.suggestions.remove(0);
        assert_eq!(found.reason, SuggestionReason::Gap { competency: aim });
        let three_weeks = today + TimeDelta::days(21);
        let new = draft(&found.name.en, three_weeks, Some(aim));
        let one = make(&mut desk, class, new, &found.children).await;
        let two = make(&mut desk, class, draft("Space", three_weeks, None), &[]).await;
        let it = json!({ "child": milo, "from": one, "to": two });
        put(&mut desk, class, it).await;
        let groups = read(&mut desk, class).await.groups.groups;
        let of = |id| groups.iter().find(|it| it.id == id).unwrap();
        assert!(of(two).has(milo) && !of(one).has(milo) && of(one).has(sofia));
        assert_eq!(of(one).members[0].then.unwrap().before, Some(Level::NotYet));

        let ready = read(&mut desk, class).await.ready.remove(0);
        let (of_class, of_group) = (class.to_string(), two.to_string());
        let fields = [("class", of_class.as_str()), ("group", of_group.as_str())];
        let goal = [
            fields.as_slice(),
            &[("entry", ready["entry"].as_str().unwrap())],
        ]
        .concat();
        desk.form("/api/group/give_goal", &goal)
            .await
            .good::<()>()
            .await;
        let end = [
            fields.as_slice(),
            &[("helped", "somewhat"), ("note", "Nearly")],
        ]
        .concat();
        desk.form("/api/group/end", &end).await.good::<()>().await;
        let groups = read(&mut desk, class).await.groups.groups;
        let space = groups.iter().find(|it| it.id == two).unwrap();
        assert_eq!(
            space.closing.as_ref().unwrap().helped,
            Helpfulness::Somewhat
        );
        assert_eq!(space.members[0].ticks, Some(0));
        let page = desk
            .get(&format!("/desk/class/{class}/groups?competency=M.2"))
            .await;
        let page = page.text().await;
        assert!(page.contains("Space") && page.contains("Nearly"));

        desk.form(
            "/api/board/set_open",
            &[("class", &of_class), ("open", "true")],
        )
        .await;
        let mut tablet = app.tablet(small.reed, class).await;
        sign_in(&mut tablet, milo).await;
        for path in ["/", "/goals", "/me"] {
            let seen = tablet.get(path).await.text().await;
            assert!(
                !seen.contains("Space") && !seen.contains("Nearly"),
                "{path}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_tried_comes_back_on_its_day_and_ends_with_a_word() {
    TestApp::each(async |app| {
        let (small, today) = (&app.small, term(&app).await);
        let (class, milo) = (small.room1, small.milo);
        let mut desk = app.desk(small.reed).await;
        let follow_up = today + TimeDelta::days(7);
        let tried = json!({ "of": { "of": "child", "id": milo }, "what": "Counts with cubes",
            "by": "Ms Reed", "begins": today, "follow_up": follow_up });
        let asked = json!({ "class": class, "draft": tried });
        let begun = desk.json("/api/intervention/begin", &asked).await;
        let id: InterventionId = begun.good().await;
        let page = desk.get(&format!("/desk/child/{milo}")).await.text().await;
        assert!(page.contains("Counts with cubes"));
        let of_class = class.to_string();
        let due = async |desk: &mut Browser<'_>| {
            let asked = [("class", of_class.as_str())];
            let due = desk.form("/api/intervention/due", &asked).await;
            due.good::<InterventionList>().await.all
        };
        assert!(due(&mut desk).await.is_empty());
        app.pass(TimeDelta::days(8));
        let mut desk = app.desk(small.reed).await;
        assert_eq!(due(&mut desk).await[0].id, id);
        let look = |again: Option<NaiveDate>| {
            let look = json!({ "helped": "helped", "note": "Quick now", "again": again });
            json!({ "class": class, "intervention": id, "look": look })
        };
        let early = desk
            .json("/api/intervention/look", &look(Some(today)))
            .await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        desk.json("/api/intervention/look", &look(None))
            .await
            .good::<()>()
            .await;
        assert!(due(&mut desk).await.is_empty());
        let of_child = [("child", &*milo.to_string())];
        let tried = desk.form("/api/intervention/child", &of_child).await;
        let tried: InterventionList = tried.good().await;
        assert_eq!(tried.all[0].looks[0].look.note, "Quick now");
    })
    .await;
}

#[tokio::test]
async fn what_can_not_be_is_refused_with_its_reason() {
    TestApp::each(async |app| {
        let (small, today) = (&app.small, term(&app).await);
        let class = small.room1;
        let mut desk = app.desk(small.reed).await;
        let late = draft("Long", today + TimeDelta::days(22), None);
        let nameless = draft(" ", today, None);
        for (draft, why) in [
            (late, GroupError::LongerThanThreeWeeks),
            (nameless, GroupError::NameIsEmptyOrTooLong),
        ] {
            let asked = json!({ "class": class, "draft": draft, "children": [small.milo] });
            let refused = desk.json("/api/group/make", &asked).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            let said: AppError = serde_json::from_str(&refused.text().await).unwrap();
            assert_eq!(said, why.into());
        }
        let asked = json!({ "class": class, "draft": draft("Ana", today, None),
            "children": [small.ana] });
        let refused = desk.json("/api/group/make", &asked).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        assert!(read(&mut desk, class).await.groups.groups.is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_is_typed_is_shown_as_text() {
    let app = TestApp::sqlite().await;
    let (small, today) = (&app.small, term(&app).await);
    let (class, milo) = (small.room1, small.milo);
    let mut desk = app.desk(small.reed).await;
    let evil = "</textarea><script>alert(1)</script>";
    let mut hostile = draft(evil, today, None);
    hostile["note"] = json!(evil);
    make(&mut desk, class, hostile, &[milo]).await;
    let tried = json!({ "of": { "of": "child", "id": milo }, "what": evil, "by": evil,
        "begins": today, "follow_up": today });
    let asked = json!({ "class": class, "draft": tried });
    let begun = desk.json("/api/intervention/begin", &asked).await;
    begun.good::<InterventionId>().await;
    for path in [
        format!("/desk/class/{class}/groups"),
        format!("/desk/child/{milo}"),
    ] {
        let page = desk.get(&path).await.text().await;
        assert!(page.contains("alert(1)"), "{path}");
        assert!(!page.contains("<script>alert"), "{path}");
    }
}
