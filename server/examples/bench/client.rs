//! A browser's connection, kept open.

use crate::Error;
use axum::body::{Body, Bytes};
use http_body_util::BodyExt;
use hyper::{
    Request, Response, StatusCode,
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use std::net::SocketAddr;
use tokio::net::TcpStream;

pub struct Client {
    send: SendRequest<Body>,
    cookies: String,
}

impl Client {
    pub async fn open(address: SocketAddr, cookies: String) -> Result<Self, Error> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (send, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self { send, cookies })
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
            Err(format!("{path}: {status} {}", String::from_utf8_lossy(&bytes)).into())
        }
    }
}
