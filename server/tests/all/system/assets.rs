//! Pictures, voices and programs: found, kept by browsers as long as is right, and nothing else.

use crate::support::{Browser, TestApp};
use app::shell::Program;
use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use server::routes::pages::PAGES;
use std::collections::BTreeMap;

async fn with(browser: &mut Browser<'_>, path: &str, name: header::HeaderName, value: &str) -> u16 {
    browser.headers.insert(name, value.parse().unwrap());
    browser.get(path).await.status.as_u16()
}

fn a_voice() -> String {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/../public/voice/en");
    let mut names = std::fs::read_dir(dir).unwrap();
    let name = names.next().unwrap().unwrap().file_name();
    format!("/voice/en/{}", name.to_str().unwrap())
}

#[tokio::test]
async fn a_picture_is_served_with_its_kind_and_asked_for_again_costs_nothing() {
    let app = TestApp::sqlite().await;
    let mut browser = app.browser();
    let picture = browser.get("/picture/apple.svg").await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.header("content-type"), "image/svg+xml");
    assert_eq!(picture.header("cache-control"), "public, max-age=86400");
    let etag = picture.header("etag").to_owned();
    let version = etag.trim_matches('"').to_owned();
    assert!(picture.text().await.contains("<svg"));
    let again = with(
        &mut browser,
        "/picture/apple.svg",
        header::IF_NONE_MATCH,
        &etag,
    )
    .await;
    assert_eq!(again, 304);
    let versioned = app
        .browser()
        .get(&format!("/picture/apple.svg?v={version}"))
        .await;
    assert!(versioned.header("cache-control").contains("immutable"));
    let wrong = app
        .browser()
        .get("/picture/apple.svg?v=0123456789abcdef")
        .await;
    assert!(!wrong.header("cache-control").contains("immutable"));
}

#[tokio::test]
async fn a_voice_is_kept_for_ever_and_given_in_parts() {
    let app = TestApp::sqlite().await;
    let path = a_voice();
    let whole = app.browser().get(&path).await;
    assert_eq!(whole.header("content-type"), "audio/mpeg");
    assert!(whole.header("cache-control").contains("immutable"));
    assert_eq!(whole.header("accept-ranges"), "bytes");
    let whole = whole.bytes().await;
    let mut browser = app.browser();
    browser
        .headers
        .insert(header::RANGE, "bytes=10-19".parse().unwrap());
    let part = browser.get(&path).await;
    assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
    let of = format!("bytes 10-19/{}", whole.len());
    assert_eq!(part.header("content-range"), of);
    assert_eq!(part.header("content-length"), "10");
    assert_eq!(part.bytes().await, &whole[10..20]);
    assert_eq!(
        with(&mut browser, &path, header::RANGE, "bytes=99999999-").await,
        416
    );
    browser.headers.clear();
    let head = browser.send(Method::HEAD, &path, "", Body::empty()).await;
    assert_eq!(head.header("content-length"), whole.len().to_string());
    assert!(head.bytes().await.is_empty());
}

#[tokio::test]
async fn nothing_outside_the_site_is_given() {
    let app = TestApp::sqlite().await;
    for path in [
        "/../Cargo.toml",
        "/pkg/../../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/picture/..%2f..%2fCargo.toml",
        "//etc/passwd.txt",
        "/manifest.json",
        "/picture/apple.svg.br",
        "/pkg/none.js",
        "/.git/config.txt",
    ] {
        let answer = app.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().await.contains("[workspace]"), "{path}");
    }
}

#[tokio::test]
async fn a_file_cannot_be_posted_to() {
    let app = TestApp::sqlite().await;
    let answer = app.browser().form("/picture/apple.svg", &[]).await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[tokio::test]
async fn pages_are_made_smaller_for_those_who_can_read_it() {
    let app = TestApp::sqlite().await;
    let mut browser = app.browser();
    browser
        .headers
        .insert(header::ACCEPT_ENCODING, "gzip, br".parse().unwrap());
    let page = browser.get("/desk/sign-in").await;
    assert_eq!(page.header("content-encoding"), "gzip");
    let voice = browser.get(&a_voice()).await;
    assert_eq!(
        voice.header("content-encoding"),
        "",
        "already as small as it gets"
    );
}

/// The pages the worker has a shell for, and the program of each, as frontend/offline.mjs has them.
fn shells() -> BTreeMap<String, String> {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../frontend/offline.mjs");
    let source = std::fs::read_to_string(source).unwrap();
    let line = source.lines().find(|it| it.starts_with("const PAGES = "));
    let pairs = line.unwrap().split('"').skip(1).step_by(2);
    let pairs: Vec<String> = pairs.map(str::to_owned).collect();
    pairs
        .chunks(2)
        .map(|pair| (pair[0].clone(), pair[1].clone()))
        .collect()
}

#[test]
fn every_page_of_a_child_can_be_had_without_the_school() {
    let pages = PAGES.into_iter().filter_map(|(path, program)| {
        let of_child = program != Program::Desk;
        of_child.then(|| (path.to_owned(), program.name().to_owned()))
    });
    assert_eq!(shells(), pages.collect(), "frontend/offline.mjs");
}

#[tokio::test]
async fn the_app_can_be_put_on_the_home_screen_and_its_worker_is_looked_at_each_time() {
    let app = TestApp::sqlite().await;
    let manifest = app.browser().get("/fledge.webmanifest").await;
    assert_eq!(manifest.header("content-type"), "application/manifest+json");
    for icon in ["app-192", "app-512", "app-maskable-512"] {
        let icon = app.browser().get(&format!("/icon/{icon}.png")).await;
        assert_eq!(icon.header("content-type"), "image/png");
    }
    let page = app.browser().get("/").await;
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("worker-src 'self'; manifest-src 'self'"));
    assert!(page.text().await.contains("/fledge.webmanifest"));
    let desk = app.browser().get("/desk/sign-in").await;
    assert!(!desk.text().await.contains("/fledge.webmanifest"));
    let worker = app.browser().get("/worker.js").await;
    // There only once the site was built.
    if worker.status == StatusCode::OK {
        assert_eq!(worker.header("cache-control"), "no-cache");
    }
}
