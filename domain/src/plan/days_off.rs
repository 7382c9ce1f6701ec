//! The school's days off, and the list in which a person types or pastes them: a line for each day
//! or range of days.

use crate::{feature_error::feature_error, limits};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why days off can't be so.
    pub enum DayOffError {
        TitleIsEmpty,
        TitleIsTooLong,
        EndsBeforeItBegins,
        TooManyDays,
        DateIsUnreadable,
        /// A line before it has one of its days.
        DayIsThereTwice,
        /// The list has no room for this line.
        TooManyLines,
    }
}

/// A day without school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOff {
    pub on: NaiveDate,
    pub title: String,
}

/// Days off in a row, of one name.
///
/// # Examples
///
/// ```
/// # use domain::plan::DayOffRange;
/// # use serde_json::json;
/// let json = json!({ "first": "2026-11-26", "last": "2026-11-27", "title": "Thanksgiving" });
/// let days: DayOffRange = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&days)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOffRange {
    pub first: NaiveDate,
    /// The same for a single day.
    pub last: NaiveDate,
    pub title: String,
}

/// What a line of a list says, or why it can't be taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOffRow {
    /// From 1; empty lines count.
    pub number: usize,
    /// The line as it was typed.
    pub text: String,
    pub read: Result<DayOffRange, DayOffError>,
}

impl DayOffRange {
    /// Whether it can be a school's; says which field can't, and why.
    ///
    /// # Errors
    ///
    /// The first field that can't be so: the title, or the last day.
    pub fn check(&self) -> Result<(), DayOffError> {
        let title = self.title.trim().chars().count();
        if title == 0 {
            return Err(DayOffError::TitleIsEmpty);
        }
        if title > limits::plan::DAY_OFF_TITLE_CHARS {
            return Err(DayOffError::TitleIsTooLong);
        }
        if self.last < self.first {
            return Err(DayOffError::EndsBeforeItBegins);
        }
        if (self.last - self.first).num_days() >= limits::plan::LONGEST_DAYS_OFF {
            return Err(DayOffError::TooManyDays);
        }
        Ok(())
    }

    /// Each day of the range, in order.
    pub fn days(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let last = self.last;
        self.first.iter_days().take_while(move |it| *it <= last)
    }
}

/// Reads "2026-11-26..2026-11-27 Thanksgiving" or "2026-11-11 Veterans Day", a line each. Empty lines
/// and those that begin with # say nothing. What can't be read is there with the reason.
pub fn read_days_off(list: &str) -> Vec<DayOffRow> {
    let mut lines: Vec<DayOffRow> = Vec::new();
    for (number, text) in (1..).zip(list.lines()) {
        let text = text.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let read = match lines.len() < limits::plan::MOST_DAYS_OFF_LINES {
            true => read_line(text),
            false => Err(DayOffError::TooManyLines),
        };
        let meets = |it: &DayOffRow, new: &DayOffRange| {
            let old = it.read.as_ref();
            old.is_ok_and(|old| old.first <= new.last && new.first <= old.last)
        };
        let read = match read {
            Ok(range) if lines.iter().any(|it| meets(it, &range)) => {
                Err(DayOffError::DayIsThereTwice)
            }
            read => read,
        };
        lines.push(DayOffRow {
            number,
            text: text.to_owned(),
            read,
        });
    }
    lines
}

fn read_line(text: &str) -> Result<DayOffRange, DayOffError> {
    let (days, title) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let (first, last) = days.split_once("..").unwrap_or((days, days));
    let day = |text: &str| text.parse().map_err(|_| DayOffError::DateIsUnreadable);
    let range = DayOffRange {
        first: day(first)?,
        last: day(last)?,
        title: title.trim().to_owned(),
    };
    range.check()?;
    Ok(range)
}

/// How many days the lines that could be read have together.
pub fn count_days(rows: &[DayOffRow]) -> usize {
    let good = rows.iter().filter_map(|it| it.read.as_ref().ok());
    good.map(|it| it.days().count()).sum()
}

/// How many lines could not be read; such a list is not taken.
pub fn count_unread(rows: &[DayOffRow]) -> usize {
    rows.iter().filter(|it| it.read.is_err()).count()
}

/// Days in a row of the same name as one; the days in their order.
pub fn ranges(days: &[DayOff]) -> Vec<DayOffRange> {
    let mut all: Vec<DayOffRange> = Vec::new();
    for day in days {
        match all.last_mut() {
            Some(it) if it.title == day.title && it.last.succ_opt() == Some(day.on) => {
                it.last = day.on;
            }
            _ => all.push(DayOffRange {
                first: day.on,
                last: day.on,
                title: day.title.clone(),
            }),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_how_many_days_it_has_and_how_many_lines_are_wrong() {
        let rows =
            read_days_off("2026-11-26..2026-11-27 Thanksgiving\n\n2026-11-11 Veterans Day\nsoon");
        assert_eq!((count_days(&rows), count_unread(&rows)), (3, 1));
        assert_eq!((count_days(&[]), count_unread(&[])), (0, 0));
    }
}
