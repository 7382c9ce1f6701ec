//! A child's day and week.

use crate::{calendar, daily, day, goal, plan, tick};
use chrono::Weekday;
use domain::plan::{
    Cadence, DayProgress, GoalState, Tick, TickState, TodayCard, Weekdays, ticked, today, week,
};
use proptest::prelude::*;

fn numbers(cards: &[TodayCard]) -> Vec<u128> {
    cards.iter().map(|it| it.daily.id.0.as_u128()).collect()
}

#[test]
fn at_most_four_cards_are_shown_planned_ones_first_then_the_longest_undone() {
    let tuesday = Weekdays::of([Weekday::Tue]);
    let daily_ones = (2..=5).map(|n| daily(n, Weekdays::SCHOOL));
    let mut all = vec![daily(1, tuesday)];
    all.extend(daily_ones);
    let plan = plan(vec![goal(1, all)]);
    let monday = today(&plan, &[], day(7), &calendar());
    assert_eq!(numbers(&monday), [2, 3, 4, 5]);
    let done = [
        tick(2, 4, TickState::Done),
        tick(3, 3, TickState::Done),
        tick(4, 4, TickState::NotToday),
    ];
    // Never done: 4, 5 and on a Tuesday 1; then 3, the longer undone; 2 must wait.
    assert_eq!(
        numbers(&today(&plan, &done, day(7), &calendar())),
        [4, 5, 3, 2]
    );
    let tuesday = today(&plan, &done, day(8), &calendar());
    assert_eq!(numbers(&tuesday), [1, 4, 5, 3]);
    assert!(tuesday.iter().all(|it| it.planned));
}

#[test]
fn what_is_not_living_or_no_longer_asked_for_is_not_shown() {
    let mut proposed = goal(1, vec![daily(1, Weekdays::SCHOOL)]);
    proposed.state = GoalState::Proposed;
    let mut gone = daily(2, Weekdays::SCHOOL);
    gone.until = Some(day(6));
    let mut later = daily(3, Weekdays::SCHOOL);
    later.since = day(8);
    let plan = plan(vec![proposed, goal(2, vec![gone, later])]);
    assert_eq!(
        numbers(&today(&plan, &[], day(7), &calendar())),
        [0_u128; 0]
    );
    assert_eq!(numbers(&today(&plan, &[], day(8), &calendar())), [3]);
}

#[test]
fn nothing_is_asked_on_a_day_off_an_away_day_or_outside_the_term() {
    let plan = plan(vec![goal(1, vec![daily(1, Weekdays::SCHOOL)])]);
    let mut calendar = calendar();
    calendar.days_off.insert(day(1));
    calendar.away.insert(day(2));
    for n in [-1, 1, 2, 70] {
        assert!(today(&plan, &[], day(n), &calendar).is_empty(), "{n}");
    }
    assert_eq!(today(&plan, &[], day(3), &calendar).len(), 1);
}

#[test]
fn not_today_is_neutral_in_the_count_of_the_day() {
    let plan = plan(vec![goal(
        1,
        (1..=3).map(|n| daily(n, Weekdays::SCHOOL)).collect(),
    )]);
    let ticks = [tick(1, 0, TickState::Done), tick(2, 0, TickState::NotToday)];
    let cards = today(&plan, &ticks, day(0), &calendar());
    let expected = DayProgress {
        on: day(0),
        done: 1,
        of: 2,
        goals: Vec::new(),
    };
    let told = ticked(&cards, day(0));
    let states: Vec<_> = told.goals.iter().map(|it| it.state).collect();
    assert_eq!(states, [TickState::Done, TickState::Open]);
    let counts = DayProgress {
        goals: Vec::new(),
        ..told
    };
    assert_eq!(counts, expected);
}

#[test]
fn what_a_child_is_at_is_told_and_counts_as_not_yet_done() {
    let dailies = (1..=3).map(|n| daily(n, Weekdays::SCHOOL)).collect();
    let plan = plan(vec![goal(1, dailies)]);
    let before = [tick(1, 0, TickState::Done)];
    let at_it = [tick(1, 0, TickState::Done), tick(3, 0, TickState::Now)];
    let told = |ticks: &[Tick]| ticked(&today(&plan, ticks, day(0), &calendar()), day(0));
    let now = told(&at_it).now().map(|it| it.title.clone());
    assert_eq!(now, Some(plan.goals[0].daily[2].title.clone()));
    let counts = |it: DayProgress| (it.done, it.of, it.goals.len());
    assert_eq!(counts(told(&at_it)), counts(told(&before)));
    let weeks = |ticks: &[Tick]| week(&plan, ticks, day(0), &calendar());
    assert_eq!(weeks(&at_it), weeks(&before));
    let done = [tick(1, 0, TickState::Done), tick(3, 0, TickState::Done)];
    assert_eq!(told(&done).now(), None);
}

#[test]
fn a_week_shows_its_seven_days_from_monday_on() {
    let plan = plan(vec![goal(1, vec![daily(1, Weekdays::SCHOOL)])]);
    let mut calendar = calendar();
    calendar.days_off.insert(day(8));
    calendar.away.insert(day(9));
    let ticks = [
        tick(1, 7, TickState::Done),
        tick(1, 10, TickState::NotToday),
        tick(1, 12, TickState::Done),
    ];
    let days = week(&plan, &ticks, day(10), &calendar);
    assert_eq!(
        days.iter().map(|it| it.on).collect::<Vec<_>>(),
        (7..14).map(day).collect::<Vec<_>>()
    );
    let counts: Vec<_> = days
        .iter()
        .map(|it| (it.planned, it.done, it.not_today))
        .collect();
    assert_eq!(
        counts,
        [
            (1, 1, 0),
            (0, 0, 0),
            (0, 0, 0),
            (0, 0, 1),
            (1, 0, 0),
            (0, 1, 0),
            (0, 0, 0)
        ]
    );
    assert!(!days[1].open && days[2].open && days[2].away);
}

#[test]
fn a_weekly_goal_rests_once_it_is_done_until_monday() {
    let mut once = daily(1, Weekdays::SCHOOL);
    once.cadence = Cadence::Weekly;
    let plan = plan(vec![goal(1, vec![once])]);
    let planned = |ticks: &[domain::plan::Tick], n| {
        let cards = today(&plan, ticks, day(n), &calendar());
        cards.iter().filter(|it| it.planned).count()
    };
    let done = [tick(1, 8, TickState::Done)];
    assert_eq!((7..12).map(|n| planned(&[], n)).sum::<usize>(), 5);
    // On the day itself the card stays, ticked.
    let left: Vec<_> = (7..16).map(|n| planned(&done, n)).collect();
    assert_eq!(left, [1, 1, 0, 0, 0, 0, 0, 1, 1]);
    let rings = |ticks: &[domain::plan::Tick]| {
        let days = week(&plan, ticks, day(9), &calendar());
        days.iter().map(|it| it.planned).collect::<Vec<_>>()
    };
    assert_eq!(rings(&[]), [0, 0, 0, 0, 1, 0, 0]);
    assert_eq!(rings(&done), [0, 1, 0, 0, 0, 0, 0]);
}

proptest! {
    #[test]
    fn a_tick_of_today_moves_no_card(
        before in prop::collection::vec((1..7_u128, 0..14_i64), 0..20),
        now in prop::collection::vec(1..7_u128, 0..6),
    ) {
        let plan = plan(vec![
            goal(1, (1..4).map(|n| daily(n, Weekdays::SCHOOL)).collect()),
            goal(2, (4..7).map(|n| daily(n, Weekdays::of([Weekday::Mon]))).collect()),
        ]);
        let mut ticks: Vec<_> =
            before.into_iter().map(|(n, on)| tick(n, on, TickState::Done)).collect();
        let one = today(&plan, &ticks, day(14), &calendar());
        prop_assert!(one.len() <= 4);
        ticks.extend(now.into_iter().map(|n| tick(n, 14, TickState::Done)));
        let two = today(&plan, &ticks, day(14), &calendar());
        prop_assert_eq!(numbers(&one), numbers(&two));
    }
}
