//! What every answer carries, and who may ask for a change (S3, S4).

use crate::support::{Browser, TestApp};
use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode},
};
use leptos::server_fn::axum::server_fn_paths;
use server::routes::pages::PAGES;
use std::collections::BTreeSet;

const SOME_PATHS: [&str; 8] = [
    "/",
    "/desk/sign-in",
    "/healthz",
    "/metrics",
    "/favicon.ico",
    "/favicon.svg",
    "/no-such-page",
    "/api/no/such",
];

#[tokio::test]
async fn every_answer_tells_the_browser_what_it_must_not_do() {
    let app = TestApp::sqlite().await;
    for path in SOME_PATHS {
        let answer = app.browser().get(path).await;
        let policy = answer.header("content-security-policy");
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "style-src 'self'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains("http:") && !policy.contains('*'));
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert!(
            answer
                .header("permissions-policy")
                .contains("microphone=()")
        );
        assert!(!answer.header("x-request-id").is_empty());
    }
}

#[tokio::test]
async fn browsers_are_told_to_come_by_https_where_there_is_https() {
    let plain = TestApp::sqlite().await.browser().get("/healthz").await;
    assert_eq!(plain.header("strict-transport-security"), "");
    let app = TestApp::with_options(|options| options.https = true).await;
    let answer = app.browser().get("/healthz").await;
    assert!(
        answer
            .header("strict-transport-security")
            .contains("max-age=31536000")
    );
}

#[tokio::test]
async fn every_page_has_a_nonce_of_its_own_and_every_script_in_it_carries_it() {
    let app = TestApp::sqlite().await;
    let mut seen = BTreeSet::new();
    for path in [
        "/",
        "/",
        "/survey",
        "/me",
        "/desk",
        "/desk/sign-in",
        "/no-such-page",
    ] {
        let answer = app.browser().get(path).await;
        if answer.status.is_redirection() {
            continue;
        }
        let policy = answer.header("content-security-policy").to_owned();
        let (_, rest) = policy.split_once("'nonce-").expect("a nonce");
        let nonce = rest.split_once('\'').unwrap().0.to_owned();
        assert!(nonce.len() >= 22, "128 bits");
        assert!(seen.insert(nonce.clone()), "a nonce is used once");
        let page = answer.text().await;
        let mut scripts = page.match_indices("<script").peekable();
        assert!(scripts.peek().is_some(), "{path} starts a program");
        for (at, _) in scripts {
            let (tag, inside) = page[at..].split_once('>').unwrap();
            if inside.starts_with("</script>") && tag == "<script" {
                continue;
            }
            let own = format!("nonce=\"{nonce}\"");
            assert!(tag.contains(&own) || tag.contains("src="), "{path}: {tag}");
        }
        assert!(!page.contains("javascript:"));
        assert_no_inline_handlers(path, &page);
    }
}

fn assert_no_inline_handlers(path: &str, page: &str) {
    for tag in page.split('<').filter_map(|it| it.split_once('>')) {
        for word in tag.0.split_whitespace().skip(1) {
            let name = word.split('=').next().unwrap();
            let handler = name.starts_with("on") && word.contains('=');
            assert!(!handler && name != "style", "{path}: <{}>", tag.0);
        }
    }
}

#[tokio::test]
async fn pages_and_answers_about_people_are_kept_by_no_cache() {
    let app = TestApp::sqlite().await;
    let mut teacher = app.desk(app.small.reed).await;
    let class = app.small.room1;
    for path in [
        "/".to_owned(),
        "/desk".to_owned(),
        format!("/desk/class/{class}"),
        format!("/live/{class}/tiles"),
    ] {
        let answer = teacher.get(&path).await;
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    let answer = teacher.form("/api/school/me", &[]).await;
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn whatever_changes_something_must_come_from_our_own_pages() {
    let app = TestApp::sqlite().await;
    let paths: Vec<_> = server_fn_paths().map(|(path, _)| path).collect();
    assert!(paths.len() > 15, "the server functions are known here");
    for path in paths.into_iter().chain(["/api/v1/events", "/", "/desk"]) {
        for (site, origin, why) in [
            (
                Some("cross-site"),
                Some("https://evil.example"),
                "another site's form",
            ),
            (
                Some("same-site"),
                Some("https://other.fledge.test"),
                "a neighbour",
            ),
            (Some("none"), None, "typed"),
            (
                None,
                Some("https://evil.example"),
                "an older browser at another site",
            ),
            (None, Some("null"), "a sandboxed frame"),
            (None, None, "who says nothing"),
            (
                Some("same-origin"),
                Some("https://evil.example"),
                "who contradicts themself",
            ),
        ] {
            let mut teacher = app.desk(app.small.reed).await;
            let status = from(&mut teacher, path, site, origin).await;
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} from {why}");
        }
        let mut teacher = app.desk(app.small.reed).await;
        let ours = from(
            &mut teacher,
            path,
            Some("same-origin"),
            Some("https://fledge.test"),
        )
        .await;
        assert_ne!(ours, StatusCode::FORBIDDEN, "{path}");
    }
}

async fn from(
    browser: &mut Browser<'_>,
    path: &str,
    site: Option<&'static str>,
    origin: Option<&'static str>,
) -> StatusCode {
    browser.says_no_site = site.is_none();
    for (name, value) in [("sec-fetch-site", site), ("origin", origin)] {
        if let Some(value) = value {
            let value = HeaderValue::from_static(value);
            browser.headers.insert(name, value);
        }
    }
    browser.form(path, &[]).await.status
}

#[tokio::test]
async fn no_get_reaches_a_server_function() {
    let app = TestApp::sqlite().await;
    for (path, method) in server_fn_paths() {
        assert_eq!(method, Method::POST, "{path}");
        let mut teacher = app.desk(app.small.reed).await;
        for method in [Method::GET, Method::PUT, Method::DELETE, Method::PATCH] {
            let answer = teacher.send(method, path, "", Body::empty()).await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{path}");
        }
    }
}

#[tokio::test]
async fn cookies_are_out_of_reach_of_scripts_other_sites_and_plain_http() {
    let app = TestApp::sqlite().await;
    let class = app.small.room1.to_string();
    let mut teacher = app.desk(app.small.reed).await;
    let code = teacher
        .form(
            "/api/device/new_code",
            &[("class", &class), ("address", "http://fledge")],
        )
        .await;
    let code: domain::device::EnrolCode = code.good().await;
    let open = [("class", class.as_str()), ("open", "true")];
    teacher.form("/api/board/set_open", &open).await;
    let mut tablet = app.browser();
    let enrolled = tablet
        .form("/api/device/enrol", &[("code", &code.code)])
        .await;
    let pictures: Vec<String> = store::testing::fixture::secret().into();
    let tried = crate::child::survey::try_pictures(&mut tablet, app.small.milo, &pictures).await;
    for answer in [enrolled, tried] {
        let cookie = answer.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-fledge-"), "{cookie}");
        for flag in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert!(!cookie.contains("Domain"));
        let token = cookie.split_once('=').unwrap().1.split(';').next().unwrap();
        assert!(token.len() >= 43, "256 bits in base64url");
    }
}

/// It has no program, and nothing of a school; a release has none at all.
#[cfg(debug_assertions)]
#[tokio::test]
async fn the_gallery_shows_the_parts_in_either_theme() {
    let app = TestApp::sqlite().await;
    let mut nobody = app.browser();
    for (path, theme) in [
        ("/gallery", None),
        ("/gallery?theme=light", Some("light")),
        ("/gallery?theme=dark", Some("dark")),
    ] {
        let answer = nobody.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        let page = answer.text().await;
        assert_eq!(page.matches("data-part=").count(), 6, "{page}");
        assert!(!page.contains("import("), "{page}");
        for it in ["light", "dark"] {
            let is_set = page.contains(&format!(r#"data-theme="{it}""#));
            assert_eq!(is_set, theme == Some(it), "{path}");
        }
    }
}

#[tokio::test]
async fn every_hand_written_page_is_there() {
    let app = TestApp::sqlite().await;
    let mut nobody = app.browser();
    for (path, _) in PAGES {
        let path = path
            .replace("{class}", &app.small.room1.to_string())
            .replace("{child}", &app.small.milo.to_string())
            .replace("{token}", "no-such-token");
        let status = nobody.get(&path).await.status;
        assert!(!status.is_server_error(), "{path}: {status}");
    }
    assert_eq!(
        nobody.get("/no-such-page").await.status,
        StatusCode::NOT_FOUND
    );
}
