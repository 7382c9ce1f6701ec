//! What tablets send, over HTTP: once, whatever the number, order and form (D1, D2, D3).

use crate::{
    child::survey::{act, answered, send, sign_in},
    support::{Browser, TestApp},
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::{
    board::child_page::ChildPage,
    event::{Event, Outcome, Receipts, Refusal},
    limits,
    signin::Me,
    survey::{Home, OpenedRun},
};
use serde_json::{Value, json};
use store::testing::fixture::answer;

async fn in_a_survey(app: &TestApp) -> (Browser<'_>, Browser<'_>, Me, OpenedRun) {
    let class = app.small.room1;
    let mut teacher = app.desk(app.small.reed).await;
    let mut tablet = app.tablet(app.small.reed, class).await;
    let open = [("class", &*class.to_string()), ("open", "true")];
    teacher.form("/api/board/set_open", &open).await;
    let start = json!({ "class": class, "start": { "whole": false, "chosen": [] } });
    teacher.json("/api/board/start_survey", &start).await;
    let me = sign_in(&mut tablet, app.small.milo).await;
    let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
    let run = json!({ "run": home.run.unwrap().run });
    let opened: OpenedRun = tablet.json("/api/survey/open", &run).await.good().await;
    (teacher, tablet, me, opened)
}

fn three(app: &TestApp, me: &Me, opened: &OpenedRun) -> Vec<Event> {
    let item = opened.run().next().unwrap().id;
    (1..=3)
        .map(|rev| {
            let answer = domain::survey::Answer {
                given: domain::survey::AnswerValue::DontKnow,
                ..answer(&item, rev, &[], rev == 3)
            };
            act(app, me, u64::from(rev), answered(opened, answer))
        })
        .collect()
}

#[tokio::test]
async fn a_batch_sent_again_in_another_order_acts_once() {
    TestApp::each(async |app| {
        let (_, mut tablet, me, opened) = in_a_survey(&app).await;
        let mut events = three(&app, &me, &opened);
        let first = send(&mut tablet, &events).await;
        assert!(
            first
                .receipts
                .iter()
                .all(|it| it.outcome == Outcome::Accepted)
        );
        let ids: Vec<_> = first.receipts.iter().map(|it| it.id).collect();
        assert_eq!(ids, events.iter().map(|it| it.id).collect::<Vec<_>>());
        assert_eq!(first.epoch, app.db.epoch());

        let before: OpenedRun = resumed(&mut tablet).await;
        events.reverse();
        for _ in 0..3 {
            let again = send(&mut tablet, &events).await;
            assert!(
                again
                    .receipts
                    .iter()
                    .all(|it| it.outcome == Outcome::Duplicate)
            );
        }
        assert_eq!(resumed(&mut tablet).await.answers, before.answers);
    })
    .await;
}

async fn resumed(tablet: &mut Browser<'_>) -> OpenedRun {
    let resumed = tablet.form("/api/survey/resume", &[]).await;
    resumed
        .good::<Option<OpenedRun>>()
        .await
        .expect("a response")
}

#[tokio::test]
async fn an_event_no_one_can_read_harms_no_other_and_waits_for_the_teacher() {
    TestApp::each(async |app| {
        let (mut teacher, mut tablet, me, opened) = in_a_survey(&app).await;
        let good = three(&app, &me, &opened);
        let id = app.db.ids().uuid();
        let odd = json!({ "id": id, "op": "dance", "child": app.small.milo });
        let batch = json!({ "events": [good[0], odd, good[1], 17, null] });
        let taken: Receipts = tablet.json("/api/v1/events", &batch).await.good().await;
        let outcomes: Vec<_> = taken.receipts.iter().map(|it| &it.outcome).collect();
        let unreadable = &Outcome::Rejected {
            why: Refusal::Unreadable,
        };
        let accepted = &Outcome::Accepted;
        assert_eq!(
            outcomes,
            [accepted, unreadable, accepted, unreadable, unreadable]
        );
        assert_eq!(taken.receipts[1].id.0, id);

        let mut other = good[0].clone();
        other.at += chrono::TimeDelta::seconds(1);
        let taken = send(&mut tablet, &[other]).await;
        let why = Refusal::Mismatch;
        assert_eq!(taken.receipts[0].outcome, Outcome::Rejected { why });
        let child = app.small.milo.to_string();
        let page = teacher
            .form("/api/profile/child", &[("child", &child)])
            .await;
        let page: ChildPage = page.good().await;
        assert!(
            page.needs_a_look
                .iter()
                .any(|it| it.why == Refusal::Mismatch)
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_done_is_taken_after_the_child_has_left_and_another_signed_in() {
    TestApp::each(async |app| {
        let (_, mut tablet, me, opened) = in_a_survey(&app).await;
        let events = three(&app, &me, &opened);
        tablet.form("/api/signin/leave", &[]).await;
        sign_in(&mut tablet, app.small.sofia_garcia).await;
        let taken = send(&mut tablet, &events).await;
        assert!(
            taken
                .receipts
                .iter()
                .all(|it| it.outcome == Outcome::Accepted)
        );
    })
    .await;
}

#[tokio::test]
async fn another_tablet_cannot_send_in_a_child_s_name() {
    TestApp::each(async |app| {
        let (_, _, me, opened) = in_a_survey(&app).await;
        let events = three(&app, &me, &opened);
        let mut stranger = app.tablet(app.small.cole, app.small.room2).await;
        let taken = send(&mut stranger, &events).await;
        let why = Refusal::NotTheirs;
        assert!(
            taken
                .receipts
                .iter()
                .all(|it| it.outcome == Outcome::Rejected { why })
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_no_batch_is_refused_and_says_why() {
    let app = TestApp::sqlite().await;
    let mut tablet = app.tablet(app.small.reed, app.small.room1).await;
    for body in [
        "",
        "[]",
        "{}",
        "{\"events\": 3}",
        "\u{0}\u{1}",
        "{\"events\":[{]}",
    ] {
        let kind = "application/json";
        let body = Body::from(body);
        let answer = tablet
            .send(Method::POST, "/api/v1/events", kind, body)
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said: Value = serde_json::from_str(&answer.text().await).unwrap();
        assert_eq!(said, json!({ "Invalid": "Request.Unreadable" }));
    }
    let too_many = json!({ "events": vec![Value::Null; limits::sync::MOST_EVENTS_IN_BATCH + 1] });
    let answer = tablet.json("/api/v1/events", &too_many).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said: Value = serde_json::from_str(&answer.text().await).unwrap();
    assert_eq!(said, json!({ "Invalid": "Request.TooManyEvents" }));
}

#[tokio::test]
async fn a_body_too_large_is_refused_before_it_is_read() {
    let app = TestApp::sqlite().await;
    let mut tablet = app.tablet(app.small.reed, app.small.room1).await;
    for path in ["/api/v1/events", "/api/signin/try_pictures"] {
        let body = Body::from(vec![b' '; server::admission::MAX_BODY_BYTES + 1]);
        let answer = tablet
            .send(Method::POST, path, "application/json", body)
            .await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{path}");
    }
}
