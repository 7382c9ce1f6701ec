//! Finds the columns of a file by name, in any order and case, with other spellings that exports use.

use super::{File, RowProblem, RowProblemKind, RowProblems};

impl File {
    /// The columns that are read; `true`: without it the file can't be taken.
    const fn columns(self) -> &'static [(&'static str, bool)] {
        match self {
            Self::Manifest => &[("propertyName", true), ("value", true)],
            Self::Orgs => &[
                ("sourcedId", true),
                ("status", false),
                ("name", true),
                ("type", true),
                ("parentSourcedId", false),
            ],
            Self::AcademicSessions => &[
                ("sourcedId", true),
                ("status", false),
                ("title", true),
                ("type", true),
                ("startDate", true),
                ("endDate", true),
                ("parentSourcedId", false),
            ],
            Self::Classes => &[
                ("sourcedId", true),
                ("status", false),
                ("title", true),
                ("schoolSourcedId", true),
                ("termSourcedIds", false),
            ],
            Self::Users => &[
                ("sourcedId", true),
                ("status", false),
                ("enabledUser", false),
                ("orgSourcedIds", false),
                ("role", false),
                ("username", false),
                ("givenName", true),
                ("familyName", true),
                ("preferredGivenName", false),
                ("identifier", false),
                ("email", false),
                ("agentSourcedIds", false),
                ("grades", false),
            ],
            Self::Roles => &[
                ("sourcedId", false),
                ("status", false),
                ("userSourcedId", true),
                ("role", true),
                ("beginDate", false),
                ("endDate", false),
                ("orgSourcedId", true),
            ],
            Self::Enrollments => &[
                ("sourcedId", true),
                ("status", false),
                ("classSourcedId", true),
                ("schoolSourcedId", false),
                ("userSourcedId", true),
                ("role", true),
                ("beginDate", false),
                ("endDate", false),
            ],
        }
    }
}

/// The header of one file.
#[derive(Clone, Debug)]
pub struct Header {
    file: File,
    columns: usize,
    places: Vec<(&'static str, usize)>,
}

impl Header {
    /// Reads a header row. `None` where a needed column is missing or ambiguous; `said` has why.
    pub fn read(file: File, cells: &[&str], said: &mut RowProblems) -> Option<Self> {
        let about = |why| RowProblem::of_file(file, why).line(1);
        if let ([only], Some(sign)) = (cells, separator(cells)) {
            said.say(about(RowProblemKind::Separator(sign)).cell("", only));
            return None;
        }
        let keys: Vec<String> = cells.iter().map(|cell| key(cell)).collect();
        let mut whole = true;
        let mut places = Vec::new();
        for &(column, needed) in file.columns() {
            let mut found = (0..keys.len()).filter(|at| keys[*at] == key(column));
            match (found.next(), found.next()) {
                (Some(_), Some(second)) => {
                    said.say(about(RowProblemKind::ColumnTwice).cell(column, cells[second]));
                    whole = false;
                }
                (Some(at), None) => {
                    let written = tidy(cells[at]);
                    if !written.eq_ignore_ascii_case(column) {
                        let as_column = RowProblemKind::ColumnRead { as_column: column };
                        said.say(about(as_column).cell(written, ""));
                    }
                    places.push((column, at));
                }
                (None, _) if needed => {
                    said.say(about(RowProblemKind::MissingColumn).cell(column, ""));
                    whole = false;
                }
                (None, _) => {}
            }
        }
        if keys.iter().any(|key| key == "password") {
            said.say(about(RowProblemKind::NotRead).cell("password", ""));
        }
        whole.then_some(Self {
            file,
            columns: cells.len(),
            places,
        })
    }

    /// The file of this header.
    pub const fn file(&self) -> File {
        self.file
    }

    /// How many cells a row should have.
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Whether the file has the column.
    pub fn has(&self, column: &str) -> bool {
        self.index_of(column).is_some()
    }

    pub(super) fn index_of(&self, column: &str) -> Option<usize> {
        self.places
            .iter()
            .find_map(|(name, at)| (*name == column).then_some(*at))
    }
}

/// A byte order mark may stand before the first name.
fn tidy(cell: &str) -> &str {
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}')
}

/// "termSourcedId", "Term Sourced Ids" and "TERMSOURCEIDS" are one name.
fn key(name: &str) -> String {
    let letters: String = tidy(name)
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == '.')
        .flat_map(char::to_lowercase)
        .collect();
    letters
        .replace("sourced", "source")
        .trim_end_matches('s')
        .to_owned()
}

fn separator(cells: &[&str]) -> Option<char> {
    [';', '\t', '|']
        .into_iter()
        .find(|sign| cells[0].contains(*sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::roster::Severity;

    fn read(file: File, header: &str) -> (Option<Header>, Vec<RowProblemKind>) {
        let mut said = RowProblems::default();
        let cells: Vec<&str> = header.split(',').collect();
        let header = Header::read(file, &cells, &mut said);
        let all = [Severity::Stop, Severity::Look, Severity::Note];
        let why = all
            .iter()
            .flat_map(|it| said.of(*it))
            .map(|it| it.kind.clone());
        (header, why.collect())
    }

    #[test]
    fn columns_are_found_in_any_order_and_case_behind_a_byte_order_mark() {
        let (header, why) = read(File::Orgs, "\u{feff}TYPE,name,Nickname,SourcedID");
        let header = header.unwrap();
        assert_eq!(header.index_of("sourcedId"), Some(3));
        assert_eq!(header.index_of("type"), Some(0));
        assert!(!header.has("parentSourcedId"));
        assert_eq!(why, []);
    }

    #[test]
    fn a_column_in_another_spelling_is_read_and_said() {
        let (header, why) = read(
            File::Classes,
            "sourcedId,title,schoolSourceId,termSourcedId",
        );
        assert_eq!(header.unwrap().index_of("termSourcedIds"), Some(3));
        let read_as = |as_column| RowProblemKind::ColumnRead { as_column };
        assert_eq!(why, [read_as("schoolSourcedId"), read_as("termSourcedIds")]);
    }

    #[test]
    fn a_missing_or_doubled_column_stops() {
        let (header, why) = read(File::Orgs, "sourcedId,name,Name");
        assert!(header.is_none());
        assert_eq!(
            why,
            [RowProblemKind::ColumnTwice, RowProblemKind::MissingColumn]
        );
    }

    #[test]
    fn semicolons_and_tabs_are_named() {
        let (header, why) = read(File::Orgs, "sourcedId;name;type");
        assert!(header.is_none());
        assert_eq!(why, [RowProblemKind::Separator(';')]);
        assert_eq!(
            read(File::Orgs, "sourcedId\tname\ttype").1,
            [RowProblemKind::Separator('\t')]
        );
    }

    #[test]
    fn a_password_column_is_not_read_and_that_is_said() {
        let columns = "sourcedId,givenName,familyName,Password";
        let (header, why) = read(File::Users, columns);
        assert!(!header.unwrap().has("password"));
        assert_eq!(why, [RowProblemKind::NotRead]);
    }
}
