//! Whatever shows a child's data to a leader records it: a page, a function, a PDF and a picture.

use crate::{
    desk::evidence,
    desk::plan::{give, term},
    support::TestApp,
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use store::{proof::Office, testing::fixture};

async fn views(app: &TestApp) -> Vec<(String, bool)> {
    let office = Office::at_the_console();
    let found = store::school::audit_log(&app.db, &office, app.small.cedar).await;
    let views = found.unwrap().0.into_iter();
    let views = views.filter(|it| it.what == "child.look");
    views
        .map(|it| {
            let (lane, milo) = (Some(app.small.leader.0), Some(app.small.milo.0));
            (it.detail, it.who == lane && it.about == milo)
        })
        .collect()
}

#[tokio::test]
async fn every_view_of_a_leader_of_a_child_is_in_the_log_and_a_teachers_is_not() {
    TestApp::each(async |app| {
        term(&app).await;
        let small = &app.small;
        let child = small.milo.to_string();
        let of_child = [("child", child.as_str())];
        let mut desk = app.desk(small.reed).await;
        let given = give(&mut desk, &small.room1.to_string(), &[small.milo], "I ask").await;
        let goal = &given[0];
        let mut lane = app.desk(small.leader).await;
        let pages = ["", "/plan", "/plan/history", "/competencies", "/plan.pdf"];
        for page in pages {
            let path = format!("/desk/child/{child}{page}");
            assert_eq!(desk.get(&path).await.status, StatusCode::OK, "{path}");
        }
        assert_eq!(views(&app).await, []);
        lane.get(&format!("/desk/class/{}", small.room1)).await;
        lane.get(&format!("/desk/class/{}/plans", small.room1))
            .await;
        assert_eq!(views(&app).await, [], "the class is no child's page");
        for page in pages {
            lane.get(&format!("/desk/child/{child}{page}")).await;
        }
        let by = |page: &str| (page.to_owned(), true);
        let pages = ["profile", "plan", "competencies"].map(by);
        assert_eq!(views(&app).await, pages);

        app.pass(TimeDelta::days(1));
        let mut lane = app.desk(small.leader).await;
        let asked = [
            ("/api/profile/child", "profile"),
            ("/api/profile/then_now", "profile"),
            ("/api/plan/child_plan", "plan"),
            ("/api/plan/plan_changes", "plan"),
            ("/api/competency/child", "competencies"),
            ("/api/assessment/child", "scores"),
            ("/api/evidence/of_child", "evidence"),
        ];
        for (path, page) in asked {
            let answer = lane.form(path, &of_child).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}");
            assert_eq!(views(&app).await.last(), Some(&by(page)), "{path}");
        }
        assert_eq!(views(&app).await.len(), 3 + 5);

        app.pass(TimeDelta::days(1));
        let mut lane = app.desk(small.leader).await;
        let before = views(&app).await.len();
        lane.get(&format!("/live/{}/tiles", small.room1)).await;
        lane.stream(small.room1, None).await;
        assert_eq!(views(&app).await.len(), before, "no child's page");
        lane.get(&format!("/desk/class/{}/plans.pdf", small.room1))
            .await;
        let children = views(&app).await.split_off(before);
        assert!(children.contains(&by("plan")), "{children:?}");
        assert!(children.iter().all(|(page, _)| page == "plan"));
        let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
        let photo = evidence::taken(&app, &teacher, small.milo, goal.id).await;
        let address = format!("/evidence/{photo}");
        assert_eq!(lane.get(&address).await.status, StatusCode::OK);
        assert_eq!(views(&app).await.last(), Some(&by("evidence")));
        assert_eq!(views(&app).await.len(), before + children.len() + 1);
    })
    .await;
}
