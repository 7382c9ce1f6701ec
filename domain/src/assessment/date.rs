//! Reads dates in the order of year, month and day that a person chose. The order is never guessed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// In which order a date is written. Between the numbers stands "/", "-" or "."; a time behind is
/// left off; a year has four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DateOrder {
    /// 2026-09-24, or 20260924
    YearMonthDay,
    /// 9/24/2026
    MonthDayYear,
    /// 24/9/2026
    DayMonthYear,
}

impl DateOrder {
    /// All orders, in the order in which the page offers them.
    pub const ALL: [Self; 3] = [Self::YearMonthDay, Self::MonthDayYear, Self::DayMonthYear];

    /// As on the wire and in files: "year-month-day".
    pub const fn name(self) -> &'static str {
        match self {
            Self::YearMonthDay => "year-month-day",
            Self::MonthDayYear => "month-day-year",
            Self::DayMonthYear => "day-month-year",
        }
    }

    /// The order of a name; `None` for other names.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// A day written so, for an example.
    pub const fn example(self) -> &'static str {
        match self {
            Self::YearMonthDay => "2026-09-24",
            Self::MonthDayYear => "9/24/2026",
            Self::DayMonthYear => "24/9/2026",
        }
    }

    /// The date in a cell; `None` where the cell has no date of this order.
    pub fn read(self, text: &str) -> Option<NaiveDate> {
        let day = text.trim().split(['T', ' ']).next()?;
        if self == Self::YearMonthDay && day.len() == 8 && digits(day, 8..=8).is_some() {
            return NaiveDate::parse_from_str(day, "%Y%m%d").ok();
        }
        let mut parts = day.split(['/', '-', '.']);
        let three = [parts.next()?, parts.next()?, parts.next()?];
        if parts.next().is_some() {
            return None;
        }
        let [year, month, day] = match self {
            Self::YearMonthDay => three,
            Self::MonthDayYear => [three[2], three[0], three[1]],
            Self::DayMonthYear => [three[2], three[1], three[0]],
        };
        let year = digits(year, 4..=4)?;
        let (month, day) = (digits(month, 1..=2)?, digits(day, 1..=2)?);
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)
    }

    /// The orders in which all of these can be read; blank ones say nothing.
    pub fn fitting<'a>(dates: impl Iterator<Item = &'a str> + Clone) -> Vec<Self> {
        let said = dates.filter(|it| !it.trim().is_empty());
        let fits = |order: &Self| said.clone().all(|it| order.read(it).is_some());
        Self::ALL.into_iter().filter(fits).collect()
    }
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let all = text.bytes().all(|it| it.is_ascii_digit());
    (all && length.contains(&text.len())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::DateOrder::{self, DayMonthYear, MonthDayYear, YearMonthDay};
    use chrono::NaiveDate;
    use proptest::prelude::*;

    #[test]
    fn a_date_is_read_in_its_declared_order_only() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 4);
        for (order, text) in [
            (YearMonthDay, "2026-09-04"),
            (YearMonthDay, "2026/9/4"),
            (YearMonthDay, "20260904"),
            (YearMonthDay, "2026-09-04T08:15:00Z"),
            (MonthDayYear, "9/4/2026"),
            (MonthDayYear, "09-04-2026 08:15 AM"),
            (DayMonthYear, " 4.9.2026 "),
        ] {
            assert_eq!(order.read(text), day, "{text}");
        }
        for (order, text) in [
            (MonthDayYear, "9/4/26"),
            (MonthDayYear, "24/9/2026"),
            (DayMonthYear, "9/24/2026"),
            (YearMonthDay, "9/4/2026"),
            (MonthDayYear, "2/30/2026"),
            (MonthDayYear, "9/4"),
            (MonthDayYear, "9/4/2026/1"),
            (YearMonthDay, "46289"),
            (YearMonthDay, "+026-09-04"),
            (MonthDayYear, "Sep 4, 2026"),
        ] {
            assert_eq!(order.read(text), None, "{text}");
        }
    }

    #[test]
    fn which_orders_fit_is_said_for_all_dates_together() {
        let fits = |dates: &[&str]| DateOrder::fitting(dates.iter().copied());
        assert_eq!(fits(&["9/4/2026", "", "9/24/2026"]), [MonthDayYear]);
        assert_eq!(fits(&["9/4/2026"]), [MonthDayYear, DayMonthYear]);
        assert_eq!(fits(&["9/24/2026", "24/9/2026"]), []);
        assert_eq!(fits(&["2026-09-04"]), [YearMonthDay]);
    }

    proptest! {
        #[test]
        fn every_day_comes_back_as_its_order_writes_it(days in 0..20_000_i64, text in ".{0,14}") {
            let day = NaiveDate::default() + chrono::TimeDelta::days(days);
            prop_assert_eq!(YearMonthDay.read(&day.format("%Y-%m-%d").to_string()), Some(day));
            prop_assert_eq!(MonthDayYear.read(&day.format("%m/%d/%Y").to_string()), Some(day));
            prop_assert_eq!(DayMonthYear.read(&day.format("%d.%m.%Y").to_string()), Some(day));
            for order in DateOrder::ALL {
                let _ = order.read(&text);
            }
        }
    }
}
