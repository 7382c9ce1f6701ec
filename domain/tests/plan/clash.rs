//! What two tablets said at once of one daily goal.

use chrono::DateTime;
use domain::{
    ids::{DailyId, EventId},
    plan::{Felt, ReceivedTick, Tick, TickState, Ticks, clashes},
};
use proptest::prelude::*;
use uuid::Uuid;

fn said(event: u128, tablet: &str, rev: u32, state: TickState) -> ReceivedTick {
    ReceivedTick {
        event: EventId(Uuid::from_u128(event)),
        tick: Tick {
            daily: DailyId(Uuid::nil()),
            on: "2026-10-20".parse().expect("a date"),
            rev,
            state,
            felt: None,
        },
        tablet: tablet.to_owned(),
        at: DateTime::UNIX_EPOCH,
    }
}

#[test]
fn ticking_and_taking_back_on_one_tablet_is_no_clash() {
    let all = [TickState::Done, TickState::Open, TickState::Done];
    let all = (1_u32..).zip(all);
    let all = all.map(|(n, state)| said(n.into(), "one", n, state));
    assert_eq!(clashes(all.collect()), []);
}

#[test]
fn of_two_tablets_that_say_different_things_the_one_that_lost_is_shown() {
    let one = said(1, "one", 1, TickState::Done);
    let two = said(2, "two", 1, TickState::NotToday);
    let found = clashes(vec![two.clone(), one.clone()]);
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].stands, &found[0].lost), (&two, &one));
}

#[test]
fn two_tablets_that_say_the_same_agree() {
    let one = said(1, "one", 1, TickState::Done);
    assert_eq!(
        clashes(vec![one.clone(), said(2, "two", 1, TickState::Done)]),
        []
    );
    let mut felt = said(2, "two", 1, TickState::Done);
    felt.tick.felt = Some(Felt::Hard);
    assert_eq!(clashes(vec![one, felt]).len(), 1);
}

proptest! {
    #[test]
    fn whatever_the_order_they_come_in_what_stands_is_never_shown_as_lost(
        revs in prop::collection::vec((1_u32..4, 0_usize..3), 1..12),
        shuffled in any::<prop::sample::Index>(),
    ) {
        let states = [TickState::Done, TickState::NotToday, TickState::Open];
        let all: Vec<ReceivedTick> = (1_u128..)
            .zip(&revs)
            .map(|(n, (rev, state))| said(n, "a tablet", *rev, states[*state]))
            .collect();
        let mut ticks = Ticks::default();
        for it in &all {
            ticks.take(it.event, it.tick.clone());
        }
        let stands = ticks.list();
        let mut other = all.clone();
        other.rotate_left(shuffled.index(all.len()));
        let found = clashes(all.clone());
        prop_assert_eq!(clashes(other), found.clone());
        let heaviest = all.iter().max_by_key(|it| (it.tick.rev, it.event)).expect("one");
        prop_assert_eq!(&stands, std::slice::from_ref(&heaviest.tick));
        prop_assert!(found.iter().all(|it| it.lost.event != heaviest.event));
    }
}
