//! What adults see children do, over HTTP: one request for several, an undo, a list with its writer.

use crate::{
    child::survey::sign_in,
    desk::competency::cedar,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    AppError,
    competency::{Level, LevelEntry},
    ids::{ObservationId, PersonId},
    observation::{Draft, Observation, ObservationError, ObservationSubject, ObservedSubject},
    profile::Facet,
};
use serde_json::{Value, json};
use store::{proof::Teacher, testing::fixture};

/// Always another id: tests send it as often as they like.
pub fn seen(class: &str, children: &[&str]) -> Value {
    let id = ObservationId(store::Ids.uuid());
    json!({ "class": class, "draft": { "id": id, "children": children,
        "under": { "facet": "strengths" }, "said": "Explained her way to Sam" } })
}

/// Something the teacher wrote of a child.
pub async fn written(app: &TestApp, teacher: &Teacher, child: PersonId) -> ObservationId {
    let draft = Draft {
        id: ObservationId(app.db.ids().uuid()),
        children: vec![child],
        under: ObservationSubject::Facet(Facet::Strengths),
        said: "Waited for a turn".to_owned(),
    };
    let (id, now) = (draft.id, app.now());
    let kept = store::observation::insert(&app.db, teacher, draft, now.date_naive(), now);
    kept.await.unwrap();
    id
}

async fn of(desk: &mut Browser<'_>, child: PersonId) -> Vec<Observation> {
    let asked = [("child", &*child.to_string())];
    desk.form("/api/observation/of_child", &asked)
        .await
        .good()
        .await
}

async fn observe(desk: &mut Browser<'_>, asked: &Value) -> StatusCode {
    desk.json("/api/observation/observe", asked).await.status
}

#[tokio::test]
async fn a_teacher_writes_of_two_children_with_a_level_and_undoes_it() {
    TestApp::each(async |app| {
        let small = &app.small;
        let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
        let two = cedar(&app, &teacher).await;
        let mut desk = app.desk(small.reed).await;
        let (class, milo, sofia) = (
            small.room1.to_string(),
            small.milo.to_string(),
            small.sofia_garcia.to_string(),
        );
        let mut asked = seen(&class, &[&milo, &sofia]);
        let under = json!({ "competency": { "competency": two, "level": "learning" } });
        asked["draft"]["under"] = under;
        // An answer was lost: the same once more.
        for _ in 0..2 {
            assert_eq!(observe(&mut desk, &asked).await, StatusCode::OK);
        }
        for child in [small.milo, small.sofia_garcia] {
            let all = of(&mut desk, child).await;
            assert_eq!(all.len(), 1);
            assert_eq!(all[0].said, "Explained her way to Sam");
            assert!(all[0].mine && all[0].by == "Kim Reed");
            let level = |it: &ObservedSubject| match it {
                ObservedSubject::Competency { level, .. } => *level,
                ObservedSubject::Facet(_) => None,
            };
            assert_eq!(level(&all[0].about), Some(Level::Learning));
        }
        let levels = [("child", milo.as_str()), ("competency", &*two.to_string())];
        let said = desk.form("/api/competency/levels", &levels).await;
        let said: Vec<LevelEntry> = said.good().await;
        assert_eq!(said[0].note, "Explained her way to Sam");

        let id = of(&mut desk, small.milo).await[0].id.to_string();
        let undo = [("class", class.as_str()), ("observation", id.as_str())];
        app.pass(TimeDelta::minutes(9));
        let undone = desk.form("/api/observation/undo", &undo).await;
        assert_eq!(undone.status, StatusCode::OK);
        for child in [small.milo, small.sofia_garcia] {
            assert!(of(&mut desk, child).await.is_empty());
        }
        assert_eq!(observe(&mut desk, &asked).await, StatusCode::OK);
        app.pass(TimeDelta::minutes(11));
        let late = desk.form("/api/observation/undo", &undo).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error: AppError = serde_json::from_str(&late.text().await).unwrap();
        assert_eq!(error, ObservationError::TooLateToUndo.into());
        let delete = [("child", milo.as_str()), ("observation", id.as_str())];
        let deleted = desk.form("/api/observation/delete", &delete).await;
        assert_eq!(deleted.status, StatusCode::OK);
        assert!(of(&mut desk, small.milo).await.is_empty());
        assert_eq!(of(&mut desk, small.sofia_garcia).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_colleague_reads_who_wrote_it_and_can_take_nothing_back() {
    TestApp::each(async |app| {
        let small = &app.small;
        let class = small.room1.to_string();
        let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
        let id = written(&app, &teacher, small.milo).await.to_string();
        let second = fixture::one_more_teacher(&app.db, small.cedar, small.room1).await;
        let milo = small.milo.to_string();
        for other in [second, small.leader] {
            let mut desk = app.desk(other).await;
            let all = of(&mut desk, small.milo).await;
            assert_eq!((all.len(), all[0].mine), (1, false));
            for (path, of) in [("undo", ("class", &class)), ("delete", ("child", &milo))] {
                let asked = [(of.0, of.1.as_str()), ("observation", id.as_str())];
                let refused = desk.form(&format!("/api/observation/{path}"), &asked).await;
                assert_eq!(refused.status, StatusCode::NOT_FOUND);
            }
        }
        // One child of another class, and nobody's is kept.
        let mut desk = app.desk(small.reed).await;
        let both = seen(&class, &[&milo, &small.ana.to_string()]);
        assert_eq!(observe(&mut desk, &both).await, StatusCode::NOT_FOUND);
        let none = observe(&mut desk, &seen(&class, &[])).await;
        assert_eq!(none, StatusCode::UNPROCESSABLE_ENTITY);
        let mut long = seen(&class, &[&milo]);
        long["draft"]["said"] = json!("a".repeat(281));
        let long = observe(&mut desk, &long).await;
        assert_eq!(long, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(of(&mut desk, small.milo).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn it_is_text_on_the_childs_page_and_nowhere_on_the_childs_own() {
    TestApp::each(async |app| {
        let small = &app.small;
        let class = small.room1.to_string();
        let mut desk = app.desk(small.reed).await;
        desk.form(
            "/api/board/set_open",
            &[("class", &class), ("open", "true")],
        )
        .await;
        let mut asked = seen(&class, &[&small.milo.to_string()]);
        let evil = "</script><script>alert(1)</script>";
        asked["draft"]["said"] = json!(evil);
        assert_eq!(observe(&mut desk, &asked).await, StatusCode::OK);
        desk.headers.insert("accept", "text/html".parse().unwrap());
        let page = desk.get(&format!("/desk/child/{}", small.milo)).await;
        let page = page.text().await;
        assert!(page.contains("alert(1)") && !page.contains("<script>alert"));

        let mut tablet = app.tablet(small.reed, small.room1).await;
        sign_in(&mut tablet, small.milo).await;
        for path in ["/", "/me", "/goals"] {
            let page = tablet.get(path).await.text().await;
            assert!(!page.contains("alert(1)"), "{path}");
        }
    })
    .await;
}
