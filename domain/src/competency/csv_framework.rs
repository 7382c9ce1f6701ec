//! Reads a framework from a CSV table. Columns are found by name, in any order and case; unknown
//! columns are ignored.

use super::{
    ChildWords, FileSpot, Grades, RowProblem, RowProblemKind, RowProblems, child_words,
    framework_part::Part,
};
use crate::{
    csv_table::{CsvRow, CsvTable, column_key},
    limits,
};

/// A column, and how else it is called in the wild.
struct Column {
    name: &'static str,
    others: &'static [&'static str],
    needed: bool,
}

const fn column(name: &'static str, others: &'static [&'static str], needed: bool) -> Column {
    Column {
        name,
        others,
        needed,
    }
}

const COLUMNS: [Column; 10] = [
    column("humanCodingScheme", &["code", "coding scheme"], true),
    column("fullStatement", &["statement"], true),
    column("CFItemType", &["item type", "type"], false),
    column("childStatement_en", &["child statement", "i can en"], false),
    column("childStatement_es", &["i can es"], false),
    column("educationLevel", &["grade", "grades"], false),
    column("parent", &["is child of", "parent code"], false),
    column("identifier", &["id"], false),
    column("abbreviatedStatement", &[], false),
    column("notes", &["note"], false),
];

/// Where each column stands.
struct ColumnIndexes([Option<usize>; COLUMNS.len()]);

impl ColumnIndexes {
    fn find(header: &[String], said: &mut RowProblems) -> Option<Self> {
        let keys: Vec<String> = header.iter().map(|it| column_key(it)).collect();
        let mut whole = true;
        let places = COLUMNS.map(|column| {
            let at = |name: &str| {
                (0..keys.len())
                    .filter(|it| keys[*it] == column_key(name))
                    .collect()
            };
            let mut found: Vec<usize> = at(column.name);
            for other in column.others {
                if found.is_empty() {
                    found = at(other);
                }
            }
            let mut refuse = |why| {
                whole = false;
                said.say(RowProblem::new(&FileSpot::Line(1), column.name, "", why));
            };
            if found.len() > 1 {
                refuse(RowProblemKind::ColumnTwice);
            } else if found.is_empty() && column.needed {
                refuse(RowProblemKind::MissingColumn);
            }
            found.first().copied()
        });
        whole.then_some(Self(places))
    }

    /// The cell without spaces around; a line break in it is a space.
    fn text(&self, row: &CsvRow, name: &str) -> String {
        let at = COLUMNS.iter().position(|it| it.name == name);
        let at = at.and_then(|it| self.0[it]);
        let cell = at.and_then(|it| row.cells.get(it)).map_or("", |it| it);
        cell.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The same, if it says something.
    fn some(&self, row: &CsvRow, name: &str) -> Option<String> {
        Some(self.text(row, name)).filter(|it| !it.is_empty())
    }
}

pub(super) fn parts(text: &str, said: &mut RowProblems) -> Result<Vec<Part>, RowProblemKind> {
    let table =
        CsvTable::read(text, limits::competency::MOST_PARTS).map_err(RowProblemKind::Flaw)?;
    let Some(places) = ColumnIndexes::find(&table.header, said) else {
        return Ok(Vec::new());
    };
    let columns = table.header.len();
    let mut parts = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let spot = FileSpot::Line(row.line);
        let said_something = |it: &String| !it.trim().is_empty();
        let cells = row
            .cells
            .iter()
            .rposition(said_something)
            .map_or(0, |it| it + 1);
        if cells > columns {
            let why = RowProblemKind::TooManyCells { cells, columns };
            said.say(RowProblem::new(&spot, "", &row.cells[columns], why));
            continue;
        }
        parts.push(part(&places, row, spot, said));
    }
    Ok(parts)
}

fn part(places: &ColumnIndexes, row: &CsvRow, spot: FileSpot, said: &mut RowProblems) -> Part {
    let text = |name| places.text(row, name);
    let (code, statement, kind) = (
        text("humanCodingScheme"),
        text("fullStatement"),
        text("CFItemType"),
    );
    let level = text("educationLevel");
    let grades = Grades::parse([level.as_str()]).unwrap_or_else(|_| {
        said.say(RowProblem::new(
            &spot,
            "educationLevel",
            &level,
            RowProblemKind::UnknownGrade,
        ));
        None
    });
    let child = ChildWords {
        en: places.some(row, "childStatement_en"),
        es: places.some(row, "childStatement_es"),
    };
    let (abbreviated, notes) = (text("abbreviatedStatement"), text("notes"));
    let found = child_words::find_child_words(&[&abbreviated, &notes, &statement]);
    let child = ChildWords {
        en: child.en.or(found.en),
        es: child.es.or(found.es),
    };
    let keys = [Some(code.clone()), places.some(row, "identifier")];
    Part {
        spot,
        keys: keys
            .into_iter()
            .flatten()
            .filter(|it| !it.is_empty())
            .collect(),
        code,
        kind,
        statement,
        child,
        grades,
        parent: places.some(row, "parent"),
        parent_column: "parent",
    }
}
