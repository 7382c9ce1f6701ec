//! The program itself, as it is built beside this: how soon it answers, and what memory it holds,
//! idle and for each open stream.

use crate::{Error, Figure, room::dir};
use server::clock;
use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    thread::sleep,
    time::{Duration, Instant},
};
use store::{Db, testing::fixture};

const STREAMS: u32 = 500;

/// The program, serving; gone with this.
struct Program {
    child: Child,
    address: String,
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Program {
    fn serve(dir: &Path) -> Result<Self, Error> {
        let own = env::current_exe()?;
        let program = own
            .parent()
            .and_then(|it| it.parent())
            .map(|it| it.join("fledge"))
            .filter(|it| it.exists())
            .ok_or("fledge was not built beside this")?;
        let mut child = Command::new(program)
            .current_dir(dir)
            .args(["serve", "--listen", "127.0.0.1:0", "--log-level", "error"])
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let address = lines.map_while(Result::ok).find_map(|line| {
            let (_, rest) = line.split_once("listening on ")?;
            Some(rest.split_once(')')?.0.to_owned())
        });
        let address = address.ok_or("it does not say where it listens")?;
        Ok(Self { child, address })
    }

    /// A request on a connection of its own, and that its answer is a good one.
    fn ask(&self, path: &str, cookie: &str) -> Result<TcpStream, Error> {
        let mut socket = TcpStream::connect(&self.address)?;
        let request = format!("GET {path} HTTP/1.1\r\nhost: x\r\ncookie: {cookie}\r\n\r\n");
        socket.write_all(request.as_bytes())?;
        let mut start = [0; 12];
        socket.read_exact(&mut start)?;
        match &start {
            b"HTTP/1.1 200" => Ok(socket),
            other => Err(String::from_utf8_lossy(other).into()),
        }
    }

    /// Memory it holds, in KiB.
    fn held(&self) -> Result<f64, Error> {
        sleep(Duration::from_millis(300));
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let held = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let held = held.and_then(|it| it.trim().strip_suffix(" kB"));
        Ok(held.ok_or("no figure of its memory")?.trim().parse()?)
    }
}

/// From start to the first answer, on a database that is there, and the memory held then.
pub async fn cold_start() -> Result<Vec<Figure>, Error> {
    let dir = dir()?;
    let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
    Db::create(&url, clock::wall()()).await?.close().await?;
    let (mut took, mut held) = (f64::MAX, 0.0);
    for _ in 0..4 {
        let begun = Instant::now();
        let program = Program::serve(dir.path())?;
        program.ask("/readyz", "")?;
        let ms = begun.elapsed().as_secs_f64() * 1_000.0;
        if ms < took {
            (took, held) = (ms, program.held()?);
        }
    }
    let held = held / 1_024.0;
    Ok(vec![
        Figure::new("F3.rss", held, "MiB", "memory of the idle program").most(60.0),
        Figure::new("F3.cold", took, "ms", "from start to the first answer").most(300.0),
    ])
}

/// The memory that each open stream takes.
pub async fn streams() -> Result<Vec<Figure>, Error> {
    let (dir, now) = (dir()?, clock::wall()());
    let url = format!("sqlite:{}", dir.path().join("fledge.db").display());
    let db = Db::create(&url, now).await?;
    let small = fixture::small(&db).await;
    let mut cookies = Vec::new();
    for _ in 0..=STREAMS {
        let token = fixture::adult_token(&db, small.reed, now).await;
        cookies.push(format!("__Host-fledge-desk={}", token.as_str()));
    }
    db.close().await?;
    let path = format!("/live/{}", small.room1);
    let program = Program::serve(dir.path())?;
    // What a process fills once is not counted.
    let mut open = Vec::new();
    let mut before = 0.0;
    for (n, cookie) in cookies.iter().enumerate() {
        open.push(program.ask(&path, cookie)?);
        if n == 0 {
            before = program.held()?;
        }
    }
    let each = (program.held()? - before) / f64::from(STREAMS);
    let what = format!("memory of an open stream, of {STREAMS}");
    Ok(vec![Figure::new("L3.rss", each, "KiB", what)])
}
