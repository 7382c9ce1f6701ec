//! Has events judged again whose day has come. They were refused because the school's clock, or the
//! tablet's, was wrong when they came.

use app::request::{Clock, log_cause};
use std::time::Duration;
use store::{Db, event};
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

/// How often it looks for them.
const EVERY: Duration = Duration::from_mins(1);

/// Looks for them until the process is to end.
pub async fn run(db: Db, clock: Clock, mut stop: watch::Receiver<bool>) {
    let mut minutes = interval(EVERY);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = minutes.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        match event::apply_due(&db, clock()).await {
            Ok(0) => {}
            Ok(applied) => tracing::info!(applied, "events whose day has come"),
            Err(error) => log_cause("-", &error),
        }
    }
}
