//! What a child does, as it leaves the tablet. Kept there until the school has it; applied once,
//! whatever the number and order of re-sends.

use crate::{
    evidence::Piece,
    help::Wish,
    ids::{
        DeviceId, EventId, GoalId, PersonId, PlanId, ResponseId, SessionId, StatementId, StepId,
    },
    plan::{Chosen, Tick},
    survey::Answer,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Most events in one batch.
pub const MOST_EVENTS: usize = 100;

/// One act of one child on one tablet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// `UUIDv7` made on the tablet.
    pub id: EventId,
    pub device: DeviceId,
    /// Counts up on the tablet.
    pub seq: u64,
    /// The stay it was done in: binds the act to the child, also after another child signed in.
    pub session: SessionId,
    pub child: PersonId,
    /// The tablet's clock, only ever shown, never trusted. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    #[serde(flatten)]
    pub op: Op,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "op", rename_all = "kebab-case")]
pub enum Op {
    /// The whole state of an item after a placement.
    Answer {
        response: ResponseId,
        #[serde(flatten)]
        answer: Answer,
    },
    /// "Is this still you?" Yes.
    KeepStatement { statement: StatementId },
    /// Another card of the same item stands there from now on.
    ChangeStatement {
        statement: StatementId,
        new: StatementId,
        card: String,
    },
    /// One more, from an item of the survey.
    AddStatement {
        response: ResponseId,
        item: String,
        new: StatementId,
        card: String,
    },
    /// The whole state of a daily goal on a day.
    Tick {
        #[serde(flatten)]
        tick: Tick,
    },
    /// A goal from the book, chosen by the child alone; it lives once the teacher says yes.
    ProposeGoal {
        plan: PlanId,
        /// Made on the tablet.
        goal: GoalId,
        /// The version of the book it was chosen from.
        book: u32,
        entry: String,
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
        rev: u32,
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
        piece: Piece,
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
    Accepted,
    /// Had been taken before.
    Duplicate,
    /// Kept for a teacher's look, never applied.
    Rejected {
        why: Refusal,
    },
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
    pub id: EventId,
    #[serde(flatten)]
    pub outcome: Outcome,
}

/// What the tablet sends. Events are read one by one, so that one it can't read harms no other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Batch<E = Event> {
    pub events: Vec<E>,
}

/// What the school answers after its commit. Another `epoch` than before: the school was restored
/// from a backup; a late answer from before says nothing of it any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    pub epoch: String,
    /// When the school answered, by its own clock: all that is told here was on its disk by then.
    /// None from a school of before; then the tablet keeps nothing it was answered for.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "chrono::serde::ts_milliseconds_option"
    )]
    pub at: Option<DateTime<Utc>>,
    pub receipts: Vec<Receipt>,
}
