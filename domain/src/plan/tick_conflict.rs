//! Finds ticks of two tablets that contradict each other: the same daily goal, the same day, made
//! from the same state. [`TickWeight`] decides which counts; the desk shows the other.

use super::{Tick, TickWeight};
use crate::ids::{DailyId, EventId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A tick as it came to school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceivedTick {
    /// The event that brought it.
    pub event: EventId,
    pub tick: Tick,
    /// The tablet's name.
    pub tablet: String,
    /// When the school took it.
    pub at: DateTime<Utc>,
}

impl ReceivedTick {
    fn weight(&self) -> TickWeight {
        (self.tick.rev, self.event)
    }
}

/// A tick that lost, and the one it lost against.
///
/// # Examples
///
/// ```
/// # use domain::plan::TickConflict;
/// # use serde_json::json;
/// let json = json!({
///     "stands": {
///         "event": "0199a2f0-0000-7000-8000-000000000072",
///         "tick": {
///             "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19", "rev": 1,
///             "state": "done", "felt": "good"
///         },
///         "tablet": "Tablet 3", "at": "2026-10-19T14:30:00Z"
///     },
///     "lost": {
///         "event": "0199a2f0-0000-7000-8000-000000000071",
///         "tick": {
///             "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19", "rev": 1,
///             "state": "not-today"
///         },
///         "tablet": "Tablet 5", "at": "2026-10-19T14:29:00Z"
///     }
/// });
/// let conflict: TickConflict = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&conflict)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TickConflict {
    /// The tick that counts.
    pub stands: ReceivedTick,
    /// The tick that does not count.
    pub lost: ReceivedTick,
}

/// The ticks that lost, the latest first. Who ticks and takes it back on one tablet says two things
/// one after the other, and nothing is lost; where two tablets made the same revision, the lighter
/// one was never seen by the other. What comes to the same is no clash.
pub fn clashes(said: Vec<ReceivedTick>) -> Vec<TickConflict> {
    let mut same: BTreeMap<(DailyId, NaiveDate, u32), Vec<ReceivedTick>> = BTreeMap::new();
    for it in said {
        let key = (it.tick.daily, it.tick.on, it.tick.rev);
        same.entry(key).or_default().push(it);
    }
    let mut all: Vec<TickConflict> = same.into_values().flat_map(among).collect();
    all.sort_by_key(|it| std::cmp::Reverse((it.lost.at, it.lost.event)));
    all
}

/// Of those that made the same revision.
fn among(mut said: Vec<ReceivedTick>) -> Vec<TickConflict> {
    said.sort_by_key(ReceivedTick::weight);
    let Some(stands) = said.pop() else {
        return Vec::new();
    };
    let unlike =
        |it: &ReceivedTick| (it.tick.state, it.tick.felt) != (stands.tick.state, stands.tick.felt);
    let lost = said.into_iter().filter(unlike);
    lost.map(|lost| TickConflict {
        stands: stands.clone(),
        lost,
    })
    .collect()
}
