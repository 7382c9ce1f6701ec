//! What every handler shares: the database and the other parts, and the options of the HTTP server.

use crate::{
    admission::{Admission, BodyRate, FairSlots, RequestSlots, Sender},
    metrics::Metrics,
    notifier::ClassNotifier,
    page_cache::PageCache,
};
use app::request::Ctx;
use axum::extract::FromRef;
use std::{sync::Arc, time::Duration};
use tokio::sync::watch;

/// What every handler may use.
#[derive(Clone)]
pub struct ServerState {
    pub ctx: Ctx,
    pub notifier: Arc<ClassNotifier>,
    pub metrics: Arc<Metrics>,
    pub page_cache: Arc<PageCache>,
    pub options: Arc<HttpOptions>,
    pub admission: Arc<Admission>,
    /// The live streams that are open.
    pub streams: FairSlots<Sender>,
    /// Turns true when the process is to end.
    pub stop: watch::Receiver<bool>,
}

/// How the server behaves to the outside.
pub struct HttpOptions {
    /// The one address that is ours; none: whatever host a request names.
    pub public_url: Option<String>,
    pub https: bool,
    /// How many entries of X-Forwarded-For our own proxies wrote.
    pub proxies: usize,
    /// How often a silent stream says that it is alive, and its right is checked.
    pub heartbeat: Duration,
    /// Connections open at once; of one address half of them, unless it is a proxy's.
    pub connections: usize,
    /// How long a client may take nothing of its answer.
    pub write_timeout: Duration,
    /// How fast a request's body must come.
    pub body_rate: BodyRate,
    /// Batches of events worked on at once.
    pub event_requests: usize,
    /// Requests of strangers worked on at once.
    pub stranger_requests: usize,
    /// All other requests worked on at once.
    pub other_requests: usize,
    /// Streams open at once.
    pub streams: usize,
    /// Streams of one session open at once: a browser needs one, whatever the number of its tabs.
    pub streams_of_session: usize,
}

impl Default for HttpOptions {
    fn default() -> Self {
        Self {
            public_url: None,
            https: false,
            proxies: 0,
            heartbeat: Duration::from_secs(4),
            connections: 8_192,
            write_timeout: Duration::from_secs(30),
            body_rate: BodyRate {
                grace: Duration::from_secs(5),
                bytes_a_second: 16 * 1024,
            },
            event_requests: 512,
            stranger_requests: 1_024,
            other_requests: 512,
            streams: 4_096,
            streams_of_session: 16,
        }
    }
}

impl FromRef<ServerState> for Ctx {
    fn from_ref(state: &ServerState) -> Self {
        state.ctx.clone()
    }
}

impl ServerState {
    pub fn new(ctx: Ctx, options: HttpOptions, stop: watch::Receiver<bool>) -> Self {
        Self {
            notifier: ClassNotifier::start(ctx.db.changes()),
            metrics: Arc::default(),
            page_cache: Arc::default(),
            admission: Arc::new(Admission::new(
                RequestSlots {
                    events: options.event_requests,
                    strangers: options.stranger_requests,
                    others: options.other_requests,
                },
                options.body_rate,
            )),
            streams: FairSlots::new(options.streams, options.streams_of_session),
            options: Arc::new(options),
            ctx,
            stop,
        }
    }
}
