//! A teacher's board as `app/src/board/stream.rs` is one, at another speed and without a browser:
//! the same `domain::board::follower`, told what happens by real connections.

use domain::{
    board::follower::{BoardFollower, ConnectionState, Input, StreamMessage},
    board::{Board, BoardChanges, Tile},
    ids::ClassId,
};
use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    sync::mpsc,
    task::JoinHandle,
    time::{Instant, interval, sleep, timeout},
};

/// A board's second lasts a tenth of one, and so does the server's.
pub const FASTER: u32 = 10;

/// One request by HTTP/1.0, which ends with its connection: status and body, or nothing if that is
/// not to be had.
pub async fn ask(
    address: SocketAddr,
    line: &str,
    cookie: &str,
    body: &str,
) -> Option<(u16, String)> {
    let kind = match body.starts_with('{') {
        true => "application/json",
        false => "application/x-www-form-urlencoded",
    };
    let head = format!(
        "{line} HTTP/1.0\r\nhost: fledge.test\r\naccept: application/json\r\ncookie: {cookie}\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    let asked = async {
        let mut socket = TcpStream::connect(address).await.ok()?;
        socket.write_all(head.as_bytes()).await.ok()?;
        let mut answer = String::new();
        socket.read_to_string(&mut answer).await.ok()?;
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        let (_, body) = answer.split_once("\r\n\r\n")?;
        Some((status, body.to_owned()))
    };
    timeout(Duration::from_secs(2), asked).await.ok()?
}

/// What a board has seen.
pub struct Seen {
    pub board: Board,
    pub line: ConnectionState,
    /// How often it asked, read the board whole, and opened the stream.
    pub asked: u32,
    pub read: u32,
    pub opened: u32,
    /// How much came by the stream.
    pub streamed: u32,
    /// All changes up to here have been seen.
    upto: i64,
}

enum Heard {
    Of(Input),
    Board(Box<Board>),
}

/// Stops following when it is dropped.
pub struct Follower {
    pub seen: Arc<Mutex<Seen>>,
    following: JoinHandle<()>,
}

impl Drop for Follower {
    fn drop(&mut self) {
        self.following.abort();
    }
}

impl Follower {
    pub fn of(board: Board, through: SocketAddr, cookie: String) -> Self {
        let seen = Arc::new(Mutex::new(Seen {
            upto: board.seq,
            line: ConnectionState::Live,
            board,
            asked: 0,
            read: 0,
            opened: 0,
            streamed: 0,
        }));
        let tab = Tab::new(Arc::clone(&seen), through, cookie);
        Self {
            seen,
            following: tokio::spawn(tab.follow()),
        }
    }

    /// Whether it has found nothing wrong.
    pub fn is_well(&self) -> bool {
        !self.following.is_finished()
    }
}

struct Tab {
    seen: Arc<Mutex<Seen>>,
    class: ClassId,
    through: SocketAddr,
    cookie: String,
    tell: mpsc::UnboundedSender<Heard>,
    heard: mpsc::UnboundedReceiver<Heard>,
    source: Option<JoinHandle<Option<()>>>,
    begun: Instant,
}

impl Drop for Tab {
    fn drop(&mut self) {
        if let Some(source) = &self.source {
            source.abort();
        }
    }
}

impl Tab {
    fn new(seen: Arc<Mutex<Seen>>, through: SocketAddr, cookie: String) -> Self {
        let (tell, heard) = mpsc::unbounded_channel();
        let class = seen.lock().unwrap().board.class;
        Self {
            seen,
            class,
            through,
            cookie,
            tell,
            heard,
            source: None,
            begun: Instant::now(),
        }
    }

    async fn follow(mut self) {
        let mut following = BoardFollower::new(self.seen.lock().unwrap().board.seq, 0.0);
        let mut ticks = interval(Duration::from_secs(1) / FASTER);
        self.step(&mut following, Input::Begin);
        self.step(&mut following, Input::Lead);
        loop {
            let heard = tokio::select! {
                Some(heard) = self.heard.recv() => heard,
                _ = ticks.tick() => Heard::Of(Input::Tick),
            };
            if let Some(ended) = self.source.take_if(|it| it.is_finished()) {
                ended.await.expect("what it heard was in order");
            }
            match heard {
                Heard::Of(input) => drop(self.step(&mut following, input)),
                Heard::Board(board) => {
                    if self.step(&mut following, Input::Read(board.seq)) {
                        self.seen.lock().unwrap().replace(*board);
                    }
                }
            }
        }
    }

    fn step(&mut self, following: &mut BoardFollower, input: Input) -> bool {
        let now = self.begun.elapsed().as_secs_f64() * 1_000.0 * f64::from(FASTER);
        let told = match &input {
            Input::Streamed(StreamMessage::Changes(it)) | Input::Answered(it) => {
                Some((it.since, it.seq))
            }
            _ => None,
        };
        let streamed = matches!(input, Input::Streamed(_));
        let todo = following.step(input, now);
        let mut seen = self.seen.lock().unwrap();
        seen.line = following.connection(now);
        seen.streamed += u32::from(streamed);
        assert!(!todo.forget, "the class never counts anew");
        if let Some((since, seq)) = told {
            let joins = since <= seen.upto;
            assert!(joins || todo.show.is_empty(), "none is skipped");
            seen.upto = seen.upto.max(if joins { seq } else { 0 });
            seen.apply(todo.show);
        }
        seen.asked += u32::from(todo.ask.is_some());
        seen.read += u32::from(todo.read);
        seen.opened += u32::from(todo.open.is_some());
        drop(seen);
        if let Some(since) = todo.ask {
            self.ask(since);
        }
        if todo.read {
            self.read();
        }
        if let Some(since) = todo.open {
            self.open(since);
        }
        todo.replace
    }

    fn ask(&self, since: i64) {
        let (through, cookie, tell) = (self.through, self.cookie.clone(), self.tell.clone());
        let line = format!("GET /live/{}/tiles?since={since}", self.class);
        tokio::spawn(async move {
            let input = match ask(through, &line, &cookie, "").await? {
                (200, body) => Input::Answered(serde_json::from_str(&body).ok()?),
                (401 | 404, _) => Input::Refused,
                _ => return None,
            };
            tell.send(Heard::Of(input)).ok()
        });
    }

    fn read(&self) {
        let (through, cookie, tell) = (self.through, self.cookie.clone(), self.tell.clone());
        let body = format!("class={}", self.class);
        tokio::spawn(async move {
            let (_, body) = ask(through, "POST /api/board/board", &cookie, &body).await?;
            let board = serde_json::from_str(&body).ok()?;
            tell.send(Heard::Board(Box::new(board))).ok()
        });
    }

    fn open(&mut self, since: i64) {
        if let Some(source) = self.source.take() {
            source.abort();
        }
        let source = Source {
            through: self.through,
            path: format!("/live/{}?since={since}", self.class),
            cookie: self.cookie.clone(),
            tell: self.tell.clone(),
            last: since,
            heard_any: false,
        };
        self.source = Some(tokio::spawn(source.run()));
    }
}

/// What browsers do for an `EventSource`.
struct Source {
    through: SocketAddr,
    path: String,
    cookie: String,
    tell: mpsc::UnboundedSender<Heard>,
    /// The last number heard, or asked for.
    last: i64,
    heard_any: bool,
}

impl Source {
    /// Connects again and again until it is refused.
    async fn run(mut self) -> Option<()> {
        loop {
            if self.listen().await == Some(false) {
                return None;
            }
            sleep(Duration::from_secs(2) / FASTER).await;
        }
    }

    /// Listens while the connection lasts; false if there is no stream to be had.
    async fn listen(&mut self) -> Option<bool> {
        let mut socket = TcpStream::connect(self.through).await.ok()?;
        let last = self
            .heard_any
            .then(|| format!("last-event-id: {}\r\n", self.last));
        let head = format!(
            "GET {} HTTP/1.0\r\nhost: fledge.test\r\ncookie: {}\r\n{}\r\n",
            self.path,
            self.cookie,
            last.unwrap_or_default()
        );
        socket.write_all(head.as_bytes()).await.ok()?;
        let mut lines = BufReader::new(socket).lines();
        let status = lines.next_line().await.ok()??;
        if !status.contains(" 200 ") {
            return Some(false);
        }
        while !lines.next_line().await.ok()??.is_empty() {}
        let (mut event, mut data) = (String::new(), String::new());
        loop {
            let line = lines.next_line().await.ok()??;
            match line.split_once(':') {
                Some(("event", it)) => it.trim().clone_into(&mut event),
                Some(("data", it)) => it.trim().clone_into(&mut data),
                None if line.is_empty() && event == "tiles" => {
                    let changes: BoardChanges = serde_json::from_str(&data).unwrap();
                    assert!(changes.since == self.last && changes.seq > self.last);
                    (self.last, self.heard_any) = (changes.seq, true);
                    self.tell(StreamMessage::Changes(changes))?;
                }
                None if line.is_empty() && event == "beat" => {
                    self.tell(StreamMessage::Beat(data.parse().unwrap()))?;
                }
                _ => {}
            }
            if line.is_empty() {
                event.clear();
            }
        }
    }

    fn tell(&self, told: StreamMessage) -> Option<()> {
        self.tell.send(Heard::Of(Input::Streamed(told))).ok()
    }
}

impl Seen {
    fn apply(&mut self, tiles: Vec<Tile>) {
        for tile in tiles {
            let held = self.board.tiles.iter_mut();
            let older = |it: &&mut Tile| it.child == tile.child && it.seq < tile.seq;
            if let Some(held) = held.into_iter().find(older) {
                *held = tile;
            }
        }
    }

    /// A board that was read whole; tiles that came since then stay.
    fn replace(&mut self, board: Board) {
        let before = std::mem::replace(&mut self.board, board);
        self.upto = self.board.seq;
        self.apply(before.tiles);
    }
}
