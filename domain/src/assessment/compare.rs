//! A file's scores against the children who may get them and the scores that are there: whose each
//! is, and whether it is new, another, or there already.

use super::{Entry, Part, Reading, Refused, Value, Why};
use crate::{ids::PersonId, plan::Area};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashMap};

/// A child who may get scores.
#[derive(Clone, Debug)]
pub struct RollChild {
    pub child: PersonId,
    /// As the roster has it.
    pub identifier: Option<String>,
    /// The roster's `sourcedId`: what a file names who has no identifier of that kind.
    pub source_id: String,
}

/// The children who may get scores, by what files call them.
#[derive(Debug, Default)]
pub struct Roll {
    exact: HashMap<String, BTreeSet<PersonId>>,
    /// Without zeros in front, which spreadsheets drop.
    short: HashMap<String, BTreeSet<PersonId>>,
    source: HashMap<String, BTreeSet<PersonId>>,
}

impl Roll {
    pub fn new(children: impl IntoIterator<Item = RollChild>) -> Self {
        let mut roll = Self::default();
        for it in children {
            if let Some(id) = it
                .identifier
                .as_deref()
                .map(str::trim)
                .filter(|it| !it.is_empty())
            {
                roll.exact
                    .entry(id.to_lowercase())
                    .or_default()
                    .insert(it.child);
                roll.short.entry(short(id)).or_default().insert(it.child);
            }
            let source = it.source_id.trim().to_lowercase();
            roll.source.entry(source).or_default().insert(it.child);
        }
        roll
    }

    /// Whose id it is: an identifier, else one but for zeros in front, else a `sourcedId`.
    pub fn find(&self, id: &str) -> Result<PersonId, Why> {
        let whole = id.trim().to_lowercase();
        let found = self.exact.get(&whole);
        let found = found.or_else(|| self.short.get(&short(&whole)));
        let found = found.or_else(|| self.source.get(&whole));
        let mut found = found.into_iter().flatten();
        match (found.next(), found.next()) {
            (Some(child), None) => Ok(*child),
            (None, _) => Err(Why::UnknownChild),
            (Some(_), Some(_)) => Err(Why::SeveralChildren),
        }
    }
}

fn short(id: &str) -> String {
    id.trim().trim_start_matches('0').to_lowercase()
}

/// What makes two scores the same one: whose, of what, when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub child: PersonId,
    pub subject: String,
    pub test: String,
    pub on: NaiveDate,
}

/// A score as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub area: Option<Area>,
    pub measure: Option<String>,
    pub value: Value,
    pub parts: Vec<Part>,
}

impl Kept {
    /// The same score, however it is written: "156" is "156.0".
    fn is_same(&self, other: &Self) -> bool {
        let parts = |it: &Self| -> Vec<(String, i64)> {
            let parts = it.parts.iter();
            parts.map(|it| (it.name.clone(), it.value.points)).collect()
        };
        let about = |it: &Self| (it.area, it.measure.clone(), it.value.points);
        about(self) == about(other) && parts(self) == parts(other)
    }
}

/// The scores that are there.
pub type Before = HashMap<Key, Kept>;

/// What a score of the file does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    New,
    /// Takes the place of this one.
    Changed {
        was: String,
    },
    /// It is there already.
    Same,
}

/// A score of the file, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub line: u64,
    pub key: Key,
    pub kept: Kept,
    pub what: What,
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub rows: usize,
    /// Who have a score in the file.
    pub children: usize,
    pub new: usize,
    pub changed: usize,
    pub same: usize,
    pub refused: usize,
    /// Of those, whose child was not found.
    pub unknown: usize,
}

impl Counts {
    /// What an import would write.
    pub const fn writes(&self) -> usize {
        self.new + self.changed
    }
}

/// A file's scores with their children, in the order of its lines, and what was not taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    pub found: Vec<Finding>,
    pub refused: Vec<Refused>,
    pub counts: Counts,
}

/// Whose the scores are and what they change. What the file says twice is taken once; where it
/// contradicts itself, neither is.
pub fn compare(reading: Reading, roll: &Roll, before: &Before) -> Compared {
    let Reading {
        rows,
        taken,
        mut refused,
        child_column,
    } = reading;
    let mut by_key: HashMap<Key, Vec<(u64, Kept)>> = HashMap::new();
    let mut order = Vec::new();
    for entry in taken {
        match roll.find(&entry.id) {
            Ok(child) => {
                let (line, id) = (entry.line, entry.id.clone());
                let (key, kept) = split(entry, child);
                let all = by_key.entry(key.clone()).or_default();
                if all.is_empty() {
                    order.push((key, id));
                }
                all.push((line, kept));
            }
            Err(why) => {
                let row = Refused::of_row(entry.line, 1, why);
                refused.push(row.column(&child_column).value(&entry.id));
            }
        }
    }
    let mut found = Vec::new();
    for (key, id) in order {
        let all = by_key.remove(&key).unwrap_or_default();
        let Some((first, kept)) = all.first().cloned() else {
            continue;
        };
        let other = all.iter().find(|(_, it)| !it.is_same(&kept)).map(|it| it.0);
        let say = |line, why| {
            Refused::of_row(line, 1, why)
                .column(&child_column)
                .value(&id)
        };
        if let Some(other) = other {
            for (line, _) in all {
                let other = if line == first { other } else { first };
                refused.push(say(line, Why::Differs { other }));
            }
            continue;
        }
        refused.extend(all[1..].iter().map(|it| say(it.0, Why::Twice { first })));
        let what = match before.get(&key) {
            None => What::New,
            Some(was) if was.is_same(&kept) => What::Same,
            Some(was) => What::Changed {
                was: was.value.text.clone(),
            },
        };
        found.push(Finding {
            line: first,
            key,
            kept,
            what,
        });
    }
    refused.sort_by_key(|it| it.line);
    let count = |is: fn(&What) -> bool| found.iter().filter(|it| is(&it.what)).count();
    let children: BTreeSet<PersonId> = found.iter().map(|it| it.key.child).collect();
    let unknown = |it: &&Refused| matches!(it.why, Why::UnknownChild | Why::SeveralChildren);
    let counts = Counts {
        rows,
        children: children.len(),
        new: count(|it| *it == What::New),
        changed: count(|it| matches!(it, What::Changed { .. })),
        same: count(|it| *it == What::Same),
        refused: refused.iter().map(|it| it.scores).sum(),
        unknown: refused.iter().filter(unknown).count(),
    };
    Compared {
        found,
        refused,
        counts,
    }
}

fn split(entry: Entry, child: PersonId) -> (Key, Kept) {
    let key = Key {
        child,
        subject: entry.subject,
        test: entry.test,
        on: entry.on,
    };
    let kept = Kept {
        area: entry.area,
        measure: entry.measure,
        value: entry.value,
        parts: entry.parts,
    };
    (key, kept)
}
