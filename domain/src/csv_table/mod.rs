//! Reads and writes CSV as offices export it: any common separator and line ending, and the line
//! number of each row. The meaning of the columns is up to the caller.

mod decode;
mod problem;
mod write;

pub use decode::decode;
pub use problem::CsvProblem;
pub use write::to_csv;

/// What may stand between two columns, the likeliest first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// What a spreadsheet may write above the header to say which it is.
const SAYS_SEPARATOR: &str = "sep=";

/// A table with its header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvTable {
    /// The character between two cells.
    pub separator: char,
    /// As written, without spaces around.
    pub header: Vec<String>,
    /// Without those in which every cell is blank.
    pub rows: Vec<CsvRow>,
}

/// A row and where it begins, counted from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CsvRow {
    /// The line of its first cell.
    pub line: u64,
    pub cells: Vec<String>,
}

impl CsvTable {
    /// Reads a text of at most so many rows.
    ///
    /// # Errors
    ///
    /// Why the text is no table: empty, no rows, too many, or a quote left open.
    pub fn read(text: &str, most_rows: usize) -> Result<Self, CsvProblem> {
        let (said, text, first) = declared_separator(text);
        let separator = said.unwrap_or_else(|| separator(text));
        let mut rows = Rows::new(text, separator, first);
        let Some(header) = rows.next()? else {
            return Err(CsvProblem::Empty);
        };
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            if all.len() == most_rows {
                return Err(CsvProblem::TooManyRows { limit: most_rows });
            }
            all.push(row);
        }
        if all.is_empty() {
            return Err(CsvProblem::NoRows);
        }
        let tidy = |it: &String| it.trim_matches(is_around).to_owned();
        Ok(Self {
            separator,
            header: header.cells.iter().map(tidy).collect(),
            rows: all,
        })
    }
}

fn is_around(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}'
}

/// A column's name as it is recognized: "Student ID", "student-id" and "STUDENTID" are one.
pub fn column_key(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric() || *c == '%')
        .flat_map(char::to_lowercase)
        .collect()
}

/// The separator a first line names, what stands below it, and the line that begins there.
fn declared_separator(text: &str) -> (Option<char>, &str, u64) {
    let text = text.trim_start_matches('\u{feff}');
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let first = first.trim_end_matches('\r').trim_matches('"');
    let named = first.get(..SAYS_SEPARATOR.len());
    let sign = named
        .filter(|it| it.eq_ignore_ascii_case(SAYS_SEPARATOR))
        .and_then(|_| first[SAYS_SEPARATOR.len()..].chars().next());
    match sign.filter(|it| SEPARATORS.contains(it)) {
        Some(sign) => (Some(sign), rest, 2),
        None => (None, text, 1),
    }
}

/// What separates the columns, by the first line that is not blank.
fn separator(text: &str) -> char {
    let lines = text.split(['\n', '\r']);
    let first = lines.into_iter().find(|it| !it.trim().is_empty());
    let mut counts = SEPARATORS.map(|it| (it, 0_usize));
    let mut quoted = false;
    for c in first.unwrap_or("").chars() {
        quoted ^= c == '"';
        for (sign, count) in &mut counts {
            *count += usize::from(!quoted && c == *sign);
        }
    }
    let most = counts.iter().map(|it| it.1).max().unwrap_or(0);
    let likeliest = counts.iter().find(|it| it.1 == most);
    likeliest.map_or(SEPARATORS[0], |it| it.0)
}

struct Rows<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    separator: char,
    line: u64,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, separator: char, line: u64) -> Self {
        Self {
            chars: text.chars().peekable(),
            separator,
            line,
        }
    }

    /// The next row in which a cell says something.
    fn next(&mut self) -> Result<Option<CsvRow>, CsvProblem> {
        while self.chars.peek().is_some() {
            let line = self.line;
            let cells = self.row()?;
            if cells
                .iter()
                .any(|it| !it.trim_matches(is_around).is_empty())
            {
                return Ok(Some(CsvRow { line, cells }));
            }
        }
        Ok(None)
    }

    fn row(&mut self) -> Result<Vec<String>, CsvProblem> {
        let (mut cells, mut cell) = (Vec::new(), String::new());
        while let Some(c) = self.chars.next() {
            if c == '"' && cell.trim().is_empty() {
                cell.clear();
                self.quoted(&mut cell)?;
            } else if c == self.separator {
                cells.push(std::mem::take(&mut cell));
            } else if self.breaks(c) {
                break;
            } else {
                cell.push(c);
            }
        }
        cells.push(cell);
        Ok(cells)
    }

    /// What stands between quotes; a doubled one is one.
    fn quoted(&mut self, cell: &mut String) -> Result<(), CsvProblem> {
        let began = self.line;
        while let Some(c) = self.chars.next() {
            if c != '"' {
                cell.push(if self.breaks(c) { '\n' } else { c });
            } else if self.chars.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                return Ok(());
            }
        }
        Err(CsvProblem::OpenQuote { line: began })
    }

    /// Whether the line ends here: by LF, CR or both.
    fn breaks(&mut self, c: char) -> bool {
        if c == '\r' {
            self.chars.next_if_eq(&'\n');
        } else if c != '\n' {
            return false;
        }
        self.line += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<CsvTable, CsvProblem> {
        CsvTable::read(text, 100)
    }

    fn cells(text: &str) -> Vec<(u64, Vec<String>)> {
        let table = read(text).unwrap();
        table
            .rows
            .into_iter()
            .map(|it| (it.line, it.cells))
            .collect()
    }

    fn row(line: u64, cells: &[&str]) -> (u64, Vec<String>) {
        (line, cells.iter().map(|it| (*it).to_owned()).collect())
    }

    #[test]
    fn commas_semicolons_tabs_and_bars_separate_and_the_header_says_which() {
        for sign in SEPARATORS {
            let text = format!("id{sign}date{sign}\"a,b;c\"\n1{sign}2{sign}3\n");
            let table = read(&text).unwrap();
            assert_eq!(table.separator, sign);
            assert_eq!(table.header, ["id", "date", "a,b;c"]);
            assert_eq!(table.rows[0].cells, ["1", "2", "3"]);
        }
    }

    #[test]
    fn a_spreadsheet_may_say_its_separator_above_the_header() {
        let table = read("sep=;\r\nid;name\r\n1;a,b,c\r\n").unwrap();
        assert_eq!((table.separator, table.rows[0].line), (';', 3));
        assert_eq!(table.rows[0].cells, ["1", "a,b,c"]);
    }

    #[test]
    fn every_line_ending_counts_lines_and_blank_rows_are_left_out() {
        let rows = [row(2, &["1", "x"]), row(5, &["2", "y"])];
        for text in [
            "a,b\n1,x\n\n,,\n2,y",
            "a,b\r\n1,x\r\n\r\n , \r\n2,y\r\n",
            "a,b\r1,x\r\r,\r2,y\r",
        ] {
            assert_eq!(cells(text), rows);
        }
    }

    #[test]
    fn quotes_hold_separators_line_breaks_and_doubled_quotes() {
        let text = "a,b\n\"1,\"\"x\"\"\",\"two\r\nlines\"\n3, \"4\" \n";
        let rows = [row(2, &["1,\"x\"", "two\nlines"]), row(4, &["3", "4 "])];
        assert_eq!(cells(text), rows);
        assert_eq!(cells("a,b\n5\" tall,x\n"), [row(2, &["5\" tall", "x"])]);
    }

    #[test]
    fn a_quote_left_open_is_named_by_its_line() {
        assert_eq!(
            read("a\n1\n\"2\n3\n"),
            Err(CsvProblem::OpenQuote { line: 3 })
        );
    }

    #[test]
    fn nothing_or_only_a_header_or_too_much_is_refused() {
        assert_eq!(read(""), Err(CsvProblem::Empty));
        assert_eq!(read("\u{feff} \n\n"), Err(CsvProblem::Empty));
        assert_eq!(read("a,b\n,\n"), Err(CsvProblem::NoRows));
        let many = "1\n".repeat(102);
        assert_eq!(read(&many), Err(CsvProblem::TooManyRows { limit: 100 }));
    }

    #[test]
    fn a_byte_order_mark_is_no_part_of_the_first_name() {
        assert_eq!(read("\u{feff}id,b\n1,2").unwrap().header[0], "id");
        assert_eq!(column_key(" Student_ID "), column_key("StudentId"));
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_lines_only_grow(text in "[a,;|\t\"\n\r ü]{0,60}") {
            if let Ok(table) = read(&text) {
                let lines: Vec<u64> = table.rows.iter().map(|it| it.line).collect();
                prop_assert!(lines.is_sorted_by(|a, b| a < b));
            }
        }

        #[test]
        fn what_was_quoted_comes_back(table in proptest::collection::vec(
            proptest::collection::vec("[a-z,;\"\n ]{1,8}x", 3), 1..6))
        {
            let quoted = |it: &String| format!("\"{}\"", it.replace('"', "\"\""));
            let line = |it: &Vec<String>| it.iter().map(quoted).collect::<Vec<_>>().join(";");
            let text: Vec<String> = table.iter().map(line).collect();
            let read = CsvTable::read(&format!("a;b;c\n{}", text.join("\r\n")), 9).unwrap();
            let back: Vec<Vec<String>> = read.rows.into_iter().map(|it| it.cells).collect();
            prop_assert_eq!(back, table);
        }
    }
}
