//! Presets: mappings for known vendors that come with Fledge as JSON, checked before the first file
//! is imported.

use super::{
    Mapping, RequiredChoice, RowProblem, RowProblemKind,
    columns::{find_columns, is_norm},
};
use crate::{Lang, Words};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A vendor's or a kind of file, and how it is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Preset {
    /// As the command line names it: "growth".
    pub id: String,
    pub name: Words,
    pub mapping: Mapping,
}

/// What is wrong with a preset, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its id; blank where it can't be read.
    pub preset: String,
    /// The field of the preset, in dotted form.
    pub field: String,
    /// What is wrong, in English.
    pub why: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.preset.as_str() {
            "" => write!(f, "{}: {}", self.field, self.why),
            preset => write!(f, "{preset}, {}: {}", self.field, self.why),
        }
    }
}

impl Preset {
    /// Reads a preset's file.
    ///
    /// # Errors
    ///
    /// What of the file can't be read, with line and column.
    pub fn parse(json: &str) -> Result<Self, Problem> {
        serde_json::from_str(json).map_err(|error| Problem {
            preset: String::new(),
            field: format!("line {}, column {}", error.line(), error.column()),
            why: error.to_string(),
        })
    }

    /// Every name a column may go by.
    fn names(&self) -> Vec<&str> {
        let mapping = &self.mapping;
        let mut all: Vec<&super::ColumnNames> = vec![&mapping.child];
        for it in &mapping.scores {
            all.push(&it.score);
            let cells = [Some(&it.test), Some(&it.taken), it.subject.as_ref()];
            let parts = it.parts.iter().map(|it| Some(&it.name));
            for cell in cells.into_iter().chain(parts).flatten() {
                if let super::ValueSource::Column(names) = cell {
                    all.push(names);
                }
            }
            all.extend(it.parts.iter().map(|it| &it.score));
        }
        all.iter()
            .flat_map(|it| &it.0)
            .map(String::as_str)
            .collect()
    }
}

/// All that is wrong with the presets together.
pub fn check(presets: &[Preset]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (n, it) in presets.iter().enumerate() {
        let mut say = |field: &str, why: String| {
            problems.push(Problem {
                preset: it.id.clone(),
                field: field.to_owned(),
                why,
            });
        };
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if it.id.is_empty() || !it.id.chars().all(plain) {
            say("id", "small letters, digits and hyphens".to_owned());
        }
        if presets[..n].iter().any(|other| other.id == it.id) {
            say("id", "used twice".to_owned());
        }
        for lang in Lang::ALL {
            if it.name.get(lang).trim().is_empty() {
                say("name", format!("no words in {}", lang.code()));
            }
        }
        for name in it.names().into_iter().filter(|it| is_norm(it)) {
            say(
                "mapping",
                format!("{name}: {}", RowProblemKind::Norm.what(Lang::En)),
            );
        }
        // A header that has all of it: what is still lacking, the file itself lacks.
        let header: Vec<String> = it
            .mapping
            .columns()
            .into_iter()
            .map(str::to_owned)
            .collect();
        let mut once = header.clone();
        once.sort_unstable();
        once.dedup();
        let lacks = find_columns(&it.mapping, &once).err().unwrap_or_default();
        let told = |it: &RowProblem| {
            matches!(
                it.why,
                RowProblemKind::Choose(RequiredChoice::Dates) | RowProblemKind::Norm
            )
        };
        for refused in lacks.iter().filter(|it| !told(it)) {
            say("mapping", refused.to_string());
        }
    }
    problems
}

/// The preset whose columns this header has, with the mapping in the header's own names; of several
/// the one that knows most of its columns.
pub fn propose<'a>(header: &[String], presets: &'a [Preset]) -> Option<(&'a Preset, Mapping)> {
    let mut best: Option<(usize, &Preset, Mapping)> = None;
    for preset in presets {
        let Some(mapping) = preset.mapping.for_header(header) else {
            continue;
        };
        let known = mapping.columns().len();
        if best.as_ref().is_none_or(|(most, ..)| known > *most) {
            best = Some((known, preset, mapping));
        }
    }
    best.map(|(_, preset, mapping)| (preset, mapping))
}
