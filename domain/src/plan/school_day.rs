//! The school's date on a tablet without a connection. The school sends its date and how long that
//! day lasts; the tablet counts on from there.
//!
//! The tablet never compares its clock with the school's, so a clock that is wrong by years does no
//! harm. A span that can't be right counts as no time: a tick may then have an earlier day, but it
//! is not lost.

use crate::limits;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Longest a day is looked for; days that clocks are set back on have 25 hours.
const LONGEST_DAY: TimeDelta = TimeDelta::hours(26);
const DAY_MS: i64 = 24 * 60 * 60 * 1_000;

/// A school date as it was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolDay {
    date: NaiveDate,
    /// How long the day goes on from when it was told, in milliseconds.
    lasts_ms: i64,
}

impl SchoolDay {
    /// The day of `now` by the school's own dates, which never go back.
    pub fn found(now: DateTime<Utc>, date_of: impl Fn(DateTime<Utc>) -> NaiveDate) -> Self {
        let date = date_of(now);
        let (mut in_it, mut after) = (0, LONGEST_DAY.num_milliseconds());
        while after - in_it > 1 {
            let middle = in_it.midpoint(after);
            match date_of(now + TimeDelta::milliseconds(middle)) == date {
                true => in_it = middle,
                false => after = middle,
            }
        }
        Self {
            date,
            lasts_ms: after,
        }
    }

    /// The date that was told.
    pub fn date(self) -> NaiveDate {
        self.date
    }

    /// The date `since_ms` milliseconds after it was told, by a clock that need not be right but
    /// should go on evenly.
    pub fn after(self, since_ms: i64) -> NaiveDate {
        self.turned(since_ms).date
    }

    /// The same as told `since_ms` milliseconds later.
    #[must_use]
    pub fn turned(self, since_ms: i64) -> Self {
        if !(0..=limits::plan::OFFLINE_DAY_BELIEVED_FOR.num_milliseconds()).contains(&since_ms) {
            return self;
        }
        let left = self.lasts_ms - since_ms;
        if left > 0 {
            return Self {
                lasts_ms: left,
                ..self
            };
        }
        let days = -left / DAY_MS;
        Self {
            date: self.date + TimeDelta::days(1 + days),
            lasts_ms: DAY_MS * (days + 1) + left,
        }
    }
}
