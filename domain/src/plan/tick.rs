//! Ticks: the state of a daily goal on one day. The highest revision counts, and of equal revisions
//! the higher event id; so the order and number of arrivals do not matter.

use crate::ids::{DailyId, EventId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::TermCard;

/// What is said of a daily goal on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TickState {
    Done,
    /// At it just now; it says nothing of whether it will be done.
    Now,
    /// Neutral: as if it had not been planned.
    NotToday,
    /// Nothing, or taken back.
    Open,
}

/// How it went; optional, and never counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Felt {
    Good,
    Ok,
    Hard,
}

/// The state of a daily goal on a day.
///
/// # Examples
///
/// ```
/// # use domain::plan::Tick;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19", "rev": 1,
///         "state": "done", "felt": "good"
///     }),
///     json!({
///         "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19", "rev": 2,
///         "state": "open"
///     }),
/// ] {
///     let tick: Tick = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&tick)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    pub daily: DailyId,
    /// The tablet's local date, taken as the school's.
    pub on: NaiveDate,
    /// One more than the state it was made from.
    pub rev: u32,
    pub state: TickState,
    /// How it went; `None` where the child did not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub felt: Option<Felt>,
}

impl Tick {
    /// Whether the date can be believed: within the plan's term, however long the tablet was
    /// offline, and no more than a day ahead of when the school took it (by UTC, since the tablet's
    /// zone is not known).
    pub fn is_possible(&self, term: &TermCard, taken_at: DateTime<Utc>) -> bool {
        term.contains(self.on) && self.believed_from() <= taken_at.date_naive()
    }

    /// The first day (UTC) on which the school believes the date. Before it, either the tablet's clock
    /// is ahead or the school's is behind; the tick is judged again on that day.
    pub fn believed_from(&self) -> NaiveDate {
        self.on.pred_opt().unwrap_or(self.on)
    }
}

/// What a state is weighed by; it has no equal.
pub type TickWeight = (u32, EventId);

/// Ticks as events bring them, in whatever order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ticks(BTreeMap<(DailyId, NaiveDate), (TickWeight, Tick)>);

impl Ticks {
    /// Takes a tick; true if it stands now.
    pub fn take(&mut self, event: EventId, tick: Tick) -> bool {
        let mine = (tick.rev, event);
        let key = (tick.daily, tick.on);
        if self.0.get(&key).is_some_and(|(held, _)| *held >= mine) {
            return false;
        }
        self.0.insert(key, (mine, tick));
        true
    }

    /// Those that stand, by daily goal and day.
    pub fn list(&self) -> Vec<Tick> {
        self.0.values().map(|(_, tick)| tick.clone()).collect()
    }
}
