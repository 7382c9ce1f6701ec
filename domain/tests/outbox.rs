//! The tablet's outbox, step by step; against a whole world of trouble it is held in `sync.rs`.

use chrono::{DateTime, TimeDelta};
use domain::{
    event::outbox::{Input, Outbox, OutboxBatch, SendState, Status, Todo},
    event::{Event, Op, Outcome, Receipt, Receipts, Refusal},
    ids::{DeviceId, EventId, PersonId, SessionId, StatementId},
    limits,
};
use uuid::Uuid;

fn event(seq: u64) -> Event {
    let nil = Uuid::nil();
    Event {
        id: EventId(Uuid::from_u128(u128::from(seq))),
        device: DeviceId(nil),
        seq,
        session: SessionId(nil),
        child: PersonId(nil),
        at: DateTime::UNIX_EPOCH,
        op: Op::KeepStatement {
            statement: StatementId(nil),
        },
    }
}

fn receipts(epoch: &str, events: &[Event], outcome: &Outcome) -> Receipts {
    let receipt = |it: &Event| Receipt {
        id: it.id,
        outcome: outcome.clone(),
    };
    Receipts {
        epoch: epoch.to_owned(),
        at: None,
        receipts: events.iter().map(receipt).collect(),
    }
}

fn accepted(batch: &OutboxBatch) -> Input {
    let receipts = receipts("first", &batch.events, &Outcome::Accepted);
    Input::Receipts {
        batch: batch.batch,
        receipts,
    }
}

fn seqs(todo: Todo) -> Vec<u64> {
    todo.send
        .map(|it| it.events.iter().map(|it| it.seq).collect())
        .unwrap_or_default()
}

#[test]
fn an_event_is_sent_at_once_and_waits_until_the_school_has_it() {
    let mut outbox = Outbox::default();
    assert_eq!(
        (outbox.status(), outbox.wake_at()),
        (Status::AtSchool, None)
    );
    let batch = outbox
        .step(Input::Queued(event(1)), 0, 0)
        .send
        .expect("a batch");
    assert_eq!(outbox.status(), Status::Kept { waiting: 1 });
    let todo = outbox.step(accepted(&batch), 10, 0);
    assert_eq!(
        todo,
        Todo {
            forget: vec![event(1).id],
            ..Todo::default()
        }
    );
    assert_eq!(
        (outbox.status(), outbox.wake_at()),
        (Status::AtSchool, None)
    );
}

#[test]
fn one_batch_flies_at_a_time_in_order_and_of_limited_size() {
    let held = (1..=250).rev().map(event);
    let mut outbox = Outbox::new(held);
    let first = outbox.step(Input::Tick, 0, 0).send.expect("a batch");
    assert!(
        first
            .events
            .iter()
            .map(|it| it.seq)
            .eq(1..=limits::sync::MOST_EVENTS_IN_BATCH as u64)
    );
    assert_eq!(outbox.step(Input::Queued(event(251)), 1, 0).send, None);
    assert_eq!(outbox.step(Input::Online, 2, 0).send, None);
    let second = outbox
        .step(accepted(&first), 3, 0)
        .send
        .expect("the next at once");
    assert_eq!(second.events.first().map(|it| it.seq), Some(101));
    let third = outbox
        .step(accepted(&second), 4, 0)
        .send
        .expect("the next at once");
    assert_eq!(third.events.len(), 51);
    assert_eq!(outbox.step(accepted(&third), 5, 0).send, None);
    assert_eq!(outbox.status(), Status::AtSchool);
}

#[test]
fn waits_double_up_to_a_minute_and_are_spread() {
    let waits = |jitter| {
        let mut outbox = Outbox::new([event(1)]);
        let mut now = 0;
        let mut waits = Vec::new();
        for _ in 0..9 {
            let batch = outbox
                .step(Input::Tick, now, jitter)
                .send
                .expect("a batch")
                .batch;
            assert_eq!(outbox.step(Input::Failed { batch }, now, jitter).send, None);
            let due = outbox.wake_at().expect("a wait");
            assert_eq!(outbox.step(Input::Tick, due - 1, jitter).send, None);
            waits.push(due - now);
            now = due;
        }
        waits
    };
    assert_eq!(
        waits(255),
        [1, 2, 4, 8, 16, 32, 60, 60, 60].map(|s| s * 1_000)
    );
    assert_eq!(waits(0), [1, 2, 4, 8, 16, 32, 60, 60, 60].map(|s| s * 500));
}

#[test]
fn a_new_event_does_not_cut_the_wait_short_but_the_network_coming_back_does() {
    let mut outbox = Outbox::new([event(1)]);
    let batch = outbox
        .step(Input::Tick, 0, 255)
        .send
        .expect("a batch")
        .batch;
    outbox.step(Input::Failed { batch }, 0, 255);
    assert_eq!(outbox.step(Input::Queued(event(2)), 10, 255).send, None);
    assert_eq!(seqs(outbox.step(Input::Online, 20, 255)), [1, 2]);
}

#[test]
fn a_batch_without_an_answer_is_given_up_and_its_late_answer_still_counts() {
    let mut outbox = Outbox::new([event(1)]);
    let late = outbox.step(Input::Tick, 0, 0).send.expect("a batch");
    let due = outbox.wake_at().expect("a limit");
    assert_eq!(outbox.step(Input::Tick, due - 1, 0), Todo::default());
    outbox.step(Input::Tick, due, 0);
    outbox.step(Input::Queued(event(2)), due, 0);
    let again = outbox
        .step(Input::Tick, due + 500, 0)
        .send
        .expect("a batch");
    assert_eq!(again.events.len(), 2);
    let todo = outbox.step(accepted(&late), due + 600, 0);
    assert_eq!(
        todo,
        Todo {
            forget: vec![event(1).id],
            ..Todo::default()
        },
        "the other is still flying"
    );
    assert!(!outbox.holds(event(1).id) && outbox.holds(event(2).id));
    outbox.step(accepted(&again), due + 700, 0);
    assert_eq!(outbox.status(), Status::AtSchool);
}

#[test]
fn a_refused_event_leaves_and_is_counted() {
    let mut outbox = Outbox::new([event(1), event(2)]);
    let batch = outbox.step(Input::Tick, 0, 0).send.expect("a batch");
    let mut receipts = receipts("first", &batch.events, &Outcome::Accepted);
    receipts.receipts[0].outcome = Outcome::Rejected {
        why: Refusal::Impossible,
    };
    let answer = Input::Receipts {
        batch: batch.batch,
        receipts,
    };
    assert_eq!(outbox.step(answer.clone(), 1, 0).forget.len(), 2);
    assert_eq!((outbox.status(), outbox.refused()), (Status::AtSchool, 1));
    outbox.step(answer, 2, 0);
    assert_eq!(
        outbox.refused(),
        1,
        "an answer that comes twice counts once"
    );
}

#[test]
fn an_answer_that_names_none_of_the_events_is_a_failure_and_one_that_names_some_is_not() {
    let mut outbox = Outbox::new([event(1), event(2)]);
    let batch = outbox.step(Input::Tick, 0, 255).send.expect("a batch");
    let none = receipts("first", &[], &Outcome::Accepted);
    let input = Input::Receipts {
        batch: batch.batch,
        receipts: none,
    };
    assert_eq!(outbox.step(input, 1, 255).send, None);
    assert_eq!(outbox.wake_at(), Some(1_001));
    let batch = outbox.step(Input::Tick, 1_001, 0).send.expect("a batch");
    let some = receipts("first", &batch.events[..1], &Outcome::Accepted);
    let input = Input::Receipts {
        batch: batch.batch,
        receipts: some,
    };
    assert_eq!(seqs(outbox.step(input, 1_002, 0)), [2]);
}

#[test]
fn after_a_restore_a_late_answer_from_before_says_nothing() {
    let mut outbox = Outbox::new([event(1)]);
    let known = outbox.step(Input::Tick, 0, 0).send.expect("a batch");
    outbox.step(accepted(&known), 1, 0);
    let late = outbox
        .step(Input::Queued(event(2)), 2, 0)
        .send
        .expect("a batch");
    outbox.step(Input::Failed { batch: late.batch }, 3, 0);
    outbox.step(Input::Queued(event(3)), 4, 0);
    let other = outbox.step(Input::Online, 5, 0).send.expect("a batch");
    let restored = receipts("second", &other.events[1..], &Outcome::Accepted);
    let todo = outbox.step(
        Input::Receipts {
            batch: other.batch,
            receipts: restored,
        },
        6,
        0,
    );
    assert_eq!(
        seqs(todo),
        [2],
        "what is still held is sent to the restored school"
    );
    assert_eq!(outbox.step(accepted(&late), 7, 0), Todo::default());
    assert!(outbox.holds(event(2).id));
}

fn answered(batch: &OutboxBatch, epoch: &str, hour: i64) -> Input {
    let receipts = Receipts {
        at: Some(DateTime::UNIX_EPOCH + TimeDelta::hours(hour)),
        ..receipts(epoch, &batch.events, &Outcome::Accepted)
    };
    Input::Receipts {
        batch: batch.batch,
        receipts,
    }
}

#[test]
fn what_a_school_answered_for_is_sent_once_more_when_it_was_restored() {
    let mut outbox = Outbox::default();
    let batch = outbox.step(Input::Queued(event(1)), 0, 0).send.unwrap();
    let todo = outbox.step(answered(&batch, "first", 0), 1, 0);
    assert_eq!((todo.forget.len(), todo.keep.len()), (0, 1));
    assert_eq!(outbox.status(), Status::AtSchool);
    // The page is opened anew, and asks.
    let mut outbox = Outbox::new(todo.keep);
    assert_eq!(outbox.status(), Status::AtSchool);
    let asks = outbox.step(Input::Online, 2, 0).send.unwrap();
    assert_eq!(asks.events, []);
    let todo = outbox.step(answered(&asks, "second", 1), 3, 0);
    let again = todo.send.unwrap();
    assert_eq!(again.events, [event(1)]);
    assert_eq!(outbox.status(), Status::Kept { waiting: 1 });
    let todo = outbox.step(answered(&again, "second", 1), 4, 0);
    let sent = todo.keep.first().and_then(|it| it.sent.clone()).unwrap();
    assert_eq!(sent.epoch, "second");
    assert_eq!(outbox.status(), Status::AtSchool);
}

#[test]
fn a_day_later_by_the_school_s_clock_the_tablet_forgets_what_was_answered_for() {
    let mut outbox = Outbox::default();
    let batch = outbox.step(Input::Queued(event(1)), 0, 0).send.unwrap();
    outbox.step(answered(&batch, "first", 0), 1, 0);
    let asks = outbox.step(Input::Online, 2, 0).send.unwrap();
    assert_eq!(
        outbox.step(answered(&asks, "first", 24), 3, 0),
        Todo::default()
    );
    let asks = outbox.step(Input::Online, 4, 0).send.unwrap();
    let todo = outbox.step(answered(&asks, "first", 25), 5, 0);
    assert_eq!(todo.forget, [event(1).id]);
    assert_eq!(outbox.wake_at(), None);
}

#[test]
fn of_what_was_answered_for_the_oldest_goes_when_it_is_too_much() {
    let all = u64::try_from(limits::sync::MOST_SENT_EVENTS_KEPT).unwrap() + 3;
    let mut outbox = Outbox::new((1..=all).map(event));
    let mut forgotten = Vec::new();
    let mut next = outbox.step(Input::Online, 0, 0).send;
    while let Some(batch) = next {
        let todo = outbox.step(answered(&batch, "first", 0), 1, 0);
        forgotten.extend(todo.forget);
        next = todo.send;
    }
    assert_eq!(forgotten, [event(1).id, event(2).id, event(3).id]);
}

#[test]
fn a_question_that_was_overtaken_by_an_act_is_no_failure() {
    let mut outbox = Outbox::default();
    let batch = outbox.step(Input::Queued(event(1)), 0, 0).send.unwrap();
    outbox.step(answered(&batch, "first", 0), 1, 0);
    let asks = outbox.step(Input::Online, 2, 0).send.unwrap();
    assert_eq!(outbox.step(Input::Queued(event(2)), 3, 255).send, None);
    assert_eq!(seqs(outbox.step(answered(&asks, "first", 0), 4, 255)), [2]);
}

#[test]
fn that_an_event_was_answered_for_is_one_line() {
    let sent = SendState {
        epoch: "1-a b".to_owned(),
        at: DateTime::UNIX_EPOCH + TimeDelta::milliseconds(7),
    };
    assert_eq!(sent.to_string(), "7 1-a b");
    assert_eq!(sent.to_string().parse(), Ok(sent));
    assert!("soon x".parse::<SendState>().is_err() && "7".parse::<SendState>().is_err());
}

#[test]
fn a_page_of_a_signed_in_child_is_heard_every_minute_though_there_is_nothing_to_send() {
    let minute = limits::sync::ASK_WHEN_EMPTY_MS;
    let heard = |has_child: bool| {
        let mut outbox = Outbox::default();
        if has_child {
            outbox.has_child();
        }
        let mut heard = Vec::new();
        // Somebody reads for ten minutes and touches nothing.
        for second in 0..600 {
            let now = second * 1_000;
            if let Some(batch) = outbox.step(Input::Tick, now, 0).send {
                assert!(batch.events.is_empty());
                heard.push(now);
                outbox.step(accepted(&batch), now + 50, 0);
            }
        }
        heard
    };
    let all = heard(true);
    assert_eq!(all, (0..10).map(|n| n * minute).collect::<Vec<_>>());
    let quiet = u64::try_from(limits::device::QUIET_AFTER.num_milliseconds()).unwrap();
    assert!(all.windows(2).all(|it| it[1] - it[0] < quiet));
    assert_eq!(heard(false), [0_u64; 0], "nobody is signed in");
}
