//! A row or score that can't be imported, with its place in the file.

use super::RowProblemKind;
use crate::{Lang, limits};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A row, or a score of it, or the file, that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowProblem {
    /// Counted from 1; `None`: the whole file.
    pub line: Option<u64>,
    /// Blank where no column is meant.
    pub column: String,
    /// What stands there, shortened.
    pub value: String,
    pub why: RowProblemKind,
    /// How many scores the row could have brought.
    pub scores: usize,
}

impl RowProblem {
    /// A problem of the file itself, not of a row.
    pub fn of_file(why: RowProblemKind) -> Self {
        Self {
            line: match &why {
                RowProblemKind::Flaw(flaw) => flaw.line(),
                _ => None,
            },
            column: String::new(),
            value: String::new(),
            why,
            scores: 0,
        }
    }

    pub(super) fn of_row(line: u64, scores: usize, why: RowProblemKind) -> Self {
        Self {
            line: Some(line),
            scores,
            ..Self::of_file(why)
        }
    }

    #[must_use]
    pub(super) fn column(self, column: &str) -> Self {
        Self {
            column: column.to_owned(),
            ..self
        }
    }

    #[must_use]
    pub(super) fn value(self, value: &str) -> Self {
        Self {
            value: shorten_cell(value),
            ..self
        }
    }

    /// "line 7, When “24/9/2026”: not a date written like 9/24/2026 → mend the date"
    pub fn to_text(&self, lang: Lang) -> String {
        let (what, to_do) = (self.why.what(lang), self.why.what_to_do(lang));
        let place = self.place(lang);
        let place = if place.is_empty() {
            place
        } else {
            format!("{place}: ")
        };
        let to_do = if to_do.is_empty() {
            to_do
        } else {
            format!(" → {to_do}")
        };
        format!("{place}{what}{to_do}")
    }

    /// "line 7, When “24/9/2026”"
    fn place(&self, lang: Lang) -> String {
        let line = self.line.map(|line| match lang {
            Lang::En => format!("line {line}"),
            Lang::Es => format!("línea {line}"),
        });
        let value = (!self.value.is_empty()).then(|| match lang {
            Lang::En => format!("“{}”", self.value),
            Lang::Es => format!("«{}»", self.value),
        });
        let column = (!self.column.is_empty()).then(|| self.column.clone());
        let cell = column
            .into_iter()
            .chain(value)
            .collect::<Vec<_>>()
            .join(" ");
        let cell = (!cell.is_empty()).then_some(cell);
        line.into_iter().chain(cell).collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text(Lang::En))
    }
}

/// A cell as it is shown: shortened, without control characters.
pub(super) fn shorten_cell(value: &str) -> String {
    let plain = |c: char| if c.is_control() { '·' } else { c };
    let shown: String = value
        .trim()
        .chars()
        .take(limits::import::CELL_SHOWN_CHARS)
        .map(plain)
        .collect();
    match value.trim().chars().nth(limits::import::CELL_SHOWN_CHARS) {
        Some(_) => shown + "…",
        None => shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv_table::CsvProblem;

    #[test]
    fn a_reason_names_line_column_value_and_what_to_do() {
        let why = RowProblemKind::BadDate {
            example: "9/24/2026".to_owned(),
        };
        let refused = RowProblem::of_row(7, 1, why)
            .column("TestDate")
            .value("24/9/2026");
        assert_eq!(
            refused.to_string(),
            "line 7, TestDate “24/9/2026”: not a date written like 9/24/2026 → mend the date, or \
             choose how dates are written"
        );
        let flaw = RowProblem::of_file(RowProblemKind::Flaw(CsvProblem::NotUtf8 { line: 3 }));
        assert_eq!(
            flaw.to_text(Lang::Es),
            "línea 3: desde aquí, el texto no es UTF-8 → guárdelo o expórtelo como «CSV UTF-8»"
        );
        let choose = RowProblem::of_file(RowProblemKind::Choose(
            crate::assessment::problem_kind::RequiredChoice::Dates,
        ));
        assert_eq!(
            choose.to_string(),
            "choose how dates are written in this file"
        );
    }

    #[test]
    fn what_is_shown_of_a_cell_is_short_and_plain() {
        assert_eq!(shorten_cell(" a\u{7}b "), "a·b");
        assert_eq!(
            shorten_cell(&"x".repeat(90)).chars().count(),
            limits::import::CELL_SHOWN_CHARS + 1
        );
    }
}
