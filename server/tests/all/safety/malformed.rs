//! What is malformed is refused in our own words, by type, whoever sends it: no word of a library, no path,
//! no SQL, and never a 500 (S8).

use crate::{
    child::survey::sign_in,
    safety::flood::open_class,
    support::{Answer, Browser, TestApp},
};
use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode},
};
use domain::{AppError, RequestError};
use leptos::server_fn::axum::server_fn_paths;
use proptest::{
    collection::vec,
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use serde_json::{Value, json};
use server::router::ROUTES;

async fn error(answer: Answer) -> AppError {
    let text = answer.text().await;
    serde_json::from_str(&text).unwrap_or_else(|_| panic!("{text}"))
}

/// Everybody at once: a teacher on an enrolled tablet on which a child is signed in.
async fn everybody(app: &TestApp) -> Browser<'_> {
    let mut browser = app.tablet(app.small.reed, app.small.room1).await;
    open_class(app).await;
    sign_in(&mut browser, app.small.milo).await;
    let desk = app.desk(app.small.reed).await;
    browser.cookies.extend(desk.cookies);
    browser
}

#[tokio::test]
async fn a_query_that_can_not_be_read_is_refused_in_our_words() {
    let app = TestApp::sqlite().await;
    let mut teacher = app.desk(app.small.reed).await;
    let class = app.small.room1;
    for query in [
        "since=abc",
        "since=1&since=2",
        "since=99999999999999999999",
        "since=",
    ] {
        for path in ["tiles?", "?"] {
            let address = format!("/live/{class}/{path}{query}").replace("/?", "?");
            let answer = teacher.get(&address).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
            assert_eq!(error(answer).await, RequestError::Unreadable.into());
        }
    }
}

#[tokio::test]
async fn no_address_brings_a_librarys_words() {
    let app = TestApp::sqlite().await;
    let mut browser = everybody(&app).await;
    for (method, route) in ROUTES {
        for odd in ["%ff", "%00", "..%2f..", "x", "%F0%9F%A6%8A", "0199"] {
            let path = ["{class}", "{child}", "{goal}", "{evidence}", "{*function}"]
                .into_iter()
                .fold(route.to_owned(), |path, name| path.replace(name, odd));
            if path == route {
                continue;
            }
            let method: Method = method.parse().unwrap();
            let answer = browser
                .send(method, &path, "text/plain", Body::from("x"))
                .await;
            assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
            error(answer).await;
        }
    }
}

#[tokio::test]
async fn a_wrong_method_is_refused_by_type_and_for_people_by_a_page() {
    let app = TestApp::sqlite().await;
    let mut browser = everybody(&app).await;
    let class = app.small.room1;
    for (method, path) in [
        (Method::GET, "/api/v1/events".to_owned()),
        (Method::DELETE, "/api/signin/adult".to_owned()),
        (Method::POST, "/healthz".to_owned()),
        (Method::POST, format!("/live/{class}/tiles")),
        (Method::POST, "/favicon.svg".to_owned()),
    ] {
        let answer = browser.send(method, &path, "", Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(error(answer).await, RequestError::WrongMethod.into());
    }
    for path in ["/desk", "/", "/no-such-page"] {
        let answer = browser.send(Method::POST, path, "", Body::empty()).await;
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        let page = answer.text().await;
        assert!(
            page.contains("lang=\"es\"") && page.contains("try again"),
            "{page}"
        );
    }
}

#[tokio::test]
async fn another_sites_request_is_refused_by_type() {
    let app = TestApp::sqlite().await;
    let mut browser = everybody(&app).await;
    let cross_site = HeaderValue::from_static("cross-site");
    browser.headers.insert("sec-fetch-site", cross_site);
    let answer = browser.form("/api/signin/adult_out", &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(error(answer).await, RequestError::ForeignSite.into());
}

#[tokio::test]
async fn a_body_of_another_kind_is_refused_by_type() {
    let app = TestApp::sqlite().await;
    let mut browser = everybody(&app).await;
    for kind in [
        "text/plain",
        "application/xml",
        "multipart/form-data",
        "",
        "image/png",
    ] {
        for path in [
            "/api/signin/try_pictures",
            "/api/device/enrol",
            "/api/v1/events",
        ] {
            let body = Body::from("<odd>");
            let answer = browser.send(Method::POST, path, kind, body).await;
            assert!(
                answer.status.is_client_error(),
                "{path} {kind}: {}",
                answer.status
            );
            error(answer).await;
        }
    }
}

#[tokio::test]
async fn a_nul_is_refused_in_words_by_every_function_on_both_engines() {
    TestApp::each(async |app| {
        let mut browser = everybody(&app).await;
        let fields = [("name", "re\0ed"), ("password", "a guess"), ("to", "/desk")];
        let answer = browser.form("/api/signin/adult", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(error(answer).await, RequestError::HasNul.into());
        for (path, _) in server_fn_paths() {
            let answer = browser.json(path, &json!({ "text": "a\0b" })).await;
            assert_eq!(error(answer).await, RequestError::HasNul.into(), "{path}");
        }
    })
    .await;
}

/// How many cases; `FLEDGE_TEST_FUZZ=100000` for more.
fn cases() -> u32 {
    let asked = std::env::var("FLEDGE_TEST_FUZZ").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(300)
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec(("[a-z]{1,6}", inner), 0..4).prop_map(|it| Value::Object(it.into_iter().collect())),
        ]
    })
}

/// A valid event, in which some fields are something else.
fn odd_event(valid: Value) -> impl Strategy<Value = Value> {
    let fields: Vec<String> = valid.as_object().unwrap().keys().cloned().collect();
    vec((prop::sample::select(fields), any_json()), 0..3).prop_map(move |changes| {
        let mut event = valid.clone();
        for (field, value) in changes {
            event[field] = value;
        }
        event
    })
}

#[tokio::test]
async fn no_body_breaks_the_events_route_on_either_engine() {
    TestApp::each(async |app| {
        let mut tablet = app.tablet(app.small.reed, app.small.room1).await;
        open_class(&app).await;
        let me = sign_in(&mut tablet, app.small.milo).await;
        let id = || app.db.ids().uuid().to_string();
        let tick = json!({
            "id": id(), "device": me.device, "seq": 1, "session": me.session, "child": me.child,
            "at": 1_792_420_200_000_i64, "op": "tick", "daily": id(), "on": "2026-10-19",
            "rev": 1, "state": "done", "felt": "good"
        });
        let answer = json!({
            "id": id(), "device": me.device, "seq": 2, "session": me.session, "child": me.child,
            "at": 1_792_420_200_000_i64, "op": "answer", "response": id(), "item": "A", "rev": 2,
            "given": { "placed": [{ "card": "friend", "place": "a-lot" }] }, "done": false,
            "took_ms": 4200
        });
        let batch = vec(
            prop_oneof![odd_event(tick), odd_event(answer), any_json()],
            0..5,
        );
        let body = prop_oneof![
            4 => batch.prop_map(|events| json!({ "events": events }).to_string().into_bytes()),
            1 => any_json().prop_map(|it| it.to_string().into_bytes()),
            1 => vec(any::<u8>(), 0..200),
        ];
        let mut runner = TestRunner::new(Config::default());
        for _ in 0..cases() {
            let body = body.new_tree(&mut runner).unwrap().current();
            let text = String::from_utf8_lossy(&body).into_owned();
            let kind = "application/json";
            let answer = tablet
                .send(Method::POST, "/api/v1/events", kind, Body::from(body))
                .await;
            let is_answered = [StatusCode::OK, StatusCode::UNPROCESSABLE_ENTITY];
            assert!(
                is_answered.contains(&answer.status),
                "{}: {text}",
                answer.status
            );
        }
    })
    .await;
}
