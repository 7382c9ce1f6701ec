//! Reads the wall clock and makes ids; everything else takes both as arguments.

use chrono::{DateTime, Local, TimeDelta, Utc};
use chrono_tz::Tz;
use std::sync::Arc;
use uuid::Uuid;

pub use app::request::{Clock, Dates};

/// The machine's clock. For tests of whole days it begins at the instant `FLEDGE_TEST_NOW`.
#[expect(clippy::disallowed_methods, reason = "this is the server's clock")]
pub fn wall() -> Clock {
    let set = std::env::var("FLEDGE_TEST_NOW").ok();
    let begins = set.and_then(|it| it.parse::<DateTime<Utc>>().ok());
    let ahead = begins.map_or(TimeDelta::zero(), |it| it - Utc::now());
    Arc::new(move || Utc::now() + ahead)
}

/// The dates of a time zone; without one, of this machine's.
pub fn dates(zone: Option<Tz>) -> Dates {
    Arc::new(move |now| match zone {
        Some(zone) => now.with_timezone(&zone).date_naive(),
        None => now.with_timezone(&Local).date_naive(),
    })
}

/// A request's id: what a person can quote and what finds the log line.
#[expect(clippy::disallowed_methods, reason = "this is the server's id source")]
pub fn request_id() -> String {
    let id = Uuid::now_v7().simple().to_string();
    format!("{}-{}", &id[4..12], &id[24..])
}
