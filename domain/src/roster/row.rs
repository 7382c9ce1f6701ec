//! One row of a file, and the parsing of its cells.

use super::{File, Header, RowProblem, RowProblemKind, RowProblems};
use crate::{limits, school::Role};
use chrono::NaiveDate;

/// A row under its header.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    header: &'a Header,
    cells: &'a [&'a str],
    /// Of the row's first character, counted from 1.
    pub line: u64,
}

/// Whether a row counts, by its `status`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Active,
    Gone,
}

/// What a `role` cell means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RoleWord {
    Known(Role),
    /// A `OneRoster` role that has nothing to do here.
    NotKept,
    Unknown,
}

impl<'a> Row<'a> {
    /// Refuses a row that has more cells than columns (a comma without quotes) or a line break in
    /// a cell (a quote left open). Missing last cells are blank.
    ///
    /// # Errors
    ///
    /// The row is of another width than its header, or a cell has a line break.
    pub fn new(header: &'a Header, cells: &'a [&'a str], line: u64) -> Result<Self, RowProblem> {
        let row = Self {
            header,
            cells,
            line,
        };
        if cells.len() > header.columns() {
            let why = RowProblemKind::TooManyCells {
                cells: cells.len(),
                columns: header.columns(),
            };
            return Err(RowProblem::of_file(header.file(), why).line(line));
        }
        match cells.iter().find(|cell| cell.contains(['\n', '\r'])) {
            Some(cell) => Err(
                RowProblem::of_file(header.file(), RowProblemKind::LineBreak)
                    .line(line)
                    .cell("", cell),
            ),
            None => Ok(row),
        }
    }

    pub(super) fn file(&self) -> File {
        self.header.file()
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.header.has(column)
    }

    /// The cell without spaces around; blank where there is no such column or cell.
    pub(super) fn text(&self, column: &str) -> &'a str {
        let at = self.header.index_of(column);
        at.and_then(|at| self.cells.get(at))
            .map_or("", |it| it.trim())
    }

    pub(super) fn reason(&self, column: &str, why: RowProblemKind) -> RowProblem {
        RowProblem::of_file(self.file(), why)
            .line(self.line)
            .cell(column, self.text(column))
    }

    /// A cell that must say something, and no more than fits.
    pub(super) fn id(&self, column: &str) -> Result<&'a str, RowProblem> {
        match self.short(column, limits::roster::ID_CHARS)? {
            "" => Err(self.reason(column, RowProblemKind::Blank)),
            id => Ok(id),
        }
    }

    pub(super) fn short_id(&self, column: &str) -> Result<&'a str, RowProblem> {
        self.short(column, limits::roster::ID_CHARS)
    }

    pub(super) fn title(&self, column: &str) -> Result<&'a str, RowProblem> {
        match self.short(column, limits::roster::TEXT_CHARS)? {
            "" => Err(self.reason(column, RowProblemKind::Blank)),
            title => Ok(title),
        }
    }

    /// A name, which may be blank; the reason does not repeat it.
    pub(super) fn name(&self, column: &str) -> Result<&'a str, RowProblem> {
        self.short(column, limits::roster::TEXT_CHARS)
            .map_err(|reason| RowProblem {
                value: String::new(),
                ..reason
            })
    }

    fn short(&self, column: &str, limit: usize) -> Result<&'a str, RowProblem> {
        let text = self.text(column);
        // Bytes first: they are free to count, and never fewer than characters.
        if text.len() > limit && text.chars().count() > limit {
            return Err(self.reason(column, RowProblemKind::LongCell { limit }));
        }
        Ok(text)
    }

    /// A list in one cell; a semicolon is taken for a comma.
    pub(super) fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.text(column)
            .split([',', ';'])
            .map(str::trim)
            .filter(|it| !it.is_empty())
    }

    /// A day, or `None` for a blank cell; of a time, its day.
    pub(super) fn date(&self, column: &str) -> Result<Option<NaiveDate>, RowProblem> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        let day = text.split(['T', ' ']).next().unwrap_or(text);
        NaiveDate::parse_from_str(day, "%Y-%m-%d")
            .ok()
            .filter(|_| day.len() == "2026-08-24".len())
            .map(Some)
            .ok_or_else(|| self.reason(column, RowProblemKind::BadDate))
    }

    pub(super) fn need_date(&self, column: &str) -> Result<NaiveDate, RowProblem> {
        self.date(column)?
            .ok_or_else(|| self.reason(column, RowProblemKind::Blank))
    }

    pub(super) fn status(&self, said: &mut RowProblems) -> Status {
        match self.text("status").to_ascii_lowercase().as_str() {
            "" | "active" => Status::Active,
            "tobedeleted" | "inactive" => Status::Gone,
            _ => {
                said.say(self.reason("status", RowProblemKind::UnknownStatus));
                Status::Active
            }
        }
    }

    pub(super) fn enabled(&self, said: &mut RowProblems) -> bool {
        match self.text("enabledUser").to_ascii_lowercase().as_str() {
            "" | "true" | "1" | "yes" | "y" => true,
            "false" | "0" | "no" | "n" => false,
            _ => {
                said.say(self.reason("enabledUser", RowProblemKind::UnknownYesNo));
                true
            }
        }
    }

    /// The role in a cell, in the product's words.
    pub(super) fn role(&self) -> RoleWord {
        let word: String = self
            .text("role")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .flat_map(char::to_lowercase)
            .collect();
        match word.as_str() {
            "student" => RoleWord::Known(Role::Child),
            "teacher" | "aide" => RoleWord::Known(Role::Teacher),
            "administrator" | "principal" | "siteadministrator" => RoleWord::Known(Role::Leader),
            "guardian" | "parent" | "relative" => RoleWord::Known(Role::Guardian),
            "counselor" | "proctor" | "districtadministrator" | "systemadministrator" => {
                RoleWord::NotKept
            }
            _ => RoleWord::Unknown,
        }
    }

    /// The grade, 0 for kindergarten and before. Unknown or blank: 1, and said.
    pub(super) fn grade(&self, said: &mut RowProblems) -> u8 {
        let mut grades = self.list("grades").map(grade);
        if let (Some(Some(grade)), None) = (grades.next(), grades.next()) {
            return grade;
        }
        // The first grade's version of everything is the simplest.
        said.say(self.reason("grades", RowProblemKind::UnknownGrade { taken: 1 }));
        1
    }
}

fn grade(word: &str) -> Option<u8> {
    match word.to_ascii_uppercase().as_str() {
        "KG" | "K" | "TK" | "PK" | "PR" | "IT" => Some(0),
        number => number.parse().ok().filter(|it| *it <= 12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<T>(columns: &str, cells: &str, then: impl FnOnce(&Row) -> T) -> T {
        let columns: Vec<&str> = columns.split(',').collect();
        let mut said = RowProblems::default();
        let header = Header::read(File::Users, &columns, &mut said).unwrap();
        let cells: Vec<&str> = cells.split('|').collect();
        then(&Row::new(&header, &cells, 7).unwrap())
    }

    fn cell<T>(column: &str, value: &str, then: impl FnOnce(&Row) -> T) -> T {
        let columns = format!("sourcedId,givenName,familyName,{column}");
        with(&columns, &format!("a|b|c|{value}"), then)
    }

    #[test]
    fn a_list_has_commas_or_semicolons_and_spaces() {
        let read = |value| {
            cell("orgSourcedIds", value, |row| {
                row.list("orgSourcedIds")
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(read("a, b,,c"), ["a", "b", "c"]);
        assert_eq!(read("a;b"), ["a", "b"]);
        assert_eq!(read(" "), [""; 0]);
    }

    #[test]
    fn a_date_is_written_with_the_year_first() {
        let header = [
            "sourcedId",
            "classSourcedId",
            "userSourcedId",
            "role",
            "beginDate",
        ];
        let header = Header::read(File::Enrollments, &header, &mut RowProblems::default()).unwrap();
        let date = |value: &str| {
            Row::new(&header, &["e", "c", "u", "student", value], 3)
                .unwrap()
                .date("beginDate")
        };
        let day = NaiveDate::from_ymd_opt(2026, 8, 24);
        assert_eq!(date("2026-08-24").unwrap(), day);
        assert_eq!(date("2026-08-24T00:00:00.000Z").unwrap(), day);
        assert_eq!(date("").unwrap(), None);
        for wrong in [
            "8/24/2026",
            "2026-02-30",
            "24-08-2026",
            "20260824",
            "2026-8-4",
        ] {
            let reason = date(wrong).unwrap_err();
            assert_eq!(reason.kind, RowProblemKind::BadDate);
            assert_eq!((reason.line, reason.value.as_str()), (Some(3), wrong));
        }
        assert_eq!(
            date("8/24/2026").unwrap_err().to_string(),
            "enrollments.csv, line 3, beginDate “8/24/2026”: is not a date → write it as 2026-08-24"
        );
    }

    #[test]
    fn a_grade_is_a_number_or_kindergarten_and_anything_else_is_said() {
        let read = |value| {
            cell("grades", value, |row| {
                let mut said = RowProblems::default();
                (
                    row.grade(&mut said),
                    said.count(super::super::Severity::Look),
                )
            })
        };
        assert_eq!(read("02"), (2, 0));
        assert_eq!(read("3"), (3, 0));
        assert_eq!(read("KG"), (0, 0));
        assert_eq!(read(""), (1, 1));
        assert_eq!(read("second"), (1, 1));
        assert_eq!(read("01,02"), (1, 1));
    }

    #[test]
    fn roles_are_read_in_the_words_of_both_versions() {
        let is = |value, word| cell("role", value, |row| row.role() == word);
        assert!(is("Student", RoleWord::Known(Role::Child)));
        assert!(is("aide", RoleWord::Known(Role::Teacher)));
        assert!(is("siteAdministrator", RoleWord::Known(Role::Leader)));
        assert!(is("relative", RoleWord::Known(Role::Guardian)));
        assert!(is("systemAdministrator", RoleWord::NotKept));
        assert!(is("wizard", RoleWord::Unknown));
    }

    #[test]
    fn yes_no_and_status_are_read_liberally_and_never_guessed_silently() {
        let enabled = |value| {
            cell("enabledUser", value, |row| {
                let mut said = RowProblems::default();
                (
                    row.enabled(&mut said),
                    said.count(super::super::Severity::Look),
                )
            })
        };
        assert_eq!(enabled("FALSE"), (false, 0));
        assert_eq!(enabled(""), (true, 0));
        assert_eq!(enabled("perhaps"), (true, 1));
        let status = |value| {
            cell("status", value, |row| {
                let mut said = RowProblems::default();
                (
                    row.status(&mut said),
                    said.count(super::super::Severity::Look),
                )
            })
        };
        assert_eq!(status("toBeDeleted"), (Status::Gone, 0));
        assert_eq!(status("inactive"), (Status::Gone, 0));
        assert_eq!(status("active"), (Status::Active, 0));
        assert_eq!(status("new"), (Status::Active, 1));
    }

    #[test]
    fn a_row_of_the_wrong_shape_is_refused_with_its_line() {
        let columns = ["sourcedId", "givenName", "familyName"];
        let header = Header::read(File::Users, &columns, &mut RowProblems::default()).unwrap();
        let refused = |cells: &[&str]| Row::new(&header, cells, 9).unwrap_err().kind;
        let why = RowProblemKind::TooManyCells {
            cells: 4,
            columns: 3,
        };
        assert_eq!(refused(&["a", "b", "c", "d"]), why);
        assert_eq!(refused(&["a", "b\nc,d", "e"]), RowProblemKind::LineBreak);
        let short = Row::new(&header, &["a"], 9).unwrap();
        assert_eq!(short.text("familyName"), "");
    }

    #[test]
    fn a_long_or_blank_cell_is_refused_and_a_name_is_not_repeated() {
        let long = "x".repeat(300);
        let reason = with(
            "sourcedId,givenName,familyName",
            &format!("{long}|{long}|"),
            |row| {
                assert_eq!(row.id("sourcedId").unwrap_err().value.chars().count(), 61);
                row.name("givenName").unwrap_err()
            },
        );
        assert_eq!(reason.kind, RowProblemKind::LongCell { limit: 200 });
        assert_eq!(reason.value, "");
        let blank = with("sourcedId,givenName,familyName", " |b|c", |row| {
            row.id("sourcedId").unwrap_err().to_string()
        });
        assert_eq!(
            blank,
            "users.csv, line 7, sourcedId: is blank → fill it in, or remove the row"
        );
    }
}
