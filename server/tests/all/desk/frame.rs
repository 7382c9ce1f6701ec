//! What the frame of the desk asks: children by name, and the class of a child.

use super::class_views::fields;
use crate::support::TestApp;
use serde_json::Value;

#[tokio::test]
async fn an_office_finds_children_of_the_whole_school_and_a_teacher_their_own() {
    TestApp::each(async |app| {
        let small = &app.small;
        let asked = [("typed", "GUTIERREZ")];
        let mine = ["child", "class", "name", "picture", "title"];
        for (person, count) in [
            (small.reed, 1),
            (small.leader, 1),
            (small.office, 1),
            (small.cole, 0),
            (small.park, 0),
        ] {
            let mut desk = app.desk(person).await;
            let found: Value = desk.form("/api/frame/find", &asked).await.good().await;
            assert_eq!(found.as_array().map(Vec::len), Some(count), "{found}");
            if count > 0 {
                assert_eq!(fields(&found), mine.map(str::to_owned).into());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn the_class_of_a_child_tells_its_childrens_names_and_pictures_alone() {
    TestApp::each(async |app| {
        let child = app.small.milo.to_string();
        let mut desk = app.desk(app.small.reed).await;
        let asked = [("child", &*child)];
        let class: Value = desk
            .form("/api/frame/class_of_child", &asked)
            .await
            .good()
            .await;
        let mine = ["child", "children", "class", "name", "picture", "title"];
        assert_eq!(fields(&class), mine.map(str::to_owned).into());
        assert!(!class.to_string().contains("Tran"), "{class}");
    })
    .await;
}
