//! What is asked and told of what comes next.

use super::{Key, Next, Tuning};
use crate::{
    ids::{GoalId, PersonId},
    plan::Text,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What there is to do in a class, but for who wants help: the tiles know that sooner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextPage {
    pub tuning: Tuning,
    /// Not at school today.
    pub away: Vec<PersonId>,
    /// Wishes that were put aside.
    pub aside: Vec<Key>,
    pub standing: Vec<Next>,
}

/// What an adult says they did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "noted", content = "goal", rename_all = "kebab-case")]
pub enum Noted {
    CheckIn,
    Celebrated(GoalId),
}

/// The same, on the child's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedLine {
    pub on: NaiveDate,
    /// The adult's name.
    pub who: String,
    /// The goal that was celebrated; none: a check-in.
    pub goal: Option<Text>,
}
