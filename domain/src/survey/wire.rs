//! Types that a child's tablet gets about surveys.

use super::{Answer, Progress, Run, Survey};
use crate::{
    Words,
    help::MyHelp,
    ids::{ResponseId, RunId},
    signin::Me,
};
use serde::{Deserialize, Serialize};

/// A child's home.
///
/// # Examples
///
/// ```
/// # use domain::survey::Home;
/// # use serde_json::json;
/// let json = json!({
///     "me": {
///         "child": "0199a2f0-0000-7000-8000-000000000001",
///         "session": "0199a2f0-0000-7000-8000-000000000002",
///         "device": "0199a2f0-0000-7000-8000-000000000003", "name": "Mia",
///         "picture": "rabbit", "grade": 1, "lang": "en"
///     },
///     "run": {
///         "run": "0199a2f0-0000-7000-8000-000000000008",
///         "title": { "en": "How I learn", "es": "Cómo aprendo" },
///         "progress": { "done": 3, "of": 12 }, "finished": false
///     },
///     "has_poster": true,
///     "help": {
///         "wish": "0199a2f0-0000-7000-8000-000000000060", "rev": 1, "asking": "asked",
///         "tried": ["0199a2f0-0000-7000-8000-000000000050"], "coming": "Rosa Vega"
///     }
/// });
/// let home: Home = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&home)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
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
    /// The child has done all items.
    pub finished: bool,
}

/// A response to go on with.
///
/// # Examples
///
/// Without items: see [`Survey`].
///
/// ```
/// # use domain::survey::OpenedRun;
/// # use serde_json::json;
/// let json = json!({
///     "me": {
///         "child": "0199a2f0-0000-7000-8000-000000000001",
///         "session": "0199a2f0-0000-7000-8000-000000000002",
///         "device": "0199a2f0-0000-7000-8000-000000000003", "name": "Mia",
///         "picture": "rabbit", "grade": 1, "lang": "en"
///     },
///     "response": "0199a2f0-0000-7000-8000-000000000051",
///     "survey": {
///         "id": "how-i-learn", "version": 3,
///         "title": { "en": "How I learn", "es": "Cómo aprendo" }, "attention": [],
///         "items": []
///     },
///     "grade": 1, "whole": false, "chosen": ["friend"], "seed": "12297829382473034410",
///     "answers": [
///         {
///             "item": "with-whom", "rev": 2,
///             "given": { "placed": [{ "card": "friend", "place": "a-lot" }] }, "done": false,
///             "took_ms": 4200
///         }
///     ]
/// });
/// let run: OpenedRun = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&run)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedRun {
    pub me: Me,
    /// The child's run of the survey.
    pub response: ResponseId,
    pub survey: Survey,
    /// 0 is kindergarten and before.
    pub grade: u8,
    /// The whole bank of items, not only the grade's core.
    pub whole: bool,
    /// The ids of the cards that the teacher chose.
    pub chosen: Vec<String>,
    /// As text: a browser's numbers do not hold 64 bits.
    pub seed: String,
    /// The newest state of each item that was begun.
    pub answers: Vec<Answer>,
}

impl OpenedRun {
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
///
/// # Examples
///
/// ```
/// # use domain::survey::RunSettings;
/// # use serde_json::json;
/// let json = json!({ "whole": false, "chosen": ["friend"] });
/// let settings: RunSettings = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&settings)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunSettings {
    /// The whole bank instead of the grade's core.
    pub whole: bool,
    /// Card ids for items that let the teacher choose; none: the grade's own.
    pub chosen: Vec<String>,
}
