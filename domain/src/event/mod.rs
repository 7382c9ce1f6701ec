//! Events: what a child did, as the tablet sends it to the school. The tablet stores an event until
//! the school has answered for it; the school applies it once, however often and in whatever order
//! it arrives.

pub mod outbox;

use crate::{
    evidence::EvidenceState,
    help::Wish,
    ids::{
        DeviceId, EventId, GoalId, PersonId, PlanId, ResponseId, SessionId, StatementId, StepId,
    },
    plan::{Chosen, Tick},
    survey::Answer,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// One act of one child on one tablet.
///
/// # Examples
///
/// ```
/// # use domain::event::Event;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000070",
///     "device": "0199a2f0-0000-7000-8000-000000000003", "seq": 12,
///     "session": "0199a2f0-0000-7000-8000-000000000002",
///     "child": "0199a2f0-0000-7000-8000-000000000001", "at": 1_792_420_200_000_i64,
///     "op": "tick", "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19",
///     "rev": 1, "state": "done", "felt": "good"
/// });
/// let event: Event = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&event)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// `UUIDv7` made on the tablet.
    pub id: EventId,
    /// The tablet it was done on.
    pub device: DeviceId,
    /// Counts up on the tablet.
    pub seq: u64,
    /// The stay it was done in: binds the act to the child, also after another child signed in.
    pub session: SessionId,
    /// Who did it.
    pub child: PersonId,
    /// The tablet's clock, only ever shown, never trusted. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// What was done; its fields lie beside these on the wire.
    #[serde(flatten)]
    pub op: Op,
}

/// What was done.
///
/// # Examples
///
/// ```
/// # use domain::event::Op;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "op": "answer", "response": "0199a2f0-0000-7000-8000-000000000051",
///         "item": "with-whom", "rev": 2,
///         "given": { "placed": [{ "card": "friend", "place": "a-lot" }] }, "done": false,
///         "took_ms": 4200
///     }),
///     json!({ "op": "keep-statement", "statement": "0199a2f0-0000-7000-8000-000000000050" }),
///     json!({
///         "op": "change-statement", "statement": "0199a2f0-0000-7000-8000-000000000050",
///         "new": "0199a2f0-0000-7000-8000-000000000052", "card": "group"
///     }),
///     json!({
///         "op": "add-statement", "response": "0199a2f0-0000-7000-8000-000000000051",
///         "item": "with-whom", "new": "0199a2f0-0000-7000-8000-000000000052", "card": "group"
///     }),
///     json!({
///         "op": "tick", "daily": "0199a2f0-0000-7000-8000-000000000031", "on": "2026-10-19",
///         "rev": 1, "state": "done", "felt": "good"
///     }),
///     json!({
///         "op": "propose-goal", "plan": "0199a2f0-0000-7000-8000-000000000020",
///         "goal": "0199a2f0-0000-7000-8000-000000000030", "book": 2, "entry": "read-aloud",
///         "daily": [
///             {
///                 "id": "0199a2f0-0000-7000-8000-000000000031", "suggestion": "friend",
///                 "days": ["mon"]
///             }
///         ],
///         "on": "2026-10-19"
///     }),
///     json!({
///         "op": "step-done", "goal": "0199a2f0-0000-7000-8000-000000000030",
///         "step": "0199a2f0-0000-7000-8000-000000000032", "rev": 1, "done": true
///     }),
///     json!({
///         "op": "ask-help", "wish": "0199a2f0-0000-7000-8000-000000000060", "rev": 1,
///         "asking": "asked", "tried": ["0199a2f0-0000-7000-8000-000000000050"]
///     }),
///     json!({
///         "op": "show-evidence", "evidence": "0199a2f0-0000-7000-8000-000000000080",
///         "goal": "0199a2f0-0000-7000-8000-000000000030", "kind": "photo", "rev": 1,
///         "on": "2026-10-19"
///     }),
/// ] {
///     let op: Op = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&op)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Op {
    /// The whole state of an item after a placement.
    Answer {
        /// The child's run of the survey.
        response: ResponseId,
        #[serde(flatten)]
        answer: Answer,
    },
    /// "Is this still you?" Yes.
    KeepStatement { statement: StatementId },
    /// Another card of the same item stands there from now on.
    ChangeStatement {
        /// The statement that ends.
        statement: StatementId,
        /// The id of the statement that takes its place; made on the tablet.
        new: StatementId,
        /// The id of the new card.
        card: String,
    },
    /// One more, from an item of the survey.
    AddStatement {
        /// The child's run of the survey.
        response: ResponseId,
        /// The id of the survey's item.
        item: String,
        /// The id of the new statement; made on the tablet.
        new: StatementId,
        /// The id of the card.
        card: String,
    },
    /// The whole state of a daily goal on a day.
    Tick {
        #[serde(flatten)]
        tick: Tick,
    },
    /// A goal from the book, chosen by the child alone; it lives once the teacher says yes.
    ProposeGoal {
        /// The plan it goes into.
        plan: PlanId,
        /// Made on the tablet.
        goal: GoalId,
        /// The version of the book it was chosen from.
        book: u32,
        /// The id of the ready-made goal.
        entry: String,
        /// The daily goals that the child chose with it; at least one.
        daily: Vec<Chosen>,
        /// [`crate::plan::WhyCard::id`]: why it matters to the child.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        why: Option<String>,
        /// When it was chosen, by the tablet's local date.
        on: NaiveDate,
    },
    /// A step of a goal was made, or taken back; of two, the higher revision wins.
    StepDone {
        goal: GoalId,
        step: StepId,
        /// One more than the state it was made from.
        rev: u32,
        /// True: made; false: taken back.
        done: bool,
    },
    /// The whole state of a wish for help: asked for, or taken back.
    AskHelp {
        #[serde(flatten)]
        wish: Wish,
    },
    /// The whole state of something that shows how a goal goes.
    ShowEvidence {
        #[serde(flatten)]
        piece: EvidenceState,
    },
}

impl Op {
    /// Whether it shows in every class the child is in, not only in the one of a survey.
    pub fn shows_in_every_class(&self) -> bool {
        matches!(
            self,
            Self::Tick { .. }
                | Self::ProposeGoal { .. }
                | Self::StepDone { .. }
                | Self::AskHelp { .. }
                | Self::ShowEvidence { .. }
        )
    }
}

/// What became of an event at the school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Outcome {
    /// Applied.
    Accepted,
    /// Had been taken before.
    Duplicate,
    /// Kept for a teacher's look, never applied.
    Rejected { why: Refusal },
}

/// Why an event was not applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// The id came before with other content.
    Mismatch,
    /// The stay is not this child's on this tablet.
    NotTheirs,
    /// No such response, item or statement of this child.
    Unknown,
    /// The answer can't be one to its item.
    Impossible,
    /// Could not be read.
    Unreadable,
}

/// A batch's answer, one entry an event, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The event it answers.
    pub id: EventId,
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What the tablet sends. Events are read one by one, so that one it can't read harms no other.
///
/// # Examples
///
/// ```
/// # use domain::event::Batch;
/// # use serde_json::json;
/// let json = json!({
///     "events": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000070",
///             "device": "0199a2f0-0000-7000-8000-000000000003", "seq": 12,
///             "session": "0199a2f0-0000-7000-8000-000000000002",
///             "child": "0199a2f0-0000-7000-8000-000000000001", "at": 1_792_420_200_000_i64,
///             "op": "keep-statement", "statement": "0199a2f0-0000-7000-8000-000000000050"
///         }
///     ]
/// });
/// let batch: Batch = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&batch)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Batch<E = Event> {
    /// In the order in which they were done, at most [`crate::limits::sync::MOST_EVENTS_IN_BATCH`].
    pub events: Vec<E>,
}

/// What the school answers after its commit. Another `epoch` than before: the school was restored
/// from a backup; a late answer from before says nothing of it any more.
///
/// # Examples
///
/// ```
/// # use domain::event::Receipts;
/// # use serde_json::json;
/// let json = json!({
///     "epoch": "3f9c", "at": 1_792_420_200_000_i64,
///     "receipts": [
///         { "id": "0199a2f0-0000-7000-8000-000000000070", "outcome": "accepted" },
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000071", "outcome": "rejected",
///             "why": "not-theirs"
///         }
///     ]
/// });
/// let receipts: Receipts = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&receipts)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    /// The school's epoch: an opaque text that changes when a backup is restored.
    pub epoch: String,
    /// When the school answered, by its own clock: all that is told here was on its disk by then.
    /// None from a school of before; then the tablet keeps nothing it was answered for.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "chrono::serde::ts_milliseconds_option"
    )]
    pub at: Option<DateTime<Utc>>,
    /// One for each event of the batch, in their order.
    pub receipts: Vec<Receipt>,
}
