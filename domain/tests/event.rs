//! The shape of what tablets keep and send: they may hold it for a school year, so an old shape
//! must stay readable. `FLEDGE_WRITE_SNAPSHOTS=1` writes `events.json` anew.

use chrono::{DateTime, NaiveDate, Weekday};
use domain::{
    event::{Batch, Event, Op, Outcome, Receipt, Receipts, Refusal},
    evidence::{EvidenceState, Kind, Starter},
    help::{HelpMoment, Wish},
    ids::{
        DailyId, DeviceId, EventId, EvidenceId, GoalId, PersonId, PlanId, ResponseId, SessionId,
        StatementId, StepId, WishId,
    },
    plan::{self, Chosen, Tick, TickState, Weekdays},
    survey::{Answer, AnswerValue, Felt, Placement},
};
use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn answer_values() -> impl Strategy<Value = AnswerValue> {
    let placement =
        ("[a-z]{1,3}", "[a-z]{1,3}").prop_map(|(card, place)| Placement { card, place });
    let felt = prop_oneof![Just(Felt::More), Just(Felt::Same), Just(Felt::Fewer)];
    let remembered = prop::collection::vec("[a-z]{1,3}", 0..6);
    prop_oneof![
        Just(AnswerValue::DontKnow),
        prop::collection::vec(placement, 0..6).prop_map(AnswerValue::Placed),
        (
            prop::option::of(0_u8..9),
            remembered,
            prop::option::of(felt)
        )
            .prop_map(|(foretold, remembered, felt)| AnswerValue::Played {
                foretold,
                remembered,
                felt
            }),
    ]
}

fn answer() -> impl Strategy<Value = Answer> {
    (
        "\\PC{0,6}",
        any::<u32>(),
        answer_values(),
        any::<bool>(),
        any::<u32>(),
    )
        .prop_map(|(item, rev, given, done, took_ms)| Answer {
            item,
            rev,
            given,
            done,
            took_ms,
        })
}

fn tick() -> impl Strategy<Value = Tick> {
    let state = prop_oneof![
        Just(TickState::Done),
        Just(TickState::Now),
        Just(TickState::NotToday),
        Just(TickState::Open)
    ];
    let felt = prop_oneof![
        Just(plan::Felt::Good),
        Just(plan::Felt::Ok),
        Just(plan::Felt::Hard)
    ];
    (id(), day(), any::<u32>(), state, prop::option::of(felt)).prop_map(
        |(daily, on, rev, state, felt)| Tick {
            daily: DailyId(daily),
            on,
            rev,
            state,
            felt,
        },
    )
}

fn day() -> impl Strategy<Value = NaiveDate> {
    (700_000..800_000_i32).prop_map(|n| NaiveDate::from_num_days_from_ce_opt(n).expect("a date"))
}

fn chosen() -> impl Strategy<Value = Chosen> {
    let days = prop::collection::vec(0..7_u8, 0..7);
    (id(), "[a-z-]{1,9}", days).prop_map(|(id, suggestion, days)| Chosen {
        id: DailyId(id),
        suggestion,
        days: Weekdays::of(days.into_iter().filter_map(|it| Weekday::try_from(it).ok())),
    })
}

fn op() -> impl Strategy<Value = Op> {
    let response = || id().prop_map(ResponseId);
    let statement = || id().prop_map(StatementId);
    prop_oneof![
        (response(), answer()).prop_map(|(response, answer)| Op::Answer { response, answer }),
        statement().prop_map(|statement| Op::KeepStatement { statement }),
        (statement(), statement(), "\\PC{0,6}").prop_map(|(statement, new, card)| {
            Op::ChangeStatement {
                statement,
                new,
                card,
            }
        }),
        (response(), "\\PC{0,6}", statement(), "\\PC{0,6}").prop_map(
            |(response, item, new, card)| Op::AddStatement {
                response,
                item,
                new,
                card
            }
        ),
        tick().prop_map(|tick| Op::Tick { tick }),
        (
            (id(), id(), any::<u32>()),
            ("[a-z-]{1,9}", prop::option::of("[a-z-]{1,9}")),
            prop::collection::vec(chosen(), 0..4),
            day()
        )
            .prop_map(
                |((plan, goal, book), (entry, why), daily, on)| Op::ProposeGoal {
                    plan: PlanId(plan),
                    goal: GoalId(goal),
                    book,
                    entry,
                    daily,
                    why,
                    on,
                }
            ),
        ((id(), id()), any::<u32>(), any::<bool>(), day()).prop_map(
            |((evidence, goal), rev, taken_back, on)| Op::ShowEvidence {
                piece: EvidenceState {
                    evidence: EvidenceId(evidence),
                    goal: GoalId(goal),
                    kind: Kind::Photo,
                    rev,
                    on,
                    starter: None,
                    taken_back,
                },
            }
        ),
        (
            id(),
            any::<u32>(),
            any::<bool>(),
            prop::collection::vec(id(), 0..4)
        )
            .prop_map(|(wish, rev, found, tried)| Op::AskHelp {
                wish: Wish {
                    wish: WishId(wish),
                    rev,
                    asking: if found {
                        HelpMoment::Found
                    } else {
                        HelpMoment::Asked
                    },
                    tried: tried.into_iter().map(StatementId).collect(),
                },
            }),
        (id(), id(), any::<u32>(), any::<bool>()).prop_map(|(goal, step, rev, done)| {
            Op::StepDone {
                goal: GoalId(goal),
                step: StepId(step),
                rev,
                done,
            }
        }),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    let ids = (id(), id(), id(), id());
    (
        ids,
        any::<u64>(),
        -4_000_000_000_000_i64..4_000_000_000_000,
        op(),
    )
        .prop_map(|((event, device, session, child), seq, ms, op)| Event {
            id: EventId(event),
            device: DeviceId(device),
            seq,
            session: SessionId(session),
            child: PersonId(child),
            at: DateTime::from_timestamp_millis(ms).expect("a time"),
            op,
        })
}

proptest! {
    #[test]
    fn an_event_survives_the_wire_and_the_disk(event in event()) {
        let text = serde_json::to_string(&event).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Event>(&text).expect("an event"), event);
    }

    #[test]
    fn a_field_of_a_newer_tablet_is_passed_over(event in event(), value: u64) {
        let mut json = serde_json::to_value(&event).expect("JSON");
        json["new_one"] = json!({"deep": [value]});
        if let Some(placed) = json.pointer_mut("/given/placed").and_then(Value::as_array_mut) {
            for it in placed {
                it["angle"] = json!(value);
            }
        }
        prop_assert_eq!(serde_json::from_value::<Event>(json).expect("an event"), event);
    }
}

#[test]
fn one_event_that_can_not_be_read_harms_no_other() {
    let good = examples();
    let mut events: Vec<Value> = good["events"].as_array().expect("events").clone();
    let count = events.len();
    events.insert(0, json!({"op": "fly"}));
    events[2]["op"] = json!("of a newer tablet");
    let batch: Batch<Value> =
        serde_json::from_value(json!({"events": events, "new_one": 1})).expect("a batch");
    let read = batch
        .events
        .into_iter()
        .filter_map(|it| serde_json::from_value::<Event>(it).ok());
    assert_eq!(read.count(), count - 1);
}

#[test]
fn the_shape_is_the_one_that_tablets_keep() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/events.json");
    let now = format!("{:#}\n", examples());
    if std::env::var_os("FLEDGE_WRITE_SNAPSHOTS").is_some() {
        std::fs::write(path, &now).expect("written");
    }
    let committed = std::fs::read_to_string(path).expect("the committed shape");
    assert_eq!(
        now, committed,
        "tablets in the field still hold the committed shape"
    );
    let kept: Value = serde_json::from_str(&committed).expect("JSON");
    let batch: Batch = serde_json::from_value(kept.clone()).expect("events as kept");
    assert_eq!(
        serde_json::to_value(&batch.events).expect("JSON"),
        kept["events"]
    );
    let receipts: Receipts = serde_json::from_value(kept["receipts"].clone()).expect("receipts");
    assert_eq!(
        serde_json::to_value(&receipts).expect("JSON"),
        kept["receipts"]
    );
}

/// What released tablets wrote on their disks; a file is added with a release that changes the
/// shape, and never changed. They are taken for a school year after the last such tablet was
/// updated. What becomes of them at school is told in `store/tests/all/event/recorded.rs`.
#[test]
fn what_older_tablets_wrote_is_read_and_means_the_same() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/recorded");
    let mut files = 0;
    for entry in std::fs::read_dir(folder).expect("recorded events") {
        let path = entry.expect("a file").path();
        let text = std::fs::read_to_string(&path).expect("readable");
        let kept: Value = serde_json::from_str(&text).expect("JSON");
        let batch: Batch = serde_json::from_value(kept.clone()).expect("events as recorded");
        for (event, was) in batch
            .events
            .iter()
            .zip(kept["events"].as_array().expect("events"))
        {
            let now = serde_json::to_value(event).expect("JSON");
            for (field, value) in was.as_object().expect("an event") {
                assert_eq!(&now[field], value, "{field} in {}", path.display());
            }
        }
        serde_json::from_value::<Receipts>(kept["receipts"].clone()).expect("receipts as recorded");
        files += 1;
    }
    assert!(files > 0);
}

/// An id of the examples.
fn uuid(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_5b8e_0000_7000_8000_0000_0000_0000 + n)
}

fn piece() -> EvidenceState {
    EvidenceState {
        evidence: EvidenceId(uuid(90)),
        goal: GoalId(uuid(71)),
        kind: Kind::Sentence,
        rev: 1,
        on: NaiveDate::from_ymd_opt(2026, 10, 20).expect("a day"),
        starter: Some(Starter {
            book: 2,
            id: "can-now".to_owned(),
        }),
        taken_back: false,
    }
}

fn examples() -> Value {
    let answer = |given, done| Op::Answer {
        response: ResponseId(uuid(50)),
        answer: Answer {
            item: "B2".to_owned(),
            rev: 3,
            given,
            done,
            took_ms: 4_200,
        },
    };
    let on = NaiveDate::from_ymd_opt(2026, 11, 18).expect("a date");
    let tick = |state, felt| Op::Tick {
        tick: Tick {
            daily: DailyId(uuid(70)),
            on,
            rev: 2,
            state,
            felt,
        },
    };
    let placement = Placement {
        card: "friend".to_owned(),
        place: "lot".to_owned(),
    };
    let ops = [
        answer(AnswerValue::Placed(vec![placement]), false),
        answer(AnswerValue::DontKnow, true),
        answer(
            AnswerValue::Played {
                foretold: Some(4),
                remembered: vec!["train".to_owned()],
                felt: Some(Felt::Fewer),
            },
            true,
        ),
        answer(
            AnswerValue::Played {
                foretold: None,
                remembered: Vec::new(),
                felt: None,
            },
            false,
        ),
        Op::KeepStatement {
            statement: StatementId(uuid(60)),
        },
        Op::ChangeStatement {
            statement: StatementId(uuid(60)),
            new: StatementId(uuid(61)),
            card: "group".to_owned(),
        },
        Op::AddStatement {
            response: ResponseId(uuid(50)),
            item: "B4".to_owned(),
            new: StatementId(uuid(62)),
            card: "see".to_owned(),
        },
        tick(TickState::Done, Some(plan::Felt::Good)),
        tick(TickState::NotToday, None),
        Op::ProposeGoal {
            plan: PlanId(uuid(72)),
            goal: GoalId(uuid(71)),
            book: 1,
            entry: "read-to-somebody".to_owned(),
            daily: vec![Chosen {
                id: DailyId(uuid(70)),
                suggestion: "one-book".to_owned(),
                days: Weekdays::of([Weekday::Mon, Weekday::Sat]),
            }],
            why: Some("by-myself".to_owned()),
            on,
        },
        Op::StepDone {
            goal: GoalId(uuid(71)),
            step: StepId(uuid(73)),
            rev: 1,
            done: true,
        },
        Op::ShowEvidence { piece: piece() },
        Op::ShowEvidence {
            piece: piece().back(),
        },
        Op::AskHelp {
            wish: Wish::new(WishId(uuid(80)), vec![StatementId(uuid(81))]),
        },
        Op::AskHelp {
            wish: Wish::new(WishId(uuid(80)), Vec::new()).found(),
        },
    ];
    let events = ops.into_iter().zip(1_u64..).map(|(op, seq)| Event {
        id: EventId(uuid(u128::from(seq))),
        device: DeviceId(uuid(40)),
        seq,
        session: SessionId(uuid(41)),
        child: PersonId(uuid(42)),
        at: DateTime::from_timestamp_millis(1_795_000_000_123).expect("a time"),
        op,
    });
    let why = [
        Refusal::Mismatch,
        Refusal::NotTheirs,
        Refusal::Unknown,
        Refusal::Impossible,
        Refusal::Unreadable,
    ];
    let outcomes = [Outcome::Accepted, Outcome::Duplicate].into_iter();
    let outcomes = outcomes.chain(why.map(|why| Outcome::Rejected { why }));
    let receipts = outcomes.zip(1_u128..).map(|(outcome, n)| Receipt {
        id: EventId(uuid(n)),
        outcome,
    });
    let receipts = Receipts {
        epoch: "first".to_owned(),
        at: DateTime::from_timestamp_millis(1_764_000_000_000),
        receipts: receipts.collect(),
    };
    json!({"events": events.collect::<Vec<_>>(), "receipts": receipts})
}
