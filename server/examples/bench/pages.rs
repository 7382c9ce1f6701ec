//! F3: the class page against a bare handler that sends the same bytes, and board data.

use crate::{
    Error, Figure,
    client::{BROWSER, Client, PLAIN, unpacked},
    percentile,
    room::School,
};
use axum::{Router, body::Bytes, http::header::CONTENT_ENCODING, routing::get};
use std::{
    net::{Ipv4Addr, SocketAddr},
    time::{Duration, Instant},
};
use tokio::net::TcpListener;

const CLIENTS: usize = 16;
const LASTS: Duration = Duration::from_secs(4);

pub async fn measure() -> Result<Vec<Figure>, Error> {
    let school = School::open().await?;
    let class = school.rooms[0];
    let (address, cookie) = (school.address, school.teacher_cookie.clone());
    let page = format!("/desk/class/{class}");
    let bytes = school
        .desk()
        .await?
        .good("GET", &page, "text/plain", "")
        .await?;
    let text = unpacked(&bytes);
    if !text.contains("Number 0") || text.len() == bytes.len() {
        return Err("the class page has no children on it, or is not compressed".into());
    }
    let (size, whole) = (bytes.len(), text.len());
    let bare = same_bytes(bytes).await?;
    let get = Asked::get(&page);
    let (of_bare, _) = load(bare, "", Asked::get("/"), LASTS).await?;
    let (rate, _) = load(address, &cookie, get, LASTS).await?;
    let plain = Asked {
        accepts: PLAIN,
        ..get
    };
    let (anew, _) = load(address, &cookie, plain, LASTS).await?;
    let of_class = format!("class={class}");
    let board = Asked {
        method: "POST",
        path: "/api/board/board",
        body: &of_class,
        ..get
    };
    let (board, took) = load(address, &cookie, board, LASTS).await?;
    let what = format!("class page of 30 children, {size} bytes of {whole}, {CLIENTS} clients");
    let written = "the same, written anew each time and not compressed";
    Ok(vec![
        Figure::new("F3.page", rate, "1/s", what).least(1_000.0),
        Figure::new("F3.page-anew", anew, "1/s", written),
        Figure::new(
            "F3.page-ratio",
            rate / of_bare,
            "×",
            format!("of a bare handler's {of_bare:.0} answers/s with the same bytes"),
        )
        .least(0.1),
        Figure::new("F3.board", board, "1/s", "board data of 30 children"),
        Figure::new(
            "F3.board-p99",
            percentile(&took, 0.99),
            "ms",
            format!("board data, 99 of 100, {CLIENTS} clients"),
        )
        .most(10.0),
    ])
}

/// A server that does nothing but send these bytes.
async fn same_bytes(bytes: Bytes) -> Result<SocketAddr, Error> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let answer = move || async move { ([(CONTENT_ENCODING, "gzip")], bytes.clone()) };
    let router = Router::new().route("/", get(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    Ok(address)
}

/// A request that is sent again and again.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    pub method: &'static str,
    pub path: &'a str,
    pub body: &'a str,
    pub accepts: &'static str,
}

impl<'a> Asked<'a> {
    pub fn get(path: &'a str) -> Self {
        Self {
            method: "GET",
            path,
            body: "",
            accepts: BROWSER,
        }
    }
}

/// Answers a second, and how long each took in milliseconds, sorted.
pub async fn load(
    address: SocketAddr,
    cookie: &str,
    asked: Asked<'_>,
    lasts: Duration,
) -> Result<(f64, Vec<f64>), Error> {
    let mut clients = Vec::new();
    let begun = Instant::now();
    let Asked {
        method, accepts, ..
    } = asked;
    for _ in 0..CLIENTS {
        let [cookie, path, body] = [cookie, asked.path, asked.body].map(str::to_owned);
        clients.push(tokio::spawn(async move {
            let mut client = Client::open(address, cookie).await?;
            client.accepts = accepts;
            let kind = "application/x-www-form-urlencoded";
            let mut took = Vec::new();
            while begun.elapsed() < lasts {
                let sent = Instant::now();
                client.good(method, &path, kind, body.clone()).await?;
                took.push(sent.elapsed().as_secs_f64() * 1_000.0);
            }
            Ok::<_, Error>(took)
        }));
    }
    let mut took = Vec::new();
    for client in clients {
        took.extend(client.await??);
    }
    let rate = f64::from(u32::try_from(took.len())?) / begun.elapsed().as_secs_f64();
    took.sort_by(f64::total_cmp);
    Ok((rate, took))
}
