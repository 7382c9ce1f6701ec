//! A goal as an adult writes it, beside the child: new, or as it is to be from now on.

use super::{
    Area, Cadence, Daily, EntryRef, Goal, GoalState, Measure, Place, Step, Text, Weekdays,
};
use crate::{
    AppError,
    ids::{CompetencyId, DailyId, GoalId, StepId},
};
use chrono::{NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

/// Longest title of a goal or a step, in characters.
const TITLE: usize = 120;
/// Longest words of a daily goal.
const DAILY: usize = 80;
/// Longest why.
const WHY: usize = 300;
/// Longest unit of a measure.
const UNIT: usize = 30;
const MOST_STEPS: usize = 8;
const MOST_DAILIES: usize = 4;

/// What an adult gives of a goal. In an update, what has an id stays what it is, what has none is
/// new, and what is missing is taken out (a daily goal keeps counting until the day before). Which
/// steps are done is not in it: a child may be doing one while the adult writes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub area: Area,
    pub picture: String,
    pub title: Text,
    pub why: String,
    pub measure: Option<Measure>,
    pub steps: Vec<StepDraft>,
    pub daily: Vec<DailyDraft>,
    pub entry: Option<EntryRef>,
    /// What it aims at.
    #[serde(default)]
    pub competency: Option<CompetencyId>,
    pub signed_child: bool,
    pub signed_teacher: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDraft {
    pub id: Option<StepId>,
    pub picture: Option<String>,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DailyDraft {
    pub id: Option<DailyId>,
    pub picture: String,
    pub title: Text,
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

    /// Whether it can be a goal; says the first field that can't, and why.
    pub fn check(&self) -> Result<(), AppError> {
        text("title", &self.title, TITLE)?;
        picture("picture", &self.picture)?;
        if self.why.chars().count() > WHY {
            return Err(AppError::invalid("why", "too-long"));
        }
        if let Some(measure) = &self.measure {
            own("measure", &measure.unit, UNIT)?;
            if measure.start == measure.target {
                return Err(AppError::invalid("measure", "start-is-target"));
            }
        }
        most("steps", self.steps.len(), MOST_STEPS)?;
        for step in &self.steps {
            own("steps", &step.title, TITLE)?;
            step.picture
                .as_deref()
                .map_or(Ok(()), |it| picture("steps", it))?;
        }
        most("daily", self.daily.len(), MOST_DAILIES)?;
        for daily in &self.daily {
            text("daily", &daily.title, DAILY)?;
            picture("daily", &daily.picture)?;
            if daily.days.is_empty() {
                return Err(AppError::invalid("days", "none"));
            }
        }
        let steps: Vec<_> = self.steps.iter().filter_map(|it| it.id).collect();
        let daily: Vec<_> = self.daily.iter().filter_map(|it| it.id).collect();
        if has_twins(&steps) || has_twins(&daily) {
            return Err(AppError::invalid("id", "used-twice"));
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
    ) -> Result<Goal, AppError> {
        let step = |id: StepId| goal.steps.iter().any(|it| it.id == id);
        let daily = |id: DailyId| goal.daily.iter().any(|it| it.id == id);
        if !self.steps.iter().filter_map(|it| it.id).all(step) {
            return Err(AppError::invalid("steps", "unknown"));
        }
        if !self.daily.iter().filter_map(|it| it.id).all(daily) {
            return Err(AppError::invalid("daily", "unknown"));
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

fn text(field: &str, text: &Text, longest: usize) -> Result<(), AppError> {
    match text {
        Text::Own(words) => own(field, words, longest),
        Text::Book(words) => {
            own(field, &words.en, longest)?;
            own(field, &words.es, longest)
        }
    }
}

fn own(field: &str, words: &str, longest: usize) -> Result<(), AppError> {
    if words.trim().is_empty() {
        return Err(AppError::invalid(field, "empty"));
    }
    if words.chars().count() > longest {
        return Err(AppError::invalid(field, "too-long"));
    }
    Ok(())
}

/// A file's name; whether there is such a file only the server can say.
fn picture(field: &str, name: &str) -> Result<(), AppError> {
    let plain = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-';
    if name.is_empty() || name.len() > 40 || !name.bytes().all(plain) {
        return Err(AppError::invalid(field, "no-picture"));
    }
    Ok(())
}

fn most(field: &str, count: usize, most: usize) -> Result<(), AppError> {
    if count > most {
        return Err(AppError::invalid(field, "too-many"));
    }
    Ok(())
}

fn has_twins<T: PartialEq>(ids: &[T]) -> bool {
    ids.iter().enumerate().any(|(n, id)| ids[..n].contains(id))
}
