//! What desks are told of forms, of what is written in plans, and of a school's year.

use super::{Adapted, Involved, Template, Written};
use crate::{
    ids::GoalId,
    plan::{DayOff, Goal, TermCard},
    profile::Statement,
    school::ChildName,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A form of a school's, as plans of a term show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormVersion {
    /// The school's own counting; 0: it has chosen none, and has what Fledge begins with.
    pub version: u32,
    /// The first day from which plans have it.
    pub from: Option<NaiveDate>,
    pub template: Template,
}

/// What the office chooses from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolForm {
    /// What plans of this term have.
    pub now: FormVersion,
    /// What plans of the terms to come will have, if it is another.
    pub next: Option<FormVersion>,
    /// What comes with Fledge.
    pub ready: Vec<Template>,
    /// The term a change may wait for.
    pub next_term: Option<TermCard>,
    /// Whether they may change it, or only look.
    pub may: bool,
}

impl SchoolForm {
    /// What the office goes on from: the newest, as it was adapted.
    pub fn newest(&self) -> &FormVersion {
        self.next.as_ref().unwrap_or(&self.now)
    }

    pub fn adapted(&self) -> Adapted {
        Adapted::of(&self.newest().template)
    }
}

/// What stands in a written section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionNow {
    /// [`super::Section::id`].
    pub section: String,
    /// One more with each change; 0: nothing was ever written.
    pub rev: u32,
    pub written: Written,
    pub at: DateTime<Utc>,
    pub who: String,
}

/// What came of writing: kept, or somebody else was first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", content = "section", rename_all = "kebab-case")]
pub enum Wrote {
    Kept(SectionNow),
    /// What stands instead.
    Conflict(SectionNow),
}

/// Somebody the school knows around a child.
pub type Person = Involved;

/// A plan by the school's form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    pub template: Template,
    /// The newest of each section that was ever written.
    pub written: Vec<SectionNow>,
    /// What stands of the profile, newest first; only what the form shows.
    pub said: Vec<Statement>,
    /// Whom the plan may name without typing: the child, teachers, family.
    pub people: Vec<Person>,
    /// What may be carried over into this plan.
    pub unfinished: Option<Unfinished>,
    /// Sections that were written under another form of the school and are not in this one.
    pub earlier: Vec<super::Section>,
}

/// The living goals of the plan before that were not carried over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    pub term: TermCard,
    pub goals: Vec<Goal>,
}

/// The same for a class: of each child who has some.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassUnfinished {
    pub children: Vec<(ChildName, Unfinished)>,
}

/// A goal that was carried over, or why it was not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedGoal {
    pub goal: GoalId,
    /// As in [`crate::AppError::Invalid`].
    pub why: Option<String>,
}

/// What came of carrying over several goals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    pub goals: Vec<CarriedGoal>,
}

/// A term in the office's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermLine {
    pub term: TermCard,
    /// Set by the office; else it comes with the roster.
    pub own: bool,
    pub plans: u32,
}

/// The school's year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolCalendar {
    pub today: NaiveDate,
    pub terms: Vec<TermLine>,
    pub days_off: Vec<DayOff>,
    /// Plans a year, as the school's form has it.
    pub plans_a_year: u8,
    pub may: bool,
}

/// What an import of days off added; taking it back takes these out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffDays {
    pub added: Vec<NaiveDate>,
    /// Days that were there and have another name now.
    pub renamed: u32,
}
