//! The class page that was kept: the same as one written now, for those who may see it, and for
//! nobody else.

use crate::{
    child::survey::{act, answered, send, sign_in},
    support::{Browser, TestApp},
};
use axum::http::{StatusCode, header};
use domain::{
    ids::ClassId,
    limits,
    survey::{AnswerValue, Home, OpenedRun},
};
use flate2::read::GzDecoder;
use serde_json::json;
use sqlx::{PgPool, SqlitePool};
use std::{collections::BTreeSet, io::Read};
use store::testing::fixture::answer;

/// A page with a word for its nonce, and the nonce.
async fn page(
    browser: &mut Browser<'_>,
    path: &str,
    encoding: &'static str,
) -> (StatusCode, String, String) {
    let encoding = encoding.parse().unwrap();
    browser.headers.insert(header::ACCEPT_ENCODING, encoding);
    let answer = browser.get(path).await;
    browser.headers.remove(header::ACCEPT_ENCODING);
    let (status, policy) = (
        answer.status,
        answer.header("content-security-policy").to_owned(),
    );
    assert_eq!(answer.header("cache-control"), "no-store");
    let is_compressed = answer.header("content-encoding") == "gzip";
    let mut bytes = answer.bytes().await;
    if is_compressed {
        let packed = std::mem::take(&mut bytes);
        GzDecoder::new(&*packed).read_to_end(&mut bytes).unwrap();
    }
    let (_, nonce) = policy.split_once("'nonce-").unwrap();
    let nonce = nonce.split_once('\'').unwrap().0;
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.contains(nonce), "the page's scripts may run");
    let text = embedded_state(&text.replace(nonce, "NONCE"));
    (status, text, nonce.to_owned())
}

/// What a page shows and tells its program. How often Leptos walks over it while it is written is
/// by chance, and with that how often the program is told the same.
fn embedded_state(page: &str) -> String {
    let Some((shown, rest)) = page.split_once("__RESOLVED_RESOURCES=[]") else {
        return page.to_owned();
    };
    let told = rest.split("__RESOLVED_RESOURCES[").skip(1);
    let told = told.filter_map(|it| it.split_once("] = ")?.1.split_once("\";"));
    let told: BTreeSet<&str> = told.map(|(told, _)| told).collect();
    format!("{shown} {told:?}")
}

/// The class page as it is given out, after making sure that one written now is the same.
async fn seen(browser: &mut Browser<'_>, class: ClassId) -> (StatusCode, String) {
    let path = format!("/desk/class/{class}");
    let (first, second) = (
        page(browser, &path, "gzip").await,
        page(browser, &path, "br, gzip").await,
    );
    let now = page(browser, &path, "identity").await;
    assert_ne!(first.2, second.2, "a nonce is used once");
    assert_eq!(first.1, now.1);
    assert_eq!(second.1, now.1);
    assert_eq!((first.0, second.0), (now.0, now.0));
    (now.0, now.1)
}

/// What a roster would change, all at once.
async fn rename(app: &TestApp) {
    let sql = [
        "UPDATE person SET given = 'Renamed' WHERE given = 'Milo'",
        "UPDATE class SET title = 'Room <One>', seq = seq + 1 WHERE title = 'Room 1'",
    ];
    for sql in sql {
        if app.db.engine_name() == "sqlite" {
            let pool = SqlitePool::connect(app.db.url()).await.unwrap();
            sqlx::query(sql).execute(&pool).await.unwrap();
            pool.close().await;
        } else {
            let pool = PgPool::connect(app.db.url()).await.unwrap();
            sqlx::query(sql).execute(&pool).await.unwrap();
            pool.close().await;
        }
    }
}

#[tokio::test]
async fn it_is_kept_and_is_what_would_be_written_now_whatever_happens() {
    TestApp::each(async |app| {
        let (class, milo) = (app.small.room1, app.small.milo);
        let mut teacher = app.desk(app.small.reed).await;
        let mut leader = app.desk(app.small.leader).await;
        let closed = seen(&mut teacher, class).await.1;
        assert!(closed.contains("Milo"));
        assert_eq!(
            app.state.page_cache.len(),
            1,
            "the page asks for what it was not given"
        );
        seen(&mut leader, class).await;
        assert_eq!(app.state.page_cache.len(), 2);

        let class_is = |open| [("class", class.to_string()), ("open", open)];
        let open = class_is("true".to_owned());
        let open = open.each_ref().map(|(name, value)| (*name, value.as_str()));
        teacher.form("/api/board/set_open", &open).await;
        let opened = seen(&mut teacher, class).await.1;
        assert_ne!(closed, opened);
        let start = json!({ "class": class, "start": { "whole": false, "chosen": [] } });
        teacher.json("/api/board/start_survey", &start).await;
        let started = seen(&mut teacher, class).await.1;
        assert_ne!(opened, started);

        let mut tablet = app.tablet(app.small.reed, class).await;
        let me = sign_in(&mut tablet, milo).await;
        let here = seen(&mut teacher, class).await.1;
        assert_ne!(started, here);
        let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
        let run = json!({ "run": home.run.unwrap().run });
        let opened: OpenedRun = tablet.json("/api/survey/open", &run).await.good().await;
        let began = seen(&mut teacher, class).await.1;
        assert_ne!(here, began);
        let tap = domain::survey::Answer {
            item: opened.run().next().unwrap().id,
            given: AnswerValue::DontKnow,
            ..answer("P", 1, &[], true)
        };
        send(&mut tablet, &[act(&app, &me, 1, answered(&opened, tap))]).await;
        let answered = seen(&mut teacher, class).await.1;
        assert_ne!(began, answered);

        rename(&app).await;
        let renamed = seen(&mut teacher, class).await.1;
        assert!(renamed.contains("Renamed") && !renamed.contains("Milo"));
        assert_eq!(seen(&mut leader, class).await.0, StatusCode::OK);
        assert_eq!(
            app.state.page_cache.len(),
            2,
            "the newest takes the place of the one before"
        );
    })
    .await;
}

#[tokio::test]
async fn each_language_light_and_person_has_a_page_of_its_own() {
    let app = TestApp::sqlite().await;
    let class = app.small.room1;
    let mut pages = Vec::new();
    for adult in [app.small.reed, app.small.leader] {
        for (lang, theme, accepts) in [
            ("en", "", ""),
            ("es", "", ""),
            ("", "dark", "en-US,en;q=0.9"),
            ("", "light", "es-US"),
        ] {
            let mut browser = app.desk(adult).await;
            for (name, value) in [("lang", lang), ("theme", theme)] {
                if !value.is_empty() {
                    browser.hold(name, value);
                }
            }
            if !accepts.is_empty() {
                let accepts = accepts.parse().unwrap();
                browser.headers.insert(header::ACCEPT_LANGUAGE, accepts);
            }
            pages.push(seen(&mut browser, class).await.1);
        }
    }
    assert!(pages[1].contains("lang=\"es\"") && pages[3].contains("lang=\"es\""));
    assert!(pages[2].contains("data-theme=\"dark\""));
    let acts = |page: &String| page.contains("data-act=\"open-class\"");
    assert!(pages[..4].iter().all(acts) && !pages[4..].iter().any(acts));
    pages.sort_unstable();
    pages.dedup();
    assert_eq!(pages.len(), 8);
    assert_eq!(app.state.page_cache.len(), 8);
}

#[tokio::test]
async fn who_may_not_see_the_class_gets_nothing_that_was_kept() {
    TestApp::each(async |app| {
        let class = app.small.room1;
        let mut teacher = app.desk(app.small.reed).await;
        assert!(seen(&mut teacher, class).await.1.contains("Milo"));
        let kept = app.state.page_cache.len();
        let mut others = [
            app.browser(),
            app.desk(app.small.cole).await,
            app.desk(app.small.park).await,
            app.desk(app.small.office).await,
            app.tablet(app.small.reed, class).await,
        ];
        for other in &mut others {
            let (_, page) = seen(other, class).await;
            assert!(!page.contains("Milo"));
        }
        let signed_out = teacher.form("/api/signin/adult_out", &[]).await;
        assert!(signed_out.status.is_success() || signed_out.status.is_redirection());
        assert!(!seen(&mut teacher, class).await.1.contains("Milo"));
        assert_eq!(app.state.page_cache.len(), kept);

        let mut idle = app.desk(app.small.reed).await;
        assert!(seen(&mut idle, class).await.1.contains("Milo"));
        app.pass(limits::account::SESSION_IDLE + chrono::TimeDelta::minutes(1));
        assert!(!seen(&mut idle, class).await.1.contains("Milo"));
    })
    .await;
}

#[tokio::test]
async fn an_address_that_says_more_is_written_each_time() {
    let app = TestApp::sqlite().await;
    let mut teacher = app.desk(app.small.reed).await;
    let class = app.small.room1;
    for path in [
        format!("/desk/class/{class}?x=1"),
        format!("/desk/class/{}", class.to_string().to_uppercase()),
    ] {
        page(&mut teacher, &path, "gzip").await;
    }
    assert_eq!(app.state.page_cache.len(), 0);
}
