//! The server process: command line, configuration, router, live stream, telemetry. The rules about
//! children are in `domain`, the SQL in `store`, the pages in `app`.

#![recursion_limit = "512"]

pub mod admission;
pub mod admit;
pub mod assets;
pub mod backups;
pub mod bundled;
pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod demo;
pub mod due;
pub mod import;
pub mod last_seen;
pub mod limiter;
pub mod listener;
pub mod metrics;
pub mod middleware;
pub mod notifier;
pub mod page_cache;
pub mod refusal;
pub mod render;
pub mod router;
pub mod routes;
pub mod state;
pub mod telemetry;

pub use state::{HttpOptions, ServerState};
