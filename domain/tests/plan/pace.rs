//! Pace: never a step back, never behind for a day that did not count.

use crate::{DAYS, calendar, daily, day, goal, tick};
use chrono::Weekday;
use domain::plan::{Cadence, Calendar, Goal, Standing, Tick, TickState, Weekdays, pace};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Said = BTreeMap<(u128, i64), TickState>;

fn goals() -> impl Strategy<Value = Goal> {
    let one = (
        prop::collection::vec(0..7_u8, 0..7),
        0..40_i64,
        prop::option::of(30..70_i64),
        any::<bool>(),
    );
    prop::collection::vec(one, 0..4).prop_map(|all| {
        let dailies = all
            .into_iter()
            .zip(1_u128..)
            .map(|((days, since, until, weekly), n)| {
                let days = days.into_iter().filter_map(|it| Weekday::try_from(it).ok());
                let mut daily = daily(n, Weekdays::of(days));
                daily.since = day(since);
                daily.until = until.map(day);
                if weekly {
                    daily.cadence = Cadence::Weekly;
                }
                daily
            });
        goal(1, dailies.collect())
    })
}

fn calendars() -> impl Strategy<Value = Calendar> {
    let days = || prop::collection::btree_set((0..DAYS).prop_map(day), 0..20);
    (days(), days()).prop_map(|(days_off, away)| Calendar {
        days_off,
        away,
        ..calendar()
    })
}

fn said() -> impl Strategy<Value = Said> {
    let state = prop_oneof![
        4 => Just(TickState::Done),
        1 => Just(TickState::NotToday),
        1 => Just(TickState::Open)
    ];
    prop::collection::btree_map((1..5_u128, 0..DAYS), state, 0..90)
}

fn ticks(said: &Said) -> Vec<Tick> {
    said.iter()
        .map(|((n, on), state)| tick(*n, *on, *state))
        .collect()
}

proptest! {
    #[test]
    fn a_tick_never_moves_the_child_back(
        goal in goals(), calendar in calendars(), said in said(), now in 0..DAYS,
        more in (1..5_u128, 0..DAYS),
    ) {
        let before = pace(&goal, &ticks(&said), &calendar, day(now));
        let mut said = said;
        said.insert(more, TickState::Done);
        let after = pace(&goal, &ticks(&said), &calendar, day(now));
        prop_assert!(after.me >= before.me && after.done >= before.done);
        prop_assert!(after.at >= before.at || before.path == 0);
        prop_assert!(after.standing >= before.standing);
    }

    #[test]
    fn what_was_done_is_never_more_than_the_path(
        goal in goals(), calendar in calendars(), said in said(), now in -10..DAYS + 10,
    ) {
        let pace = pace(&goal, &ticks(&said), &calendar, day(now));
        prop_assert!(pace.done <= pace.path && pace.me <= 1_000);
        prop_assert!(pace.at as usize <= pace.stones.len() * 1_000);
        prop_assert!(pace.now < pace.stones.len().max(1));
        prop_assert!(pace.stones.is_sorted_by_key(|it| it.begins));
        prop_assert!(pace.stones.is_sorted_by_key(|it| it.expected));
        let real: Vec<_> = pace.stones.iter().filter_map(|it| it.real).collect();
        prop_assert!(real.is_sorted());
    }

    #[test]
    fn a_day_that_does_not_count_makes_nobody_behind(
        goal in goals(), calendar in calendars(), said in said(), now in 0..DAYS, free in 0..DAYS,
    ) {
        let ticks = ticks(&said);
        let before = pace(&goal, &ticks, &calendar, day(now)).standing;
        let (mut off, mut away) = (calendar.clone(), calendar);
        off.days_off.insert(day(free));
        away.away.insert(day(free));
        for calendar in [off, away] {
            prop_assert!(pace(&goal, &ticks, &calendar, day(now)).standing >= before);
        }
    }

    #[test]
    fn not_today_makes_nobody_behind(
        goal in goals(), calendar in calendars(), said in said(), now in 0..DAYS,
        free in (1..5_u128, 0..DAYS),
    ) {
        prop_assume!(said.get(&free) != Some(&TickState::Done));
        let before = pace(&goal, &ticks(&said), &calendar, day(now));
        let mut said = said;
        said.insert(free, TickState::NotToday);
        let after = pace(&goal, &ticks(&said), &calendar, day(now));
        prop_assert!(after.standing >= before.standing && after.me >= before.me || after.path == 0);
    }

    #[test]
    fn a_tick_counts_the_same_on_whatever_day_it_was_done(
        goal in goals(), calendar in calendars(), days in prop::collection::btree_set(0..DAYS, 0..20),
        now in 0..DAYS, late in 1..10_i64,
    ) {
        prop_assume!(!goal.daily.is_empty());
        // A weekly goal counts once a week: there the day decides.
        let mut goal = goal;
        for daily in &mut goal.daily {
            daily.cadence = Cadence::EachDay;
        }
        let at = |by: i64| {
            let ticks: Vec<_> = days.iter().map(|on| tick(1, on + by, TickState::Done)).collect();
            pace(&goal, &ticks, &calendar, day(now))
        };
        let (then, later) = (at(0), at(late));
        prop_assert_eq!((then.done, then.me, then.at), (later.done, later.me, later.at));
        prop_assert_eq!(then.standing, later.standing);
    }

    #[test]
    fn a_daily_goal_taken_out_today_takes_nothing_away_and_makes_nobody_behind(
        goal in goals(), calendar in calendars(), said in said(), now in 0..DAYS, which in 0..4_usize,
    ) {
        prop_assume!(which < goal.daily.len());
        let ticks = ticks(&said);
        let before = pace(&goal, &ticks, &calendar, day(now));
        let mut less = goal;
        let until = less.daily[which].until.unwrap_or(day(DAYS)).min(day(now - 1));
        less.daily[which].until = Some(until);
        let after = pace(&less, &ticks, &calendar, day(now));
        prop_assert!(after.standing >= before.standing);
        prop_assert!(after.path <= before.path && after.me >= before.me || after.path == 0);
        let done = |it: &domain::plan::Pace| it.stones.iter().filter_map(|it| it.real).next_back();
        prop_assert_eq!(done(&after), done(&before));
    }

    #[test]
    fn what_begins_later_asks_for_nothing_before_and_makes_nobody_behind(
        goal in goals(), calendar in calendars(), said in said(), now in 0..DAYS, since in 0..DAYS,
    ) {
        let ticks = ticks(&said);
        let before = pace(&goal, &ticks, &calendar, day(now));
        let mut later = goal;
        for daily in &mut later.daily {
            daily.since = daily.since.max(day(since));
        }
        let after = pace(&later, &ticks, &calendar, day(now));
        prop_assert!(after.standing >= before.standing);
        prop_assert!(after.path <= before.path);
        let early = after.stones.iter().filter(|it| it.begins < day(since - 6));
        prop_assert!(early.clone().all(|it| it.expected == 0));
    }

    #[test]
    fn a_term_without_school_asks_for_nothing_and_nobody_is_behind(
        goal in goals(), said in said(), now in -10..DAYS + 10,
    ) {
        let mut closed = calendar();
        closed.days_off.extend((0..DAYS).map(day));
        let found = pace(&goal, &ticks(&said), &closed, day(now));
        prop_assert_eq!((found.path, found.done, found.me, found.at), (0, 0, 0, 0));
        prop_assert!(found.stones.is_empty() && found.now == 0);
        prop_assert!(found.standing >= Standing::OnPace);
    }

    #[test]
    fn who_does_all_that_is_planned_is_never_behind_and_ends_at_the_end(
        goal in goals(), calendar in calendars(), now in 0..DAYS,
    ) {
        let mut said = Said::new();
        for daily in &goal.daily {
            for n in 0..=now {
                if calendar.plans(daily, day(n)) {
                    said.insert((daily.id.0.as_u128(), n), TickState::Done);
                }
            }
        }
        let found = pace(&goal, &ticks(&said), &calendar, day(now));
        prop_assert_eq!(found.standing, Standing::OnPace);
        if now == DAYS - 1 && found.path > 0 {
            prop_assert_eq!(found.me, 1_000);
            prop_assert_eq!(found.at as usize, found.stones.len() * 1_000);
        }
    }

    #[test]
    fn both_faces_come_from_the_same_numbers(
        goal in goals(), calendar in calendars(), said in said(), now in 0..DAYS,
    ) {
        let pace = pace(&goal, &ticks(&said), &calendar, day(now));
        prop_assume!(pace.path > 0);
        prop_assert_eq!(pace.me, pace.done * 1_000 / pace.path);
        // Exactly the stones whose counts are done lie behind the child.
        let behind = pace.stones.iter().take_while(|it| it.expected <= pace.done).count();
        prop_assert_eq!(pace.at as usize / 1_000, behind);
    }
}

#[test]
fn a_goal_of_three_days_a_week_has_a_stone_each_week() {
    let days = Weekdays::of([Weekday::Mon, Weekday::Wed, Weekday::Fri]);
    let goal = goal(1, vec![daily(1, days)]);
    let done = [0, 2, 4, 7].map(|on| tick(1, on, TickState::Done));
    let found = pace(&goal, &done, &calendar(), day(9));
    assert_eq!((found.path, found.done, found.me), (30, 4, 133));
    assert_eq!((found.stones.len(), found.now, found.at), (10, 1, 1_333));
    assert_eq!(found.stones[1].expected, 6);
    let real: Vec<_> = found.stones.iter().map(|it| it.real).take(3).collect();
    assert_eq!(real, [Some(3), Some(4), None]);
    assert_eq!(found.standing, Standing::OnPace);
}

#[test]
fn only_a_whole_weeks_worth_makes_behind_and_a_weeks_more_ahead() {
    let goal = goal(1, vec![daily(1, Weekdays::SCHOOL)]);
    let standing = |done: &[i64], today| {
        let ticks: Vec<_> = done
            .iter()
            .map(|on| tick(1, *on, TickState::Done))
            .collect();
        pace(&goal, &ticks, &calendar(), day(today)).standing
    };
    // Friday of the first week, with nothing done: today is not over.
    assert_eq!(standing(&[], 4), Standing::OnPace);
    assert_eq!(standing(&[], 5), Standing::Behind);
    assert_eq!(standing(&[0], 5), Standing::OnPace);
    // At weekends too, for three weeks.
    let all: Vec<i64> = (0..21).collect();
    assert_eq!(standing(&all, 20), Standing::Ahead);
}

#[test]
fn a_week_without_school_has_no_stone() {
    let goal = goal(1, vec![daily(1, Weekdays::SCHOOL)]);
    let mut calendar = calendar();
    calendar.days_off.extend((7..12).map(day));
    let found = pace(&goal, &[], &calendar, day(15));
    assert_eq!((found.stones.len(), found.now, found.path), (9, 1, 45));
    assert_eq!(found.stones[1].begins, day(14));
    // A child's own away week keeps its stone, which then asks for nothing.
    calendar.days_off.clear();
    calendar.away.extend((7..12).map(day));
    let found = pace(&goal, &[], &calendar, day(15));
    assert_eq!((found.stones.len(), found.path), (10, 45));
    assert_eq!(found.stones[1].expected, found.stones[0].expected);
}

#[test]
fn a_goal_made_in_mid_term_begins_its_path_there() {
    let mut late = daily(1, Weekdays::SCHOOL);
    late.since = day(37);
    let found = pace(&goal(1, vec![late]), &[], &calendar(), day(37));
    assert_eq!(found.stones[0].begins, day(35));
    assert_eq!(
        (found.stones.len(), found.now, found.standing),
        (5, 0, Standing::OnPace)
    );
}

/// On any school day, once a week.
fn weekly() -> Goal {
    let mut once = daily(1, Weekdays::SCHOOL);
    once.cadence = Cadence::Weekly;
    goal(1, vec![once])
}

#[test]
fn a_weekly_goal_is_planned_once_a_week_and_counts_once_however_often_it_is_done() {
    let done = [0, 2, 4, 8].map(|on| tick(1, on, TickState::Done));
    let found = pace(&weekly(), &done, &calendar(), day(9));
    assert_eq!((found.path, found.done, found.at), (10, 2, 2_000));
    assert_eq!(found.standing, Standing::OnPace);
    let real: Vec<_> = found.stones.iter().map(|it| it.real).take(3).collect();
    assert_eq!(real, [Some(1), Some(2), None]);
}

#[test]
fn a_weekly_goal_is_late_only_when_a_week_went_by_without_it() {
    let standing = |done: &[i64], today| {
        let done = done.iter().map(|on| tick(1, *on, TickState::Done));
        pace(
            &weekly(),
            &done.collect::<Vec<_>>(),
            &calendar(),
            day(today),
        )
        .standing
    };
    // The Sunday of the first week, and the Monday after.
    assert_eq!(standing(&[], 6), Standing::OnPace);
    assert_eq!(standing(&[], 7), Standing::Behind);
    assert_eq!(standing(&[4], 7), Standing::OnPace);
    assert_eq!(standing(&[0], 0), Standing::OnPace);
}

#[test]
fn a_week_in_which_a_weekly_goal_could_not_be_done_asks_for_nothing() {
    let mut calendar = calendar();
    calendar.away.extend((0..5).map(day));
    let found = pace(&weekly(), &[], &calendar, day(8));
    assert_eq!((found.path, found.standing), (9, Standing::OnPace));
    // Four days away leave one.
    calendar.away.remove(&day(3));
    let found = pace(&weekly(), &[], &calendar, day(8));
    assert_eq!((found.path, found.standing), (10, Standing::Behind));
    // Only "not today" on every day left takes the week out.
    let not_today = [tick(1, 3, TickState::NotToday)];
    assert_eq!(pace(&weekly(), &not_today, &calendar, day(8)).path, 9);
}
