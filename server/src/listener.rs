//! Accepts connections until the stop signal, then gives open ones some seconds to end.
//! Written here because `axum::serve` has no limit on how slowly a request may be sent.

use crate::{
    admission::{Connection, Connections, OpenConnection},
    metrics::Refused,
    router::router,
    state::ServerState,
};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::ConnectInfo,
};
use domain::signin::network;
use hyper::{
    Request,
    body::{Frame, Incoming, SizeHint},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use std::{
    convert::Infallible,
    io,
    net::{IpAddr, SocketAddr},
    pin::Pin,
    sync::{Arc, atomic::Ordering::Relaxed},
    task::{Context, Poll},
    time::Duration,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, watch},
    time::{sleep, timeout},
};
use tokio_io_timeout::TimeoutStream;
use tower::ServiceExt;

/// How long a request's head may take to arrive, which is also how long a connection may idle.
const HEADER_TIMEOUT: Duration = Duration::from_secs(75);
/// How long what is under way may take to end after the signal to stop (L4: five seconds in all).
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(4);
/// How soon to look again for a connection that can make room.
const ROOM_RETRY: Duration = Duration::from_millis(50);

/// Serves until `stop` turns true, and returns when all connections have ended or their time is up.
pub async fn serve(listener: TcpListener, state: ServerState, mut stop: watch::Receiver<bool>) {
    let options = &state.options;
    // Behind a proxy all come from its address.
    let most_of_address = match options.proxies {
        0 => (options.connections / 2).max(1),
        _ => usize::MAX,
    };
    let connections = Arc::new(Connections::new(options.connections, most_of_address));
    let server = Server {
        router: router(state.clone()),
        connections,
        graceful: GracefulShutdown::new(),
        state,
    };
    loop {
        let accepted = tokio::select! {
            accepted = server.accept(&listener) => accepted,
            _ = stop.wait_for(|stop| *stop) => break,
        };
        match accepted {
            Ok(None) => {}
            Ok(Some((stream, peer, place))) => server.open(stream, peer, place),
            Err(error) if is_of_one_connection(&error) => {}
            Err(error) => {
                tracing::error!(%error, "accept");
                server.connections.make_room();
                sleep(ROOM_RETRY).await;
            }
        }
    }
    drop(listener);
    if timeout(SHUTDOWN_TIMEOUT, server.graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("connections were still open and have been cut");
    }
}

fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}

struct Server {
    state: ServerState,
    router: Router,
    connections: Arc<Connections>,
    graceful: GracefulShutdown,
}

type Accepted = (TcpStream, SocketAddr, OwnedSemaphorePermit);

impl Server {
    /// The next connection, as soon as there is a place for it.
    async fn accept(&self, listener: &TcpListener) -> io::Result<Option<Accepted>> {
        let place = match self.connections.try_place() {
            Some(place) => place,
            None => {
                self.connections.make_room();
                match timeout(ROOM_RETRY, self.connections.place()).await {
                    Ok(Some(place)) => place,
                    _ => return Ok(None),
                }
            }
        };
        let (stream, peer) = listener.accept().await?;
        Ok(Some((stream, peer, place)))
    }

    fn open(&self, stream: TcpStream, peer: SocketAddr, place: OwnedSemaphorePermit) {
        match self.connections.open(address_of(peer), place) {
            Some(connection) => self.serve_connection(stream, peer, connection),
            None => self.state.metrics.refuse(Refused::Connections),
        }
    }

    fn serve_connection(&self, stream: TcpStream, peer: SocketAddr, open: OpenConnection) {
        let _ = stream.set_nodelay(true);
        let connection = Arc::clone(open.connection());
        let router = self.router.clone();
        let service = service_fn({
            let connection = Arc::clone(&connection);
            move |request: Request<Incoming>| {
                let mut request = request.map(Body::new);
                request.extensions_mut().insert(ConnectInfo(peer));
                request.extensions_mut().insert(Arc::clone(&connection));
                let (router, connection) = (router.clone(), Arc::clone(&connection));
                async move {
                    let response = router.oneshot(request).await;
                    let response = response.unwrap_or_else(|it| match it {});
                    Ok::<_, Infallible>(response.map(|body| AnswerBody { body, connection }))
                }
            }
        });
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.state.options.write_timeout));
        let serving = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            .serve_connection(TokioIo::new(Box::pin(stream)), service);
        let serving = self.graceful.watch(serving);
        let metrics = Arc::clone(&self.state.metrics);
        metrics.connections.fetch_add(1, Relaxed);
        tokio::spawn(async move {
            // A client that goes away in the middle is no news.
            tokio::select! {
                _ = serving => {}
                () = connection.closing() => metrics.refuse(Refused::ConnectionClosed),
            }
            metrics.connections.fetch_sub(1, Relaxed);
            drop(open);
        });
    }
}

fn address_of(peer: SocketAddr) -> IpAddr {
    network(peer.ip())
}

/// The body of an answer: once it is sent, the connection waits for its client again.
struct AnswerBody {
    body: Body,
    connection: Arc<Connection>,
}

impl hyper::body::Body for AnswerBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for AnswerBody {
    fn drop(&mut self) {
        self.connection.set_waiting();
    }
}

/// Turns true when the process is asked to end.
pub fn shutdown_signal() -> io::Result<watch::Receiver<bool>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (stopped, stop) = watch::channel(false);
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
        stopped.send_replace(true);
    });
    Ok(stop)
}
