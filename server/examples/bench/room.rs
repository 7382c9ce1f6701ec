//! A school of ten rooms, thirty children each, all of them in the survey at a tablet of their own.

use crate::{Error, client::Client};
use app::server::Ctx;
use domain::{
    event::{Event, Op},
    ids::{ClassId, EventId},
    survey::{Answer, Given, Opened, Start},
};
use server::{Process, Rules, clock, limiter, listen, router::router, surveys};
use std::{
    collections::BTreeMap,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use store::{Db, class, testing::fixture};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch};

pub const ROOMS: usize = 10;
pub const CHILDREN: usize = 30;

pub struct School {
    pub db: Db,
    pub address: SocketAddr,
    pub teacher_cookie: String,
    pub rooms: Vec<ClassId>,
    pub tablets: Vec<Tablet>,
    pub dir: TempDir,
    _stop: watch::Sender<bool>,
}

pub struct Tablet {
    pub cookie: String,
    pub opened: Opened,
    pub seq: u64,
}

impl Tablet {
    /// The child's next act on an item.
    pub fn act(&mut self, db: &Db, item: &str, rev: u32, done: bool) -> Event {
        self.seq += 1;
        Event {
            id: EventId(db.ids().uuid()),
            device: self.opened.me.device,
            seq: self.seq,
            session: self.opened.me.session,
            child: self.opened.me.child,
            at: clock::wall()(),
            op: Op::Answer {
                response: self.opened.response,
                answer: Answer {
                    item: item.to_owned(),
                    rev,
                    given: Given::DontKnow,
                    done,
                    took_ms: 4_000,
                },
            },
        }
    }

    /// The items of this child's survey.
    pub fn items(&self) -> Vec<String> {
        let items = self.opened.run().items();
        let asked = items.into_iter().filter(|item| !item.practice);
        asked.map(|item| item.id).collect()
    }
}

/// Where to measure: the disk matters.
pub fn dir() -> Result<TempDir, Error> {
    Ok(match std::env::var("FLEDGE_BENCH_DIR") {
        Ok(dir) => TempDir::new_in(dir)?,
        Err(_) => TempDir::new()?,
    })
}

impl School {
    pub async fn open() -> Result<Self, Error> {
        let dir = dir()?;
        let clock = clock::wall();
        let now = clock();
        let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
        let db = Db::open(&url, now).await?;
        let small = fixture::small(&db).await;
        let loaded = surveys::load()?;
        let token = fixture::adult_token(&db, small.reed, now).await;
        let teacher_cookie = format!("__Host-fledge-desk={}", token.as_str());
        let mut rooms = Vec::new();
        let mut tablets = Vec::new();
        for n in 0..ROOMS {
            let room = fixture::one_more_class(&db, small.cedar, small.reed, n).await;
            let teacher = fixture::teacher(&db, small.reed, room).await;
            class::set_open(&db, &teacher, true, now).await?;
            let (survey, body) = (&loaded[0].survey, &loaded[0].body);
            let start = Start::default();
            let run = store::survey::start(&db, &teacher, survey, body, start, now).await?;
            for m in 0..CHILDREN {
                let number = n * CHILDREN + m;
                let child = fixture::one_more_child(&db, small.cedar, room, number).await;
                let (device, token) = fixture::tablet(&db, &teacher).await;
                let (child, _) = fixture::child_in(&db, &device, child).await;
                tablets.push(Tablet {
                    cookie: format!("__Host-fledge-tablet={}", token.as_str()),
                    opened: store::survey::open(&db, &child, run, now).await?,
                    seq: 0,
                });
            }
            rooms.push(room);
        }
        let book = server::plans::load().expect("the book that comes with Fledge");
        let ctx = Ctx {
            db: db.clone(),
            limiter: limiter::limiter(Arc::clone(&clock)),
            clock,
            dates: Arc::new(|now| now.date_naive()),
            book: Arc::new(book),
            presets: Arc::default(),
            surveys: Arc::new(loaded),
            assets: Arc::new(BTreeMap::new()),
            secure_cookies: true,
        };
        let (stop, stopped) = watch::channel(false);
        let process = Process::new(ctx, Rules::default(), stopped.clone());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(listen::serve(listener, router(process), stopped));
        Ok(Self {
            db,
            address,
            teacher_cookie,
            rooms,
            tablets,
            dir,
            _stop: stop,
        })
    }

    pub async fn desk(&self) -> Result<Client, Error> {
        Client::open(self.address, self.teacher_cookie.clone()).await
    }
}
