//! The meaning of a file's columns. A long file has one score in each row, a wide file has several;
//! both are described by score columns, each with the source of its test, day and subject.

use super::{DateOrder, Scale};
use crate::{csv_table::column_key, plan::Area};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Which column says what.
///
/// # Examples
///
/// ```
/// # use domain::assessment::Mapping;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "child": "Student ID", "dates": "month-day-year",
///         "scale": { "kind": "number", "least": 100, "most": 350 }, "measure": "RIT",
///         "scores": [
///             {
///                 "score": ["RIT", "Score"], "test": { "is": "Growth" },
///                 "taken": { "column": "Test Date" }, "subject": { "column": "Subject" }
///             }
///         ],
///         "areas": { "Language Usage": "writing" }
///     }),
///     json!({
///         "child": "ID", "dates": null,
///         "scale": { "kind": "levels", "levels": ["red", "yellow", "green"] },
///         "measure": null,
///         "scores": [
///             {
///                 "score": "Level", "test": { "is": "Screening" },
///                 "taken": { "is": "2026-10-19" }, "subject": null
///             }
///         ]
///     }),
/// ] {
///     let mapping: Mapping = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&mapping)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The child's id, which the roster calls `identifier`.
    pub child: ColumnNames,
    /// How dates in columns are written; none: nobody has said.
    #[serde(default)]
    pub dates: Option<DateOrder>,
    /// What a score may be; by default any number.
    #[serde(default)]
    pub scale: Scale,
    /// What the scores of all its tests are counted in ("RIT"), so that they stand on one line; none:
    /// each test stands on its own.
    #[serde(default)]
    pub measure: Option<String>,
    /// The score columns; an import needs at least one.
    pub scores: Vec<ScoreColumn>,
    /// The area of a subject whose name does not say it, or says it wrongly.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub areas: BTreeMap<String, Option<Area>>,
}

/// One score of each row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoreColumn {
    /// The column of the score itself.
    pub score: ColumnNames,
    /// The name of the test.
    pub test: ValueSource,
    /// The day of the test; one that is not in a column is written 2026-09-24.
    pub taken: ValueSource,
    /// None: the test's name says it.
    #[serde(default)]
    pub subject: Option<ValueSource>,
    /// Further scores of the same test.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartColumn>,
}

/// A score within a score; where its column is missing or blank, there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartColumn {
    /// The part's name.
    pub name: ValueSource,
    /// The column of the part's score.
    pub score: ColumnNames,
}

/// Where something stands: in a column, or the same for all rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ValueSource {
    /// The value in this column of each row.
    Column(ColumnNames),
    /// This value in all rows.
    Is(String),
}

impl ValueSource {
    /// The value of the column with this name.
    pub fn column(name: &str) -> Self {
        Self::Column(ColumnNames::from(name))
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
pub struct ColumnNames(pub Vec<String>);

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

impl From<OneOrMore> for ColumnNames {
    fn from(names: OneOrMore) -> Self {
        match names {
            OneOrMore::One(name) => Self::from(name.as_str()),
            OneOrMore::More(names) => Self(names),
        }
    }
}

impl From<ColumnNames> for OneOrMore {
    fn from(ColumnNames(mut names): ColumnNames) -> Self {
        match names.len() {
            0 => Self::One(String::new()),
            1 => Self::One(names.remove(0)),
            _ => Self::More(names),
        }
    }
}

/// A blank name is none: nothing chosen yet.
impl From<&str> for ColumnNames {
    fn from(name: &str) -> Self {
        let name = name.trim();
        Self(if name.is_empty() {
            Vec::new()
        } else {
            vec![name.to_owned()]
        })
    }
}

impl ColumnNames {
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
        let found = |name: &String| header.iter().find(|it| column_key(it) == column_key(name));
        self.0.iter().find_map(found).map(String::as_str)
    }
}

impl Mapping {
    /// The same with the names this header has, without optional columns that it lacks; `None` if it
    /// lacks one that is needed.
    pub fn for_header(&self, header: &[String]) -> Option<Self> {
        let name = |names: &ColumnNames| names.in_header(header).map(ColumnNames::from);
        let cell = |cell: &ValueSource| match cell {
            ValueSource::Column(names) => name(names).map(ValueSource::Column),
            ValueSource::Is(text) => Some(ValueSource::Is(text.clone())),
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
            all.extend(cells.into_iter().flatten().filter_map(ValueSource::name));
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
