//! Guessing, and a school's crowd that must not be taken for it (S5, S6).

use crate::{
    child::survey::try_pictures,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{device::EnrolCode, ids::PersonId, school::Role, signin::SignInResult};
use futures_util::future::{join, join_all};
use std::{
    net::{IpAddr, Ipv4Addr},
    sync::atomic::{AtomicU32, Ordering::Relaxed},
};
use store::{
    proof::{Office, Visitor},
    signin::{self, NewAdult},
    testing::fixture::{one_more_child, run_statement, secret},
};

const GUESSES: u32 = 10_000;

async fn code(app: &TestApp) -> String {
    let class = app.small.room1.to_string();
    let mut teacher = app.desk(app.small.reed).await;
    let code = teacher
        .form(
            "/api/device/new_code",
            &[("class", &class), ("address", "http://fledge")],
        )
        .await;
    code.good::<EnrolCode>().await.code
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

#[tokio::test]
async fn a_clock_that_was_set_on_and_back_keeps_no_code_out() {
    let app = TestApp::sqlite().await;
    let hour = TimeDelta::hours(1);
    app.set_clock(hour);
    let enrol = async |code: &str| {
        let mut browser = app.browser();
        browser
            .form("/api/device/enrol", &[("code", code)])
            .await
            .status
    };
    while enrol("no code").await != StatusCode::SERVICE_UNAVAILABLE {}
    app.set_clock(-hour);
    let code = code(&app).await;
    app.pass(TimeDelta::seconds(4));
    assert_eq!(enrol(&code).await, StatusCode::OK);
}

const RIGHT: &str = "a river of otters";

/// Gives Ms Reed a password, and so many more adults the same.
async fn adults_with_password(app: &TestApp, more: usize) {
    let office = Office::at_the_console();
    let invite = signin::invite(&app.db, &office, "reed", app.now()).await;
    let (visitor, browser) = (Visitor::new(), signin::Browser::default());
    let invite = invite.unwrap();
    let accepted =
        signin::accept_invite(&app.db, &visitor, &browser, &invite, RIGHT, app.now()).await;
    accepted.unwrap();
    for n in 0..more {
        let adult = NewAdult {
            school: "cedar".to_owned(),
            username: format!("adult{n}"),
            given: "Jo".to_owned(),
            family: format!("Day {n}"),
            role: Role::Teacher,
        };
        let added = signin::add_adult(&app.db, &office, adult, app.now()).await;
        added.unwrap();
    }
    let same = "UPDATE person SET password = (SELECT password FROM person WHERE username = 'reed')
                WHERE username LIKE 'adult%'";
    run_statement(&app.db, same).await;
}

/// Tries a name and a password in a new browser at this address.
async fn sign_in(app: &TestApp, address: u32, name: &str, password: &str) -> StatusCode {
    let mut browser = app.browser();
    browser.address = IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + address));
    let fields = [("name", name), ("password", password), ("to", "/desk")];
    browser.form("/api/signin/adult", &fields).await.status
}

fn is_in(status: StatusCode) -> bool {
    status.is_success() || status.is_redirection()
}

#[tokio::test]
async fn ten_thousand_guesses_at_a_password_from_as_many_addresses_fail() {
    let app = TestApp::sqlite().await;
    adults_with_password(&app, 0).await;
    let mut checked = 0;
    for n in 0..GUESSES {
        match sign_in(&app, n, "reed", &format!("guess number {n}")).await {
            StatusCode::SERVICE_UNAVAILABLE => {}
            StatusCode::UNPROCESSABLE_ENTITY => checked += 1,
            other => panic!("{other}"),
        }
        app.pass(TimeDelta::milliseconds(10));
    }
    assert!(checked <= 105, "{checked} passwords were tried");
    let held = sign_in(&app, GUESSES, "reed", RIGHT).await;
    assert_eq!(held, StatusCode::SERVICE_UNAVAILABLE);
    app.pass(TimeDelta::minutes(16));
    let now = sign_in(&app, GUESSES, "reed", RIGHT).await;
    assert!(is_in(now), "{now}");
}

#[tokio::test]
async fn thirty_adults_come_in_from_an_address_that_is_flooded_with_wrong_passwords() {
    let app = TestApp::sqlite().await;
    adults_with_password(&app, 30).await;
    let app = &app;
    let flood = join_all((0..60).map(|n| async move {
        // Some of nobody, and some of those who come.
        let name = match n % 2 {
            0 => format!("nobody{n}"),
            _ => format!("adult{}", n / 2),
        };
        sign_in(app, 1, &name, "a wrong guess").await
    }));
    let adults = join_all((0..30).map(|n| async move {
        let name = format!("adult{n}");
        sign_in(app, 1, &name, RIGHT).await
    }));
    let (wrong, right) = join(flood, adults).await;
    assert_eq!(wrong, [StatusCode::UNPROCESSABLE_ENTITY; 60]);
    assert!(right.iter().copied().all(is_in), "{right:?}");
}

#[tokio::test]
async fn six_thousand_guesses_from_fifty_addresses_keep_no_stranger_elsewhere_out() {
    let app = TestApp::sqlite().await;
    adults_with_password(&app, 3).await;
    let app = &app;
    let guessed = &AtomicU32::new(0);
    let flood = join_all((0..200).map(|_| async move {
        let mut busy = 0;
        loop {
            let n = guessed.fetch_add(1, Relaxed);
            if n >= 6_000 {
                return busy;
            }
            match sign_in(app, n % 50, &format!("nobody{n}"), "a wrong guess").await {
                StatusCode::SERVICE_UNAVAILABLE => busy += 1,
                other => assert_eq!(other, StatusCode::UNPROCESSABLE_ENTITY),
            }
        }
    }));
    let strangers = async {
        for n in 0..3 {
            let come = sign_in(app, 51, &format!("adult{n}"), RIGHT).await;
            assert!(is_in(come), "{come}");
        }
    };
    let (busy, ()) = join(flood, strangers).await;
    assert!(busy.iter().sum::<u32>() > 3_000, "the line was full");
}

#[tokio::test]
async fn who_came_in_and_who_did_not_is_counted_without_names() {
    let app = TestApp::sqlite().await;
    adults_with_password(&app, 0).await;
    sign_in(&app, 1, "reed", RIGHT).await;
    for _ in 0..7 {
        sign_in(&app, 1, "reed", "a wrong guess").await;
    }
    sign_in(&app, 1, "nobody", "a wrong guess").await;
    let mut browser = app.browser();
    browser.form("/api/device/enrol", &[("code", "1")]).await;
    let invited = [("token", "x"), ("password", RIGHT), ("again", RIGHT)];
    browser.form("/api/signin/accept_invite", &invited).await;
    let metrics = app.state.metrics.text(&app.state.ctx.sign_ins);
    for (labels, count) in [
        ("by=\"password\",outcome=\"right\"", 1),
        ("by=\"password\",outcome=\"wrong\"", 6),
        ("by=\"password\",outcome=\"locked\"", 2),
        ("by=\"password\",outcome=\"busy\"", 0),
        ("by=\"enrol-code\",outcome=\"wrong\"", 1),
        ("by=\"invitation\",outcome=\"wrong\"", 1),
        ("by=\"pictures\",outcome=\"right\"", 0),
    ] {
        let line = format!("fledge_signin_total{{{labels}}} {count}\n");
        assert!(metrics.contains(&line), "{line} is not in\n{metrics}");
    }
}

#[tokio::test]
async fn a_browser_in_which_an_adult_signed_in_before_is_not_locked_out_by_a_stranger() {
    let app = TestApp::sqlite().await;
    adults_with_password(&app, 0).await;
    let mut own = app.browser();
    let fields = [("name", "reed"), ("password", RIGHT), ("to", "/desk")];
    own.address = IpAddr::V4(Ipv4Addr::from(0x0a00_0001));
    let first = own.form("/api/signin/adult", &fields).await;
    let cookies: Vec<_> = first.headers.get_all("set-cookie").iter().collect();
    let known = cookies.iter().filter_map(|it| it.to_str().ok());
    let known: Vec<_> = known.filter(|it| it.contains("fledge-browser")).collect();
    assert_eq!(known.len(), 1);
    assert!(known[0].starts_with("__Host-fledge-browser="));
    for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"] {
        assert!(known[0].contains(part), "{part}");
    }
    own.form("/api/signin/adult_out", &[]).await;
    for _ in 0..6 {
        sign_in(&app, 1, "reed", "a wrong guess").await;
    }
    let other = sign_in(&app, 1, "reed", RIGHT).await;
    assert_eq!(other, StatusCode::SERVICE_UNAVAILABLE);
    let again = own.form("/api/signin/adult", &fields).await.status;
    assert!(is_in(again), "{again}");
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
        let tried: SignInResult = try_pictures(tablet, *child, &pictures).await.good().await;
        assert!(matches!(tried, SignInResult::In { .. }));
        app.pass(TimeDelta::seconds(2));
    }
}
