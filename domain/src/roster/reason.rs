//! Why a row, a column or a file can't be taken as it is: where, what stands there, what to do.
//! English, for the office's command line; knows no file system.

use super::{File, Weight, Why};
use std::{collections::HashMap, fmt};

/// One thing the importer has to say about the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// "users.csv", or the path that was given where no file is meant.
    pub file: String,
    /// Counted from 1, the header being line 1; `None`: the whole file.
    pub line: Option<u64>,
    /// Empty where no column is meant.
    pub column: String,
    /// What stands there, shortened; blank where it is a name that is merely too long.
    pub value: String,
    pub why: Why,
}

const SHOWN: usize = 60;

impl Reason {
    pub fn of_file(file: File, why: Why) -> Self {
        Self::at(file.name(), why)
    }

    /// About a file or path of this name.
    pub fn at(file: &str, why: Why) -> Self {
        Self {
            file: file.to_owned(),
            line: None,
            column: String::new(),
            value: String::new(),
            why,
        }
    }

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
            .take(SHOWN)
            .map(|c| if c.is_control() { '·' } else { c })
            .collect();
        let more = if value.chars().nth(SHOWN).is_some() {
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

impl fmt::Display for Reason {
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
        write!(f, ": {}", self.why.what())?;
        match self.why.what_to_do() {
            "" => Ok(()),
            to_do => write!(f, " → {to_do}"),
        }
    }
}

/// How many reasons of one kind are kept word for word; the rest are only counted.
pub const KEPT: usize = 50;

/// All that was said about the files, bounded: a broken column does not fill the memory.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    kept: Vec<Reason>,
    counts: HashMap<Kind, usize>,
    stop: bool,
}

type Kind = (String, std::mem::Discriminant<Why>);

fn kind(reason: &Reason) -> Kind {
    (reason.file.clone(), std::mem::discriminant(&reason.why))
}

impl Reasons {
    pub fn say(&mut self, reason: Reason) {
        self.stop |= reason.why.weight() == Weight::Stop;
        let count = self.counts.entry(kind(&reason)).or_default();
        *count += 1;
        if *count <= KEPT {
            self.kept.push(reason);
        }
    }

    /// Something must be mended first.
    pub const fn stop(&self) -> bool {
        self.stop
    }

    /// The kept reasons of one weight, in the order they were met.
    pub fn of(&self, weight: Weight) -> impl Iterator<Item = &Reason> {
        self.kept.iter().filter(move |it| it.why.weight() == weight)
    }

    /// How many more there are than kept, with an example, by kind.
    pub fn more(&self, weight: Weight) -> Vec<(usize, &Reason)> {
        let mut more: Vec<_> = self
            .counts
            .iter()
            .filter(|(_, count)| **count > KEPT)
            .filter_map(|(kind, count)| {
                let like =
                    |it: &&Reason| it.file == kind.0 && std::mem::discriminant(&it.why) == kind.1;
                Some((count - KEPT, self.kept.iter().find(like)?))
            })
            .filter(|(_, like)| like.why.weight() == weight)
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
    pub fn count(&self, weight: Weight) -> usize {
        self.of(weight).count() + self.more(weight).iter().map(|it| it.0).sum::<usize>()
    }
}
