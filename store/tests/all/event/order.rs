//! D2: what is kept depends only on which events came, not on their number or order.

use crate::{
    TestDb, fixture, morning,
    plan::{after, give_goal, home, planning, today},
    room::Room,
};
use domain::{
    board::SurveyActivity,
    event::{Event, Op},
    ids::{DailyId, GoalId, PlanId, ResponseId, StatementId},
    plan::{Chosen, DayProgress, Tick, TickState, Weekdays},
    survey::{Answer, Attention},
};
use fixture::answer;
use proptest::{prelude::*, sample::Index, test_runner::TestRunner};
use std::collections::BTreeSet;
use store::{Db, event, survey};

/// What a child may do, with numbers in place of ids.
#[derive(Clone, Debug)]
enum Act {
    Answer(Answer),
    Keep(usize),
    Change(usize, usize, &'static str),
    Add(usize, &'static str),
    /// A goal with one daily goal, both of this number.
    Propose(usize),
    Tick(usize, i64, u32, TickState),
}

fn answers() -> impl Strategy<Value = Act> {
    let given = prop_oneof![
        Just(("A", vec![("read", "pick")])),
        Just(("A", vec![("draw", "pick"), ("run", "pick")])),
        Just(("A", vec![("fly", "pick")])),
        Just(("B", vec![("me", "otter")])),
        Just(("B", vec![("me", "fox")])),
        Just(("Bm", vec![("me", "fox")])),
        Just(("C", vec![("friend", "helps"), ("music", "not")])),
        Just(("C", vec![("friend", "not"), ("music", "not")])),
        Just(("C", vec![("music", "helps")])),
        Just(("D", vec![("friend", "1")])),
        Just(("P", vec![("fish", "blue")])),
    ];
    (given, 1..4_u32, any::<bool>())
        .prop_map(|((item, placed), rev, done)| Act::Answer(answer(item, rev, &placed, done)))
}

fn ticks() -> impl Strategy<Value = Act> {
    let state = prop_oneof![
        Just(TickState::Done),
        Just(TickState::Now),
        Just(TickState::NotToday),
        Just(TickState::Open)
    ];
    (0..3_usize, -1..1_i64, 1..4_u32, state)
        .prop_map(|(of, on, rev, state)| Act::Tick(of, on, rev, state))
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let card = || prop_oneof![Just("read"), Just("draw"), Just("run"), Just("fly")];
    let act = prop_oneof![
        6 => answers(),
        1 => (0..6_usize).prop_map(Act::Keep),
        2 => (0..6_usize, card()).prop_map(|(of, card)| Act::Change(of, 0, card)),
        1 => card().prop_map(|card| Act::Add(0, card)),
        1 => Just(Act::Propose(0)),
        4 => ticks(),
    ];
    // Each statement that is made has a number of its own.
    prop::collection::vec(act, 1..16).prop_map(|acts| {
        let mut made = 0;
        let mut proposed = 0;
        let mut next = || {
            made += 1;
            made - 1
        };
        acts.into_iter()
            .map(|act| match act {
                Act::Change(of, _, card) => Act::Change(of, next(), card),
                Act::Add(_, card) => Act::Add(next(), card),
                // 0 is the daily goal that is there from the beginning.
                Act::Propose(_) => {
                    proposed += 1;
                    Act::Propose(proposed)
                }
                other => other,
            })
            .collect()
    })
}

/// All that is kept, but for times and numbers of the board.
#[derive(Debug, PartialEq)]
struct Kept {
    answers: Vec<Answer>,
    statements: Vec<(StatementId, String, bool, bool)>,
    doing: SurveyActivity,
    attention: Attention,
    ticks: Vec<Tick>,
    goals: BTreeSet<GoalId>,
    ticked: Option<DayProgress>,
    needs_a_look: usize,
}

impl Act {
    fn op(self, response: ResponseId, ids: &[StatementId], planned: &Planned) -> Op {
        match self {
            Self::Propose(n) => Op::ProposeGoal {
                plan: planned.plan,
                goal: GoalId(planned.daily[n].0),
                book: 3,
                entry: "be-kind".to_owned(),
                daily: vec![Chosen {
                    id: planned.daily[n],
                    suggestion: "help-one".to_owned(),
                    days: Weekdays::SCHOOL,
                }],
                why: None,
                on: today(),
            },
            Self::Tick(of, on, rev, state) => Op::Tick {
                tick: Tick {
                    daily: planned.daily[of],
                    on: after(on),
                    rev,
                    state,
                    felt: None,
                },
            },
            Self::Answer(answer) => Op::Answer { response, answer },
            Self::Keep(of) => Op::KeepStatement { statement: ids[of] },
            Self::Change(of, new, card) => Op::ChangeStatement {
                statement: ids[of],
                new: ids[new],
                card: card.to_owned(),
            },
            Self::Add(new, card) => Op::AddStatement {
                response,
                item: "A".to_owned(),
                new: ids[new],
                card: card.to_owned(),
            },
        }
    }
}

/// A plan, the daily goal that is in it, and those that may be proposed.
struct Planned {
    plan: PlanId,
    daily: Vec<DailyId>,
}

/// What is kept after these batches came to a copy of the database.
async fn delivered(base: &TestDb, room: &Room, batches: Vec<Vec<Event>>) -> Kept {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("copy.db");
    base.copy_to(&path).await.unwrap();
    let url = format!("sqlite:{}", path.display());
    let db = Db::open(&url, morning()).await.unwrap();
    for batch in batches {
        let taken = event::apply_events(&db, &room.device, batch, morning());
        taken.await.unwrap();
    }
    let page = room.page(&db).await;
    let opened = survey::resume(&db, &room.child).await.unwrap().unwrap();
    let mut answers = opened.answers;
    answers.sort_by(|a, b| a.item.cmp(&b.item));
    let mut statements: Vec<_> = page
        .statements
        .into_iter()
        .map(|it| {
            let (ended, kept) = (it.ended_at.is_some(), it.kept_at.is_some());
            (it.id, it.said.card, ended, kept)
        })
        .collect();
    statements.sort();
    let home = home(&db, &room.child).await;
    db.close().await.unwrap();
    Kept {
        ticks: home.ticks,
        goals: home.plan.goals.iter().map(|it| it.id).collect(),
        ticked: page.tile.ticked,
        answers,
        statements,
        doing: page.tile.doing,
        attention: page.attention,
        needs_a_look: page.needs_a_look.len(),
    }
}

/// The same events in another order, some of them again.
fn otherwise(events: &[Event], places: &[usize], again: &[Index]) -> Vec<Event> {
    let mut other: Vec<Event> = places.iter().map(|at| events[*at].clone()).collect();
    for index in again {
        let at = index.index(other.len() + 1);
        other.insert(at, index.get(events).clone());
    }
    other
}

#[test]
fn number_and_order_of_events_do_not_matter() {
    let cases = std::env::var("FLEDGE_CASES").ok();
    let cases = cases.and_then(|it| it.parse().ok()).unwrap_or(150);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (base, room, plan, daily) = runtime.block_on(async {
        let base = TestDb::sqlite().await;
        let room = planning(&base).await;
        let goal = give_goal(&base, &room, "Speak up").await;
        let plan = home(&base, &room.child).await.plan.id;
        (base, room, plan, goal.daily[0].id)
    });
    let mut runner = TestRunner::new(ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    });
    let again = prop::collection::vec(any::<Index>(), 0..12);
    let shuffled = acts().prop_flat_map(|acts| {
        let places: Vec<usize> = (0..acts.len()).collect();
        (Just(acts), Just(places).prop_shuffle())
    });
    let inputs = (shuffled, again, 1..5_usize);
    let result = runner.run(&inputs, |((acts, places), again, size)| {
        let id = || StatementId(base.ids().uuid());
        let ids: Vec<StatementId> = (0..16).map(|_| id()).collect();
        let mut daily = vec![daily];
        daily.extend((0..16).map(|_| DailyId(base.ids().uuid())));
        let planned = Planned { plan, daily };
        let act = |act: Act| {
            let op = act.op(room.response, &ids, &planned);
            fixture::act(&base, &room.child, 1, op)
        };
        let events: Vec<Event> = acts.into_iter().map(act).collect();
        let other = otherwise(&events, &places, &again);
        let batches = other.chunks(size).map(<[Event]>::to_vec).collect();
        let (one, two) = runtime.block_on(async {
            (
                delivered(&base, &room, vec![events.clone()]).await,
                delivered(&base, &room, batches).await,
            )
        });
        prop_assert_eq!(one, two);
        Ok(())
    });
    result.unwrap();
}
