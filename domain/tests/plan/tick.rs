//! Ticks commute, and their dates are believed within reason.

use crate::{calendar, day};
use chrono::{NaiveTime, TimeDelta};
use domain::{
    ids::{DailyId, EventId},
    plan::{Felt, Tick, TickState, Ticks},
};
use proptest::prelude::*;
use uuid::Uuid;

fn ticks() -> impl Strategy<Value = Vec<(EventId, Tick)>> {
    let state = prop_oneof![
        Just(TickState::Done),
        Just(TickState::Now),
        Just(TickState::NotToday),
        Just(TickState::Open)
    ];
    let felt = prop_oneof![Just(None), Just(Some(Felt::Good)), Just(Some(Felt::Hard))];
    let one = (0..3_u128, 0..4_i64, 1..4_u32, state, felt);
    prop::collection::vec(one, 0..24).prop_map(|all| {
        let numbered = all.into_iter().zip(1_u128..);
        numbered
            .map(|((daily, on, rev, state, felt), n)| {
                let tick = Tick {
                    daily: DailyId(Uuid::from_u128(daily)),
                    on: day(on),
                    rev,
                    state,
                    felt,
                };
                (EventId(Uuid::from_u128(n)), tick)
            })
            .collect()
    })
}

fn taken(events: &[(EventId, Tick)]) -> Ticks {
    let mut all = Ticks::default();
    for (event, tick) in events {
        all.take(*event, tick.clone());
    }
    all
}

proptest! {
    #[test]
    fn neither_order_nor_number_of_arrivals_matters(
        (events, other) in ticks().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        again in 0..24_usize,
    ) {
        let mut other = other;
        let repeated: Vec<_> = events.iter().take(again).cloned().collect();
        other.extend(repeated);
        prop_assert_eq!(taken(&events), taken(&other));
    }

    #[test]
    fn the_highest_revision_stands(events in ticks()) {
        for tick in taken(&events).list() {
            let rivals = events.iter().filter(|(_, it)| it.daily == tick.daily && it.on == tick.on);
            prop_assert_eq!(rivals.map(|(_, it)| it.rev).max(), Some(tick.rev));
        }
    }
}

#[test]
fn a_date_is_believed_within_the_term_and_no_more_than_a_day_ahead() {
    let term = calendar().term;
    let at = |n| day(n).and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(3);
    let possible = |on, taken| crate::tick(1, on, TickState::Done).is_possible(&term, at(taken));
    assert!(possible(5, 5) && possible(6, 5));
    assert!(!possible(7, 5));
    // Weeks offline.
    assert!(possible(0, 60) && possible(69, 200));
    assert!(!possible(-1, 5) && !possible(70, 200));
}
