//! Moves children to the classes that wait for them, on the school's day that the office has said.

use app::request::{Ctx, log_cause};
use std::time::Duration;
use store::people;
use tokio::{
    sync::watch,
    time::{MissedTickBehavior, interval},
};

/// How often it looks for them.
const EVERY: Duration = Duration::from_mins(1);

/// Looks for them until the process is to end.
pub async fn run(ctx: Ctx, mut stop: watch::Receiver<bool>) {
    let mut minutes = interval(EVERY);
    minutes.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        tokio::select! {
            _ = minutes.tick() => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
        match people::move_due_children(&ctx.db, ctx.today(), ctx.now()).await {
            Ok(0) => {}
            Ok(moved) => tracing::info!(moved, "children whose day in a class has come"),
            Err(error) => log_cause("-", &error),
        }
    }
}
