//! Types that desks get about templates, written sections and the school's year.

use super::{Adapted, PlanPerson, Template, Written};
use crate::{
    ids::GoalId,
    plan::{DayOff, Goal, GoalError, TermCard},
    profile::Statement,
    school::ChildName,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A form of a school's, as plans of a term show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplateVersion {
    /// The school's own counting; 0: it has chosen none, and has what Fledge begins with.
    pub version: u32,
    /// The first day from which plans have it.
    pub from: Option<NaiveDate>,
    pub template: Template,
}

/// What the office chooses from.
///
/// # Examples
///
/// Without the template's sections: see [`Template`].
///
/// ```
/// # use domain::plan::template::SchoolTemplate;
/// # use serde_json::json;
/// let json = json!({
///     "now": {
///         "version": 1, "from": "2026-08-31",
///         "template": {
///             "id": "one-page", "version": 1,
///             "title": { "en": "One page", "es": "Una página" },
///             "about": { "en": "For a first plan", "es": "Para un primer plan" }, "terms": 3,
///             "sections": []
///         }
///     },
///     "next": null, "ready": [],
///     "next_term": {
///         "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///         "begins": "2026-08-31", "ends": "2026-11-20"
///     },
///     "may": true
/// });
/// let form: SchoolTemplate = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&form)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolTemplate {
    /// What plans of this term have.
    pub now: TemplateVersion,
    /// What plans of the terms to come will have, if it is another.
    pub next: Option<TemplateVersion>,
    /// What comes with Fledge.
    pub ready: Vec<Template>,
    /// The term a change may wait for.
    pub next_term: Option<TermCard>,
    /// Whether they may change it, or only look.
    pub may: bool,
}

impl SchoolTemplate {
    /// What the office goes on from: the newest, as it was adapted.
    pub fn newest(&self) -> &TemplateVersion {
        self.next.as_ref().unwrap_or(&self.now)
    }

    /// The newest template, in the form in which the office changes it.
    pub fn adapted(&self) -> Adapted {
        Adapted::of(&self.newest().template)
    }
}

/// What stands in a written section.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::SectionState;
/// # use serde_json::json;
/// let json = json!({
///     "section": "next", "rev": 1, "written": { "kind": "text", "text": "Likes to draw" },
///     "at": "2026-10-19T14:30:00Z", "who": "Rosa Vega"
/// });
/// let section: SectionState = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&section)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionState {
    /// [`super::Section::id`].
    pub section: String,
    /// One more with each change; 0: nothing was ever written.
    pub rev: u32,
    pub written: Written,
    /// When it was written.
    pub at: DateTime<Utc>,
    /// The name of the adult who wrote it.
    pub who: String,
}

/// What came of writing: kept, or somebody else was first.
///
/// # Examples
///
/// Somebody else was first where `outcome` is `"conflict"`.
///
/// ```
/// # use domain::plan::template::SectionUpdate;
/// # use serde_json::json;
/// let json = json!({
///     "outcome": "kept",
///     "section": {
///         "section": "next", "rev": 1, "written": { "kind": "text", "text": "Likes to draw" },
///         "at": "2026-10-19T14:30:00Z", "who": "Rosa Vega"
///     }
/// });
/// let update: SectionUpdate = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&update)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "section", rename_all = "kebab-case")]
pub enum SectionUpdate {
    /// What was sent is written.
    Kept(SectionState),
    /// What stands instead.
    Conflict(SectionState),
}

/// Somebody the school knows around a child.
pub type Person = PlanPerson;

/// A plan by the school's form.
///
/// # Examples
///
/// Without the template's sections: see [`Template`].
///
/// ```
/// # use domain::plan::template::TemplatedPlan;
/// # use serde_json::json;
/// let json = json!({
///     "template": {
///         "id": "one-page", "version": 1, "title": { "en": "One page", "es": "Una página" },
///         "about": { "en": "For a first plan", "es": "Para un primer plan" }, "terms": 3,
///         "sections": []
///     },
///     "written": [
///         {
///             "section": "next", "rev": 1,
///             "written": { "kind": "text", "text": "Likes to draw" },
///             "at": "2026-10-19T14:30:00Z", "who": "Rosa Vega"
///         }
///     ],
///     "said": [], "people": [{ "name": "Rosa Vega", "part": "teacher" }], "unfinished": null,
///     "earlier": []
/// });
/// let form: TemplatedPlan = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&form)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemplatedPlan {
    pub template: Template,
    /// The newest of each section that was ever written.
    pub written: Vec<SectionState>,
    /// What stands of the profile, newest first; only what the form shows.
    pub said: Vec<Statement>,
    /// Whom the plan may name without typing: the child, teachers, family.
    pub people: Vec<Person>,
    /// What may be carried over into this plan.
    pub unfinished: Option<UnfinishedGoals>,
    /// Sections that were written under another form of the school and are not in this one.
    pub earlier: Vec<super::Section>,
}

/// The living goals of the plan before that were not carried over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnfinishedGoals {
    /// The term of the earlier plan.
    pub term: TermCard,
    pub goals: Vec<Goal>,
}

/// The same for a class: of each child who has some.
///
/// # Examples
///
/// Without its goals: see [`Goal`].
///
/// ```
/// # use domain::plan::template::ClassUnfinishedGoals;
/// # use serde_json::json;
/// let json = json!({
///     "children": [
///         [
///             {
///                 "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                 "picture": "rabbit"
///             },
///             {
///                 "term": {
///                     "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///                     "begins": "2026-08-31", "ends": "2026-11-20"
///                 },
///                 "goals": []
///             }
///         ]
///     ]
/// });
/// let unfinished: ClassUnfinishedGoals = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&unfinished)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassUnfinishedGoals {
    pub children: Vec<(ChildName, UnfinishedGoals)>,
}

/// A goal that was carried over, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedGoal {
    /// The goal of the earlier plan.
    pub goal: GoalId,
    /// `None`: it was carried over.
    pub why: Option<GoalError>,
}

/// What came of carrying over several goals.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::CarryOverResult;
/// # use serde_json::json;
/// let json = json!({
///     "goals": [
///         { "goal": "0199a2f0-0000-7000-8000-000000000030", "why": null },
///         { "goal": "0199a2f0-0000-7000-8000-000000000033", "why": "ThreeLiveAlready" }
///     ]
/// });
/// let result: CarryOverResult = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&result)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarryOverResult {
    pub goals: Vec<CarriedGoal>,
}

/// A term in the office's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermRow {
    pub term: TermCard,
    /// Set by the office; else it comes with the roster.
    pub own: bool,
    /// How many children have a plan of this term.
    pub plans: u32,
}

/// The school's year.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::SchoolCalendar;
/// # use serde_json::json;
/// let json = json!({
///     "today": "2026-10-19",
///     "terms": [
///         {
///             "term": {
///                 "id": "0199a2f0-0000-7000-8000-000000000010", "title": "Fall",
///                 "begins": "2026-08-31", "ends": "2026-11-20"
///             },
///             "own": true, "plans": 18
///         }
///     ],
///     "days_off": [{ "on": "2026-11-11", "title": "Veterans Day" }], "plans_a_year": 3,
///     "may": true
/// });
/// let calendar: SchoolCalendar = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&calendar)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolCalendar {
    /// The school's date.
    pub today: NaiveDate,
    /// In the order of their days.
    pub terms: Vec<TermRow>,
    pub days_off: Vec<DayOff>,
    /// Plans a year, as the school's form has it.
    pub plans_a_year: u8,
    /// Whether the reader may change it.
    pub may: bool,
}

/// What an import of days off added; taking it back takes these out.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::DaysOffImported;
/// # use serde_json::json;
/// let json = json!({ "added": ["2026-11-11"], "renamed": 0 });
/// let days: DaysOffImported = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&days)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DaysOffImported {
    /// Days that had school before.
    pub added: Vec<NaiveDate>,
    /// Days that were there and have another name now.
    pub renamed: u32,
}
