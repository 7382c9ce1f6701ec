//! D7: durable events a second, through HTTP, against what bare `SQLite` does on the same disk in
//! the same minute.

use crate::{
    Error, Figure,
    client::{Client, unpacked},
    percentile,
    room::{School, Tablet},
};
use domain::event::Event;
use serde_json::json;
use sqlx::{
    Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};
use std::{path::Path, sync::Arc, time::Duration};
use store::Db;
use tokio::time::Instant;

const LASTS: Duration = Duration::from_secs(6);
/// Rows a commit of the bare comparison, as promised.
const ROWS: u32 = 64;

pub async fn measure() -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    for (size, least, ratio) in [(1, 2_500.0, 0.25), (20, 2_500.0, 0.5)] {
        let school = School::open().await?;
        let before = bare(school.dir.path()).await?;
        let (rate, took) = through_http(school, size, answer).await?;
        let after = bare(crate::room::dir()?.path()).await?;
        let bare = f64::midpoint(before, after);
        let (half, most) = (percentile(&took, 0.5), percentile(&took, 0.99));
        let of = format!("{size} a request, 300 clients");
        let [a, b, c, d] = match size {
            1 => ["D7.rate", "D7.p50", "D7.p99", "D7.ratio"],
            _ => ["D7.rate20", "D7.p50-20", "D7.p99-20", "D7.ratio20"],
        };
        figures.extend([
            Figure::new(a, rate, "1/s", format!("durable events, {of}")).least(least),
            Figure::new(b, half, "ms", format!("half of the requests, {of}")),
            Figure::new(c, most, "ms", format!("99 of 100 requests, {of}")).most(match size {
                1 => 100.0,
                _ => f64::MAX,
            }),
            Figure::new(
                d,
                rate / bare,
                "×",
                format!("of bare SQLite's {bare:.0} rows/s at {ROWS} a commit, {of}"),
            )
            .least(ratio),
        ]);
    }
    for it in &mut figures {
        if it.most == Some(f64::MAX) {
            it.most = None;
        }
    }
    Ok(figures)
}

/// The same with children who tick their goals of today.
pub async fn ticks() -> Result<Vec<Figure>, Error> {
    let mut school = School::open().await?;
    school.plan().await?;
    let (rate, took) = through_http(school, 1, tick).await?;
    let of = "1 a request, 300 children ticking";
    let at = |share| percentile(&took, share);
    Ok(vec![
        Figure::new("D7.ticks", rate, "1/s", format!("durable ticks, {of}")),
        Figure::new("D7.ticks-p50", at(0.5), "ms", format!("half of them, {of}")),
        Figure::new("D7.ticks-p99", at(0.99), "ms", format!("99 of 100, {of}")).most(100.0),
    ])
}

/// A child's next act, given their revision.
type Act = fn(&mut Tablet, &Db, u32) -> Event;

fn answer(tablet: &mut Tablet, db: &Db, rev: u32) -> Event {
    let item = tablet.item.clone();
    tablet.act(db, &item, rev, false)
}

fn tick(tablet: &mut Tablet, db: &Db, rev: u32) -> Event {
    tablet.tick(db, rev)
}

/// How many a second, and how long each request took, in milliseconds and in order. Every client has
/// done something before: the first of all would count the caches that a process fills once.
async fn through_http(mut school: School, size: u32, act: Act) -> Result<(f64, Vec<f64>), Error> {
    let address = school.address;
    let db = school.db.clone();
    let start = Arc::new(tokio::sync::Barrier::new(school.tablets.len() + 1));
    let mut clients = Vec::new();
    for mut tablet in std::mem::take(&mut school.tablets) {
        let (db, start) = (db.clone(), Arc::clone(&start));
        clients.push(tokio::spawn(async move {
            let mut client = Client::open(address, tablet.cookie.clone()).await?;
            let mut rev = 0;
            let mut send = async || {
                let mut events = Vec::new();
                for _ in 0..size {
                    rev += 1;
                    events.push(act(&mut tablet, &db, rev));
                }
                let body = json!({ "events": events }).to_string();
                let sent = Instant::now();
                let answer = client
                    .good("POST", "/api/v1/events", "application/json", body)
                    .await?;
                let took = sent.elapsed().as_secs_f64() * 1_000.0;
                let answer = unpacked(&answer);
                if answer.matches("\"accepted\"").count() != events.len() {
                    return Err(Error::from(format!("not accepted: {answer}")));
                }
                Ok(took)
            };
            send().await?;
            start.wait().await;
            let (begun, mut took) = (Instant::now(), Vec::new());
            while begun.elapsed() < LASTS {
                took.push(send().await?);
            }
            Ok::<_, Error>(took)
        }));
    }
    start.wait().await;
    let begun = Instant::now();
    let mut took = Vec::new();
    for client in clients {
        took.extend(client.await??);
    }
    let lasted = begun.elapsed().as_secs_f64();
    took.sort_by(f64::total_cmp);
    let events = f64::from(u32::try_from(took.len())?) * f64::from(size);
    Ok((events / lasted, took))
}

/// Rows a second of one connection that does nothing else.
async fn bare(dir: &Path) -> Result<f64, Error> {
    let options = SqliteConnectOptions::new()
        .filename(dir.join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    let mut conn = SqliteConnection::connect_with(&options).await?;
    let table = "CREATE TABLE IF NOT EXISTS event (id BLOB PRIMARY KEY, body TEXT) STRICT";
    sqlx::query(table).execute(&mut conn).await?;
    let body = "x".repeat(300);
    let (begun, mut rows) = (Instant::now(), 0_u32);
    while begun.elapsed() < Duration::from_secs(2) {
        let mut tx = conn.begin().await?;
        for _ in 0..ROWS {
            rows += 1;
            sqlx::query("INSERT INTO event (id, body) VALUES ($1, $2)")
                .bind(store::Ids.uuid())
                .bind(&body)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await?;
    }
    let rate = f64::from(rows) / begun.elapsed().as_secs_f64();
    conn.close().await?;
    Ok(rate)
}
