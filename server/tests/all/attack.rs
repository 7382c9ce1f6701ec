//! Guessing, and a school's crowd that must not be taken for it (S5, S6).

use super::{
    story::try_pictures,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{device::Code, ids::PersonId, signin::Tried};
use std::net::{IpAddr, Ipv4Addr};
use store::{
    proof::{Office, Visitor},
    signin,
    testing::fixture::{one_more_child, secret},
};

const GUESSES: u32 = 10_000;

async fn code(app: &TestApp) -> String {
    let class = app.small.room1.to_string();
    let mut teacher = app.desk(app.small.reed).await;
    let code = teacher
        .form("/api/device/new_code", &[("class", &class)])
        .await;
    code.good::<Code>().await.code
}

#[tokio::test]
async fn ten_thousand_guesses_at_enrolment_codes_get_hardly_anywhere() {
    let app = TestApp::sqlite().await;
    let right: u32 = code(&app).await.parse().unwrap();
    let mut checked = 0;
    for n in 0..GUESSES {
        let mut browser = app.browser();
        browser.address = IpAddr::V4(Ipv4Addr::from(n % 7));
        // All but the right one: what is counted is how many are looked at.
        let guess = format!("{:06}", (right + 1 + n) % 1_000_000);
        let answer = browser.form("/api/device/enrol", &[("code", &guess)]).await;
        match answer.status {
            StatusCode::SERVICE_UNAVAILABLE => {}
            StatusCode::UNPROCESSABLE_ENTITY => checked += 1,
            other => panic!("{other}"),
        }
        app.pass(TimeDelta::milliseconds(50));
    }
    assert!(
        checked < 1_700,
        "{checked} of a million codes in eight minutes"
    );
}

#[tokio::test]
async fn a_school_s_tablets_are_enrolled_from_one_address_in_one_morning() {
    let app = TestApp::sqlite().await;
    let code = code(&app).await;
    for _ in 0..60 {
        let enrolled = app
            .browser()
            .form("/api/device/enrol", &[("code", &code)])
            .await;
        assert_eq!(enrolled.status, StatusCode::OK);
        app.pass(TimeDelta::seconds(5));
    }
}

async fn password(browser: &mut Browser<'_>, password: &str) -> StatusCode {
    let fields = [("name", "reed"), ("password", password), ("to", "/desk")];
    browser.form("/api/signin/adult", &fields).await.status
}

#[tokio::test]
async fn ten_thousand_guesses_at_a_password_from_as_many_addresses_fail() {
    let app = TestApp::sqlite().await;
    let office = Office::at_the_console();
    let invite = signin::invite(&app.db, &office, "reed", app.now())
        .await
        .unwrap();
    let right = "a river of otters";
    let visitor = Visitor::new();
    let accepted = signin::accept_invite(&app.db, &visitor, &invite, right, app.now());
    accepted.await.unwrap();
    let mut checked = 0;
    for n in 0..GUESSES {
        let mut browser = app.browser();
        browser.address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + n));
        match password(&mut browser, &format!("guess number {n}")).await {
            StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => {}
            StatusCode::UNPROCESSABLE_ENTITY => checked += 1,
            other => panic!("{other}"),
        }
        app.pass(TimeDelta::milliseconds(10));
    }
    assert!(checked < 20, "{checked} passwords were tried");
    let held = password(&mut app.browser(), right).await;
    assert!(!held.is_success() && !held.is_redirection(), "{held}");
    app.pass(TimeDelta::minutes(16));
    let now = password(&mut app.browser(), right).await;
    assert!(now.is_success() || now.is_redirection(), "{now}");
}

#[tokio::test]
async fn thirty_children_sign_in_from_one_address_within_a_minute() {
    let app = TestApp::sqlite().await;
    let (school, class) = (app.small.cedar, app.small.room1);
    let open = [("class", &*class.to_string()), ("open", "true")];
    let mut teacher = app.desk(app.small.reed).await;
    teacher.form("/api/board/set_open", &open).await;
    let mut room: Vec<(PersonId, Browser<'_>)> = Vec::new();
    for n in 0..30 {
        let child = one_more_child(&app.db, school, class, n).await;
        room.push((child, app.tablet(app.small.reed, class).await));
    }
    let pictures: Vec<String> = secret().into();
    for (child, tablet) in &mut room {
        let tried: Tried = try_pictures(tablet, *child, &pictures).await.good().await;
        assert!(matches!(tried, Tried::In { .. }));
        app.pass(TimeDelta::seconds(2));
    }
}
