//! Types that the desk and the server exchange about what comes next.

use super::{Key, Next, NextTuning};
use crate::{
    ids::{GoalId, PersonId},
    plan::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What there is to do in a class, but for who wants help: the tiles know that sooner.
///
/// # Examples
///
/// With nothing to do: see [`Next`].
///
/// ```
/// # use domain::next::NextPage;
/// # use serde_json::json;
/// let json = json!({
///     "tuning": {
///         "sit": { "on": true, "from": 3 }, "celebrate": true,
///         "check_in": { "on": true, "from": 14 }, "alike": { "on": false, "from": 3 }
///     },
///     "away": ["0199a2f0-0000-7000-8000-000000000007"],
///     "aside": ["sit:0199a2f0-0000-7000-8000-000000000060"], "standing": []
/// });
/// let page: NextPage = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&page)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPage {
    pub tuning: NextTuning,
    /// Not at school today.
    pub away: Vec<PersonId>,
    /// Wishes that were put aside.
    pub aside: Vec<Key>,
    /// What there is to do.
    pub standing: Vec<Next>,
}

/// What an adult says they did.
///
/// # Examples
///
/// ```
/// # use domain::next::AdultNote;
/// # use serde_json::json;
/// for json in [
///     json!({ "noted": "check-in" }),
///     json!({ "noted": "celebrated", "goal": "0199a2f0-0000-7000-8000-000000000030" }),
/// ] {
///     let note: AdultNote = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&note)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "noted", content = "goal", rename_all = "kebab-case")]
pub enum AdultNote {
    /// They were with the child.
    CheckIn,
    /// They celebrated this goal with the child.
    Celebrated(GoalId),
}

/// The same, on the child's page.
///
/// # Examples
///
/// ```
/// # use domain::next::AdultNoteRow;
/// # use serde_json::json;
/// let json = json!({ "on": "2026-10-19", "who": "Rosa Vega", "goal": null });
/// let row: AdultNoteRow = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&row)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AdultNoteRow {
    /// The school's date of the note.
    pub on: NaiveDate,
    /// The adult's name.
    pub who: String,
    /// The goal that was celebrated; none: a check-in.
    pub goal: Option<Text>,
}
