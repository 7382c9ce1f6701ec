//! The one place that reads the wall clock and makes up ids; everything else is given them.

use chrono::Utc;
use std::sync::Arc;
use uuid::Uuid;

pub use app::server::Clock;

#[expect(clippy::disallowed_methods, reason = "this is the server's clock")]
pub fn wall() -> Clock {
    Arc::new(Utc::now)
}

/// A request's id: what a person can quote and what finds the log line.
#[expect(clippy::disallowed_methods, reason = "this is the server's id source")]
pub fn request_id() -> String {
    let id = Uuid::now_v7().simple().to_string();
    format!("{}-{}", &id[4..12], &id[24..])
}
