//! The process for tests: its real router, a clock that can be moved, a database of its own with
//! the small school of `store::testing`, and browsers with cookies.

use app::request::{Ctx, HeavyWork, LoadedSurvey};
use axum::{
    Router,
    body::{Body, HttpBody},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::ids::{ClassId, PersonId};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use serde_json::Value;
use server::{HttpOptions, ServerState, limiter, listener, router::router};
use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicU64, Ordering::SeqCst},
    },
    time::Duration,
};
use store::testing::{
    TestDb,
    fixture::{self, SURVEY, Small, small_survey},
    morning,
};
use tokio::{net::TcpListener, sync::watch, task::JoinHandle, time::timeout};
use tower::ServiceExt;

pub struct TestApp {
    pub db: TestDb,
    pub small: Small,
    pub state: ServerState,
    pub router: Router,
    pub stop: watch::Sender<bool>,
    clock: Arc<AtomicI64>,
    /// In milliseconds.
    uptime: Arc<AtomicU64>,
}

impl TestApp {
    /// Tells a story on each engine.
    pub async fn each(story: impl AsyncFn(Self)) {
        TestDb::each(async |db| story(Self::new(db, |_| {}).await).await).await;
    }

    pub async fn sqlite() -> Self {
        Self::new(TestDb::sqlite().await, |_| {}).await
    }

    pub async fn postgres() -> Self {
        Self::new(TestDb::postgres().await, |_| {}).await
    }

    pub async fn with_options(options: impl FnOnce(&mut HttpOptions)) -> Self {
        Self::new(TestDb::sqlite().await, options).await
    }

    async fn new(db: TestDb, options: impl FnOnce(&mut HttpOptions)) -> Self {
        let small = fixture::small(&db).await;
        let time = Arc::new(AtomicI64::new(morning().timestamp_millis()));
        let hands = Arc::clone(&time);
        let clock: app::request::Clock =
            Arc::new(move || DateTime::from_timestamp_millis(hands.load(SeqCst)).unwrap());
        let passed = Arc::new(AtomicU64::new(0));
        let hands = Arc::clone(&passed);
        let uptime: limiter::Uptime = Arc::new(move || Duration::from_millis(hands.load(SeqCst)));
        let book = server::bundled::goal_book::load().unwrap();
        server::bundled::goal_book::save(&db, &book).await.unwrap();
        let forms = server::bundled::plan_templates::load().unwrap();
        server::bundled::plan_templates::save(&db, &forms)
            .await
            .unwrap();
        let survey = LoadedSurvey {
            survey: small_survey(),
            body: SURVEY.to_owned(),
        };
        let ctx = Ctx {
            db: db.clone(),
            limiter: limiter::limiter(uptime),
            sign_ins: Arc::default(),
            heavy_work: HeavyWork::default(),
            clock,
            dates: Arc::new(|now: DateTime<Utc>| now.date_naive()),
            book: Arc::new(book),
            presets: Arc::new(server::bundled::assessment_presets::load().unwrap()),
            surveys: Arc::new(vec![survey]),
            assets: Arc::new(BTreeMap::new()),
            secure_cookies: true,
        };
        let (stop, stopped) = watch::channel(false);
        let mut own = HttpOptions {
            heartbeat: Duration::from_millis(150),
            ..HttpOptions::default()
        };
        options(&mut own);
        let state = ServerState::new(ctx, own, stopped);
        Self {
            router: router(state.clone()),
            state,
            db,
            small,
            stop,
            clock: time,
            uptime: passed,
        }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.state.ctx.now()
    }

    /// Lets time pass.
    pub fn pass(&self, time: TimeDelta) {
        self.set_clock(time);
        let passed = time.num_milliseconds().unsigned_abs();
        self.uptime.fetch_add(passed, SeqCst);
    }

    /// Sets the clock on, or back, without any time passing.
    pub fn set_clock(&self, by: TimeDelta) {
        self.clock.fetch_add(by.num_milliseconds(), SeqCst);
    }

    pub fn browser(&self) -> Browser<'_> {
        Browser {
            app: self,
            cookies: BTreeMap::new(),
            address: IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
            headers: HeaderMap::new(),
            says_no_site: false,
        }
    }

    /// A browser in which this adult is signed in.
    pub async fn desk(&self, adult: PersonId) -> Browser<'_> {
        let token = fixture::adult_token(&self.db, adult, self.now()).await;
        let mut browser = self.browser();
        browser.hold("__Host-fledge-desk", &token);
        browser
    }

    /// A tablet that is enrolled in the class of this teacher.
    pub async fn tablet(&self, teacher: PersonId, class: ClassId) -> Browser<'_> {
        let teacher = fixture::teacher(&self.db, teacher, class).await;
        let (_, token) = fixture::tablet(&self.db, &teacher).await;
        let mut browser = self.browser();
        browser.hold("__Host-fledge-tablet", &token);
        browser
    }

    /// Serves on a real socket.
    pub async fn listen(&self) -> (SocketAddr, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let serving = listener::serve(listener, self.state.clone(), self.stop.subscribe());
        (address, tokio::spawn(serving))
    }
}

/// Someone's browser: keeps cookies, and says where a request comes from.
pub struct Browser<'a> {
    app: &'a TestApp,
    pub cookies: BTreeMap<String, String>,
    pub address: IpAddr,
    pub headers: HeaderMap,
    /// An older one: without Sec-Fetch-Site.
    pub says_no_site: bool,
}

impl Browser<'_> {
    pub fn hold(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, "", Body::empty()).await
    }

    /// Calls a server function as a form does.
    pub async fn form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<String> = fields
            .iter()
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, kind, Body::from(body.join("&")))
            .await
    }

    pub async fn json(&mut self, path: &str, value: &Value) -> Answer {
        let body = Body::from(value.to_string());
        self.send(Method::POST, path, "application/json", body)
            .await
    }

    pub async fn send(&mut self, method: Method, path: &str, kind: &str, body: Body) -> Answer {
        let mut request = Request::new(body);
        *request.method_mut() = method;
        *request.uri_mut() = path.parse().unwrap();
        let headers = request.headers_mut();
        headers.insert(header::HOST, "fledge.test".parse().unwrap());
        headers.insert("sec-fetch-site", "same-origin".parse().unwrap());
        headers.insert(header::ACCEPT, "application/json".parse().unwrap());
        if let Some(length) = request.body().size_hint().exact() {
            request
                .headers_mut()
                .insert(header::CONTENT_LENGTH, length.into());
        }
        let headers = request.headers_mut();
        if !kind.is_empty() {
            headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        }
        if !self.cookies.is_empty() {
            let pairs = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"));
            let cookies: Vec<_> = pairs.collect();
            headers.insert(header::COOKIE, cookies.join("; ").parse().unwrap());
        }
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        if self.says_no_site {
            headers.remove("sec-fetch-site");
        }
        let peer = SocketAddr::new(self.address, 40_000);
        request.extensions_mut().insert(ConnectInfo(peer));
        let answer = Answer::of(self.app.router.clone().oneshot(request).await.unwrap());
        for cookie in answer.headers.get_all(header::SET_COOKIE) {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.hold(name, value);
            }
        }
        answer
    }

    /// Opens the live stream of a class.
    pub async fn stream(&mut self, class: ClassId, since: Option<i64>) -> Stream {
        let since = since.map_or_else(String::new, |seq| format!("?since={seq}"));
        let answer = self.get(&format!("/live/{class}{since}")).await;
        assert_eq!(answer.status, StatusCode::OK);
        Stream {
            id: answer.header("x-request-id").to_owned(),
            body: answer.body,
            text: String::new(),
        }
    }
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    body: Body,
}

impl Answer {
    fn of(response: axum::response::Response) -> Self {
        let (parts, body) = response.into_parts();
        Self {
            status: parts.status,
            headers: parts.headers,
            body,
        }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }

    pub async fn bytes(self) -> Vec<u8> {
        self.body.collect().await.unwrap().to_bytes().to_vec()
    }

    pub async fn text(self) -> String {
        String::from_utf8(self.bytes().await).unwrap()
    }

    /// What was answered, if it was answered well.
    pub async fn good<T: DeserializeOwned>(self) -> T {
        let status = self.status;
        let text = self.text().await;
        assert_eq!(status, StatusCode::OK, "{text}");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }
}

/// A live stream, event by event.
pub struct Stream {
    /// Under which the server logs it.
    pub id: String,
    body: Body,
    text: String,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Heard {
    pub event: String,
    pub id: Option<i64>,
    pub data: String,
}

impl Stream {
    /// The next event; none when the stream has ended.
    pub async fn next(&mut self) -> Option<Heard> {
        loop {
            if let Some((event, rest)) = self.text.split_once("\n\n") {
                let (heard, rest) = (heard(event), rest.to_owned());
                self.text = rest;
                if heard.is_some() {
                    return heard;
                }
                continue;
            }
            let frame = timeout(Duration::from_secs(10), self.body.frame()).await;
            let frame = frame.expect("something is heard within ten seconds")?;
            let data = frame.unwrap().into_data().unwrap();
            self.text.push_str(std::str::from_utf8(&data).unwrap());
        }
    }

    /// The next that says what changed.
    pub async fn tiles(&mut self) -> Option<(i64, domain::board::BoardChanges)> {
        loop {
            let heard = self.next().await?;
            if heard.event == "tiles" {
                let changes = serde_json::from_str(&heard.data).unwrap();
                return Some((heard.id.unwrap(), changes));
            }
        }
    }
}

fn heard(text: &str) -> Option<Heard> {
    let field = |name: &str| {
        text.lines()
            .find_map(|line| Some(line.strip_prefix(name)?.trim_start().to_owned()))
    };
    Some(Heard {
        event: field("event:")?,
        id: field("id:").and_then(|id| id.parse().ok()),
        data: field("data:").unwrap_or_default(),
    })
}
