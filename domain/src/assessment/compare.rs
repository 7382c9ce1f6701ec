//! Compares a file's scores with the school: which child each score belongs to, and whether it is
//! new, changed, or there already.

use super::{ParsedScore, ParsedScores, RowProblem, RowProblemKind, ScorePart, Value};
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
    /// Indexes the children by each id a file may use for them.
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
    ///
    /// # Errors
    ///
    /// Why the id means no child: nobody has it, or several have.
    pub fn find(&self, id: &str) -> Result<PersonId, RowProblemKind> {
        let whole = id.trim().to_lowercase();
        let found = self.exact.get(&whole);
        let found = found.or_else(|| self.short.get(&short(&whole)));
        let found = found.or_else(|| self.source.get(&whole));
        let mut found = found.into_iter().flatten();
        match (found.next(), found.next()) {
            (Some(child), None) => Ok(*child),
            (None, _) => Err(RowProblemKind::UnknownChild),
            (Some(_), Some(_)) => Err(RowProblemKind::SeveralChildren),
        }
    }
}

fn short(id: &str) -> String {
    id.trim().trim_start_matches('0').to_lowercase()
}

/// What makes two scores the same one: whose, of what, when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScoreKey {
    pub child: PersonId,
    /// The subject's name as the file writes it.
    pub subject: String,
    /// The test's name as the file writes it.
    pub test: String,
    /// The day of the test.
    pub on: NaiveDate,
}

/// A score as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredScore {
    /// The area of goals it belongs to; `None` where the subject names none.
    pub area: Option<Area>,
    /// What the score is counted in ("RIT"); `None`: the test's own points.
    pub measure: Option<String>,
    pub value: Value,
    /// Further scores of the same test.
    pub parts: Vec<ScorePart>,
}

impl StoredScore {
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
pub type StoredScores = HashMap<ScoreKey, StoredScore>;

/// What a score of the file does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScoreChangeKind {
    /// The child has no such score yet.
    New,
    /// Takes the place of this one.
    Changed {
        /// The score before, as its file wrote it.
        was: String,
    },
    /// It is there already.
    Same,
}

/// A score of the file, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreChange {
    /// The line of the file, counted from 1.
    pub line: u64,
    pub key: ScoreKey,
    /// The score that the import writes.
    pub kept: StoredScore,
    /// What it does to the scores that are there.
    pub what: ScoreChangeKind,
}

/// How many of what.
///
/// # Examples
///
/// ```
/// # use domain::assessment::Counts;
/// # use serde_json::json;
/// let json = json!({
///     "rows": 20, "children": 18, "new": 17, "changed": 1, "same": 0, "refused": 2,
///     "unknown": 1
/// });
/// let counts: Counts = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&counts)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of the file, without its header.
    pub rows: usize,
    /// Who have a score in the file.
    pub children: usize,
    /// Scores that are not there yet.
    pub new: usize,
    /// Scores that replace another value.
    pub changed: usize,
    /// Scores that are there already.
    pub same: usize,
    /// Scores that can't be imported.
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
pub struct ScoreChanges {
    /// Scores whose child was found.
    pub found: Vec<ScoreChange>,
    /// Rows, and scores of rows, that can't be imported.
    pub refused: Vec<RowProblem>,
    pub counts: Counts,
}

/// Whose the scores are and what they change. What the file says twice is taken once; where it
/// contradicts itself, neither is.
pub fn compare_scores(reading: ParsedScores, roll: &Roll, before: &StoredScores) -> ScoreChanges {
    let ParsedScores {
        rows,
        taken,
        mut refused,
        child_column,
    } = reading;
    let mut by_key: HashMap<ScoreKey, Vec<(u64, StoredScore)>> = HashMap::new();
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
                let row = RowProblem::of_row(entry.line, 1, why);
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
            RowProblem::of_row(line, 1, why)
                .column(&child_column)
                .value(&id)
        };
        if let Some(other) = other {
            for (line, _) in all {
                let other = if line == first { other } else { first };
                refused.push(say(line, RowProblemKind::Differs { other }));
            }
            continue;
        }
        refused.extend(
            all[1..]
                .iter()
                .map(|it| say(it.0, RowProblemKind::Twice { first })),
        );
        let what = match before.get(&key) {
            None => ScoreChangeKind::New,
            Some(was) if was.is_same(&kept) => ScoreChangeKind::Same,
            Some(was) => ScoreChangeKind::Changed {
                was: was.value.text.clone(),
            },
        };
        found.push(ScoreChange {
            line: first,
            key,
            kept,
            what,
        });
    }
    refused.sort_by_key(|it| it.line);
    let count = |is: fn(&ScoreChangeKind) -> bool| found.iter().filter(|it| is(&it.what)).count();
    let children: BTreeSet<PersonId> = found.iter().map(|it| it.key.child).collect();
    let unknown = |it: &&RowProblem| {
        matches!(
            it.why,
            RowProblemKind::UnknownChild | RowProblemKind::SeveralChildren
        )
    };
    let counts = Counts {
        rows,
        children: children.len(),
        new: count(|it| *it == ScoreChangeKind::New),
        changed: count(|it| matches!(it, ScoreChangeKind::Changed { .. })),
        same: count(|it| *it == ScoreChangeKind::Same),
        refused: refused.iter().map(|it| it.scores).sum(),
        unknown: refused.iter().filter(unknown).count(),
    };
    ScoreChanges {
        found,
        refused,
        counts,
    }
}

fn split(entry: ParsedScore, child: PersonId) -> (ScoreKey, StoredScore) {
    let key = ScoreKey {
        child,
        subject: entry.subject,
        test: entry.test,
        on: entry.on,
    };
    let kept = StoredScore {
        area: entry.area,
        measure: entry.measure,
        value: entry.value,
        parts: entry.parts,
    };
    (key, kept)
}
