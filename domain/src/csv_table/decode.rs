//! Decodes the bytes of a file as text.

use super::CsvProblem;

/// UTF-8 with or without its mark, or UTF-16 with one, as spreadsheets save "Unicode text".
///
/// # Errors
///
/// Why the bytes are no text: empty, a zip, no text at all, or not UTF-8 from a line on.
pub fn decode(bytes: &[u8]) -> Result<String, CsvProblem> {
    match bytes {
        [] => Err(CsvProblem::Empty),
        [b'P', b'K', 3 | 5 | 7, ..] => Err(CsvProblem::Zip),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        bytes => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, CsvProblem> {
    if bytes.contains(&0) {
        return Err(CsvProblem::NotText);
    }
    std::str::from_utf8(bytes)
        .map(str::to_owned)
        .map_err(|error| {
            let before = &bytes[..error.valid_up_to()];
            // A CR alone ends a line only where there is no LF at all.
            let end = if before.contains(&b'\n') {
                b'\n'
            } else {
                b'\r'
            };
            let line = before.split(|it| *it == end).count();
            CsvProblem::NotUtf8 { line: line as u64 }
        })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, CsvProblem> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|it| unit(*it));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok(text),
        _ => Err(CsvProblem::NotText),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_says_what_it_is() {
        assert_eq!(decode(b""), Err(CsvProblem::Empty));
        assert_eq!(decode(b"PK\x03\x04and more"), Err(CsvProblem::Zip));
        assert_eq!(decode(b"a\0b"), Err(CsvProblem::NotText));
        assert_eq!(
            decode(b"a\nb\nP\xe9rez"),
            Err(CsvProblem::NotUtf8 { line: 3 })
        );
        assert_eq!(decode(b"\xff\xfea"), Err(CsvProblem::NotText));
    }

    #[test]
    fn marks_are_taken_off_and_utf_16_is_read() {
        assert_eq!(decode(b"\xef\xbb\xbfid").unwrap(), "id");
        assert_eq!(decode(b"\xff\xfei\0\xe9\0").unwrap(), "i\u{e9}");
        assert_eq!(decode(b"\xfe\xff\0i\0\xe9").unwrap(), "i\u{e9}");
    }
}
