//! The bytes of a file as text, or why they are none.

use super::Flaw;

/// UTF-8 with or without its mark, or UTF-16 with one, as spreadsheets save "Unicode text".
pub fn decode(bytes: &[u8]) -> Result<String, Flaw> {
    match bytes {
        [] => Err(Flaw::Empty),
        [b'P', b'K', 3 | 5 | 7, ..] => Err(Flaw::Zip),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        bytes => utf8(bytes),
    }
}

fn utf8(bytes: &[u8]) -> Result<String, Flaw> {
    if bytes.contains(&0) {
        return Err(Flaw::NotText);
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
            Flaw::NotUtf8 { line: line as u64 }
        })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Flaw> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|it| unit(*it));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    match text {
        Ok(text) if rest.is_empty() && !text.contains('\0') => Ok(text),
        _ => Err(Flaw::NotText),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_says_what_it_is() {
        assert_eq!(decode(b""), Err(Flaw::Empty));
        assert_eq!(decode(b"PK\x03\x04and more"), Err(Flaw::Zip));
        assert_eq!(decode(b"a\0b"), Err(Flaw::NotText));
        assert_eq!(decode(b"a\nb\nP\xe9rez"), Err(Flaw::NotUtf8 { line: 3 }));
        assert_eq!(decode(b"\xff\xfea"), Err(Flaw::NotText));
    }

    #[test]
    fn marks_are_taken_off_and_utf_16_is_read() {
        assert_eq!(decode(b"\xef\xbb\xbfid").unwrap(), "id");
        assert_eq!(decode(b"\xff\xfei\0\xe9\0").unwrap(), "i\u{e9}");
        assert_eq!(decode(b"\xfe\xff\0i\0\xe9").unwrap(), "i\u{e9}");
    }
}
