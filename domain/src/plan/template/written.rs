//! What is written in a section of a plan.

use super::{Kind, Section};
use crate::AppError;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest text, in characters.
const TEXT: usize = 2_000;
/// Longest name of somebody.
const NAME: usize = 80;
const MOST_PEOPLE: usize = 12;
/// Most pictures a child chooses.
pub const MOST_CHOSEN: usize = 3;

/// The content of a written section.
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
        people: Vec<Involved>,
    },
    NextStep {
        text: String,
        by: Option<NaiveDate>,
    },
}

/// Somebody who is part of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Involved {
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

    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text { text } => text.trim().is_empty(),
            Self::Voice { chosen, text } => chosen.is_empty() && text.trim().is_empty(),
            Self::People { people } => people.is_empty(),
            Self::NextStep { text, by } => text.trim().is_empty() && by.is_none(),
        }
    }

    /// The same without spaces around, if it can stand in this section; else which field can't.
    pub fn checked(self, section: &Section) -> Result<Self, AppError> {
        let field = section.id.as_str();
        let trim = |text: String| match text.trim() {
            it if it.chars().count() > TEXT => Err(AppError::invalid(field, "too-long")),
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
                if twice || chosen.len() > MOST_CHOSEN || !chosen.iter().all(known) {
                    return Err(AppError::invalid(field, "no-choice"));
                }
                Ok(Self::Voice {
                    chosen,
                    text: trim(text)?,
                })
            }
            (Kind::People, Self::People { people }) => {
                if people.len() > MOST_PEOPLE {
                    return Err(AppError::invalid(field, "too-many-people"));
                }
                let one = |it: Involved| {
                    let name = it.name.trim().to_owned();
                    match (1..=NAME).contains(&name.chars().count()) {
                        true => Ok(Involved { name, ..it }),
                        false => Err(AppError::invalid(field, "no-name")),
                    }
                };
                let people = people.into_iter().map(one).collect::<Result<_, _>>()?;
                Ok(Self::People { people })
            }
            _ => Err(AppError::invalid(field, "not-written")),
        }
    }
}
