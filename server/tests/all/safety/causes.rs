//! Why something of ours failed is logged once, with the id that the person sees, its whole chain of
//! causes and the database's code; without a name, a password or a token.

use crate::support::TestApp;
use axum::http::StatusCode;
use domain::AppError;
use serde_json::Value;
use std::{
    io::{self, Write},
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};
use store::testing::fixture;
use tokio::{sync::watch, time::timeout};
use tracing::subscriber::DefaultGuard;

/// The log lines of this thread, on which a test's server runs.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn start() -> (Self, DefaultGuard) {
        let log = Self::default();
        let writer = log.clone();
        let lines = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_writer(move || writer.clone())
            .finish();
        (log, tracing::subscriber::set_default(lines))
    }

    /// The one cause that was logged since the last time this was asked.
    fn cause(&self) -> (String, String) {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        let text = String::from_utf8(bytes).unwrap();
        for private in ["Milo", "Tran", "reed", "otters", "__Host"] {
            assert!(!text.contains(private), "{private} in {text}");
        }
        let lines = text.lines().map(|it| serde_json::from_str(it).unwrap());
        let causes: Vec<Value> = lines.filter(|it: &Value| it["cause"].is_string()).collect();
        let [cause] = &causes[..] else {
            panic!("one cause: {text}");
        };
        assert_eq!(cause["level"], "ERROR");
        let field = |name: &str| cause[name].as_str().unwrap().to_owned();
        (field("id"), field("cause"))
    }
}

/// The chain that a statement on a table that is gone ends with.
fn missing(table: &str, is_postgres: bool) -> String {
    if is_postgres {
        format!("the database refused: code 42P01, relation \"{table}\" does not exist")
    } else {
        format!("the database refused: code 1, no such table: {table}")
    }
}

#[tokio::test]
async fn a_function_s_a_handler_s_and_a_pdf_s_cause_has_the_id_of_the_answer() {
    TestApp::each(async |app| {
        let (small, is_postgres) = (app.small, app.db.url().starts_with("postgres"));
        let mut desk = app.desk(small.reed).await;
        fixture::run_statement(&app.db, "ALTER TABLE session RENAME TO was_session").await;
        let (class, child) = (small.room1.to_string(), small.milo.to_string());
        let (log, _guard) = Log::start();
        for path in [
            "/api/board/board",
            "/live/{class}",
            "/live/{class}/tiles",
            "/desk/child/{child}/plan.pdf",
            "/desk/class/{class}/plans.pdf",
        ] {
            let path = path.replace("{class}", &class).replace("{child}", &child);
            let answer = match path.starts_with("/api/") {
                true => desk.form(&path, &[("class", &class)]).await,
                false => desk.get(&path).await,
            };
            assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            let id = answer.header("x-request-id").to_owned();
            let shown: AppError = serde_json::from_str(&answer.text().await).unwrap();
            assert_eq!(shown, AppError::Broken { id: id.clone() }, "{path}");
            assert_eq!(log.cause(), (id, missing("session", is_postgres)), "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_breaks_logs_why_with_the_id_it_shows() {
    TestApp::each(async |app| {
        let is_postgres = app.db.url().starts_with("postgres");
        let mut desk = app.desk(app.small.reed).await;
        fixture::run_statement(&app.db, "ALTER TABLE session RENAME TO was_session").await;
        let (log, _guard) = Log::start();
        let answer = desk.get("/desk").await;
        let id = answer.header("x-request-id").to_owned();
        assert!(answer.text().await.contains(&id));
        assert_eq!(log.cause(), (id, missing("session", is_postgres)));
    })
    .await;
}

#[tokio::test]
async fn what_a_person_typed_is_in_no_line() {
    TestApp::each(async |app| {
        let mut nobody = app.browser();
        fixture::run_statement(&app.db, "ALTER TABLE person RENAME TO was_person").await;
        let (log, _guard) = Log::start();
        let typed = [
            ("name", "reed"),
            ("password", "otters and foxes"),
            ("to", ""),
        ];
        let answer = nobody.form("/api/signin/adult", &typed).await;
        assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(log.cause().0, answer.header("x-request-id"));
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_breaks_logs_why_with_the_id_it_began_with() {
    TestApp::each(async |app| {
        let is_postgres = app.db.url().starts_with("postgres");
        let mut desk = app.desk(app.small.reed).await;
        let mut stream = desk.stream(app.small.room1, None).await;
        stream.next().await.unwrap();
        fixture::run_statement(&app.db, "ALTER TABLE tile RENAME TO was_tile").await;
        let (log, _guard) = Log::start();
        let ended = async { while stream.next().await.is_some() {} };
        timeout(Duration::from_secs(5), ended).await.unwrap();
        assert_eq!(log.cause(), (stream.id, missing("tile", is_postgres)));
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_logs_why() {
    let app = TestApp::sqlite().await;
    let (stop, stopped) = watch::channel(false);
    let (log, _guard) = Log::start();
    // Where nobody can make a file.
    let folder = Path::new("/proc").to_owned();
    let clock = Arc::clone(&app.state.ctx.clock);
    let job = server::backups::run_hourly((*app.db).clone(), folder, clock, stopped);
    let first = async {
        while log.0.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        stop.send_replace(true);
    };
    tokio::join!(job, first);
    let (id, cause) = log.cause();
    assert!(!id.is_empty());
    assert!(cause.contains("No such file or directory"), "{cause}");
}
