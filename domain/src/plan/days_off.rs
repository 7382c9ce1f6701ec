//! Days without school, as a list a person can type or paste: one line a day or a range of days.

use super::DayOff;
use crate::AppError;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest name of a day off, in characters.
const TITLE: usize = 80;
/// Longest range, in days: a summer.
const LONGEST: i64 = 120;
/// Most lines of a list.
const MOST_LINES: usize = 400;

/// Days off in a row, of one name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffRange {
    pub first: NaiveDate,
    /// The same for a single day.
    pub last: NaiveDate,
    pub title: String,
}

/// What a line of a list says, or why it can't be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffLine {
    /// From 1; empty lines count.
    pub number: usize,
    pub text: String,
    pub read: Result<OffRange, String>,
}

impl OffRange {
    /// Whether it can be a school's; says which field can't, and why.
    pub fn check(&self) -> Result<(), AppError> {
        let title = self.title.trim().chars().count();
        if title == 0 {
            return Err(AppError::invalid("title", "no-title"));
        }
        if title > TITLE {
            return Err(AppError::invalid("title", "title-too-long"));
        }
        if self.last < self.first {
            return Err(AppError::invalid("last", "backwards"));
        }
        if (self.last - self.first).num_days() >= LONGEST {
            return Err(AppError::invalid("last", "too-many-days"));
        }
        Ok(())
    }

    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |it| *it <= last)
    }
}

/// Reads "2026-11-26..2026-11-27 Thanksgiving" or "2026-11-11 Veterans Day", a line each. Empty lines
/// and those that begin with # say nothing. What can't be read is there with the reason.
pub fn read_days_off(list: &str) -> Vec<OffLine> {
    let mut lines: Vec<OffLine> = Vec::new();
    for (number, text) in (1..).zip(list.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let read = match lines.len() < MOST_LINES {
            true => line(text),
            false => Err("too-many-lines".to_owned()),
        };
        let meets = |it: &OffLine, new: &OffRange| {
            let old = it.read.as_ref();
            old.is_ok_and(|old| old.first <= new.last && new.first <= old.last)
        };
        let read = match read {
            Ok(range) if lines.iter().any(|it| meets(it, &range)) => Err("day-twice".to_owned()),
            read => read,
        };
        lines.push(OffLine {
            number,
            text: text.to_owned(),
            read,
        });
    }
    lines
}

fn line(text: &str) -> Result<OffRange, String> {
    let (days, title) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (first, last) = days.split_once("..").unwrap_or((days, days));
    let day = |text: &str| text.parse().map_err(|_| "no-date".to_owned());
    let range = OffRange {
        first: day(first)?,
        last: day(last)?,
        title: title.trim().to_owned(),
    };
    match range.check() {
        Ok(()) => Ok(range),
        Err(AppError::Invalid { why, .. }) => Err(why),
        Err(other) => Err(other.to_string()),
    }
}

/// Days in a row of the same name as one; the days in their order.
pub fn ranges(days: &[DayOff]) -> Vec<OffRange> {
    let mut all: Vec<OffRange> = Vec::new();
    for day in days {
        match all.last_mut() {
            Some(it) if it.title == day.title && it.last.succ_opt() == Some(day.on) => {
                it.last = day.on;
            }
            _ => all.push(OffRange {
                first: day.on,
                last: day.on,
                title: day.title.clone(),
            }),
        }
    }
    all
}
