//! D2, D5, D8: tablets, a network and a school against everything that can go wrong between them, as
//! a state machine. Whatever happens, every act of a child is in the end applied exactly once, each
//! batch is in the order things were done, and nobody is told "at school" of what is only here.
//! `FLEDGE_TEST_SEEDS` says how many worlds; the seed of one that fails is printed.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    event::outbox::{Input, Outbox, OutboxBatch, Status, StoredEvent},
    event::{Event, Op, Outcome, Receipt, Receipts},
    ids::{DeviceId, EventId, PersonId, SessionId, StatementId},
    limits,
};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

const TABLETS: usize = 3;

/// What happens in the world.
#[derive(Clone, Debug)]
enum Deed {
    Act(usize),
    /// One of the batches on the way comes to the school, and perhaps once more later.
    Arrive {
        which: Index,
        twice: bool,
    },
    LoseOnTheWay(Index),
    /// One of the answers comes to its tablet; the page may be gone before its disk knows.
    Answer {
        which: Index,
        twice: bool,
        torn: bool,
    },
    LoseAnswer(Index),
    /// The browser says that the request failed.
    Fail(usize),
    /// Nothing goes to or from a tablet for a while.
    CutOff(usize),
    Pause(u32),
    Online(usize),
    /// Closed and opened again; or the browser was killed, or updated.
    Reload(usize),
    BackUp,
    /// From the newest backup of the last day.
    Restore,
}

/// What should be true: how often a child did something on each tablet.
#[derive(Clone, Debug, Default)]
struct Acts([u64; TABLETS]);

struct Model;

impl ReferenceStateMachine for Model {
    type State = Acts;
    type Transition = Deed;

    fn init_state() -> BoxedStrategy<Acts> {
        Just(Acts::default()).boxed()
    }

    fn transitions(_: &Acts) -> BoxedStrategy<Deed> {
        let index = any::<Index>;
        let tablet = || 0..TABLETS;
        prop_oneof![
            8 => tablet().prop_map(Deed::Act),
            8 => (index(), any::<bool>()).prop_map(|(which, twice)| Deed::Arrive { which, twice }),
            1 => index().prop_map(Deed::LoseOnTheWay),
            8 => (index(), prop::bool::weighted(0.2), prop::bool::weighted(0.1))
                .prop_map(|(which, twice, torn)| Deed::Answer { which, twice, torn }),
            1 => index().prop_map(Deed::LoseAnswer),
            2 => tablet().prop_map(Deed::Fail),
            1 => tablet().prop_map(Deed::CutOff),
            3 => prop_oneof![0_u32..90_000, 0_u32..30_000_000].prop_map(Deed::Pause),
            2 => tablet().prop_map(Deed::Online),
            2 => tablet().prop_map(Deed::Reload),
            1 => Just(Deed::BackUp),
            1 => Just(Deed::Restore),
        ]
        .boxed()
    }

    fn apply(mut acts: Acts, deed: &Deed) -> Acts {
        if let Deed::Act(tablet) = deed {
            acts.0[*tablet] += 1;
        }
        acts
    }
}

/// A tablet: its page's outbox, and its disk.
#[derive(Default)]
struct Tablet {
    outbox: Outbox,
    disk: BTreeMap<EventId, StoredEvent>,
    flying: Option<u64>,
    /// When the page was opened, by the world's clock.
    since: u64,
    done: u64,
}

/// What the school has on its disk.
#[derive(Clone, Default)]
struct Data {
    taken: BTreeMap<EventId, u32>,
}

#[derive(Default)]
struct World {
    tablets: [Tablet; TABLETS],
    on_the_way: Vec<(usize, OutboxBatch)>,
    answers: Vec<(usize, Input)>,
    school: Data,
    epoch: u32,
    backup: Option<(u64, Data)>,
    now: u64,
}

fn event(tablet: usize, seq: u64) -> Event {
    let nil = Uuid::nil();
    let id = ((u128::try_from(tablet).expect("few") + 1) << 64) | u128::from(seq);
    Event {
        id: EventId(Uuid::from_u128(id)),
        device: DeviceId(Uuid::from_u128(u128::try_from(tablet).expect("few"))),
        seq,
        session: SessionId(nil),
        child: PersonId(nil),
        at: DateTime::UNIX_EPOCH,
        op: Op::KeepStatement {
            statement: StatementId(nil),
        },
    }
}

impl World {
    fn clock(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + TimeDelta::milliseconds(i64::try_from(self.now).expect("not long"))
    }

    /// A step of a tablet's page; `torn`: its disk hears nothing of what is to be kept or forgotten.
    fn step(&mut self, n: usize, input: Input, torn: bool) {
        let tablet = &mut self.tablets[n];
        if let Input::Receipts { batch, .. } | Input::Failed { batch } = &input {
            tablet.flying = tablet.flying.filter(|it| it != batch);
        }
        let now = self.now - tablet.since;
        let todo = tablet.outbox.step(input, now, now.to_le_bytes()[0]);
        if !torn {
            for kept in todo.keep {
                tablet.disk.insert(kept.event.id, kept);
            }
            tablet.disk.retain(|id, _| !todo.forget.contains(id));
        }
        if let Some(sending) = todo.send {
            tablet.flying = Some(sending.batch);
            assert!(sending.events.len() <= limits::sync::MOST_EVENTS_IN_BATCH);
            assert!(sending.events.is_sorted_by_key(|it| it.seq), "in order");
            self.on_the_way.push((n, sending));
        }
    }

    fn act(&mut self, n: usize) {
        let tablet = &mut self.tablets[n];
        tablet.done += 1;
        let event = event(n, tablet.done);
        tablet.disk.insert(event.id, event.clone().into());
        self.step(n, Input::Queued(event), false);
    }

    fn arrive(&mut self, n: usize, sending: &OutboxBatch) {
        let take = |it: &Event| {
            let times = self.school.taken.entry(it.id).or_default();
            let outcome = match *times {
                0 => Outcome::Accepted,
                _ => Outcome::Duplicate,
            };
            // As the store does it: what is there already is not applied again.
            *times = 1;
            Receipt { id: it.id, outcome }
        };
        let receipts = Receipts {
            receipts: sending.events.iter().map(take).collect(),
            epoch: self.epoch.to_string(),
            at: Some(self.clock()),
        };
        let batch = sending.batch;
        self.answers.push((n, Input::Receipts { batch, receipts }));
    }

    fn reload(&mut self, n: usize) {
        // What was asked before the page went is answered to nobody.
        self.answers.retain(|(of, _)| *of != n);
        let tablet = &mut self.tablets[n];
        tablet.outbox = Outbox::new(tablet.disk.values().cloned());
        tablet.flying = None;
        tablet.since = self.now;
        self.step(n, Input::Online, false);
    }

    fn restore(&mut self) {
        let Some((at, data)) = self.backup.clone() else {
            return;
        };
        if i64::try_from(self.now - at).expect("not long")
            <= limits::sync::SENT_EVENT_KEPT_FOR.num_milliseconds()
        {
            self.school = data;
            self.epoch += 1;
        }
    }

    fn happen(&mut self, deed: Deed) {
        match deed {
            Deed::Act(n) => self.act(n),
            Deed::Arrive { which, twice } if !self.on_the_way.is_empty() => {
                let which = which.index(self.on_the_way.len());
                let (n, sending) = self.on_the_way[which].clone();
                self.arrive(n, &sending);
                if !twice {
                    self.on_the_way.remove(which);
                }
            }
            Deed::LoseOnTheWay(which) if !self.on_the_way.is_empty() => {
                self.on_the_way.remove(which.index(self.on_the_way.len()));
            }
            Deed::Answer { which, twice, torn } if !self.answers.is_empty() => {
                let which = which.index(self.answers.len());
                let (n, answer) = self.answers[which].clone();
                if !twice {
                    self.answers.remove(which);
                }
                self.step(n, answer, torn);
                if torn {
                    self.reload(n);
                }
            }
            Deed::LoseAnswer(which) if !self.answers.is_empty() => {
                self.answers.remove(which.index(self.answers.len()));
            }
            Deed::Fail(n) => {
                if let Some(batch) = self.tablets[n].flying {
                    self.step(n, Input::Failed { batch }, false);
                }
            }
            Deed::CutOff(n) => {
                self.on_the_way.retain(|(of, _)| *of != n);
                self.answers.retain(|(of, _)| *of != n);
            }
            Deed::Pause(ms) => {
                self.now += u64::from(ms);
                for n in 0..TABLETS {
                    self.step(n, Input::Tick, false);
                }
            }
            Deed::Online(n) => self.step(n, Input::Online, false),
            Deed::Reload(n) => self.reload(n),
            Deed::BackUp => self.backup = Some((self.now, self.school.clone())),
            Deed::Restore => self.restore(),
            _ => {}
        }
    }

    /// The network is good again, and every page asks once.
    fn settle(&mut self) {
        self.on_the_way.clear();
        self.answers.clear();
        for n in 0..TABLETS {
            self.reload(n);
        }
        for round in 0.. {
            assert!(round < 400, "it must come to an end");
            while let Some((n, sending)) = self.on_the_way.pop() {
                self.arrive(n, &sending);
                let (n, answer) = self.answers.pop().expect("an answer");
                self.step(n, answer, false);
            }
            let waits = |it: &Tablet| it.outbox.status() != Status::AtSchool;
            if !self.tablets.iter().any(waits) {
                return;
            }
            self.now += 60_000;
            for n in 0..TABLETS {
                self.step(n, Input::Tick, false);
            }
        }
    }
}

struct Test;

impl StateMachineTest for Test {
    type SystemUnderTest = World;
    type Reference = Model;

    fn init_test(_: &Acts) -> World {
        World::default()
    }

    fn apply(mut world: World, _: &Acts, deed: Deed) -> World {
        world.happen(deed);
        world
    }

    fn check_invariants(world: &World, acts: &Acts) {
        for (n, tablet) in world.tablets.iter().enumerate() {
            assert_eq!(tablet.done, acts.0[n]);
            for seq in 1..=tablet.done {
                let id = event(n, seq).id;
                let there = [
                    tablet.disk.contains_key(&id),
                    world.school.taken.contains_key(&id),
                ];
                assert!(there.contains(&true), "{seq} of tablet {n} is lost");
                // Not green before: what was never answered for is not "at school".
                if tablet.outbox.status() == Status::AtSchool {
                    assert!(!tablet.outbox.holds(id));
                }
            }
        }
    }

    fn teardown(mut world: World, acts: Acts) {
        world.settle();
        let done = acts.0.iter().enumerate();
        let all: BTreeSet<EventId> = done
            .flat_map(|(n, acts)| (1..=*acts).map(move |seq| event(n, seq).id))
            .collect();
        let taken: BTreeSet<EventId> = world.school.taken.keys().copied().collect();
        assert_eq!(taken, all, "every act is applied, and nothing else");
        assert!(world.school.taken.values().all(|times| *times == 1));
    }
}

fn seeds() -> u32 {
    let asked = std::env::var("FLEDGE_TEST_SEEDS").ok();
    asked.and_then(|it| it.parse().ok()).unwrap_or(10_000)
}

prop_state_machine! {
    #![proptest_config(ProptestConfig { cases: seeds(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_act_is_applied_exactly_once_whatever_happens(sequential 1..80 => Test);
}
