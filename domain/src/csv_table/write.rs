//! Writes a table as CSV that every office program opens: UTF-8 with its mark, commas, and line
//! ends after RFC 4180.

/// What a spreadsheet takes for the begin of a formula.
const BEGINS_FORMULA: [char; 7] = ['=', '+', '-', '@', '\t', '\r', '\n'];

/// The rows as CSV, the header first. A cell never becomes a formula: an apostrophe stands before
/// it, since a name that a family typed may be opened on the office's machine.
pub fn to_csv<'a>(rows: impl IntoIterator<Item = &'a [String]>) -> String {
    let mut text = String::from("\u{feff}");
    for row in rows {
        let cells: Vec<_> = row.iter().map(|it| cell(it)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

fn cell(text: &str) -> String {
    let defused = match text.starts_with(BEGINS_FORMULA) {
        true => format!("'{text}"),
        false => text.to_owned(),
    };
    match defused.contains([',', '"', '\r', '\n']) {
        true => format!("\"{}\"", defused.replace('"', "\"\"")),
        false => defused,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv_table::CsvTable;
    use proptest::prelude::*;

    fn csv(rows: &[&[&str]]) -> String {
        let owned = |row: &&[&str]| row.iter().map(|it| (*it).to_owned()).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(owned).collect();
        to_csv(rows.iter().map(Vec::as_slice))
    }

    #[test]
    fn a_table_begins_with_a_byte_order_mark_and_each_line_ends_in_crlf() {
        assert_eq!(
            csv(&[&["Class", "Niños"], &["Foxes", "25"]]),
            "\u{feff}Class,Niños\r\nFoxes,25\r\n"
        );
    }

    #[test]
    fn commas_quotes_and_line_breaks_stand_in_quotes() {
        assert_eq!(
            csv(&[&["a,b", "5\" tall", "two\nlines"]]),
            "\u{feff}\"a,b\",\"5\"\" tall\",\"two\nlines\"\r\n"
        );
    }

    #[test]
    fn a_cell_that_begins_a_formula_gets_an_apostrophe() {
        for sign in ["=", "+", "-", "@", "\t"] {
            let text = format!("{sign}HYPERLINK()");
            assert_eq!(csv(&[&[&text]]), format!("\u{feff}'{text}\r\n"));
        }
        assert_eq!(csv(&[&["\r=1+1"]]), "\u{feff}\"'\r=1+1\"\r\n");
        assert_eq!(csv(&[&["1=1", "a-b"]]), "\u{feff}1=1,a-b\r\n");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back_but_for_the_apostrophe(
            table in proptest::collection::vec(
                proptest::collection::vec("[a-z,;|\"\n=+@-]{0,8}x", 3), 1..6))
        {
            let header = ["a", "b", "c"].map(str::to_owned);
            let rows = std::iter::once(header.as_slice());
            let text = to_csv(rows.chain(table.iter().map(Vec::as_slice)));
            let read = CsvTable::read(&text, 9).unwrap();
            let back: Vec<Vec<String>> = read.rows.into_iter().map(|it| it.cells).collect();
            for (back, wrote) in back.concat().iter().zip(table.concat()) {
                prop_assert!(!back.starts_with(BEGINS_FORMULA));
                prop_assert_eq!(back.strip_prefix('\'').unwrap_or(back), wrote);
            }
        }
    }
}
