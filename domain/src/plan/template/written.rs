//! The content of a section in which people write.

use super::{Kind, Section, SectionError};
use crate::limits;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The content of a written section.
///
/// # Examples
///
/// ```
/// # use domain::plan::template::Written;
/// # use serde_json::json;
/// for json in [
///     json!({ "kind": "text", "text": "Likes to draw" }),
///     json!({ "kind": "voice", "chosen": ["proud"], "text": "I read alone" }),
///     json!({ "kind": "people", "people": [{ "name": "Ana Torres", "part": "family" }] }),
///     json!({ "kind": "next-step", "text": "Meet again", "by": "2026-11-02" }),
/// ] {
///     let written: Written = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&written)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Written {
    Text {
        text: String,
    },
    Voice {
        /// [`super::Choice::id`]s.
        chosen: Vec<String>,
        /// As the child said it.
        text: String,
    },
    People {
        people: Vec<PlanPerson>,
    },
    NextStep {
        /// What comes next.
        text: String,
        /// The day it should be done by; `None`: without a day.
        by: Option<NaiveDate>,
    },
}

/// Somebody who is part of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPerson {
    pub name: String,
    pub part: Part,
}

/// What somebody is in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    Child,
    Family,
    Teacher,
    /// A coach, a counsellor, an aide, a neighbour.
    Helper,
}

impl Part {
    /// All parts, in the order in which the form offers them.
    pub const ALL: [Self; 4] = [Self::Child, Self::Family, Self::Teacher, Self::Helper];
}

impl Written {
    /// Nothing yet, for a section of this kind; `None` of those that only show.
    pub fn empty(kind: Kind) -> Option<Self> {
        let text = String::new();
        match kind {
            Kind::Text => Some(Self::Text { text }),
            Kind::Voice => Some(Self::Voice {
                chosen: Vec::new(),
                text,
            }),
            Kind::People => Some(Self::People { people: Vec::new() }),
            Kind::NextStep => Some(Self::NextStep { text, by: None }),
            _ => None,
        }
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text { text } => text.trim().is_empty(),
            Self::Voice { chosen, text } => chosen.is_empty() && text.trim().is_empty(),
            Self::People { people } => people.is_empty(),
            Self::NextStep { text, by } => text.trim().is_empty() && by.is_none(),
        }
    }

    /// The same without spaces around, if it can stand in this section.
    ///
    /// # Errors
    ///
    /// The field of the section that can't be so.
    pub fn checked(self, section: &Section) -> Result<Self, SectionError> {
        let trim = |text: String| match text.trim() {
            it if it.chars().count() > limits::template::TEXT_CHARS => {
                Err(SectionError::TextIsTooLong)
            }
            it => Ok(it.to_owned()),
        };
        match (section.kind, self) {
            (Kind::Text, Self::Text { text }) => Ok(Self::Text { text: trim(text)? }),
            (Kind::NextStep, Self::NextStep { text, by }) => Ok(Self::NextStep {
                text: trim(text)?,
                by,
            }),
            (Kind::Voice, Self::Voice { chosen, text }) => {
                let known = |it: &String| section.choices.iter().any(|choice| choice.id == *it);
                let twice = (1..chosen.len()).any(|n| chosen[..n].contains(&chosen[n]));
                if twice
                    || chosen.len() > limits::template::MOST_CHOSEN
                    || !chosen.iter().all(known)
                {
                    return Err(SectionError::NoChoice);
                }
                Ok(Self::Voice {
                    chosen,
                    text: trim(text)?,
                })
            }
            (Kind::People, Self::People { people }) => {
                if people.len() > limits::template::MOST_PEOPLE {
                    return Err(SectionError::TooManyPeople);
                }
                let one = |it: PlanPerson| {
                    let name = it.name.trim().to_owned();
                    match (1..=limits::template::PERSON_NAME_CHARS).contains(&name.chars().count())
                    {
                        true => Ok(PlanPerson { name, ..it }),
                        false => Err(SectionError::NameIsEmptyOrTooLong),
                    }
                };
                let people = people.into_iter().map(one).collect::<Result<_, _>>()?;
                Ok(Self::People { people })
            }
            _ => Err(SectionError::IsNotWritten),
        }
    }
}
