//! The page of one child for their teacher: tile, profile, answers, and events that could not be
//! applied.

use crate::{
    Words,
    board::Tile,
    event::Refusal,
    ids::ClassId,
    profile::Statement,
    school::ChildName,
    survey::{Attention, Survey},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One answer, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRow {
    /// The id of the survey's item.
    pub item: String,
    pub question: Words,
    /// What was chosen, in order: card, and for a sort its basket. Empty for "I don't know".
    pub chosen: Vec<(Words, Option<Words>)>,
    /// The child chose "I don't know".
    pub dont_know: bool,
    /// The child went on to the next item.
    pub done: bool,
    /// From the question's first sound to Next, in milliseconds.
    pub took_ms: u32,
    /// When the child gave it, by the tablet's clock. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// An event that was kept but not applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RejectedEvent {
    pub why: Refusal,
    /// When the school received it. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// A child, as their teacher sees them.
///
/// # Examples
///
/// Without its survey and statements: see [`Survey`] and [`Statement`].
///
/// ```
/// # use domain::board::child_page::ChildPage;
/// # use serde_json::json;
/// let json = json!({
///     "child": {
///         "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit"
///     },
///     "class": "0199a2f0-0000-7000-8000-000000000004", "full_name": "Mia Torres", "grade": 1,
///     "tile": {
///         "child": "0199a2f0-0000-7000-8000-000000000001", "state": "working", "done": 3,
///         "of": 12, "here": true, "locked": false, "rushed": false, "seq": 7
///     },
///     "attention": {
///         "rushed": false, "mirrored": [["alone", "with-others"]], "practice": false
///     },
///     "survey": null,
///     "statements": [],
///     "answers": [
///         {
///             "item": "with-whom",
///             "question": { "en": "Who do you learn with?", "es": "¿Con quién aprendes?" },
///             "chosen": [
///                 [
///                     { "en": "one friend", "es": "una amiga" },
///                     { "en": "a lot", "es": "mucho" }
///                 ]
///             ],
///             "dont_know": false, "done": true, "took_ms": 4200, "at": 1_792_420_200_000_i64
///         }
///     ],
///     "needs_a_look": [{ "why": "impossible", "at": 1_792_420_200_000_i64 }],
///     "not_kept": 0
/// });
/// let page: ChildPage = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&page)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChildPage {
    pub child: ChildName,
    /// The class by which the teacher sees the child.
    pub class: ClassId,
    /// Given name and family name.
    pub full_name: String,
    /// 0 is kindergarten and before.
    pub grade: u8,
    pub tile: Tile,
    /// How the answers came about; for staff only.
    pub attention: Attention,
    /// The survey of the newest response; `None` before the first.
    pub survey: Option<Survey>,
    /// The current statements of the profile.
    pub statements: Vec<Statement>,
    /// The answers of the newest response, in the order of the survey.
    pub answers: Vec<AnswerRow>,
    /// Events of the child that the school could not apply.
    pub needs_a_look: Vec<RejectedEvent>,
    /// How many more there were, beyond what is kept of one tablet on a day.
    pub not_kept: u64,
}
