//! L2, L3, L5: boards that follow a class through a storm, on both engines. Connections are cut,
//! stalled, late and held back; servers are stopped and killed; on `PostgreSQL` there are two, and
//! nobody's listening lasts longer than a second. Afterwards each board is as the database.
//! `FLEDGE_TEST_SEED=n` for the storm that a failed run printed.

mod board;
mod proxy;
mod tablet;

use crate::support::TestApp;
use app::request::Ctx;
use board::{FASTER, Follower, ask};
use domain::{board::Board, board::follower::ConnectionState};
use proxy::{Dice, Proxy};
use server::{HttpOptions, ServerState, listener};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{net::SocketAddr, sync::Arc, time::Duration};
use store::{
    Db,
    testing::{fixture, morning},
};
use tablet::{lesson, tablets};
use tokio::{
    net::TcpListener,
    runtime::Runtime,
    sync::watch,
    task::JoinHandle,
    time::{Instant, interval, sleep, timeout},
};

/// How long the storm lasts.
const STORM: Duration = Duration::from_secs(8);
/// How long anything may take that has to come.
const PATIENCE: Duration = Duration::from_secs(30);

/// A server that can end without a word: what runs in it is its own.
struct Server {
    runtime: Option<Runtime>,
    address: SocketAddr,
    stop: watch::Sender<bool>,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start(app: &TestApp) -> Self {
        let runtime = Runtime::new().unwrap();
        let (stop, stopped) = watch::channel(false);
        let (ctx, url) = (app.state.ctx.clone(), app.db.url().to_owned());
        let started = runtime.spawn(async move {
            let db = Db::open(&url, morning()).await.unwrap();
            let options = HttpOptions {
                heartbeat: HttpOptions::default().heartbeat / FASTER,
                ..HttpOptions::default()
            };
            let state = ServerState::new(Ctx { db, ..ctx }, options, stopped.clone());
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = listener.local_addr().unwrap();
            let serving = listener::serve(listener, state, stopped);
            (address, tokio::spawn(serving))
        });
        let (address, serving) = started.await.unwrap();
        Self {
            runtime: Some(runtime),
            address,
            stop,
            serving,
        }
    }

    /// As by SIGTERM.
    async fn stop(mut self) {
        self.stop.send_replace(true);
        let ended = timeout(Duration::from_secs(5), &mut self.serving).await;
        ended.expect("within five seconds (L4)").unwrap();
    }
}

/// As by SIGKILL.
impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The class as the database has it.
async fn truth(app: &TestApp) -> Board {
    let teacher = fixture::teacher(&app.db, app.small.reed, app.small.room1).await;
    store::board::board(&app.db, &teacher, app.now().date_naive())
        .await
        .unwrap()
}

/// Waits for what has to come.
async fn until(what: &str, mut is: impl AsyncFnMut() -> bool) {
    let waited = timeout(PATIENCE, async {
        while !is().await {
            sleep(Duration::from_millis(50)).await;
        }
    });
    assert!(waited.await.is_ok(), "{what}");
}

/// Ends connections of the servers to the database.
async fn cut(app: &TestApp, which: &str) {
    let sql = format!(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid() AND {which}"
    );
    let mut conn = PgConnection::connect(app.db.url()).await.unwrap();
    let cut = sqlx::query(AssertSqlSafe(sql)).execute(&mut conn).await;
    cut.unwrap();
}

/// Opens and closes the class until it is over; then it is open.
async fn opens_and_closes(app: Arc<TestApp>, through: SocketAddr, over: watch::Receiver<bool>) {
    let cookie = desk(&app).await;
    let mut open = true;
    while !(*over.borrow() && open) {
        open = !open;
        let body = format!("class={}&open={open}", app.small.room1);
        let path = "POST /api/board/set_open";
        while !matches!(ask(through, path, &cookie, &body).await, Some((200, _))) {
            sleep(Duration::from_millis(50)).await;
        }
        sleep(Duration::from_millis(600)).await;
    }
}

async fn desk(app: &TestApp) -> String {
    let token = fixture::adult_token(&app.db, app.small.reed, morning()).await;
    format!("__Host-fledge-desk={}", token.as_str())
}

/// What happens to the servers meanwhile.
async fn storm(app: &TestApp, servers: &mut [Server], ways: &[&Proxy]) {
    let several = servers.len() > 1;
    let listeners = async {
        let mut clock = interval(Duration::from_secs(1));
        loop {
            clock.tick().await;
            if several {
                cut(app, "query ILIKE 'LISTEN%'").await;
            }
        }
    };
    let lead = |from: SocketAddr, to: SocketAddr| {
        for way in ways {
            way.lead_from(from, to);
        }
    };
    let comings_and_goings = async {
        let begun = Instant::now();
        for n in 0..4 {
            sleep(STORM / 5).await;
            let place = n % servers.len();
            let address = servers[place].address;
            // The new one is there before the old one ends, as in an update.
            let new = Server::start(app).await;
            lead(address, new.address);
            let old = std::mem::replace(&mut servers[place], new);
            match n {
                0 | 2 => drop(old),
                _ => old.stop().await,
            }
            if several && n == 1 {
                cut(app, "TRUE").await;
            }
        }
        sleep(STORM.saturating_sub(begun.elapsed())).await;
    };
    tokio::select! {
        () = listeners => {}
        () = comings_and_goings => {}
    }
}

async fn weather(app: TestApp, servers: usize) {
    let app = Arc::new(app);
    let asked = std::env::var("FLEDGE_TEST_SEED").ok();
    let seed = asked.map_or_else(
        || app.db.ids().uuid().as_u64_pair().1,
        |it| it.parse().unwrap(),
    );
    eprintln!("FLEDGE_TEST_SEED={seed}");
    let (mut running, mut ways) = (Vec::new(), Vec::new());
    for n in 0..servers {
        let server = Server::start(&app).await;
        ways.push(Proxy::open(server.address, Dice::new(seed ^ n as u64)).await);
        running.push(server);
    }
    let holding = Proxy::holding(running[0].address).await;
    let (tell, over) = watch::channel(false);
    let tablets = tablets(&app, &ways, seed).await;
    let mut boards = Vec::new();
    for way in ways.iter().cycle().take(4).chain([&holding]) {
        boards.push(Follower::of(
            truth(&app).await,
            way.address,
            desk(&app).await,
        ));
    }
    let door = opens_and_closes(Arc::clone(&app), ways[0].address, over.clone());
    let door = tokio::spawn(door);
    let lessons = tablets.into_iter().map(|it| lesson(it, over.clone()));
    let lessons: Vec<_> = lessons.map(tokio::spawn).collect();

    let all_ways: Vec<_> = ways.iter().chain([&holding]).collect();
    storm(&app, &mut running, &all_ways).await;

    ways.iter().for_each(Proxy::calm);
    tell.send_replace(true);
    timeout(PATIENCE, door)
        .await
        .expect("the teacher gets through")
        .unwrap();
    let mut acts = 0;
    let mut tablets = Vec::new();
    for lesson in lessons {
        let tablet = timeout(PATIENCE, lesson)
            .await
            .expect("it is answered")
            .unwrap();
        acts += tablet.seq;
        tablets.push(tablet);
    }
    all_as_the_database(&app, &boards).await;

    // The streams are there again, but for the one that is always held back.
    let (_, free) = boards.split_last().unwrap();
    let before: Vec<_> = free
        .iter()
        .map(|it| it.seen.lock().unwrap().streamed)
        .collect();
    let streams_are_back = async || {
        let mut free = free.iter().zip(&before);
        free.all(|(it, before)| it.seen.lock().unwrap().streamed > *before)
    };
    until("each board has its stream", streams_are_back).await;
    for tablet in &mut tablets {
        tablet.comes().await;
    }
    all_as_the_database(&app, &boards).await;

    let harmed: u64 = ways.iter().map(Proxy::harmed).sum();
    let (mut asked, mut opened) = (0, 0);
    for board in &boards {
        let seen = board.seen.lock().unwrap();
        asked += seen.asked;
        opened += seen.opened;
        assert!(seen.read > 0 && seen.asked > 0);
    }
    eprintln!("{acts} acts; {harmed} connections harmed; asked {asked} times, opened {opened}");
    assert!(acts > 50 && harmed > 20, "it was a storm");
}

async fn all_as_the_database(app: &TestApp, boards: &[Follower]) {
    let truth = truth(app).await;
    for (n, board) in boards.iter().enumerate() {
        let same = async || {
            assert!(board.is_well(), "board {n}");
            let seen = board.seen.lock().unwrap();
            let seq = truth.seq;
            Board {
                seq,
                ..seen.board.clone()
            } == truth
                && seen.line == ConnectionState::Live
        };
        until(&format!("board {n} is as the database"), same).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_a_storm_each_board_is_as_the_database() {
    weather(TestApp::sqlite().await, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nor_do_two_servers_on_postgresql_miss_an_event_whose_listening_is_cut_every_second() {
    weather(TestApp::postgres().await, 2).await;
}
