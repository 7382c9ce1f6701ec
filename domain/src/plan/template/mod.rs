//! Templates: which sections a school's plans have, in which order and under which titles. Four
//! come with Fledge as data; a school chooses one and adapts it.

mod adapt;
mod check;
mod error;
mod section_fields;
mod wire;
mod written;

pub use adapt::{Adapted, AdaptedSection};
pub use check::{Problem, check, check_together};
pub use error::{SectionError, TemplateError};
pub use section_fields::{PeopleFields, SectionFields, may_choose, toggle_choice};
pub use wire::{
    CarriedGoal, CarryOverResult, ClassUnfinishedGoals, DaysOffImported, Person, SchoolCalendar,
    SchoolTemplate, SectionState, SectionUpdate, TemplateVersion, TemplatedPlan, TermRow,
    UnfinishedGoals,
};
pub use written::{Part, PlanPerson, Written};

use crate::{Words, facet::Facet};
use serde::{Deserialize, Serialize};

/// A form of a plan; a version is immutable once a school has it.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::Template;
/// # use serde_json::json;
/// let json = json!({
///     "id": "one-page", "version": 1, "title": { "en": "One page", "es": "Una página" },
///     "about": { "en": "For a first plan", "es": "Para un primer plan" }, "terms": 3,
///     "sections": [
///         { "id": "dream", "kind": "dream", "title": { "en": "My dream", "es": "Mi sueño" } },
///         {
///             "id": "voice", "kind": "voice",
///             "title": { "en": "In my words", "es": "En mis palabras" },
///             "choices": [
///                 {
///                     "id": "proud", "picture": "star",
///                     "word": { "en": "proud", "es": "con orgullo" }
///                 }
///             ],
///             "on": false
///         }
///     ]
/// });
/// let template: Template = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&template)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    pub id: String,
    /// Counts up with each change.
    pub version: u32,
    pub title: Words,
    /// For whom it is, in a sentence.
    pub about: Words,
    /// Plans a year.
    pub terms: u8,
    /// In the order of the paper.
    pub sections: Vec<Section>,
}

/// A section of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The same id is the same section in every form: what is written in it stays when a school
    /// takes another form.
    pub id: String,
    pub kind: Kind,
    pub title: Words,
    /// What belongs here, for who writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<Words>,
    /// What a child may choose from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// Whether plans have it.
    #[serde(default = "yes", skip_serializing_if = "is_on")]
    pub on: bool,
}

const fn yes() -> bool {
    true
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks with a reference"
)]
const fn is_on(on: &bool) -> bool {
    *on
}

/// A picture a child may choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Unique within its section.
    pub id: String,
    pub picture: String,
    pub word: Words,
}

/// What a section holds: what is known already and only shown, or what is written in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The long-term goal.
    Dream,
    // What the profile says, one facet each.
    Strengths,
    LearnsBest,
    WhenStuck,
    Interests,
    Motivation,
    Needs,
    // What the goals are made of.
    Goals,
    Steps,
    Daily,
    Weekly,
    Pace,
    /// What the goals aim at.
    Competencies,
    /// How far the child is in each content area.
    Mastery,
    /// What was done, and how it felt.
    Evidence,
    // What is written.
    Text,
    /// The child's own: pictures chosen, and what they said.
    Voice,
    /// Who is involved.
    People,
    /// What comes next, and by when.
    NextStep,
}

impl Kind {
    /// All kinds, in the order of this enum.
    pub const ALL: [Self; 19] = [
        Self::Dream,
        Self::Strengths,
        Self::LearnsBest,
        Self::WhenStuck,
        Self::Interests,
        Self::Motivation,
        Self::Needs,
        Self::Goals,
        Self::Steps,
        Self::Daily,
        Self::Weekly,
        Self::Pace,
        Self::Competencies,
        Self::Mastery,
        Self::Evidence,
        Self::Text,
        Self::Voice,
        Self::People,
        Self::NextStep,
    ];

    /// Whether it is written in the plan; all others show what is known.
    pub const fn is_written(self) -> bool {
        matches!(
            self,
            Self::Text | Self::Voice | Self::People | Self::NextStep
        )
    }

    /// The side of the profile it shows.
    pub const fn facet(self) -> Option<Facet> {
        match self {
            Self::Strengths => Some(Facet::Strengths),
            Self::LearnsBest => Some(Facet::LearnBest),
            Self::WhenStuck => Some(Facet::Stuck),
            Self::Interests => Some(Facet::Interests),
            Self::Motivation => Some(Facet::Motivation),
            Self::Needs => Some(Facet::Growing),
            _ => None,
        }
    }
}

/// The form, and its version, of a school that has not chosen one. Pinned, so that plans stay as they
/// are when a later Fledge brings a newer version.
pub const FIRST: (&str, u32) = ("five-terms", 1);

impl Template {
    /// The least a plan has, should the forms not be there.
    pub fn plain() -> Self {
        let words = |en: &str, es: &str| Words {
            en: en.to_owned(),
            es: es.to_owned(),
        };
        let section = |id: &str, kind, title| Section {
            id: id.to_owned(),
            kind,
            title,
            hint: None,
            choices: Vec::new(),
            on: true,
        };
        Self {
            id: "plain".to_owned(),
            version: 1,
            title: words("Goals", "Metas"),
            about: words("A dream and goals.", "Un sueño y metas."),
            terms: 5,
            sections: vec![
                section("dream", Kind::Dream, words("Dream", "Sueño")),
                section("goals", Kind::Goals, words("Goals", "Metas")),
            ],
        }
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|it| it.id == id)
    }

    /// Those that plans have, in their order.
    pub fn visible_sections(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|it| it.on)
    }

    /// Whether plans have a section of this kind.
    pub fn shows(&self, kind: Kind) -> bool {
        self.visible_sections().any(|it| it.kind == kind)
    }
}
