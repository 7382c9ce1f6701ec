//! Why a row of a framework's file, or the file itself, can't be imported: the place, the value found
//! there, and what the office can do. The command line and the page show the same sentences, so they
//! are here, in both languages.

use crate::{Lang, csv_table::CsvProblem, limits, roster::Severity};
use serde::{Deserialize, Serialize};

/// Where in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FileSpot {
    /// The file itself.
    File,
    /// Counted from 1.
    Line(u64),
    /// Within JSON: `CFItems[3]`.
    Part(String),
}

/// What can be the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowProblemKind {
    /// The file is not a table.
    Flaw(CsvProblem),
    /// The file is larger than this.
    TooBig { megabytes: usize },
    /// The file is not JSON; the parser's message.
    BadJson(String),
    /// The file has no competency.
    NoItems,
    /// The header lacks a required column.
    MissingColumn,
    /// The header has the column twice.
    ColumnTwice,
    /// The row has more cells than the header has columns.
    TooManyCells { cells: usize, columns: usize },
    /// A required cell is blank.
    Blank,
    /// The cell is longer than this many characters.
    LongCell { limit: usize },
    /// The code was there before, at this place.
    Twice { first: String },

    /// No part of the file has the parent's code.
    UnknownParent,
    /// The part is among its own parents.
    UnderItself,
    /// The cell is not a grade.
    UnknownGrade,
    /// The child's words are longer than this many characters.
    LongChildWords { limit: usize },
    /// The competency has no heading.
    NoHeading,
    /// The import would retire more competencies than is likely.
    ManyRetire { retire: usize, of: usize },

    /// The part has no code; its identifier takes its place.
    NoCode,
    /// The child's words are in one language only.
    OneLanguage,
    /// So many competencies have no words for a child.
    NoChildWords { count: usize },
    /// The column is not read.
    NotRead,
}

/// One thing the importer has to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Where in the file.
    pub spot: FileSpot,
    /// A column or a field; empty where none is meant.
    pub column: String,
    /// What stands there, shortened, without control characters.
    pub value: String,
    pub why: RowProblemKind,
}

impl RowProblem {
    /// A problem at a place of the file; shortens the value, and replaces its control characters.
    pub fn new(spot: &FileSpot, column: &str, value: &str, why: RowProblemKind) -> Self {
        let plain = |c: char| if c.is_control() { '·' } else { c };
        let shown: String = value
            .chars()
            .take(limits::import::CELL_SHOWN_CHARS)
            .map(plain)
            .collect();
        let more = value
            .chars()
            .nth(limits::import::CELL_SHOWN_CHARS)
            .map_or("", |_| "…");
        Self {
            spot: spot.clone(),
            column: column.to_owned(),
            value: shown + more,
            why,
        }
    }

    /// As one line, for a file of this name.
    pub fn to_text(&self, file: &str, lang: Lang) -> String {
        let spot = match (&self.spot, lang) {
            (FileSpot::File, _) => String::new(),
            (FileSpot::Line(line), Lang::En) => format!(", line {line}"),
            (FileSpot::Line(line), Lang::Es) => format!(", línea {line}"),
            (FileSpot::Part(part), _) => format!(", {part}"),
        };
        let column = match self.column.as_str() {
            "" => String::new(),
            column => format!(", {column}"),
        };
        let value = match self.value.as_str() {
            "" => String::new(),
            value => format!(" “{value}”"),
        };
        let what = self.why.what(lang);
        match self.why.what_to_do(lang) {
            "" => format!("{file}{spot}{column}{value}: {what}"),
            to_do => format!("{file}{spot}{column}{value}: {what} → {to_do}"),
        }
    }
}

impl RowProblemKind {
    /// Whether the problem stops the import, wants a look, or only informs.
    pub const fn weight(&self) -> Severity {
        match self {
            Self::UnknownParent
            | Self::UnderItself
            | Self::UnknownGrade
            | Self::LongChildWords { .. }
            | Self::NoHeading
            | Self::ManyRetire { .. } => Severity::Look,
            Self::NoCode | Self::OneLanguage | Self::NoChildWords { .. } | Self::NotRead => {
                Severity::Note
            }
            _ => Severity::Stop,
        }
    }

    /// What is the matter.
    pub fn what(&self, lang: Lang) -> String {
        let [en, es] = match self {
            Self::Flaw(flaw) => return flaw.what(lang),
            Self::TooBig { megabytes: it } => [
                format!("is larger than {it} MB"),
                format!("pesa más de {it} MB"),
            ],
            Self::BadJson(cause) => [
                format!("can't be read as JSON: {cause}"),
                format!("no se puede leer como JSON: {cause}"),
            ],
            Self::NoItems => [
                "there is no competency in it".into(),
                "no hay ninguna competencia".into(),
            ],
            Self::MissingColumn => ["is missing".into(), "falta".into()],
            Self::ColumnTwice => [
                "the column is there twice".into(),
                "la columna está dos veces".into(),
            ],
            Self::TooManyCells { cells, columns } => [
                format!("the row has {cells} cells under {columns} columns"),
                format!("la fila tiene {cells} celdas para {columns} columnas"),
            ],
            Self::Blank => ["is blank".into(), "está en blanco".into()],
            Self::LongCell { limit } => [
                format!("is longer than {limit} characters"),
                format!("tiene más de {limit} caracteres"),
            ],
            Self::Twice { first } => [
                format!("is there twice, first at {first}"),
                format!("está dos veces, la primera en {first}"),
            ],
            Self::UnknownParent => [
                "nothing in the file has this code: put at the top".into(),
                "nada en el archivo tiene este código: queda arriba de todo".into(),
            ],
            Self::UnderItself => [
                "stands under itself: put at the top".into(),
                "depende de sí mismo: queda arriba de todo".into(),
            ],
            Self::UnknownGrade => [
                "is no grade: taken as being of every grade".into(),
                "no es un grado: se toma como de todos los grados".into(),
            ],
            Self::LongChildWords { limit } => [
                format!("is longer than {limit} characters, too long to be spoken: left out"),
                format!("tiene más de {limit} caracteres, demasiado para decirse: se omite"),
            ],
            Self::NoHeading => [
                "stands under no heading: put under the framework's name".into(),
                "no está bajo ningún título: queda bajo el nombre del marco".into(),
            ],
            Self::ManyRetire { retire, of } => [
                format!("{retire} of {of} competencies are not in the file and would be retired"),
                format!("{retire} de {of} competencias no están en el archivo y se retirarían"),
            ],
            Self::NoCode => [
                "has no coding scheme: known by its identifier".into(),
                "no tiene código: se conoce por su identificador".into(),
            ],
            Self::OneLanguage => [
                "child words in one language only: the other language hears these".into(),
                "palabras para niños en un solo idioma: en el otro se oyen estas".into(),
            ],
            Self::NoChildWords { count } => [
                format!("{count} have no child words: children see the adults' sentence"),
                format!("{count} no tienen palabras para niños: verán la frase de los adultos"),
            ],
            Self::NotRead => ["is not read".into(), "no se lee".into()],
        };
        match lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }

    /// What the office can do; empty where nothing must be done.
    pub const fn what_to_do(&self, lang: Lang) -> &'static str {
        let [en, es] = match self {
            Self::Flaw(flaw) => return flaw.what_to_do(lang),
            Self::TooBig { .. } => [
                "split it into several frameworks",
                "divídalo en varios marcos",
            ],
            Self::BadJson(_) => [
                "export it again as a CASE CFPackage",
                "vuelva a exportarlo como CFPackage de CASE",
            ],
            Self::NoItems => [
                "export it again, with the competencies",
                "vuelva a exportarlo, con las competencias",
            ],
            Self::MissingColumn => ["add it, with this name", "añádalo con este nombre"],
            Self::ColumnTwice => ["remove one of them", "quite una de las dos"],
            Self::TooManyCells { .. } => [
                "put quotes around the cell that has a comma in it",
                "ponga entre comillas la celda que tiene una coma",
            ],
            Self::Blank => [
                "fill it in, or remove the row",
                "complétela, o quite la fila",
            ],
            Self::LongCell { .. } | Self::LongChildWords { .. } => ["shorten it", "acórtelo"],
            Self::Twice { .. } => [
                "give it its own code, or remove one",
                "dele un código propio, o quite uno",
            ],
            Self::UnknownParent | Self::UnderItself | Self::NoHeading => [
                "name the heading it belongs under",
                "indique el título al que pertenece",
            ],
            Self::UnknownGrade => ["write KG, 01, 02 … 12", "escriba KG, 01, 02 … 12"],
            Self::ManyRetire { .. } => [
                "check that the file is whole; nothing that was said of children is lost",
                "revise que el archivo esté completo; nada de lo dicho de los niños se pierde",
            ],
            Self::OneLanguage | Self::NoChildWords { .. } => [
                "add childStatement_en and childStatement_es",
                "añada childStatement_en y childStatement_es",
            ],
            Self::NoCode | Self::NotRead => ["", ""],
        };
        match lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }
}

/// All that is to be said of a file; bounded, so that a broken column does not fill the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblems {
    /// The first problems, at most [`limits::competency::MOST_PROBLEMS_KEPT`].
    pub kept: Vec<RowProblem>,
    /// How many more there are.
    pub more: usize,
    /// A problem stops the import.
    pub stop: bool,
}

impl RowProblems {
    /// Adds a problem; beyond the limit it is only counted.
    pub fn say(&mut self, reason: RowProblem) {
        self.stop |= reason.why.weight() == Severity::Stop;
        if self.kept.len() < limits::competency::MOST_PROBLEMS_KEPT {
            self.kept.push(reason);
        } else {
            self.more += 1;
        }
    }

    /// The listed problems of one severity.
    pub fn of(&self, weight: Severity) -> impl Iterator<Item = &RowProblem> {
        self.kept.iter().filter(move |it| it.why.weight() == weight)
    }

    /// Adds all problems of another list.
    pub fn append(&mut self, other: Self) {
        self.more += other.more;
        self.stop |= other.stop;
        for reason in other.kept {
            self.say(reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_file_place_column_value_and_what_to_do_in_both_languages() {
        let reason = RowProblem::new(
            &FileSpot::Line(3),
            "educationLevel",
            "second",
            RowProblemKind::UnknownGrade,
        );
        assert_eq!(
            reason.to_text("c.csv", Lang::En),
            "c.csv, line 3, educationLevel “second”: is no grade: taken as being of every grade \
             → write KG, 01, 02 … 12"
        );
        assert!(
            reason
                .to_text("c.csv", Lang::Es)
                .starts_with("c.csv, línea 3, educationLevel “second”: no es un grado")
        );
    }

    #[test]
    fn what_is_shown_is_short_and_without_control_characters() {
        let reason = RowProblem::new(
            &FileSpot::File,
            "",
            &"\u{7}".repeat(99),
            RowProblemKind::Blank,
        );
        assert_eq!(reason.value.chars().count(), 61);
        assert!(!reason.value.contains('\u{7}'));
    }

    #[test]
    fn many_reasons_are_counted_and_one_that_stops_stops() {
        let mut said = RowProblems::default();
        for _ in 0..300 {
            said.say(RowProblem::new(
                &FileSpot::File,
                "",
                "",
                RowProblemKind::NoCode,
            ));
        }
        assert_eq!((said.kept.len(), said.more, said.stop), (200, 100, false));
        said.say(RowProblem::new(
            &FileSpot::File,
            "",
            "",
            RowProblemKind::NoItems,
        ));
        assert!(said.stop);
    }
}
