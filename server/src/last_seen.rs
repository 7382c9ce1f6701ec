//! Writes down every few seconds who was seen, so that no request waits for it.

use std::time::Duration;
use store::{
    Db,
    proof::{self, Office},
};
use tokio::{sync::watch, time::sleep};

/// A tablet counts as quiet after minutes: what is some seconds late is not missed.
const INTERVAL: Duration = Duration::from_secs(5);

/// Until the process ends. What fails is tried again with the next; readiness and metrics tell of it.
pub async fn write_regularly(db: Db, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = sleep(INTERVAL) => {}
            _ = stop.wait_for(|it| *it) => return,
        }
        drop(proof::write_seen(&db, &Office::at_the_console()).await);
    }
}
