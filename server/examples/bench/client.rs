//! A browser's connection, kept open.

use crate::Error;
use axum::body::{Body, Bytes};
use flate2::read::GzDecoder;
use http_body_util::BodyExt;
use hyper::{
    Request, Response, StatusCode,
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use std::{io::Read, net::SocketAddr};
use tokio::net::TcpStream;

pub struct Client {
    send: SendRequest<Body>,
    cookies: String,
    /// What it can unpack, as browsers say it.
    pub accepts: &'static str,
}

/// What every browser can unpack.
pub const BROWSER: &str = "gzip, deflate, br, zstd";
/// As it is.
pub const PLAIN: &str = "identity";

impl Client {
    pub async fn open(address: SocketAddr, cookies: String) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (send, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            send,
            cookies,
            accepts: BROWSER,
        })
    }

    pub async fn ask(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> Result<Response<Incoming>, Error> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", "fledge.test")
            .header("sec-fetch-site", "same-origin")
            .header("accept", "application/json")
            .header("accept-encoding", self.accepts)
            .header("content-type", kind)
            .header("cookie", &self.cookies)
            .body(body.into())?;
        self.send.ready().await?;
        Ok(self.send.send_request(request).await?)
    }

    /// The whole answer, which has to be a good one.
    pub async fn good(
        &mut self,
        method: &str,
        path: &str,
        kind: &str,
        body: impl Into<Body>,
    ) -> Result<Bytes, Error> {
        let answer = self.ask(method, path, kind, body).await?;
        let status = answer.status();
        let bytes = answer.into_body().collect().await?.to_bytes();
        if status == StatusCode::OK {
            Ok(bytes)
        } else {
            Err(format!("{path}: {status} {}", unpacked(&bytes)).into())
        }
    }
}

/// An answer's text, packed or not.
pub fn unpacked(bytes: &[u8]) -> String {
    let mut text = Vec::new();
    match GzDecoder::new(bytes).read_to_end(&mut text) {
        Ok(_) => String::from_utf8_lossy(&text).into_owned(),
        Err(_) => String::from_utf8_lossy(bytes).into_owned(),
    }
}
