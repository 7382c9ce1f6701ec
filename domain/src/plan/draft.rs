//! A goal as an adult writes it: a new goal, or the new state of one.

use super::{
    Area, Cadence, Daily, EntryRef, Goal, GoalError, GoalState, Measure, Place, Step, Text,
    Weekdays,
};
use crate::{
    ids::{CompetencyId, DailyId, GoalId, StepId},
    limits,
};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// What an adult gives of a goal. In an update, what has an id stays what it is, what has none is
/// new, and what is missing is taken out (a daily goal keeps counting until the day before). Which
/// steps are done is not in it: a child may be doing one while the adult writes.
///
/// # Examples
///
/// ```
/// # use domain::plan::Draft;
/// # use serde_json::json;
/// let json = json!({
///     "area": "reading", "picture": "book", "title": "Read 20 words", "why": "",
///     "measure": { "unit": "words", "start": 5, "target": 20, "now": 5 },
///     "steps": [{ "id": null, "picture": null, "title": "Learn ten words" }],
///     "daily": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000031", "picture": "book",
///             "title": { "en": "Read with a friend", "es": "Leer con una amiga" },
///             "days": ["mon", "wed"], "place": "school"
///         }
///     ],
///     "entry": null, "competency": null, "signed_child": true, "signed_teacher": true
/// });
/// let draft: Draft = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&draft)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub area: Area,
    /// The name of the picture, without ".svg".
    pub picture: String,
    pub title: Text,
    /// In the child's words; may be empty.
    pub why: String,
    /// `None`: nothing to count.
    pub measure: Option<Measure>,
    pub steps: Vec<StepDraft>,
    pub daily: Vec<DailyDraft>,
    /// The ready-made goal it was made from; `None` for an own goal.
    pub entry: Option<EntryRef>,
    /// What it aims at.
    #[serde(default)]
    pub competency: Option<CompetencyId>,
    /// The child agreed.
    pub signed_child: bool,
    /// The teacher agreed.
    pub signed_teacher: bool,
}

/// A step as an adult writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDraft {
    /// `None`: a new step.
    pub id: Option<StepId>,
    /// `None`: a step without a picture.
    pub picture: Option<String>,
    pub title: String,
}

/// A daily goal as an adult writes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DailyDraft {
    /// `None`: a new daily goal.
    pub id: Option<DailyId>,
    pub picture: String,
    pub title: Text,
    /// On which weekdays it is asked for.
    pub days: Weekdays,
    #[serde(default, skip_serializing_if = "Cadence::is_each_day")]
    pub cadence: Cadence,
    pub place: Place,
}

impl Draft {
    /// The same goal for another child or term: nothing has an id, nothing is done or signed.
    pub fn copy_of(goal: &Goal) -> Self {
        let mut draft = Self::of(goal);
        let done = |id: StepId| goal.steps.iter().any(|it| it.id == id && it.done);
        draft.steps.retain(|it| !it.id.is_some_and(done));
        for step in &mut draft.steps {
            step.id = None;
        }
        for daily in &mut draft.daily {
            daily.id = None;
        }
        draft.signed_child = false;
        draft.signed_teacher = false;
        draft
    }

    /// What an editor begins with.
    pub fn of(goal: &Goal) -> Self {
        let steps = goal.steps.iter().map(|it| StepDraft {
            id: Some(it.id),
            picture: it.picture.clone(),
            title: it.title.clone(),
        });
        let daily = goal.daily.iter().filter(|it| it.until.is_none());
        let daily = daily.map(|it| DailyDraft {
            id: Some(it.id),
            picture: it.picture.clone(),
            title: it.title.clone(),
            days: it.days,
            cadence: it.cadence,
            place: it.place,
        });
        Self {
            area: goal.area,
            picture: goal.picture.clone(),
            title: goal.title.clone(),
            why: goal.why.clone(),
            measure: goal.measure.clone(),
            steps: steps.collect(),
            daily: daily.collect(),
            entry: goal.entry.clone(),
            competency: goal.competency,
            signed_child: goal.signed_child,
            signed_teacher: goal.signed_teacher,
        }
    }

    /// Whether it can be a goal.
    ///
    /// # Errors
    ///
    /// The first thing that can't be so.
    pub fn check(&self) -> Result<(), GoalError> {
        use GoalError as E;
        text(
            &self.title,
            limits::plan::GOAL_TITLE_CHARS,
            E::TitleIsEmpty,
            E::TitleIsTooLong,
        )?;
        picture(&self.picture, E::PictureIsMissing)?;
        if self.why.chars().count() > limits::plan::WHY_CHARS {
            return Err(E::WhyIsTooLong);
        }
        if let Some(measure) = &self.measure {
            own(
                &measure.unit,
                limits::plan::UNIT_CHARS,
                E::UnitIsEmpty,
                E::UnitIsTooLong,
            )?;
            if measure.start == measure.target {
                return Err(E::StartIsTarget);
            }
        }
        if self.steps.len() > limits::plan::MOST_STEPS {
            return Err(E::TooManySteps);
        }
        for step in &self.steps {
            own(
                &step.title,
                limits::plan::GOAL_TITLE_CHARS,
                E::StepIsEmpty,
                E::StepIsTooLong,
            )?;
            if let Some(name) = &step.picture {
                picture(name, E::StepPictureIsMissing)?;
            }
        }
        if self.daily.len() > limits::plan::MOST_DAILIES {
            return Err(E::TooManyDailyGoals);
        }
        for daily in &self.daily {
            text(
                &daily.title,
                limits::plan::DAILY_TITLE_CHARS,
                E::DailyGoalIsEmpty,
                E::DailyGoalIsTooLong,
            )?;
            picture(&daily.picture, E::DailyGoalPictureIsMissing)?;
            if daily.days.is_empty() {
                return Err(E::NoWeekday);
            }
        }
        let steps: Vec<_> = self.steps.iter().filter_map(|it| it.id).collect();
        let daily: Vec<_> = self.daily.iter().filter_map(|it| it.id).collect();
        if has_twins(&steps) || has_twins(&daily) {
            return Err(E::LineIsThereTwice);
        }
        Ok(())
    }

    /// The words that are said to be the book's.
    pub fn from_book(&self) -> impl Iterator<Item = &crate::Words> {
        let daily = self.daily.iter().map(|it| &it.title);
        let all = std::iter::once(&self.title).chain(daily);
        all.filter_map(|it| match it {
            Text::Book(words) => Some(words),
            Text::Own(_) => None,
        })
    }

    /// A new goal, living from `today` on; `ids` gives the next id.
    pub fn begin(&self, id: GoalId, today: NaiveDate, mut ids: impl FnMut() -> uuid::Uuid) -> Goal {
        let mut goal = Goal {
            id,
            area: self.area,
            picture: String::new(),
            title: self.title.clone(),
            why: String::new(),
            why_picture: None,
            measure: None,
            steps: Vec::new(),
            daily: Vec::new(),
            state: GoalState::Living,
            talk: false,
            signed_child: false,
            signed_teacher: false,
            rev: 1,
            entry: None,
            competency: None,
            carried_from: None,
        };
        self.write(&mut goal, today, &mut ids);
        goal
    }

    /// The goal as it is to be from `today` on, its revision counted up.
    ///
    /// # Errors
    /// An id that is not of this goal.
    pub fn apply(
        &self,
        goal: &Goal,
        today: NaiveDate,
        mut ids: impl FnMut() -> uuid::Uuid,
    ) -> Result<Goal, GoalError> {
        let step = |id: StepId| goal.steps.iter().any(|it| it.id == id);
        let daily = |id: DailyId| goal.daily.iter().any(|it| it.id == id);
        if !self.steps.iter().filter_map(|it| it.id).all(step) {
            return Err(GoalError::StepIsUnknown);
        }
        if !self.daily.iter().filter_map(|it| it.id).all(daily) {
            return Err(GoalError::DailyGoalIsUnknown);
        }
        let mut next = goal.clone();
        self.write(&mut next, today, &mut ids);
        next.rev += 1;
        Ok(next)
    }

    fn write(&self, goal: &mut Goal, today: NaiveDate, ids: &mut dyn FnMut() -> uuid::Uuid) {
        goal.area = self.area;
        goal.picture.clone_from(&self.picture);
        goal.title = self.title.clone();
        if goal.why != self.why.trim() {
            // Other words than the child's picture says.
            goal.why_picture = None;
            self.why.trim().clone_into(&mut goal.why);
        }
        goal.measure.clone_from(&self.measure);
        goal.entry.clone_from(&self.entry);
        goal.competency = self.competency;
        goal.signed_child = self.signed_child;
        goal.signed_teacher = self.signed_teacher;
        let before = std::mem::take(&mut goal.steps);
        for it in &self.steps {
            let id = it.id.unwrap_or_else(|| StepId(ids()));
            let known = before.iter().find(|step| step.id == id);
            goal.steps.push(Step {
                id,
                picture: it.picture.clone(),
                title: it.title.trim().to_owned(),
                done: known.is_some_and(|step| step.done),
                rev: known.map_or(0, |step| step.rev),
            });
        }
        let mut before = std::mem::take(&mut goal.daily);
        for it in &self.daily {
            let known = before.iter().position(|daily| Some(daily.id) == it.id);
            let known = known.map(|n| before.remove(n));
            goal.daily.push(Daily {
                id: it.id.unwrap_or_else(|| DailyId(ids())),
                picture: it.picture.clone(),
                title: it.title.clone(),
                days: it.days,
                cadence: it.cadence,
                place: it.place,
                since: known.map_or(today, |daily| daily.since),
                until: None,
            });
        }
        for mut gone in before {
            gone.until.get_or_insert(today - TimeDelta::days(1));
            goal.daily.push(gone);
        }
    }
}

fn text(text: &Text, longest: usize, empty: GoalError, long: GoalError) -> Result<(), GoalError> {
    match text {
        Text::Own(words) => own(words, longest, empty, long),
        Text::Book(words) => {
            own(&words.en, longest, empty, long)?;
            own(&words.es, longest, empty, long)
        }
    }
}

fn own(words: &str, longest: usize, empty: GoalError, long: GoalError) -> Result<(), GoalError> {
    if words.trim().is_empty() {
        return Err(empty);
    }
    if words.chars().count() > longest {
        return Err(long);
    }
    Ok(())
}

/// A file's name; whether there is such a file only the server can say.
fn picture(name: &str, missing: GoalError) -> Result<(), GoalError> {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    if name.is_empty() || name.len() > 40 || !name.bytes().all(plain) {
        return Err(missing);
    }
    Ok(())
}

fn has_twins<T: PartialEq>(ids: &[T]) -> bool {
    ids.iter().enumerate().any(|(n, id)| ids[..n].contains(id))
}
