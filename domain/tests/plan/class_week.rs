//! A class over a week.

use crate::{calendar, daily, day, goal, tick};
use domain::{
    ids::PersonId,
    plan::{Calendar, ClassWeek, Felt, Tick, TickState, WeekOf, WeekRow, Weekdays},
    school::ChildName,
};
use proptest::prelude::*;
use uuid::Uuid;

fn row(n: u128, ticks: &[Tick], calendar: &Calendar) -> WeekRow {
    let goals = [goal(n, vec![daily(n, Weekdays::SCHOOL)])];
    let child = ChildName {
        child: PersonId(Uuid::from_u128(n)),
        name: n.to_string(),
        picture: "fox".to_owned(),
    };
    WeekRow::of(child, &goals, ticks, WeekOf(day(7)), calendar)
}

fn class(rows: Vec<WeekRow>) -> ClassWeek {
    ClassWeek {
        title: "Room 1".to_owned(),
        today: day(9),
        week: WeekOf(day(7)),
        term: Some(calendar().term),
        rows,
    }
}

#[test]
fn a_week_has_its_iso_name_and_is_found_by_it() {
    let week = WeekOf::of("2026-10-22".parse().unwrap());
    assert_eq!(week.name(), "2026-W43");
    assert_eq!(WeekOf::parse("2026-W43"), Some(week));
    assert_eq!(week.later(1).name(), "2026-W44");
    // Of the year it mostly lies in.
    assert_eq!(WeekOf::of("2027-01-01".parse().unwrap()).name(), "2026-W53");
}

#[test]
fn what_is_no_week_is_none() {
    for name in [
        "",
        "2026",
        "2026-43",
        "2026-W00",
        "2026-W54",
        "26-W43",
        "+026-W43",
        "2026-W4a",
        "99999-W10",
    ] {
        assert_eq!(WeekOf::parse(name), None, "{name}");
    }
}

#[test]
fn a_day_says_what_was_done_of_what_was_asked_and_how_it_felt() {
    let hard = Tick {
        felt: Some(Felt::Hard),
        ..tick(1, 8, TickState::Done)
    };
    let not_theirs = Tick {
        felt: Some(Felt::Good),
        ..tick(2, 8, TickState::Done)
    };
    let open = Tick {
        felt: Some(Felt::Good),
        ..tick(1, 9, TickState::Open)
    };
    let row = row(1, &[hard, not_theirs, open], &calendar());
    let tuesday = &row.days[1];
    assert_eq!((tuesday.day.done, tuesday.day.planned), (1, 1));
    assert_eq!((tuesday.felt.hard, tuesday.felt.good), (1, 0));
    assert_eq!(row.days[2].felt.good, 0);
    assert_eq!(row.days_with_tick(), 1);
}

#[test]
fn away_days_and_days_off_ask_for_nothing() {
    let mut calendar = calendar();
    calendar.away.insert(day(7));
    calendar.days_off.insert(day(8));
    let row = row(1, &[], &calendar);
    assert!(row.days[0].day.away && !row.days[1].day.open);
    assert_eq!((row.days[0].day.planned, row.days[1].day.planned), (0, 0));
    let class = class(vec![row]);
    assert!(class.is_open(day(7)) && !class.is_open(day(8)));
}

#[test]
fn the_weekend_is_shown_only_if_somebody_did_something_then() {
    let sunday = [tick(1, 13, TickState::Done)];
    let class = class(vec![row(1, &sunday, &calendar()), row(2, &[], &calendar())]);
    let school: Vec<_> = (7..12).map(day).collect();
    assert_eq!(class.days(), [school, vec![day(13)]].concat());
}

proptest! {
    #[test]
    fn a_name_leads_back_to_its_week(n in 0_i64..40_000) {
        let week = WeekOf::of(day(n));
        prop_assert_eq!(WeekOf::parse(&week.name()), Some(week));
    }
}
