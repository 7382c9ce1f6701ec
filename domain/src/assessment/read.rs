//! Rows into scores: "parse, don't validate". Each row brings as many scores as the mapping has
//! score columns, or says why not.

use super::{
    DateOrder, Mapping, Refused, Value, Why,
    place::{At, Placed, PlacedScore, Taken, is_long, place},
};
use crate::{
    plan::Area,
    sheet::{Row, Sheet, key},
};
use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// Longest id of a child, in characters.
const MOST_ID: usize = 255;
/// Before it there were no such files.
const FIRST_YEAR: i32 = 2000;

/// A score within a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub name: String,
    pub value: Value,
}

/// One score of a row, not yet a child's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub line: u64,
    /// The child's id as the file has it.
    pub id: String,
    pub on: NaiveDate,
    pub subject: String,
    pub area: Option<Area>,
    pub test: String,
    /// What it is counted in, if the mapping says so.
    pub measure: Option<String>,
    pub value: Value,
    pub parts: Vec<Part>,
}

/// What became of a file's rows: `rows` times the mapping's score columns is what was taken and
/// what was refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub rows: usize,
    pub taken: Vec<Entry>,
    pub refused: Vec<Refused>,
    /// Where the children's ids stand.
    pub child_column: String,
}

/// Reads a file's rows; `Err` is what is to be said or mended before any can be read.
pub fn read(sheet: &Sheet, mapping: &Mapping, today: NaiveDate) -> Result<Reading, Vec<Refused>> {
    let placed = place(mapping, &sheet.header)?;
    let reader = Reader {
        header: &sheet.header,
        mapping,
        placed,
        latest: today.checked_add_days(Days::new(1)).unwrap_or(today),
    };
    let mut reading = Reading {
        rows: sheet.rows.len(),
        child_column: reader.header[reader.placed.child].clone(),
        ..Reading::default()
    };
    for row in &sheet.rows {
        reader.row(row, &mut reading);
    }
    Ok(reading)
}

struct Reader<'a> {
    header: &'a [String],
    mapping: &'a Mapping,
    placed: Placed,
    latest: NaiveDate,
}

impl Reader<'_> {
    fn row(&self, row: &Row, reading: &mut Reading) {
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
    fn shape(&self, row: &Row) -> Result<(), Refused> {
        let (cells, columns) = (row.cells.len(), self.placed.columns);
        let scores = self.placed.scores.len();
        let behind = row.cells.get(columns..).unwrap_or_default();
        if cells < columns || behind.iter().any(|it| !it.trim().is_empty()) {
            return Err(Refused::of_row(
                row.line,
                scores,
                Why::CellCount { cells, columns },
            ));
        }
        match row.cells.iter().position(|it| it.trim().contains('\n')) {
            Some(at) => {
                let refused = Refused::of_row(row.line, scores, Why::LineBreak);
                Err(refused.column(&self.header[at]).value(&row.cells[at]))
            }
            None => Ok(()),
        }
    }

    fn refuse(&self, row: &Row, at: usize, why: Why) -> Refused {
        let refused = Refused::of_row(row.line, 1, why);
        refused.column(&self.header[at]).value(&row.cells[at])
    }

    fn entry(&self, row: &Row, it: &PlacedScore) -> Result<Entry, Refused> {
        let child = self.placed.child;
        let id = text(row, child);
        if text(row, it.score).is_empty() {
            return Err(self.refuse(row, it.score, Why::NoScore));
        }
        if id.is_empty() {
            return Err(self.refuse(row, child, Why::Blank));
        }
        if id.chars().count() > MOST_ID {
            return Err(self.refuse(row, child, Why::LongCell { limit: MOST_ID }));
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
                parts.push(Part {
                    name: self.name(row, name)?,
                    value: self.value(row, *score)?,
                });
            }
        }
        Ok(Entry {
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

    fn value(&self, row: &Row, at: usize) -> Result<Value, Refused> {
        let read = self.mapping.scale.read(text(row, at));
        read.map_err(|why| self.refuse(row, at, why))
    }

    fn day(&self, row: &Row, taken: &Taken) -> Result<NaiveDate, Refused> {
        let (on, at) = match taken {
            Taken::On(on) => (*on, None),
            Taken::Column(at) if text(row, *at).is_empty() => {
                return Err(self.refuse(row, *at, Why::Blank));
            }
            Taken::Column(at) => {
                let order = self.mapping.dates.unwrap_or(DateOrder::YearMonthDay);
                let read = order.read(text(row, *at));
                let example = order.example().to_owned();
                let on = read.ok_or_else(|| self.refuse(row, *at, Why::BadDate { example }))?;
                (on, Some(*at))
            }
        };
        if on.year() < FIRST_YEAR || on > self.latest {
            return Err(match at {
                Some(at) => self.refuse(row, at, Why::OddDay),
                None => Refused::of_row(row.line, 1, Why::OddDay).value(&on.to_string()),
            });
        }
        Ok(on)
    }

    fn name(&self, row: &Row, at: &At) -> Result<String, Refused> {
        match at {
            At::Is(text) => Ok(text.clone()),
            At::Column(at) => {
                let text = text(row, *at);
                if text.is_empty() {
                    return Err(self.refuse(row, *at, Why::Blank));
                }
                if is_long(text) {
                    let limit = super::MOST_TEXT;
                    return Err(self.refuse(row, *at, Why::LongCell { limit }));
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
        let said = said.into_iter().find(|(it, _)| key(it) == key(subject));
        match said {
            Some((_, area)) => *area,
            None => Area::named(subject).or_else(|| Area::named(test)),
        }
    }
}

fn text(row: &Row, at: usize) -> &str {
    row.cells[at].trim()
}
