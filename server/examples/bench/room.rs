//! A school of ten rooms, thirty children each, all of them in the survey at a tablet of their own.

use crate::{Error, client::Client};
use app::request::Ctx;
use chrono::TimeDelta;
use domain::{
    event::{Event, Op},
    ids::{ClassId, DailyId, EventId, PersonId, SchoolId},
    plan::{Area, DailyDraft, Draft, Place, StepDraft, Text, Tick, TickState, Weekdays},
    survey::{Answer, AnswerValue, OpenedRun, RunSettings},
};
use server::{HttpOptions, ServerState, assets, bundled::surveys, clock, limiter, listener};
use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
};
use store::{
    Db, class, plan,
    testing::{TestDb, fixture},
};
use tempfile::TempDir;
use tokio::{net::TcpListener, sync::watch};

pub const ROOMS: usize = 10;
pub const CHILDREN: usize = 30;

pub struct School {
    pub db: Db,
    pub address: SocketAddr,
    /// Of all its servers.
    pub addresses: Vec<SocketAddr>,
    pub teacher_cookie: String,
    pub rooms: Vec<ClassId>,
    pub tablets: Vec<Tablet>,
    pub dir: TempDir,
    cedar: SchoolId,
    reed: PersonId,
    _stop: Vec<watch::Sender<bool>>,
}

pub struct Tablet {
    pub cookie: String,
    pub opened: OpenedRun,
    pub seq: u64,
    /// The third of the items asked.
    pub item: String,
    /// What is to be done today, once there is a plan.
    pub daily: Option<DailyId>,
}

impl Tablet {
    /// The child's next act on an item.
    pub fn act(&mut self, db: &Db, item: &str, rev: u32, done: bool) -> Event {
        let op = Op::Answer {
            response: self.opened.response,
            answer: Answer {
                item: item.to_owned(),
                rev,
                given: AnswerValue::DontKnow,
                done,
                took_ms: 4_000,
            },
        };
        self.event(db, op)
    }

    /// Ticks what is to be done today, or takes the tick back.
    pub fn tick(&mut self, db: &Db, rev: u32) -> Event {
        let now = clock::wall()();
        let tick = Tick {
            daily: self.daily.expect("School::plan came before"),
            on: now.date_naive(),
            rev,
            state: match rev % 2 {
                1 => TickState::Done,
                _ => TickState::Open,
            },
            felt: None,
        };
        self.event(db, Op::Tick { tick })
    }

    fn event(&mut self, db: &Db, op: Op) -> Event {
        self.seq += 1;
        Event {
            id: EventId(db.ids().uuid()),
            device: self.opened.me.device,
            seq: self.seq,
            session: self.opened.me.session,
            child: self.opened.me.child,
            at: clock::wall()(),
            op,
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

fn draft() -> Draft {
    let own = |words: &str| Text::Own(words.to_owned());
    let step = |title: &str| StepDraft {
        id: None,
        picture: None,
        title: title.to_owned(),
    };
    Draft {
        area: Area::Heart,
        picture: "star".to_owned(),
        title: own("Speak up"),
        why: "So that I dare".to_owned(),
        measure: None,
        steps: vec![step("Ask a friend"), step("Ask in a group")],
        daily: vec![DailyDraft {
            id: None,
            picture: "star".to_owned(),
            title: own("I raise my hand"),
            days: Weekdays::SCHOOL,
            cadence: domain::plan::Cadence::EachDay,
            place: Place::School,
        }],
        entry: None,
        competency: None,
        signed_child: true,
        signed_teacher: true,
    }
}

/// Serves a database on a real socket until what comes back is dropped.
pub async fn serve(db: Db) -> Result<(SocketAddr, watch::Sender<bool>), Error> {
    let clock = clock::wall();
    let book = server::bundled::goal_book::load().expect("the book that comes with Fledge");
    let ctx = Ctx {
        db,
        limiter: limiter::limiter(limiter::uptime()),
        sign_ins: Arc::default(),
        heavy_work: app::request::HeavyWork::default(),
        clock,
        dates: Arc::new(|now| now.date_naive()),
        book: Arc::new(book),
        presets: Arc::default(),
        surveys: Arc::new(surveys::load()?),
        assets: Arc::new(assets::manifest()?),
        secure_cookies: true,
    };
    let (stop, stopped) = watch::channel(false);
    let state = ServerState::new(ctx, HttpOptions::default(), stopped.clone());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(listener::serve(listener, state, stopped));
    Ok((address, stop))
}

impl School {
    pub async fn open() -> Result<Self, Error> {
        let dir = dir()?;
        let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
        let db = Db::create(&url, clock::wall()()).await?;
        Self::of(vec![db], dir).await
    }

    /// Two servers on one `PostgreSQL`, that of the tests, which does not wait for the disk.
    pub async fn of_two() -> Result<Self, Error> {
        let db = TestDb::postgres().await;
        Self::of(vec![db.clone(), db.another().await], dir()?).await
    }

    async fn of(dbs: Vec<Db>, dir: TempDir) -> Result<Self, Error> {
        let now = clock::wall()();
        let db = dbs[0].clone();
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
            let start = RunSettings::default();
            let run = store::survey::start(&db, &teacher, survey, body, None, start, now).await?;
            for m in 0..CHILDREN {
                let number = n * CHILDREN + m;
                let child = fixture::one_more_child(&db, small.cedar, room, number).await;
                let (device, token) = fixture::tablet(&db, &teacher).await;
                let (child, _) = fixture::child_in(&db, &device, child).await;
                let mut tablet = Tablet {
                    cookie: format!("__Host-fledge-tablet={}", token.as_str()),
                    opened: store::survey::open(&db, &child, run, now).await?,
                    seq: 0,
                    item: String::new(),
                    daily: None,
                };
                tablet.item = tablet.items().swap_remove(2);
                tablets.push(tablet);
            }
            rooms.push(room);
        }
        let (mut addresses, mut stops) = (Vec::new(), Vec::new());
        for db in dbs {
            let (address, stop) = serve(db).await?;
            addresses.push(address);
            stops.push(stop);
        }
        Ok(Self {
            db,
            address: addresses[0],
            addresses,
            teacher_cookie,
            rooms,
            tablets,
            dir,
            cedar: small.cedar,
            reed: small.reed,
            _stop: stops,
        })
    }

    /// Gives each child a goal of two steps with something to do every day.
    pub async fn plan(&mut self) -> Result<(), Error> {
        let now = clock::wall()();
        let today = now.date_naive();
        let days = (today - TimeDelta::days(20), today + TimeDelta::days(40));
        fixture::term(&self.db, self.cedar, &self.rooms, "Term", days).await;
        for (room, tablets) in self.rooms.iter().zip(self.tablets.chunks_mut(CHILDREN)) {
            let teacher = fixture::teacher(&self.db, self.reed, *room).await;
            for tablet in tablets {
                let children = [tablet.opened.me.child];
                let draft = draft();
                let made = plan::insert_goal(&self.db, &teacher, &children, &draft, today, now);
                tablet.daily = made.await?[0].daily.first().map(|it| it.id);
            }
        }
        Ok(())
    }

    pub async fn desk(&self) -> Result<Client, Error> {
        self.desk_at(0).await
    }

    /// At one of the servers, by turns.
    pub async fn desk_at(&self, n: usize) -> Result<Client, Error> {
        let address = self.addresses[n % self.addresses.len()];
        Client::open(address, self.teacher_cookie.clone()).await
    }
}
