//! What day it is at school on a tablet that can't ask, and how a child's day stands.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::plan::{SchoolDay, TickState, TodayStands};
use proptest::prelude::*;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// Dates of a place so many hours behind Greenwich.
fn dates(behind: i64) -> impl Fn(DateTime<Utc>) -> NaiveDate {
    move |at| (at - TimeDelta::hours(behind)).date_naive()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a date")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn the_day_turns_at_the_school_s_midnight() {
    let day = SchoolDay::found(at("2026-10-20T15:00:00Z"), dates(5));
    assert_eq!(day.date(), date("2026-10-20"));
    assert_eq!(day.after(14 * HOUR - 1), date("2026-10-20"));
    assert_eq!(day.after(14 * HOUR), date("2026-10-21"));
    assert_eq!(day.after(14 * HOUR + DAY), date("2026-10-22"));
}

#[test]
fn a_clock_that_went_back_or_jumped_by_years_counts_for_the_last_day_the_school_told() {
    let day = SchoolDay::found(at("2026-10-20T15:00:00Z"), dates(5));
    for years in [-10, -1, 1, 10] {
        assert_eq!(day.after(years * 365 * DAY), date("2026-10-20"));
    }
    assert_eq!(day.after(-1), date("2026-10-20"));
}

proptest! {
    #[test]
    fn within_a_holiday_the_tablet_says_the_date_the_school_would(
        hour in 0_i64..24 * 365,
        behind in 0_i64..12,
        since in 0_i64..16 * DAY,
    ) {
        let told = at("2026-01-01T00:00:00Z") + TimeDelta::hours(hour);
        let day = SchoolDay::found(told, dates(behind));
        let then = told + TimeDelta::milliseconds(since);
        prop_assert_eq!(day.after(since), dates(behind)(then));
    }

    #[test]
    fn it_does_not_matter_in_how_many_steps_time_goes_by(
        since in prop::collection::vec(0_i64..3 * DAY, 0..5),
    ) {
        let day = SchoolDay::found(at("2026-10-20T15:00:00Z"), dates(5));
        let by_steps = since.iter().fold(day, |day, ms| day.turned(*ms));
        prop_assert_eq!(by_steps, day.turned(since.iter().sum()));
    }

    #[test]
    fn no_clock_makes_it_earlier_than_the_school_told(since in any::<i64>()) {
        let day = SchoolDay::found(at("2026-10-20T15:00:00Z"), dates(5));
        prop_assert!(day.after(since) >= day.date());
    }
}

#[test]
fn a_day_is_praised_when_all_of_it_was_done_and_not_for_what_was_put_off() {
    use TickState::{Done, NotToday, Now, Open};
    for (states, stands) in [
        (vec![], TodayStands::Open),
        (vec![Done, Open], TodayStands::Open),
        (vec![NotToday, Now], TodayStands::Open),
        (vec![Done, Done], TodayStands::AllDone),
        (vec![Done, NotToday], TodayStands::Over),
        (vec![NotToday], TodayStands::Over),
    ] {
        assert_eq!(TodayStands::of(states.clone()), stands, "{states:?}");
    }
}
