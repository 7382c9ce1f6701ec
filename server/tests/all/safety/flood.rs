//! S5a: whoever sends slowly, much or without end keeps no child's event, no board, no page and no right
//! password out. Each attack runs against a real listener with small limits.

use crate::{
    child::survey::sign_in,
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use domain::{AppError, RequestError};
use server::{HttpOptions, admission::BodyRate};
use std::{
    net::SocketAddr,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};
use store::testing::fixture;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpSocket, TcpStream},
    time::{sleep, timeout},
};

static ROUND: AtomicU64 = AtomicU64::new(0);

/// How long anything may take that has to come.
const PATIENCE: Duration = Duration::from_secs(20);

/// Small limits, so that a small attack reaches them.
fn small(options: &mut HttpOptions) {
    options.connections = 400;
    options.event_requests = 8;
    options.stranger_requests = 8;
    options.other_requests = 8;
    options.body_rate.grace = Duration::from_mins(1);
}

/// An answer as it came.
struct Said {
    status: u16,
    head: String,
    body: String,
}

impl Said {
    fn error(&self) -> AppError {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{}", self.body))
    }
}

fn cookies(browser: &Browser<'_>) -> String {
    let pairs = browser.cookies.iter().map(|(k, v)| format!("{k}={v}"));
    pairs.collect::<Vec<_>>().join("; ")
}

fn head(line: &str, cookie: &str, length: usize) -> String {
    let kind = match line.contains("/api/v1/") {
        true => "application/json",
        false => "application/x-www-form-urlencoded",
    };
    format!(
        "{line} HTTP/1.1\r\nhost: fledge.test\r\nsec-fetch-site: same-origin\r\naccept: application/json\r\n\
         cookie: {cookie}\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n"
    )
}

/// A request of which only the head and `begun` are sent.
async fn begin(at: SocketAddr, line: &str, cookie: &str, length: usize, begun: &str) -> TcpStream {
    let mut socket = TcpStream::connect(at).await.unwrap();
    let request = head(line, cookie, length) + "\r\n" + begun;
    // It may have had to make room already.
    let _ = socket.write_all(request.as_bytes()).await;
    socket
}

/// What is answered; none where the connection was closed without a word.
async fn answer(socket: &mut TcpStream) -> Option<Said> {
    let mut bytes = Vec::new();
    // After an answer to what was not read, the connection may be reset.
    let _ = timeout(PATIENCE, socket.read_to_end(&mut bytes))
        .await
        .expect("an answer");
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n")?;
    Some(Said {
        status: head.split(' ').nth(1)?.parse().ok()?,
        head: head.to_lowercase(),
        body: body.to_owned(),
    })
}

async fn ask(at: SocketAddr, line: &str, cookie: &str, body: &str) -> Said {
    let request = head(line, cookie, body.len()) + "connection: close\r\n\r\n" + body;
    let mut socket = TcpStream::connect(at).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    answer(&mut socket).await.expect("an answer")
}

/// Room 1 is open, so that its children can sign in.
pub async fn open_class(app: &TestApp) {
    let teacher = fixture::teacher(&app.db, app.small.reed, app.small.room1).await;
    let set = store::class::set_open(&app.db, &teacher, true, app.now());
    set.await.unwrap();
}

/// Waits until it is so.
async fn comes(is_so: impl Fn() -> bool) {
    let waits = async {
        while !is_so() {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(PATIENCE, waits).await.expect("it comes");
}

/// A school at work, served on a socket.
struct School {
    app: TestApp,
    at: SocketAddr,
    teacher: String,
    child: String,
}

impl School {
    async fn open(options: impl FnOnce(&mut HttpOptions)) -> Self {
        let app = TestApp::with_options(options).await;
        let small = &app.small;
        let teacher = cookies(&app.desk(small.reed).await);
        let mut tablet = app.tablet(small.reed, small.room1).await;
        open_class(&app).await;
        sign_in(&mut tablet, small.milo).await;
        let child = cookies(&tablet);
        let (at, _) = app.listen().await;
        Self {
            app,
            at,
            teacher,
            child,
        }
    }

    /// Everybody who has work to do here is answered.
    async fn works(&self) {
        let class = self.app.small.room1;
        let batch = r#"{"events":[{"odd":1}]}"#;
        // Nobody's account is locked by it.
        let name = ROUND.fetch_add(1, Relaxed);
        let wrong = format!("name=nobody{name}&password=a+guess&to=/desk");
        for (line, cookie, body, status) in [
            ("POST /api/v1/events".to_owned(), &self.child, batch, 200),
            (format!("GET /desk/class/{class}"), &self.teacher, "", 200),
            (format!("GET /live/{class}/tiles"), &self.teacher, "", 200),
            ("GET /".to_owned(), &self.child, "", 200),
            (
                "POST /api/signin/adult".to_owned(),
                &String::new(),
                &wrong,
                422,
            ),
            ("GET /healthz".to_owned(), &String::new(), "", 200),
            ("GET /readyz".to_owned(), &String::new(), "", 200),
        ] {
            let said = ask(self.at, &line, cookie, body).await;
            assert_eq!(said.status, status, "{line}: {}", said.body);
        }
    }

    fn refused(&self, reason: &str) -> u64 {
        let text = self.app.state.metrics.text(&self.app.state.ctx.sign_ins);
        let start = format!("fledge_refused_total{{reason=\"{reason}\"}} ");
        let line = text.lines().find_map(|it| it.strip_prefix(&start));
        line.unwrap().parse().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_who_send_slowly_hold_nothing_that_anybody_needs() {
    let school = School::open(small).await;
    let mut slow = Vec::new();
    for path in [
        "/api/signin/adult",
        "/api/v1/events",
        "/api/assessment/preview",
        "/desk",
    ] {
        for _ in 0..30 {
            let line = format!("POST {path}");
            slow.push(begin(school.at, &line, "", 2_000, "name=r").await);
        }
    }
    school.works().await;
    drop(slow);
}

#[tokio::test(flavor = "multi_thread")]
async fn tablets_and_adults_who_send_slowly_hold_nothing_that_others_need() {
    let school = School::open(small).await;
    let lane = cookies(&school.app.desk(school.app.small.leader).await);
    let mut slow = Vec::new();
    for n in 0..40 {
        let tablet = school
            .app
            .tablet(school.app.small.reed, school.app.small.room1);
        let tablet = cookies(&tablet.await);
        let (line, cookie, size) = match n % 2 {
            0 => ("POST /api/v1/events", tablet.as_str(), 200_000),
            _ => ("POST /api/assessment/preview", lane.as_str(), 4_000_000),
        };
        slow.push(begin(school.at, line, cookie, size, "{\"events\"").await);
    }
    school.works().await;
    comes(|| school.refused("memory") > 0).await;
    drop(slow);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_too_slowly_is_told_and_let_go() {
    let school = School::open(|options| {
        options.body_rate = BodyRate {
            grace: Duration::from_millis(300),
            bytes_a_second: 1_000_000,
        };
    })
    .await;
    let mut slow = begin(school.at, "POST /api/signin/adult", "", 2_000, "name=r").await;
    let said = answer(&mut slow).await.expect("an answer");
    assert_eq!(said.status, 408);
    assert_eq!(said.error(), RequestError::TooSlow.into());
    assert_eq!(school.refused("slow_body"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_body_is_read_only_after_its_cookie_proved_good() {
    let school = School::open(small).await;
    for path in [
        "/api/v1/events",
        "/api/assessment/preview",
        "/api/assessment/commit",
        "/api/v1/evidence/0199a2f0-0000-7000-8000-000000000070",
        "/api/signin/adult",
    ] {
        let line = format!("POST {path}");
        let mut stranger = begin(school.at, &line, "", 5_000, "").await;
        let said = answer(&mut stranger).await.expect("an answer");
        assert_eq!(said.status, 413, "{path}");
        assert_eq!(said.error(), RequestError::TooLarge.into());
        let forged = "__Host-fledge-tablet=abc; __Host-fledge-desk=def";
        let mut forger = begin(school.at, &line, forged, 5_000, "").await;
        let said = answer(&mut forger).await.expect("an answer");
        assert_eq!((said.status, said.error()), (401, AppError::SignedOut));
    }
    let line = "POST /api/assessment/preview";
    let mut known = begin(school.at, line, &school.teacher, 5_000, "").await;
    let waits = timeout(Duration::from_millis(300), known.read_u8()).await;
    assert!(waits.is_err(), "the file is waited for");
    assert_eq!(school.refused("large_body"), 10);
}

#[tokio::test(flavor = "multi_thread")]
async fn half_open_connections_make_room_for_who_comes() {
    let school = School::open(|options| {
        options.connections = 24;
        options.body_rate.grace = Duration::from_mins(1);
    })
    .await;
    let mut open = Vec::new();
    for n in 0..200 {
        open.push(match n % 2 {
            0 => TcpStream::connect(school.at).await.unwrap(),
            _ => begin(school.at, "POST /api/signin/adult", "", 900, "n").await,
        });
    }
    school.works().await;
    assert!(school.refused("connection_closed") > 0);
    comes(|| school.app.state.metrics.connections.load(Relaxed) <= 24).await;
    drop(open);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_that_takes_nothing_is_cut_off() {
    let school = School::open(|options| options.write_timeout = Duration::from_millis(300)).await;
    let line = format!("GET /desk/class/{}", school.app.small.room1);
    let one = head(&line, &school.teacher, 0) + "\r\n";
    // It takes little at once, so that little is under way.
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let mut socket = socket.connect(school.at).await.unwrap();
    let asks = async {
        // Until the server takes no more, and then until it closes.
        while socket.write_all(one.as_bytes()).await.is_ok() {}
    };
    timeout(PATIENCE, asks).await.expect("it is cut off");
    comes(|| school.app.state.metrics.connections.load(Relaxed) == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_holds_only_so_many_streams_and_others_find_theirs() {
    let school = School::open(|options| {
        options.streams = 40;
        options.streams_of_session = 4;
    })
    .await;
    let line = format!("GET /live/{}", school.app.small.room1);
    let mut open = Vec::new();
    for _ in 0..4 {
        let mut stream = begin(school.at, &line, &school.teacher, 0, "").await;
        let mut start = [0; 15];
        timeout(PATIENCE, stream.read_exact(&mut start))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(&start, b"HTTP/1.1 200 OK");
        open.push(stream);
    }
    let refused = ask(school.at, &line, &school.teacher, "").await;
    assert_eq!(refused.status, 503);
    assert!(refused.head.contains("retry-after: 5"), "{}", refused.head);
    assert_eq!(school.refused("streams"), 1);
    let again = cookies(&school.app.desk(school.app.small.reed).await);
    let mut other = begin(school.at, &line, &again, 0, "").await;
    let mut start = [0; 15];
    timeout(PATIENCE, other.read_exact(&mut start))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(&start, b"HTTP/1.1 200 OK");
    school.works().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_from_one_tablet_keeps_no_other_tablets_events_out() {
    let school = School::open(|options| options.event_requests = 64).await;
    let (app, at) = (&school.app, school.at);
    let greedy = cookies(&app.tablet(app.small.reed, app.small.room1).await);
    let garbage: Vec<String> = (0..100).map(|n| format!("{{\"n\":{n}}}")).collect();
    let garbage = format!("{{\"events\":[{}]}}", garbage.join(","));
    let flood = async {
        let (greedy, garbage) = (&greedy, &garbage);
        let all = (0..24).map(|_| async move {
            let mut busy = 0;
            for _ in 0..6 {
                let said = ask(at, "POST /api/v1/events", greedy, garbage).await;
                if said.status == 503 {
                    assert!(said.head.contains("retry-after: 1"), "{}", said.head);
                    busy += 1;
                }
            }
            busy
        });
        futures_util::future::join_all(all)
            .await
            .into_iter()
            .sum::<u32>()
    };
    let works = async {
        for _ in 0..3 {
            school.works().await;
        }
    };
    let (busy, ()) = tokio::join!(flood, works);
    assert!(busy > 0, "a tablet that sends all at once is told to wait");
    assert!(school.refused("share") > 0);
}

#[tokio::test]
async fn busy_says_when_to_come_again_in_answers_of_functions_too() {
    let app = TestApp::sqlite().await;
    let mut browser = app.browser();
    for _ in 0..200 {
        let tried = browser
            .form("/api/device/enrol", &[("code", "000000")])
            .await;
        if tried.status == StatusCode::SERVICE_UNAVAILABLE {
            let seconds: u32 = tried.header("retry-after").parse().unwrap();
            let body: AppError = serde_json::from_str(&tried.text().await).unwrap();
            assert_eq!(body, AppError::Busy { seconds });
            return;
        }
    }
    panic!("never busy");
}
