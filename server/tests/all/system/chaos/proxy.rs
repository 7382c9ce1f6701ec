//! What lies between a browser and the school: late, cut off, stalled or held back, by a seed.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU64, Ordering::Relaxed},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt, copy},
    net::{TcpListener, TcpStream, tcp::OwnedWriteHalf},
    time::sleep,
};

/// Numbers that only the seed decides.
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }
}

/// What becomes of a connection.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Clear,
    /// Each piece comes late, by as much as this.
    Late(u64),
    /// Ends after so many bytes, as far as both sides see.
    Cut(u64),
    /// After so many bytes nothing comes through, and nobody is told.
    Stall(u64),
    /// Comes only once all of it is there: a stream never does.
    Hold,
}

pub struct Proxy {
    pub address: SocketAddr,
    way: Arc<Way>,
}

struct Way {
    to: Mutex<SocketAddr>,
    stormy: AtomicBool,
    holds: bool,
    /// Connections that were cut, stalled or held back.
    harmed: AtomicU64,
}

impl Proxy {
    /// A way to a server, on which there is a storm.
    pub async fn open(to: SocketAddr, dice: Dice) -> Self {
        Self::new(to, dice, false).await
    }

    /// One that holds everything back until it has all of it, also in good weather.
    pub async fn holding(to: SocketAddr) -> Self {
        Self::new(to, Dice::new(0), true).await
    }

    async fn new(to: SocketAddr, mut dice: Dice, holds: bool) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let way = Arc::new(Way {
            to: Mutex::new(to),
            stormy: AtomicBool::new(true),
            holds,
            harmed: AtomicU64::new(0),
        });
        let of_listener = Arc::clone(&way);
        tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let fate = of_listener.fate(&mut dice);
                let (to, dice) = (*of_listener.to.lock().unwrap(), dice.clone());
                tokio::spawn(async move {
                    if let Ok(server) = TcpStream::connect(to).await {
                        pass(browser, server, fate, dice).await;
                    }
                });
            }
        });
        Self { address, way }
    }

    /// Leads to another server, if it led to this one.
    pub fn lead_from(&self, from: SocketAddr, to: SocketAddr) {
        let mut way = self.way.to.lock().unwrap();
        if *way == from {
            *way = to;
        }
    }

    /// From now on connections are good; what is stalled stays so.
    pub fn calm(&self) {
        self.way.stormy.store(false, Relaxed);
    }

    pub fn harmed(&self) -> u64 {
        self.way.harmed.load(Relaxed)
    }
}

impl Way {
    fn fate(&self, dice: &mut Dice) -> Fate {
        if self.holds {
            return Fate::Hold;
        }
        if !self.stormy.load(Relaxed) {
            return Fate::Clear;
        }
        let fate = match dice.below(8) {
            0 => Fate::Cut(0),
            1 | 2 => Fate::Cut(dice.below(4_000)),
            3 => Fate::Stall(dice.below(3_000)),
            4 => Fate::Hold,
            5 => Fate::Late(150),
            _ => Fate::Clear,
        };
        if !matches!(fate, Fate::Clear | Fate::Late(_)) {
            self.harmed.fetch_add(1, Relaxed);
        }
        fate
    }
}

async fn pass(browser: TcpStream, server: TcpStream, fate: Fate, dice: Dice) {
    let (mut asks, browser) = browser.into_split();
    let (answers, mut to_server) = server.into_split();
    tokio::select! {
        _ = copy(&mut asks, &mut to_server) => {}
        _ = answer(answers, browser, fate, dice) => {}
    }
}

async fn answer(
    mut server: impl AsyncRead + Unpin,
    mut browser: OwnedWriteHalf,
    fate: Fate,
    mut dice: Dice,
) -> std::io::Result<()> {
    if let Fate::Hold = fate {
        let mut all = Vec::new();
        server.read_to_end(&mut all).await?;
        return browser.write_all(&all).await;
    }
    let (mut piece, mut passed) = (vec![0; 4_096], 0);
    loop {
        let end = match fate {
            Fate::Cut(end) | Fate::Stall(end) => end,
            _ => u64::MAX,
        };
        let read = server.read(&mut piece).await?;
        let through = usize::try_from(end - passed).unwrap_or(read).min(read);
        if let Fate::Late(most) = fate {
            sleep(Duration::from_millis(dice.below(most))).await;
        }
        browser.write_all(&piece[..through]).await?;
        passed += through as u64;
        match fate {
            Fate::Stall(_) if through < read => std::future::pending().await,
            _ if through < read || read == 0 => return Ok(()),
            _ => {}
        }
    }
}
