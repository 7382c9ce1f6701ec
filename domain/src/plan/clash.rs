//! Where two tablets said different things of the same daily goal on the same day, each from the
//! same state. One stands by the rule of [`Weight`]; the other is not thrown away, but shown.

use super::{Tick, Weight};
use crate::ids::{DailyId, EventId};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A tick as it came to school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub event: EventId,
    pub tick: Tick,
    /// The tablet's name.
    pub tablet: String,
    /// When the school took it.
    pub at: DateTime<Utc>,
}

impl Said {
    fn weight(&self) -> Weight {
        (self.tick.rev, self.event)
    }
}

/// A tick that lost, and the one it lost against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clash {
    pub stands: Said,
    pub lost: Said,
}

/// The ticks that lost, the latest first. Who ticks and takes it back on one tablet says two things
/// one after the other, and nothing is lost; where two tablets made the same revision, the lighter
/// one was never seen by the other. What comes to the same is no clash.
pub fn clashes(said: Vec<Said>) -> Vec<Clash> {
    let mut same: BTreeMap<(DailyId, NaiveDate, u32), Vec<Said>> = BTreeMap::new();
    for it in said {
        let key = (it.tick.daily, it.tick.on, it.tick.rev);
        same.entry(key).or_default().push(it);
    }
    let mut all: Vec<Clash> = same.into_values().flat_map(among).collect();
    all.sort_by_key(|it| std::cmp::Reverse((it.lost.at, it.lost.event)));
    all
}

/// Of those that made the same revision.
fn among(mut said: Vec<Said>) -> Vec<Clash> {
    said.sort_by_key(Said::weight);
    let Some(stands) = said.pop() else {
        return Vec::new();
    };
    let unlike = |it: &Said| (it.tick.state, it.tick.felt) != (stands.tick.state, stands.tick.felt);
    let lost = said.into_iter().filter(unlike);
    lost.map(|lost| Clash {
        stands: stands.clone(),
        lost,
    })
    .collect()
}
