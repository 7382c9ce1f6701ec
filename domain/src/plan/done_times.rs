//! How often what is to be done was done in a term.

use super::{Cadence, Daily, Tick, TickState, WeekOf};
use chrono::NaiveDate;
use std::collections::BTreeSet;

fn days_done<'a>(ticks: &'a [Tick], daily: &'a Daily) -> impl Iterator<Item = NaiveDate> + 'a {
    let own = |it: &&Tick| it.daily == daily.id && it.state == TickState::Done;
    ticks.iter().filter(own).map(|it| it.on)
}

/// How often something was done; of what is to be done once a week, in how many weeks.
pub fn times_done(ticks: &[Tick], daily: &Daily) -> usize {
    let days = days_done(ticks, daily);
    match daily.cadence {
        Cadence::EachDay => days.count(),
        Cadence::Weekly => days
            .map(|it| WeekOf::of(it).0)
            .collect::<BTreeSet<_>>()
            .len(),
    }
}

/// Whether something was done in the week of a day.
pub fn is_done_in_week(ticks: &[Tick], daily: &Daily, day: NaiveDate) -> bool {
    days_done(ticks, daily).any(|it| WeekOf::of(it) == WeekOf::of(day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::DailyId,
        plan::{Place, Text, Weekdays},
    };
    use uuid::Uuid;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    fn daily(cadence: Cadence) -> Daily {
        Daily {
            id: DailyId(Uuid::from_u128(1)),
            picture: "books".to_owned(),
            title: Text::Own("Read".to_owned()),
            days: Weekdays::SCHOOL,
            cadence,
            place: Place::School,
            since: day("2026-08-31"),
            until: None,
        }
    }

    fn tick(daily: u128, on: &str, state: TickState) -> Tick {
        Tick {
            daily: DailyId(Uuid::from_u128(daily)),
            on: day(on),
            rev: 1,
            state,
            felt: None,
        }
    }

    /// Monday and Friday of a week, and the Monday after.
    fn ticks() -> Vec<Tick> {
        let days = ["2026-10-19", "2026-10-23", "2026-10-26"];
        days.map(|it| tick(1, it, TickState::Done)).into()
    }

    #[test]
    fn a_daily_goal_counts_days_and_a_weekly_one_weeks() {
        assert_eq!(times_done(&ticks(), &daily(Cadence::EachDay)), 3);
        assert_eq!(times_done(&ticks(), &daily(Cadence::Weekly)), 2);
    }

    #[test]
    fn what_another_goal_asks_for_and_what_was_not_done_counts_nothing() {
        let ticks = [
            tick(2, "2026-10-19", TickState::Done),
            tick(1, "2026-10-19", TickState::NotToday),
        ];
        assert_eq!(times_done(&ticks, &daily(Cadence::EachDay)), 0);
        assert!(!is_done_in_week(
            &ticks,
            &daily(Cadence::Weekly),
            day("2026-10-19")
        ));
    }

    #[test]
    fn a_week_goes_from_monday_to_sunday() {
        let weekly = daily(Cadence::Weekly);
        assert!(is_done_in_week(&ticks(), &weekly, day("2026-10-25")));
        assert!(is_done_in_week(&ticks(), &weekly, day("2026-10-26")));
        assert!(!is_done_in_week(&ticks(), &weekly, day("2026-10-18")));
        assert!(!is_done_in_week(&ticks(), &weekly, day("2026-11-02")));
    }
}
