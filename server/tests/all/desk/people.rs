//! The children of a school and their records, over HTTP.

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use domain::{
    AppError,
    ids::PersonId,
    people::{
        AddedChild, ArchiveCounts, ChildRecord, ChildState, MergeCount, MergePreview, PersonError,
        SchoolChildren,
    },
};
use serde_json::{Value, json};

fn typed(given: &str, family: &str) -> Value {
    json!({ "given": given, "family": family, "grade": 2, "lang": "es", "identifier": "" })
}

async fn list(desk: &mut Browser<'_>) -> SchoolChildren {
    desk.form("/api/people/list", &[]).await.good().await
}

async fn record(desk: &mut Browser<'_>, child: PersonId) -> ChildRecord {
    let asked = [("child", &*child.to_string())];
    desk.form("/api/people/record", &asked).await.good().await
}

#[tokio::test]
async fn a_child_is_added_corrected_moved_archived_and_brought_back_by_the_office() {
    TestApp::each(async |app| {
        let small = &app.small;
        let mut desk = app.desk(small.office).await;
        let new = json!({ "typed": typed("Milo", "Tran"), "class": small.room1, "sure": false });
        let asked: AddedChild = desk.json("/api/people/add", &new).await.good().await;
        assert!(matches!(asked, AddedChild::Alike(found) if found[0].child == small.milo));
        let new = json!({ "typed": typed("Kai", "O’Shea"), "class": small.room1, "sure": false });
        let added: AddedChild = desk.json("/api/people/add", &new).await.good().await;
        let AddedChild::Added(kai) = added else {
            panic!("{added:?}")
        };
        assert_eq!(list(&mut desk).await.children.len(), 5);
        let page = desk.get("/desk/school/people").await.text().await;
        assert!(page.contains("O’Shea, Kai") && page.contains("Gutiérrez, Sofía"));
        assert!(!page.contains("Berg"), "a child of the other school");

        let wrong = json!({ "child": kai, "typed": typed("!", "O’Shea") });
        let refused = desk.json("/api/people/correct", &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let why: AppError = serde_json::from_str(&refused.text().await).unwrap();
        assert_eq!(why, PersonError::GivenHasNoLetter.into());
        let right = json!({ "child": kai, "typed": typed("Kayo", "O’Shea") });
        let corrected = desk.json("/api/people/correct", &right).await;
        corrected.good::<()>().await;
        let draft = json!({ "from": small.room1, "to": small.room2, "on": app.now().date_naive() });
        let moved = json!({ "child": kai, "draft": draft });
        desk.json("/api/people/move", &moved)
            .await
            .good::<()>()
            .await;
        let child = record(&mut desk, kai).await;
        assert_eq!(child.child.name(), "Kayo O’Shea");
        assert_eq!(child.child.seats[0].class, small.room2);
        let page = desk.get(&format!("/desk/school/people/{kai}")).await;
        let page = page.text().await;
        assert!(page.contains("Kayo O’Shea") && page.contains("from Room 1 to Room 2"));

        let of = kai.to_string();
        let asked = [("child", of.as_str())];
        let told = desk.form("/api/people/archive_preview", &asked).await;
        let told: ArchiveCounts = told.good().await;
        let ended = desk.form("/api/people/archive", &asked).await;
        assert_eq!(
            (ended.good::<ArchiveCounts>().await, told.classes),
            (told, 1)
        );
        let gone = record(&mut desk, kai).await.child.state();
        assert_eq!(gone, ChildState::Archived);
        let back = [("child", of.as_str()), ("class", &*small.room1.to_string())];
        let back = desk.form("/api/people/bring_back", &back).await;
        back.good::<()>().await;
        let child = record(&mut desk, kai).await.child;
        assert_eq!(
            (child.state(), child.seats[0].class),
            (ChildState::Active, small.room1)
        );
    })
    .await;
}

#[tokio::test]
async fn two_records_become_one_and_the_others_page_leads_to_the_kept_one() {
    TestApp::each(async |app| {
        let small = &app.small;
        let mut desk = app.desk(small.office).await;
        let (keep, gone) = (small.milo.to_string(), small.sofia_garcia.to_string());
        let pair = [("keep", keep.as_str()), ("gone", gone.as_str())];
        let told = desk.form("/api/people/merge_preview", &pair).await;
        let told: MergePreview = told.good().await;
        let done = desk.form("/api/people/merge", &pair).await;
        assert_eq!(done.good::<Vec<MergeCount>>().await, told.counts);
        let page = desk.get(&format!("/desk/school/people/{gone}")).await;
        let page = page.text().await;
        assert!(
            page.contains(&format!("/desk/school/people/{keep}")) && page.contains("Milo Tran")
        );
        let log = desk.get("/desk/school/audit").await.text().await;
        assert!(log.contains("merged two records of a child"));
    })
    .await;
}

#[tokio::test]
async fn a_teacher_and_a_leader_read_no_list_and_no_record() {
    TestApp::each(async |app| {
        let small = &app.small;
        for adult in [small.reed, small.leader] {
            let mut desk = app.desk(adult).await;
            for path in [
                "/desk/school/people".to_owned(),
                format!("/desk/school/people/{}", small.milo),
            ] {
                let page = desk.get(&path).await.text().await;
                assert!(!page.contains("Milo") && !page.contains("Tran"), "{path}");
            }
            let new = json!({ "typed": typed("Kai", "Ito"), "class": small.room1, "sure": true });
            let refused = desk.json("/api/people/add", &new).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        let mut desk = app.desk(small.office).await;
        assert_eq!(list(&mut desk).await.children.len(), 4);
    })
    .await;
}
