//! What a terminal may be told: names come from files and forms, and a terminal acts on control
//! characters.

use domain::text::is_hidden;
use std::{
    fmt::Write as _,
    io::{self, Write},
};

/// Text with every character that nobody sees written out, but for line breaks and tabs.
pub fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if is_hidden(character) && !matches!(character, '\n' | '\t') {
            let _ = write!(out, "{}", character.escape_unicode());
        } else {
            out.push(character);
        }
    }
    out
}

/// Writes [`printable`] text; each piece that is written is whole characters, as `writeln!` does it.
pub struct Printable<W>(pub W);

impl<W: Write> Write for Printable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        self.0.write_all(printable(&text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_written_out_and_letters_are_not() {
        let mut out = Printable(Vec::new());
        let name = "\u{1b}[31mMia\u{202e}";
        writeln!(out, "{name}\tJosé").unwrap();
        let printed = String::from_utf8(out.0).unwrap();
        assert_eq!(printed, "\\u{1b}[31mMia\\u{202e}\tJosé\n");
    }
}
