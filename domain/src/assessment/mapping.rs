//! Which column of a file says what. Long files have a row a score, wide ones several in a row: both
//! are one or more score columns, each with where its test, its day and its subject stand.

use super::{DateOrder, Scale};
use crate::{plan::Area, sheet::key};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column says what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The child's id, which the roster calls `identifier`.
    pub child: Names,
    /// How dates in columns are written; none: nobody has said.
    #[serde(default)]
    pub dates: Option<DateOrder>,
    #[serde(default)]
    pub scale: Scale,
    /// What the scores of all its tests are counted in ("RIT"), so that they stand on one line; none:
    /// each test stands on its own.
    #[serde(default)]
    pub measure: Option<String>,
    pub scores: Vec<ScoreColumn>,
    /// The area of a subject whose name does not say it, or says it wrongly.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub areas: BTreeMap<String, Option<Area>>,
}

/// One score of each row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreColumn {
    pub score: Names,
    pub test: Cell,
    /// The day of the test; one that is not in a column is written 2026-09-24.
    pub taken: Cell,
    /// None: the test's name says it.
    #[serde(default)]
    pub subject: Option<Cell>,
    /// Further scores of the same test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartColumn>,
}

/// A score within a score; where its column is missing or blank, there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartColumn {
    pub name: Cell,
    pub score: Names,
}

/// Where something stands: in a column, or the same for all rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cell {
    Column(Names),
    Is(String),
}

impl Cell {
    pub fn column(name: &str) -> Self {
        Self::Column(Names::from(name))
    }

    fn name(&self) -> Option<&str> {
        match self {
            Self::Column(names) => Some(names.first()),
            Self::Is(_) => None,
        }
    }
}

/// A column by the names it goes by; the first that a header has counts. In JSON one name, or a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "OneOrMore", into = "OneOrMore")]
pub struct Names(pub Vec<String>);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for Names {
    fn from(names: OneOrMore) -> Self {
        match names {
            OneOrMore::One(name) => Self::from(name.as_str()),
            OneOrMore::More(names) => Self(names),
        }
    }
}

impl From<Names> for OneOrMore {
    fn from(Names(mut names): Names) -> Self {
        match names.len() {
            0 => Self::One(String::new()),
            1 => Self::One(names.remove(0)),
            _ => Self::More(names),
        }
    }
}

/// A blank name is none: nothing chosen yet.
impl From<&str> for Names {
    fn from(name: &str) -> Self {
        let name = name.trim();
        Self(if name.is_empty() {
            Vec::new()
        } else {
            vec![name.to_owned()]
        })
    }
}

impl Names {
    /// Nothing is chosen.
    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// The one name, or the first of several; blank if nothing is chosen.
    pub fn first(&self) -> &str {
        self.0.first().map_or("", String::as_str)
    }

    /// The name as the header writes it, by the first of ours that it has.
    pub(super) fn in_header<'a>(&self, header: &'a [String]) -> Option<&'a str> {
        let found = |name: &String| header.iter().find(|it| key(it) == key(name));
        self.0.iter().find_map(found).map(String::as_str)
    }
}

impl Mapping {
    /// The same with the names this header has, without optional columns that it lacks; `None` if it
    /// lacks one that is needed.
    pub fn for_header(&self, header: &[String]) -> Option<Self> {
        let name = |names: &Names| names.in_header(header).map(Names::from);
        let cell = |cell: &Cell| match cell {
            Cell::Column(names) => name(names).map(Cell::Column),
            Cell::Is(text) => Some(Cell::Is(text.clone())),
        };
        let scores = self.scores.iter().map(|it| {
            let parts = it.parts.iter().filter_map(|part| {
                Some(PartColumn {
                    name: cell(&part.name)?,
                    score: name(&part.score)?,
                })
            });
            Some(ScoreColumn {
                score: name(&it.score)?,
                test: cell(&it.test)?,
                taken: cell(&it.taken)?,
                subject: it.subject.as_ref().and_then(cell),
                parts: parts.collect(),
            })
        });
        Some(Self {
            child: name(&self.child)?,
            scores: scores.collect::<Option<_>>()?,
            ..self.clone()
        })
    }

    /// The columns it reads, in no order.
    pub fn columns(&self) -> Vec<&str> {
        let mut all = vec![self.child.first()];
        for it in &self.scores {
            all.push(it.score.first());
            let cells = [Some(&it.test), Some(&it.taken), it.subject.as_ref()];
            all.extend(cells.into_iter().flatten().filter_map(Cell::name));
            for part in &it.parts {
                all.push(part.score.first());
                all.extend(part.name.name());
            }
        }
        all.retain(|it| !it.is_empty());
        all
    }

    /// The columns in which dates stand.
    pub fn date_columns(&self) -> impl Iterator<Item = &str> {
        self.scores.iter().filter_map(|it| it.taken.name())
    }
}
