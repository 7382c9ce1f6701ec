//! The process: command line, configuration, router, live stream, telemetry. What is true of
//! children and surveys is in `domain`, what is stored in `store`, what is seen in `app`.

#![recursion_limit = "512"]

pub mod assessments;
pub mod assets;
pub mod backups;
pub mod class_page;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod demo;
pub mod events;
pub mod evidence;
pub mod gzip;
pub mod health;
pub mod import;
pub mod layers;
pub mod limiter;
pub mod listen;
pub mod live;
pub mod metrics;
pub mod pages;
mod pdf;
pub mod plans;
pub mod refusal;
pub mod router;
pub mod surveys;
pub mod telemetry;
pub mod templates;

use app::server::Ctx;
use std::{sync::Arc, time::Duration};
use tokio::sync::{Semaphore, watch};

/// What every handler may use.
#[derive(Clone)]
pub struct Process {
    pub ctx: Ctx,
    pub hub: Arc<live::Hub>,
    pub metrics: Arc<metrics::Metrics>,
    pub shelf: Arc<class_page::Shelf>,
    pub rules: Arc<Rules>,
    /// Turns true when the process is to end.
    pub stop: watch::Receiver<bool>,
}

/// How the process behaves to the outside.
pub struct Rules {
    /// The one address that is ours; none: whatever host a request names.
    pub public_url: Option<String>,
    pub https: bool,
    /// How many entries of X-Forwarded-For our own proxies wrote.
    pub proxies: usize,
    /// How often a silent stream says that it is alive, and its right is checked.
    pub beat: Duration,
    /// Requests worked on at once.
    pub at_once: Semaphore,
    /// Requests that bring a file, worked on at once.
    pub files_at_once: Semaphore,
    /// Streams open at once.
    pub streams: Arc<Semaphore>,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            public_url: None,
            https: false,
            proxies: 0,
            beat: Duration::from_secs(4),
            at_once: Semaphore::new(1_024),
            files_at_once: Semaphore::new(4),
            streams: Arc::new(Semaphore::new(4_096)),
        }
    }
}

impl Process {
    pub fn new(ctx: Ctx, rules: Rules, stop: watch::Receiver<bool>) -> Self {
        Self {
            hub: live::Hub::start(ctx.db.changes()),
            metrics: Arc::default(),
            shelf: Arc::default(),
            rules: Arc::new(rules),
            ctx,
            stop,
        }
    }
}
