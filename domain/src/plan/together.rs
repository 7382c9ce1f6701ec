//! A goal made together: the child chose what, why and when by pictures; the teacher beside them
//! adds words, first steps, measure and pace, and both sign. Then it lives.

use super::{Draft, Goal, GoalState, Measure, StepDraft, Text, Weekdays};
use crate::{
    AppError,
    competency::Competency,
    ids::{CompetencyId, DailyId, GoalId},
};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// How long a code is good for sitting down beside a child.
pub const CODE_LASTS: TimeDelta = TimeDelta::minutes(10);
/// How long an adult may be beside a child on one code.
pub const BESIDE_LASTS: TimeDelta = TimeDelta::minutes(20);
/// After so many wrong codes on a class's tablets its codes are gone.
pub const MOST_WRONG: i64 = 5;

/// What the teacher's side adds to the child's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeacherPart {
    /// Other words for the goal; empty keeps those the child chose.
    pub title: String,
    /// First steps, in order; empty ones are no steps.
    pub steps: Vec<String>,
    pub measure: Option<Measure>,
    /// What the goal aims at; none leaves it as it is.
    #[serde(default)]
    pub competency: Option<CompetencyId>,
    /// The pace: on which days each daily goal is asked for. What is not named stays.
    pub days: Vec<(DailyId, Weekdays)>,
}

/// An adult who sits beside the child, as the tablet knows them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Kept in the page's memory alone; goes with each of the adult's acts.
    pub token: String,
    pub name: String,
    pub goal: GoalId,
    /// What the goal may aim at: of its area, up to the child's grade.
    pub offered: Vec<Competency>,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub until: DateTime<Utc>,
}

impl TeacherPart {
    /// The child's goal with the teacher's part, signed by both.
    ///
    /// # Errors
    /// A goal that is no proposal any more, or a field that can't be so.
    pub fn draft(&self, goal: &Goal) -> Result<Draft, AppError> {
        if goal.state != GoalState::Proposed {
            return Err(AppError::invalid("state", "answered"));
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
            let daily = daily.ok_or_else(|| AppError::invalid("daily", "unknown"))?;
            daily.days = *days;
        }
        draft.signed_child = true;
        draft.signed_teacher = true;
        draft.check()?;
        Ok(draft)
    }
}
