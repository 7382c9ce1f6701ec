//! How a class stands together.

use crate::{calendar, daily, day, goal, tick};
use domain::{
    ids::PersonId,
    plan::{GoalLine, GoalState, PlanRow, Standings, TickState, Weekdays, pace, weeks},
    school::ChildName,
};
use proptest::prelude::*;
use uuid::Uuid;

/// A child whose one goal was ticked on these days.
fn row(n: u128, done: Option<&[i64]>, today: i64) -> PlanRow {
    let ticks: Vec<_> = done
        .unwrap_or_default()
        .iter()
        .map(|on| tick(n, *on, TickState::Done))
        .collect();
    let line = done.map(|_| {
        let goal = goal(n, vec![daily(n, Weekdays::SCHOOL)]);
        GoalLine {
            pace: pace(&goal, &ticks, &calendar(), day(today)),
            id: goal.id,
            area: goal.area,
            picture: goal.picture,
            title: goal.title,
            state: GoalState::Living,
            rev: 1,
        }
    });
    PlanRow {
        child: ChildName {
            child: PersonId(Uuid::from_u128(n)),
            name: n.to_string(),
            picture: "fox".to_owned(),
        },
        plan: None,
        goals: line.into_iter().collect(),
        last_tick: ticks.iter().map(|it| it.on).max(),
        waiting: 0,
        away_today: false,
    }
}

#[test]
fn each_child_counts_once_where_they_need_a_look_most() {
    let all: Vec<i64> = (0..21).collect();
    let mut both = row(1, Some(&all), 20);
    both.goals.extend(row(2, Some(&[]), 20).goals);
    let rows = [both, row(3, Some(&all), 20), row(4, None, 20)];
    let found = Standings::of(&rows);
    assert_eq!((found.behind, found.ahead, found.no_goal), (1, 1, 1));
    assert_eq!((found.on_pace, found.children()), (0, 3));
}

#[test]
fn the_weeks_of_two_goals_are_put_together_by_their_mondays() {
    let rows = [row(1, Some(&[0, 1]), 9), row(2, Some(&[1, 7]), 9)];
    let found = weeks(rows.iter().flat_map(PlanRow::living).map(|it| &it.pace));
    assert_eq!(
        (found[0].begins, found[0].planned, found[0].done),
        (day(0), 10, Some(3))
    );
    assert_eq!(
        (found[1].planned, found[1].done, found[2].done),
        (10, Some(1), None)
    );
}

proptest! {
    #[test]
    fn weeks_add_up_to_what_was_done_and_planned(
        done in prop::collection::btree_set(0..60_i64, 0..30), today in 0..60_i64,
    ) {
        let done: Vec<i64> = done.into_iter().filter(|it| *it <= today).collect();
        let row = row(1, Some(&done), today);
        let pace = &row.goals[0].pace;
        let weeks = weeks([pace]);
        prop_assert_eq!(weeks.iter().map(|it| it.planned).sum::<u32>(), pace.path);
        let counted: u32 = weeks.iter().filter_map(|it| it.done).sum();
        prop_assert_eq!(counted as usize, done.len());
    }
}

#[test]
fn the_class_is_told_week_by_week_and_this_week_as_it_stands_today() {
    let all: Vec<i64> = (0..14).collect();
    let rows = [
        row(1, Some(&all), 15),
        row(2, Some(&[0]), 15),
        row(3, None, 15),
    ];
    let found = Standings::by_week(&rows);
    let weeks: Vec<_> = found.iter().map(|(week, _)| *week).collect();
    assert_eq!(weeks, [day(0), day(7), day(14)]);
    // Seven of five is not a week ahead; one of five is not a whole week behind.
    let first = found[0].1;
    assert_eq!(
        (first.behind, first.on_pace, first.ahead, first.no_goal),
        (0, 2, 0, 1)
    );
    assert_eq!(found[1].1.behind, 1);
    assert_eq!(found[2].1, Standings::of(&rows));
}

proptest! {
    #[test]
    fn each_week_has_every_child_once(
        done in proptest::collection::vec(proptest::option::of(proptest::collection::vec(0_i64..70, 0..20)), 0..6),
        today in 0_i64..75,
    ) {
        let rows = done.iter().zip(1..).map(|(it, n)| row(n, it.as_deref(), today));
        let rows: Vec<_> = rows.collect();
        for (_, found) in Standings::by_week(&rows) {
            prop_assert_eq!(found.children() as usize, rows.len());
        }
    }
}
