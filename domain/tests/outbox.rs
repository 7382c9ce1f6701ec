//! The tablet's outbox against a network that loses, doubles, delays and mixes up.

use chrono::DateTime;
use domain::{
    event::{Event, MOST_EVENTS, Op, Outcome, Receipt, Receipts, Refusal},
    ids::{DeviceId, EventId, PersonId, SessionId, StatementId},
    outbox::{Input, Outbox, Sending, Status, Todo},
};
use proptest::prelude::*;
use std::collections::BTreeMap;
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
        receipts: events.iter().map(receipt).collect(),
    }
}

fn accepted(batch: &Sending) -> Input {
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
            send: None,
            forget: vec![event(1).id]
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
            .eq(1..=MOST_EVENTS as u64)
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
            send: None,
            forget: vec![event(1).id]
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

#[derive(Clone, Debug)]
enum Act {
    Do,
    Arrive {
        which: prop::sample::Index,
        twice: bool,
    },
    LoseOnTheWay(prop::sample::Index),
    Answer {
        which: prop::sample::Index,
        twice: bool,
    },
    LoseAnswer(prop::sample::Index),
    Fail,
    Pause(u64),
    Online,
    Reload,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let index = any::<prop::sample::Index>;
    let act = prop_oneof![
        6 => Just(Act::Do),
        6 => (index(), any::<bool>()).prop_map(|(which, twice)| Act::Arrive { which, twice }),
        1 => index().prop_map(Act::LoseOnTheWay),
        6 => (index(), any::<bool>()).prop_map(|(which, twice)| Act::Answer { which, twice }),
        1 => index().prop_map(Act::LoseAnswer),
        1 => Just(Act::Fail),
        3 => (0_u64..90_000).prop_map(Act::Pause),
        1 => Just(Act::Online),
        1 => Just(Act::Reload),
    ];
    prop::collection::vec(act, 0..120)
}

/// A tablet with a disk, a network, and a school that applies an event once.
#[derive(Default)]
struct World {
    outbox: Outbox,
    disk: BTreeMap<u64, Event>,
    now: u64,
    flying: Option<u64>,
    on_the_way: Vec<Sending>,
    answers: Vec<Input>,
    applied: BTreeMap<EventId, u32>,
    done: u64,
}

impl World {
    fn step(&mut self, input: Input) {
        if let Input::Receipts { batch, .. } | Input::Failed { batch } = &input {
            self.flying = self.flying.filter(|it| it != batch);
        }
        let todo = self.outbox.step(input, self.now, self.now.to_le_bytes()[0]);
        self.disk
            .retain(|_, event| !todo.forget.contains(&event.id));
        if let Some(sending) = todo.send {
            self.flying = Some(sending.batch);
            assert!(!sending.events.is_empty() && sending.events.len() <= MOST_EVENTS);
            assert!(sending.events.is_sorted_by_key(|it| it.seq));
            self.on_the_way.push(sending);
        }
        assert_eq!(
            self.outbox.status(),
            match self.disk.len() {
                0 => Status::AtSchool,
                waiting => Status::Kept { waiting },
            }
        );
        for n in 1..=self.done {
            let id = event(n).id;
            assert!(
                self.disk.contains_key(&n) || self.applied.contains_key(&id),
                "{n} is lost"
            );
        }
    }

    fn arrive(&mut self, sending: &Sending) {
        let take = |it: &Event| {
            let seen = self.applied.contains_key(&it.id);
            if !seen {
                *self.applied.entry(it.id).or_default() += 1;
            }
            let outcome = if seen {
                Outcome::Duplicate
            } else {
                Outcome::Accepted
            };
            Receipt { id: it.id, outcome }
        };
        let receipts = sending.events.iter().map(take).collect();
        let receipts = Receipts {
            epoch: "first".to_owned(),
            receipts,
        };
        self.answers.push(Input::Receipts {
            batch: sending.batch,
            receipts,
        });
    }

    fn act(&mut self, act: Act) {
        match act {
            Act::Do => {
                self.done += 1;
                self.disk.insert(self.done, event(self.done));
                self.step(Input::Queued(event(self.done)));
            }
            Act::Arrive { which, twice } if !self.on_the_way.is_empty() => {
                let which = which.index(self.on_the_way.len());
                let sending = self.on_the_way[which].clone();
                self.arrive(&sending);
                if !twice {
                    self.on_the_way.remove(which);
                }
            }
            Act::LoseOnTheWay(which) if !self.on_the_way.is_empty() => {
                self.on_the_way.remove(which.index(self.on_the_way.len()));
            }
            Act::Answer { which, twice } if !self.answers.is_empty() => {
                let which = which.index(self.answers.len());
                let answer = self.answers[which].clone();
                if !twice {
                    self.answers.remove(which);
                }
                self.step(answer);
            }
            Act::LoseAnswer(which) if !self.answers.is_empty() => {
                self.answers.remove(which.index(self.answers.len()));
            }
            Act::Fail => {
                if let Some(batch) = self.flying {
                    self.step(Input::Failed { batch });
                }
            }
            Act::Pause(ms) => {
                self.now += ms;
                self.step(Input::Tick);
            }
            Act::Online => self.step(Input::Online),
            Act::Reload => {
                self.outbox = Outbox::new(self.disk.values().cloned());
                // What was asked before the page went is answered to nobody.
                self.answers.clear();
                self.flying = None;
                self.now = 0;
                self.step(Input::Tick);
            }
            _ => {}
        }
    }
}

proptest! {
    #[test]
    fn every_event_is_applied_exactly_once_whatever_the_network_does(acts in acts()) {
        let mut world = World::default();
        for act in acts {
            world.act(act);
        }
        world.on_the_way.clear();
        world.answers.clear();
        let mut wakes = 0;
        while let Some(due) = world.outbox.wake_at() {
            wakes += 1;
            prop_assert!(wakes < 200, "it must come to an end");
            world.now = world.now.max(due);
            world.step(Input::Tick);
            while let Some(sending) = world.on_the_way.pop() {
                world.arrive(&sending);
                let answer = world.answers.pop().expect("an answer");
                world.step(answer);
            }
        }
        prop_assert_eq!(world.outbox.status(), Status::AtSchool);
        prop_assert_eq!(world.applied.len() as u64, world.done);
        prop_assert!(world.applied.values().all(|times| *times == 1));
    }
}
