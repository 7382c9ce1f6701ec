//! The days of a term on which a child has school: without the school's days off and the child's
//! away days.

use super::{Daily, TermCard};
use chrono::{Datelike as _, NaiveDate, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A term as one child lives it.
///
/// # Examples
///
/// ```
/// # use domain::plan::Calendar;
/// # use serde_json::json;
/// let json = json!({
///     "term": {
///         "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///         "begins": "2026-08-31", "ends": "2026-11-20"
///     },
///     "days_off": ["2026-10-12"], "away": []
/// });
/// let calendar: Calendar = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&calendar)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    pub term: TermCard,
    /// The school is closed.
    pub days_off: BTreeSet<NaiveDate>,
    /// The child is away.
    pub away: BTreeSet<NaiveDate>,
}

impl Calendar {
    /// Whether anything may be asked of the child on this day.
    pub fn counts(&self, date: NaiveDate) -> bool {
        self.term.contains(date) && !self.days_off.contains(&date) && !self.away.contains(&date)
    }

    /// Whether a daily goal is asked for on this day.
    pub fn plans(&self, daily: &Daily, date: NaiveDate) -> bool {
        daily.is_on(date) && self.counts(date)
    }

    /// The last day of the week of `date` on which a daily goal is asked for, if there is one.
    pub(super) fn last_of_week(&self, daily: &Daily, date: NaiveDate) -> Option<NaiveDate> {
        let mut days = (0..7).rev().map(|n| monday(date) + TimeDelta::days(n));
        days.find(|it| self.plans(daily, *it))
    }

    /// Whether there is school.
    pub fn is_school_day(&self, date: NaiveDate) -> bool {
        let weekend = matches!(date.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && self.term.contains(date) && !self.days_off.contains(&date)
    }

    /// The Mondays of the term's school weeks from the one of `since` on: weeks of the term with
    /// school on some day. The child's away days do not take a week out.
    pub fn weeks(&self, since: NaiveDate) -> Vec<NaiveDate> {
        let first = monday(self.term.begins.max(since));
        let mondays = first.iter_days().step_by(7);
        mondays
            .take_while(|it| *it <= self.term.ends)
            .filter(|it| it.iter_days().take(7).any(|day| self.is_school_day(day)))
            .collect()
    }
}

/// The Monday of a day's week.
pub(super) fn monday(date: NaiveDate) -> NaiveDate {
    date - TimeDelta::days(i64::from(date.weekday().num_days_from_monday()))
}
