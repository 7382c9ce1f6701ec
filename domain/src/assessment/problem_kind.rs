//! The reasons why a row or a file of scores can't be imported, and what the office can do. The
//! command line and the page show the same sentences, so they are here, in both languages.

use crate::{Lang, csv_table::CsvProblem};
use serde::{Deserialize, Serialize};

/// What a mapping must say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequiredChoice {
    /// The column of the child's id.
    Child,
    /// The column of the score.
    Score,
    /// The test's name, or its column.
    Test,
    /// The day of the test, or its column.
    Day,
    /// The order of year, month and day.
    Dates,
    /// The subject, or its column.
    Subject,
    /// The column of a part's score.
    Part,
    /// The name of a part, or its column.
    PartName,
    /// The names of the levels.
    Levels,
}

/// What can be the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RowProblemKind {
    /// The file is not a table.
    Flaw(CsvProblem),
    /// The file is larger than this.
    TooBig { megabytes: usize },
    /// No preset fits the header.
    NoPreset,
    /// The mapping lacks a choice.
    Choose(RequiredChoice),
    /// The header lacks a column of the mapping.
    MissingColumn,
    /// The header has the column twice.
    ColumnTwice,
    /// The column compares children, and is not imported.
    Norm,
    /// The scale has a level twice.
    LevelTwice,

    /// The row has more or fewer cells than the header has columns.
    CellCount { cells: usize, columns: usize },
    /// A line break inside of a cell.
    LineBreak,
    /// The cell is blank.
    Blank,
    /// The row has no score.
    NoScore,
    /// The cell is longer than this many characters.
    LongCell { limit: usize },
    /// The cell is not a number.
    BadNumber,
    /// The number is outside of the scale's bounds, in whole points.
    OutOfRange {
        least: Option<i64>,
        most: Option<i64>,
    },
    /// The cell is not one of the levels, listed here with commas.
    BadLevel { levels: String },
    /// The cell is not a date of the chosen order, shown by an example.
    BadDate { example: String },
    /// The date is before the year 2000, or after today.
    OddDay,
    /// No child has this id.
    UnknownChild,
    /// Several children have this id.
    SeveralChildren,
    /// The same score stands at this earlier line; lines are counted from 1.
    Twice { first: u64 },
    /// Another score of the same test and day stands at this line; neither is imported.
    Differs { other: u64 },
}

impl RowProblemKind {
    /// Whether nothing of the file can be taken until it is mended.
    pub const fn stops(&self) -> bool {
        matches!(
            self,
            Self::Flaw(_)
                | Self::TooBig { .. }
                | Self::NoPreset
                | Self::Choose(_)
                | Self::MissingColumn
                | Self::ColumnTwice
                | Self::Norm
                | Self::LevelTwice
        )
    }

    /// Whether there is nothing to mend: the row has nothing to bring.
    pub const fn is_plain(&self) -> bool {
        matches!(self, Self::NoScore | Self::Twice { .. })
    }

    /// One word a kind, for counting and for tests in a browser.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Flaw(_) => "flaw",
            Self::TooBig { .. } => "too-big",
            Self::NoPreset => "no-preset",
            Self::Choose(_) => "choose",
            Self::MissingColumn => "missing-column",
            Self::ColumnTwice => "column-twice",
            Self::Norm => "norm",
            Self::LevelTwice => "level-twice",
            Self::CellCount { .. } => "cell-count",
            Self::LineBreak => "line-break",
            Self::Blank => "blank",
            Self::NoScore => "no-score",
            Self::LongCell { .. } => "long-cell",
            Self::BadNumber => "bad-number",
            Self::OutOfRange { .. } => "out-of-range",
            Self::BadLevel { .. } => "bad-level",
            Self::BadDate { .. } => "bad-date",
            Self::OddDay => "odd-day",
            Self::UnknownChild => "unknown-child",
            Self::SeveralChildren => "several-children",
            Self::Twice { .. } => "twice",
            Self::Differs { .. } => "differs",
        }
    }

    /// What is the matter.
    pub fn what(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.what_en(),
            Lang::Es => self.what_es(),
        }
    }

    fn what_en(&self) -> String {
        match self {
            Self::Flaw(flaw) => flaw.what(Lang::En),
            Self::TooBig { megabytes } => format!("larger than {megabytes} MB"),
            Self::NoPreset => "the columns are none we know".into(),
            Self::Choose(need) => need.what(Lang::En).into(),
            Self::MissingColumn => "there is no such column".into(),
            Self::ColumnTwice => "two columns have this name".into(),
            Self::Norm => "compares children with others: not taken in".into(),
            Self::LevelTwice => "a level is in the list twice".into(),
            Self::CellCount { cells, columns } => {
                format!("the row has {cells} cells under {columns} columns")
            }
            Self::LineBreak => "a line break inside a cell: a quote is not closed?".into(),
            Self::Blank => "blank".into(),
            Self::NoScore => "no score".into(),
            Self::LongCell { limit } => format!("longer than {limit} characters"),
            Self::BadNumber => "not a number".into(),
            Self::OutOfRange { least, most } => {
                format!("not a score {}", range(*least, *most, Lang::En))
            }
            Self::BadLevel { .. } => "not one of the levels".into(),
            Self::BadDate { example } => format!("not a date written like {example}"),
            Self::OddDay => "not a day from the year 2000 until today".into(),
            Self::UnknownChild => "no child of yours has this id".into(),
            Self::SeveralChildren => "several children have this id".into(),
            Self::Twice { first } => format!("the same as line {first}"),
            Self::Differs { other } => {
                format!("line {other} has another score for the same test and day")
            }
        }
    }

    fn what_es(&self) -> String {
        match self {
            Self::Flaw(flaw) => flaw.what(Lang::Es),
            Self::TooBig { megabytes } => format!("más de {megabytes} MB"),
            Self::NoPreset => "no conocemos estas columnas".into(),
            Self::Choose(need) => need.what(Lang::Es).into(),
            Self::MissingColumn => "no hay tal columna".into(),
            Self::ColumnTwice => "dos columnas tienen este nombre".into(),
            Self::Norm => "compara estudiantes entre sí: no se importa".into(),
            Self::LevelTwice => "un nivel está dos veces en la lista".into(),
            Self::CellCount { cells, columns } => {
                format!("la fila tiene {cells} celdas para {columns} columnas")
            }
            Self::LineBreak => "salto de línea en una celda: ¿falta cerrar una comilla?".into(),
            Self::Blank => "en blanco".into(),
            Self::NoScore => "sin puntaje".into(),
            Self::LongCell { limit } => format!("más de {limit} caracteres"),
            Self::BadNumber => "no es un número".into(),
            Self::OutOfRange { least, most } => {
                format!("no es un puntaje {}", range(*least, *most, Lang::Es))
            }
            Self::BadLevel { .. } => "no es uno de los niveles".into(),
            Self::BadDate { example } => format!("no es una fecha escrita como {example}"),
            Self::OddDay => "no es un día entre el año 2000 y hoy".into(),
            Self::UnknownChild => "ningún estudiante a su cargo tiene esta identificación".into(),
            Self::SeveralChildren => "varios estudiantes tienen esta identificación".into(),
            Self::Twice { first } => format!("igual que la línea {first}"),
            Self::Differs { other } => {
                format!("la línea {other} tiene otro puntaje para la misma prueba y el mismo día")
            }
        }
    }

    /// What can be done; blank where nothing is to be done.
    pub fn what_to_do(&self, lang: Lang) -> String {
        let [en, es] = match self {
            Self::Flaw(flaw) => return flaw.what_to_do(lang).to_owned(),
            Self::BadLevel { levels } => {
                return match lang {
                    Lang::En => format!("write one of {levels}, or mend the list of levels"),
                    Lang::Es => format!("escriba uno de {levels}, o corrija la lista de niveles"),
                };
            }
            Self::TooBig { .. } => [
                "import it on the server: fledge import assessment FILE",
                "impórtelo en el servidor: fledge import assessment ARCHIVO",
            ],
            Self::NoPreset => ["say which column is what", "diga qué es cada columna"],
            Self::MissingColumn => ["choose another column", "elija otra columna"],
            Self::ColumnTwice => [
                "rename one of them in the file",
                "cambie el nombre de una en el archivo",
            ],
            Self::Norm => [
                "choose the child's own score",
                "elija el puntaje propio de cada estudiante",
            ],
            Self::LevelTwice => ["remove one of them", "quite uno"],
            Self::CellCount { .. } => [
                "put quotes around the cell that has a separator in it, or fill the row up",
                "ponga entre comillas la celda que contiene un separador, o complete la fila",
            ],
            Self::LineBreak => [
                "close the quote, or remove the line break",
                "cierre la comilla, o quite el salto de línea",
            ],
            Self::Blank => ["fill it in", "complétela"],
            Self::Choose(_) | Self::NoScore | Self::Twice { .. } => ["", ""],
            Self::LongCell { .. } => ["shorten it", "acórtelo"],
            Self::BadNumber => [
                "write digits, with a point if need be",
                "escriba cifras, con punto si hace falta",
            ],
            Self::OutOfRange { .. } => ["mend the score", "corrija el puntaje"],
            Self::BadDate { .. } | Self::OddDay => [
                "mend the date, or choose how dates are written",
                "corrija la fecha, o elija cómo están escritas las fechas",
            ],
            Self::UnknownChild => [
                "compare it with the roster's identifier; who may import for one class sees only its children",
                "compárela con el «identifier» de la lista de la escuela; quien importa para una clase ve solo a sus estudiantes",
            ],
            Self::SeveralChildren => [
                "give each child their own identifier in the roster",
                "dé a cada estudiante su propio «identifier» en la lista de la escuela",
            ],
            Self::Differs { .. } => ["keep the right one", "deje la correcta"],
        };
        match lang {
            Lang::En => en.to_owned(),
            Lang::Es => es.to_owned(),
        }
    }
}

impl RequiredChoice {
    const fn what(self, lang: Lang) -> &'static str {
        let [en, es] = match self {
            Self::Child => [
                "choose the column with the child's id",
                "elija la columna con la identificación de cada estudiante",
            ],
            Self::Score => [
                "choose the column with the score",
                "elija la columna con el puntaje",
            ],
            Self::Test => [
                "choose the column with the test's name, or write it",
                "elija la columna con el nombre de la prueba, o escríbalo",
            ],
            Self::Day => [
                "choose the column with the day of the test, or enter it",
                "elija la columna con el día de la prueba, o escríbalo",
            ],
            Self::Dates => [
                "choose how dates are written in this file",
                "elija cómo están escritas las fechas en este archivo",
            ],
            Self::Subject => [
                "choose the column with the subject, or write it",
                "elija la columna con la materia, o escríbala",
            ],
            Self::Part => [
                "choose the column of the further score",
                "elija la columna del otro puntaje",
            ],
            Self::PartName => [
                "choose the column with the further score's name, or write it",
                "elija la columna con el nombre del otro puntaje, o escríbalo",
            ],
            Self::Levels => [
                "write the levels, the lowest first",
                "escriba los niveles, del más bajo al más alto",
            ],
        };
        match lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }
}

fn range(least: Option<i64>, most: Option<i64>, lang: Lang) -> String {
    match (least, most, lang) {
        (Some(least), Some(most), Lang::En) => format!("from {least} to {most}"),
        (Some(least), Some(most), Lang::Es) => format!("de {least} a {most}"),
        (Some(least), None, Lang::En) => format!("from {least} up"),
        (Some(least), None, Lang::Es) => format!("de {least} o más"),
        (None, most, Lang::En) => format!("up to {}", most.unwrap_or(i64::MAX)),
        (None, most, Lang::Es) => format!("hasta {}", most.unwrap_or(i64::MAX)),
    }
}
