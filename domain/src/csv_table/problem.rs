//! The reasons why a file can't be read as a table, in both languages, for the command line and the
//! page.

use crate::Lang;
use serde::{Deserialize, Serialize};

/// Why a file can't be read as a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "flaw")]
pub enum CsvProblem {
    /// Nothing in it at all, or nothing but blanks.
    Empty,
    /// A header, and no row below it.
    NoRows,
    /// A zip; Excel's workbooks are zips too.
    Zip,
    /// The bytes are not text.
    NotText,
    NotUtf8 {
        /// The line of the first such byte, counted from 1.
        line: u64,
    },
    OpenQuote {
        /// The line in which the quote begins, counted from 1.
        line: u64,
    },
    TooManyRows {
        /// The most rows a file may have.
        limit: usize,
    },
}

impl CsvProblem {
    /// The line it was met in, if it is one line's.
    pub const fn line(self) -> Option<u64> {
        match self {
            Self::NotUtf8 { line } | Self::OpenQuote { line } => Some(line),
            _ => None,
        }
    }

    /// What is the matter.
    pub fn what(self, lang: Lang) -> String {
        let [en, es] = match self {
            Self::Empty => ["the file is empty", "el archivo está vacío"],
            Self::NoRows => ["a header and no rows", "hay encabezado, pero ninguna fila"],
            Self::Zip => [
                "this is a zip or an Excel workbook, not a CSV file",
                "es un zip o un libro de Excel, no un archivo CSV",
            ],
            Self::NotText => ["this is no text file", "no es un archivo de texto"],
            Self::NotUtf8 { .. } => [
                "the text is not UTF-8 from here on",
                "desde aquí, el texto no es UTF-8",
            ],
            Self::OpenQuote { .. } => [
                "a quote begins here and is never closed",
                "aquí se abre una comilla que nunca se cierra",
            ],
            Self::TooManyRows { limit } => {
                return match lang {
                    Lang::En => format!("more than {limit} rows"),
                    Lang::Es => format!("más de {limit} filas"),
                };
            }
        };
        match lang {
            Lang::En => en.to_owned(),
            Lang::Es => es.to_owned(),
        }
    }

    /// What can be done about it.
    pub const fn what_to_do(self, lang: Lang) -> &'static str {
        let [en, es] = match self {
            Self::Empty | Self::NoRows => ["export it again", "vuelva a exportarlo"],
            Self::Zip => [
                "unpack it, or save it as “CSV UTF-8”",
                "descomprímalo, o guárdelo como «CSV UTF-8»",
            ],
            Self::NotText | Self::NotUtf8 { .. } => [
                "save or export it as “CSV UTF-8”",
                "guárdelo o expórtelo como «CSV UTF-8»",
            ],
            Self::OpenQuote { .. } => [
                "close the quote, or remove it",
                "cierre la comilla, o quítela",
            ],
            Self::TooManyRows { .. } => {
                ["split it into several files", "divídalo en varios archivos"]
            }
        };
        match lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }
}
