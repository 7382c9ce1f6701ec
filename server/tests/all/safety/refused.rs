//! What is answered when something can't be: the status, and one typed word.

use crate::support::{Answer, TestApp};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::{
    AppError, RequestError,
    device::CodeError,
    signin::{PasswordError, SignInError},
};
use store::{proof::Office, signin};

async fn refused(answer: Answer) -> AppError {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    serde_json::from_str(&answer.text().await).unwrap()
}

#[tokio::test]
async fn a_refusal_is_one_word_with_the_status_of_its_kind() {
    let app = TestApp::sqlite().await;
    let mut browser = app.browser();
    let wrong = browser
        .form("/api/device/enrol", &[("code", "000000")])
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.text().await, r#"{"Invalid":"Code.IsWrong"}"#);
    let out = browser.form("/api/school/me", &[]).await;
    assert_eq!(out.status, StatusCode::UNAUTHORIZED);
    assert_eq!(out.text().await, r#""SignedOut""#);
}

#[tokio::test]
async fn what_can_not_be_read_is_refused_alike_by_functions_and_routes() {
    let app = TestApp::sqlite().await;
    let mut tablet = app.tablet(app.small.reed, app.small.room1).await;
    let unreadable: AppError = RequestError::Unreadable.into();
    let function = tablet.form("/api/device/enrol", &[("cod", "1")]).await;
    assert_eq!(refused(function).await, unreadable);
    let body = Body::from("no events");
    let route = tablet.send(Method::POST, "/api/v1/events", "application/json", body);
    assert_eq!(refused(route.await).await, unreadable);
}

#[tokio::test]
async fn a_wrong_code_and_a_wrong_password_say_so_and_no_more() {
    TestApp::each(async |app| {
        let mut browser = app.browser();
        let code = browser
            .form("/api/device/enrol", &[("code", "000000")])
            .await;
        assert_eq!(refused(code).await, CodeError::IsWrong.into());
        for name in ["reed", "nobody"] {
            let fields = [("name", name), ("password", "a guess"), ("to", "/desk")];
            let wrong = browser.form("/api/signin/adult", &fields).await;
            assert_eq!(
                refused(wrong).await,
                SignInError::WrongNameOrPassword.into()
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_password_that_many_have_is_refused_and_the_invitation_stays_good() {
    TestApp::each(async |app| {
        let office = Office::at_the_console();
        let invite = signin::invite(&app.db, &office, "reed", app.now());
        let invite = invite.await.unwrap();
        let mut browser = app.browser();
        let mut choose = async |password, again| {
            let token = invite.as_str();
            let fields = [("token", token), ("password", password), ("again", again)];
            browser.form("/api/signin/accept_invite", &fields).await
        };
        for (password, again, why) in [
            ("otters", "otters", PasswordError::TooShort),
            ("qwertyuiop", "qwertyuiop", PasswordError::EasyToGuess),
            ("Password123", "Password123", PasswordError::EasyToGuess),
            (
                "a river\u{202e} of otters",
                "a river\u{202e} of otters",
                PasswordError::HiddenCharacter,
            ),
            (
                "a river of otters",
                "a river of foxes",
                PasswordError::Differs,
            ),
        ] {
            assert_eq!(refused(choose(password, again).await).await, why.into());
        }
        let words = "a river of otters";
        let accepted = choose(words, words).await;
        assert!(accepted.status.is_success() || accepted.status.is_redirection());
    })
    .await;
}
