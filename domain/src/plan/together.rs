//! A goal that child and teacher make together on the child's tablet. The child chose goal, reason
//! and days by pictures; the teacher adds words, steps, measure and pace; both sign, and the goal
//! lives.

use super::{Draft, Goal, GoalError, GoalState, Measure, StepDraft, Text, Weekdays};
use crate::{
    competency::Competency,
    ids::{CompetencyId, DailyId, GoalId},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What the teacher's side adds to the child's.
///
/// # Examples
///
/// ```
/// # use domain::plan::TeacherPart;
/// # use serde_json::json;
/// let json = json!({
///     "title": "Read 20 words", "steps": ["Learn ten words"], "measure": null,
///     "competency": null, "days": [["0199a2f0-0000-7000-8000-000000000031", ["mon", "wed"]]]
/// });
/// let part: TeacherPart = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&part)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeacherPart {
    /// Other words for the goal; empty keeps those the child chose.
    pub title: String,
    /// First steps, in order; empty ones are no steps.
    pub steps: Vec<String>,
    /// `None`: nothing to count.
    pub measure: Option<Measure>,
    /// What the goal aims at; none leaves it as it is.
    #[serde(default)]
    pub competency: Option<CompetencyId>,
    /// The pace: on which days each daily goal is asked for. What is not named stays.
    pub days: Vec<(DailyId, Weekdays)>,
}

/// An adult who sits beside the child, as the tablet knows them.
///
/// # Examples
///
/// ```
/// # use domain::plan::BesideSession;
/// # use serde_json::json;
/// let json = json!({
///     "token": "b3Blbg", "name": "Rosa Vega", "goal": "0199a2f0-0000-7000-8000-000000000030",
///     "offered": [], "until": 1_792_420_200_000_i64
/// });
/// let session: BesideSession = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&session)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BesideSession {
    /// Kept in the page's memory alone; goes with each of the adult's acts.
    pub token: String,
    /// The adult's name.
    pub name: String,
    pub goal: GoalId,
    /// What the goal may aim at: of its area, up to the child's grade.
    pub offered: Vec<Competency>,
    /// When the adult has to type a code again. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub until: DateTime<Utc>,
}

impl TeacherPart {
    /// The child's goal with the teacher's part, signed by both.
    ///
    /// # Errors
    /// A goal that is no proposal any more, or a field that can't be so.
    pub fn draft(&self, goal: &Goal) -> Result<Draft, GoalError> {
        if goal.state != GoalState::Proposed {
            return Err(GoalError::IsAnsweredAlready);
        }
        let mut draft = Draft::of(goal);
        let title = self.title.trim();
        if !title.is_empty() {
            draft.title = Text::Own(title.to_owned());
        }
        let steps = self.steps.iter().map(|it| it.trim());
        let steps = steps.filter(|it| !it.is_empty());
        draft.steps.extend(steps.map(|it| StepDraft {
            id: None,
            picture: None,
            title: it.to_owned(),
        }));
        if self.measure.is_some() {
            draft.measure.clone_from(&self.measure);
        }
        draft.competency = self.competency.or(draft.competency);
        for (id, days) in &self.days {
            let daily = draft.daily.iter_mut().find(|it| it.id == Some(*id));
            let daily = daily.ok_or(GoalError::DailyGoalIsUnknown)?;
            daily.days = *days;
        }
        draft.signed_child = true;
        draft.signed_teacher = true;
        draft.check()?;
        Ok(draft)
    }
}
