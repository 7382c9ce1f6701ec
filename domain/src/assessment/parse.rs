//! Parses rows into scores. Each row gives one score, or the reason why not, for each score column
//! of the mapping.

use super::{
    DateOrder, Mapping, RowProblem, RowProblemKind, Value,
    columns::{ColumnIndexes, ResolvedDate, ResolvedValue, ScoreIndexes, find_columns, is_long},
};
use crate::{
    csv_table::{CsvRow, CsvTable, column_key},
    limits,
    plan::Area,
};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// A score within a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePart {
    /// The part's name as the file writes it.
    pub name: String,
    pub value: Value,
}

/// One score of a row, not yet a child's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParsedScore {
    /// The line of the file, counted from 1.
    pub line: u64,
    /// The child's id as the file has it.
    pub id: String,
    /// The day of the test.
    pub on: NaiveDate,
    /// The subject's name as the file writes it.
    pub subject: String,
    /// The area of goals it belongs to; `None` where the subject names none.
    pub area: Option<Area>,
    /// The test's name as the file writes it.
    pub test: String,
    /// What it is counted in, if the mapping says so.
    pub measure: Option<String>,
    pub value: Value,
    /// Further scores of the same test.
    pub parts: Vec<ScorePart>,
}

/// What became of a file's rows: `rows` times the mapping's score columns is what was taken and
/// what was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParsedScores {
    /// Rows of the file, without its header.
    pub rows: usize,
    /// Scores that could be read.
    pub taken: Vec<ParsedScore>,
    /// Rows, and scores of rows, that could not be read.
    pub refused: Vec<RowProblem>,
    /// Where the children's ids stand.
    pub child_column: String,
}

/// Reads a file's rows; `Err` is what is to be said or mended before any can be read.
///
/// # Errors
///
/// All that is to be chosen or mended before any row can be read.
pub fn parse_scores(
    table: &CsvTable,
    mapping: &Mapping,
    today: NaiveDate,
) -> Result<ParsedScores, Vec<RowProblem>> {
    let placed = find_columns(mapping, &table.header)?;
    let reader = Reader {
        header: &table.header,
        mapping,
        placed,
        latest: today.checked_add_days(Days::new(1)).unwrap_or(today),
    };
    let mut reading = ParsedScores {
        rows: table.rows.len(),
        child_column: reader.header[reader.placed.child].clone(),
        ..ParsedScores::default()
    };
    for row in &table.rows {
        reader.row(row, &mut reading);
    }
    Ok(reading)
}

struct Reader<'a> {
    header: &'a [String],
    mapping: &'a Mapping,
    placed: ColumnIndexes,
    latest: NaiveDate,
}

impl Reader<'_> {
    fn row(&self, row: &CsvRow, reading: &mut ParsedScores) {
        if let Err(refused) = self.shape(row) {
            reading.refused.push(refused);
            return;
        }
        for it in &self.placed.scores {
            match self.entry(row, it) {
                Ok(entry) => reading.taken.push(entry),
                Err(refused) => reading.refused.push(refused),
            }
        }
    }

    /// A row of another width has slipped: what stands under a column may be another's. Blank cells
    /// behind the last column are only a spreadsheet's habit.
    fn shape(&self, row: &CsvRow) -> Result<(), RowProblem> {
        let (cells, columns) = (row.cells.len(), self.placed.columns);
        let scores = self.placed.scores.len();
        let behind = row.cells.get(columns..).unwrap_or_default();
        if cells < columns || behind.iter().any(|it| !it.trim().is_empty()) {
            return Err(RowProblem::of_row(
                row.line,
                scores,
                RowProblemKind::CellCount { cells, columns },
            ));
        }
        match row.cells.iter().position(|it| it.trim().contains('\n')) {
            Some(at) => {
                let refused = RowProblem::of_row(row.line, scores, RowProblemKind::LineBreak);
                Err(refused.column(&self.header[at]).value(&row.cells[at]))
            }
            None => Ok(()),
        }
    }

    fn refuse(&self, row: &CsvRow, at: usize, why: RowProblemKind) -> RowProblem {
        let refused = RowProblem::of_row(row.line, 1, why);
        refused.column(&self.header[at]).value(&row.cells[at])
    }

    fn entry(&self, row: &CsvRow, it: &ScoreIndexes) -> Result<ParsedScore, RowProblem> {
        let child = self.placed.child;
        let id = text(row, child);
        if text(row, it.score).is_empty() {
            return Err(self.refuse(row, it.score, RowProblemKind::NoScore));
        }
        if id.is_empty() {
            return Err(self.refuse(row, child, RowProblemKind::Blank));
        }
        if id.chars().count() > limits::assessment::CHILD_ID_CHARS {
            return Err(self.refuse(
                row,
                child,
                RowProblemKind::LongCell {
                    limit: limits::assessment::CHILD_ID_CHARS,
                },
            ));
        }
        let value = self.value(row, it.score)?;
        let on = self.day(row, &it.taken)?;
        let test = self.name(row, &it.test)?;
        let subject = match &it.subject {
            Some(at) => self.name(row, at)?,
            None => test.clone(),
        };
        let mut parts = Vec::new();
        for (name, score) in &it.parts {
            if !text(row, *score).is_empty() {
                parts.push(ScorePart {
                    name: self.name(row, name)?,
                    value: self.value(row, *score)?,
                });
            }
        }
        Ok(ParsedScore {
            line: row.line,
            id: id.to_owned(),
            on,
            area: self.area(&subject, &test),
            subject,
            test,
            measure: self.measure(),
            value,
            parts,
        })
    }

    fn value(&self, row: &CsvRow, at: usize) -> Result<Value, RowProblem> {
        let read = self.mapping.scale.read(text(row, at));
        read.map_err(|why| self.refuse(row, at, why))
    }

    fn day(&self, row: &CsvRow, taken: &ResolvedDate) -> Result<NaiveDate, RowProblem> {
        let (on, at) = match taken {
            ResolvedDate::On(on) => (*on, None),
            ResolvedDate::Column(at) if text(row, *at).is_empty() => {
                return Err(self.refuse(row, *at, RowProblemKind::Blank));
            }
            ResolvedDate::Column(at) => {
                let order = self.mapping.dates.unwrap_or(DateOrder::YearMonthDay);
                let read = order.read(text(row, *at));
                let example = order.example().to_owned();
                let on =
                    read.ok_or_else(|| self.refuse(row, *at, RowProblemKind::BadDate { example }))?;
                (on, Some(*at))
            }
        };
        if on.year() < limits::assessment::FIRST_YEAR || on > self.latest {
            return Err(match at {
                Some(at) => self.refuse(row, at, RowProblemKind::OddDay),
                None => {
                    RowProblem::of_row(row.line, 1, RowProblemKind::OddDay).value(&on.to_string())
                }
            });
        }
        Ok(on)
    }

    fn name(&self, row: &CsvRow, at: &ResolvedValue) -> Result<String, RowProblem> {
        match at {
            ResolvedValue::Is(text) => Ok(text.clone()),
            ResolvedValue::Column(at) => {
                let text = text(row, *at);
                if text.is_empty() {
                    return Err(self.refuse(row, *at, RowProblemKind::Blank));
                }
                if is_long(text) {
                    let limit = limits::assessment::NAME_CHARS;
                    return Err(self.refuse(row, *at, RowProblemKind::LongCell { limit }));
                }
                Ok(text.to_owned())
            }
        }
    }

    fn measure(&self) -> Option<String> {
        let measure = self.mapping.measure.as_deref().map(str::trim);
        measure.filter(|it| !it.is_empty()).map(str::to_owned)
    }

    /// As the mapping says, else by the subject's name, else by the test's.
    fn area(&self, subject: &str, test: &str) -> Option<Area> {
        let said = self.mapping.areas.iter();
        let said = said
            .into_iter()
            .find(|(it, _)| column_key(it) == column_key(subject));
        match said {
            Some((_, area)) => *area,
            None => Area::named(subject).or_else(|| Area::named(test)),
        }
    }
}

fn text(row: &CsvRow, at: usize) -> &str {
    row.cells[at].trim()
}
