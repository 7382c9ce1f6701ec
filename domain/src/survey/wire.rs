//! What a child's tablet is told about surveys.

use super::{Answer, Progress, Run, Survey};
use crate::{
    Words,
    help::MyHelp,
    ids::{ResponseId, RunId},
    signin::Me,
};
use serde::{Deserialize, Serialize};

/// A child's home.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    pub me: Me,
    /// The survey the teacher has started, if any.
    pub run: Option<RunCard>,
    /// There is something to show on the poster.
    pub has_poster: bool,
    /// The child's wish for help that stands.
    #[serde(default)]
    pub help: Option<MyHelp>,
}

/// A started survey, as the child sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunCard {
    pub run: RunId,
    pub title: Words,
    /// `None` before the first opening.
    pub progress: Option<Progress>,
    pub finished: bool,
}

/// A response to go on with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    pub me: Me,
    pub response: ResponseId,
    pub survey: Survey,
    pub grade: u8,
    pub whole: bool,
    pub chosen: Vec<String>,
    /// As text: a browser's numbers do not hold 64 bits.
    pub seed: String,
    pub answers: Vec<Answer>,
}

impl Opened {
    /// The same as rules can work on it.
    pub fn run(&self) -> Run {
        Run {
            survey: self.survey.clone(),
            grade: self.grade,
            whole: self.whole,
            chosen: self.chosen.clone(),
            seed: self.seed.parse().unwrap_or(0),
            answers: self
                .answers
                .iter()
                .map(|it| (it.item.clone(), it.clone()))
                .collect(),
        }
    }
}

/// What a teacher chooses when starting a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// The whole bank instead of the grade's core.
    pub whole: bool,
    /// Card ids for items that let the teacher choose; none: the grade's own.
    pub chosen: Vec<String>,
}
