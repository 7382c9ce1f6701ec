//! Problems of a roster's files, with their places. In English, for the office's command line.

use super::{File, RowProblemKind, Severity};
use crate::limits;
use std::{collections::HashMap, fmt};

/// One thing the importer has to say about the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowProblem {
    /// "users.csv", or the path that was given where no file is meant.
    pub file: String,
    /// Counted from 1, the header being line 1; `None`: the whole file.
    pub line: Option<u64>,
    /// Empty where no column is meant.
    pub column: String,
    /// What stands there, shortened; blank where it is a name that is merely too long.
    pub value: String,
    pub kind: RowProblemKind,
}

impl RowProblem {
    /// A problem of a file itself, not of a row.
    pub fn of_file(file: File, why: RowProblemKind) -> Self {
        Self::at(file.name(), why)
    }

    /// About a file or path of this name.
    pub fn at(file: &str, why: RowProblemKind) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            column: String::new(),
            value: String::new(),
            kind: why,
        }
    }

    /// The same problem at a line, counted from 1.
    #[must_use]
    pub fn line(self, line: u64) -> Self {
        Self {
            line: Some(line),
            ..self
        }
    }

    /// The column and what stands in it: shortened, without control characters.
    #[must_use]
    pub fn cell(self, column: &str, value: &str) -> Self {
        let shown: String = value
            .chars()
            .take(limits::import::CELL_SHOWN_CHARS)
            .map(|c| if c.is_control() { '·' } else { c })
            .collect();
        let more = if value
            .chars()
            .nth(limits::import::CELL_SHOWN_CHARS)
            .is_some()
        {
            "…"
        } else {
            ""
        };
        Self {
            column: column.to_owned(),
            value: shown + more,
            ..self
        }
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        if !self.value.is_empty() {
            write!(f, " “{}”", self.value)?;
        }
        write!(f, ": {}", self.kind.what())?;
        match self.kind.what_to_do() {
            "" => Ok(()),
            to_do => write!(f, " → {to_do}"),
        }
    }
}

/// All that was said about the files, bounded: a broken column does not fill the memory.
#[derive(Clone, Debug, Default)]
pub struct RowProblems {
    kept: Vec<RowProblem>,
    counts: HashMap<Kind, usize>,
    stop: bool,
}

type Kind = (String, std::mem::Discriminant<RowProblemKind>);

fn kind(reason: &RowProblem) -> Kind {
    (reason.file.clone(), std::mem::discriminant(&reason.kind))
}

impl RowProblems {
    /// Adds a problem; beyond the limit of its kind it is only counted.
    pub fn say(&mut self, reason: RowProblem) {
        self.stop |= reason.kind.weight() == Severity::Stop;
        let count = self.counts.entry(kind(&reason)).or_default();
        *count += 1;
        if *count <= limits::roster::MOST_PROBLEMS_KEPT {
            self.kept.push(reason);
        }
    }

    /// Something must be mended first.
    pub const fn stop(&self) -> bool {
        self.stop
    }

    /// The kept reasons of one weight, in the order they were met.
    pub fn of(&self, weight: Severity) -> impl Iterator<Item = &RowProblem> {
        self.kept
            .iter()
            .filter(move |it| it.kind.weight() == weight)
    }

    /// How many more there are than kept, with an example, by kind.
    pub fn more(&self, weight: Severity) -> Vec<(usize, &RowProblem)> {
        let mut more: Vec<_> = self
            .counts
            .iter()
            .filter(|(_, count)| **count > limits::roster::MOST_PROBLEMS_KEPT)
            .filter_map(|(kind, count)| {
                let like = |it: &&RowProblem| {
                    it.file == kind.0 && std::mem::discriminant(&it.kind) == kind.1
                };
                Some((
                    count - limits::roster::MOST_PROBLEMS_KEPT,
                    self.kept.iter().find(like)?,
                ))
            })
            .filter(|(_, like)| like.kind.weight() == weight)
            .collect();
        more.sort_by(|a, b| (&a.1.file, a.0).cmp(&(&b.1.file, b.0)));
        more
    }

    /// Takes in what was said elsewhere.
    pub fn append(&mut self, other: Self) {
        let mut uncounted = other.counts;
        for reason in other.kept {
            if let Some(count) = uncounted.get_mut(&kind(&reason)) {
                *count -= 1;
            }
            self.say(reason);
        }
        for (kind, more) in uncounted {
            *self.counts.entry(kind).or_default() += more;
        }
    }

    /// How many reasons of this weight there are, kept or not.
    pub fn count(&self, weight: Severity) -> usize {
        self.of(weight).count() + self.more(weight).iter().map(|it| it.0).sum::<usize>()
    }
}
