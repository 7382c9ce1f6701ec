//! Text as a part of an address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What has a sense in an address, or might have one.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_');

/// A text as a value or a name of a query, whatever stands in it.
pub fn escape(text: &str) -> String {
    utf8_percent_encode(text, ESCAPED).to_string()
}

/// A page with what its query says. A value that is empty is left out, and so is a query that says
/// nothing.
pub fn with_query<'a>(page: &str, pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let pairs = pairs.into_iter().filter(|(_, value)| !value.is_empty());
    let pairs: Vec<_> = pairs
        .map(|(key, value)| format!("{key}={}", escape(value)))
        .collect();
    match pairs.is_empty() {
        true => page.to_owned(),
        false => format!("{page}?{}", pairs.join("&")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a browser reads, as a list of bytes.
    fn read(text: &str) -> Option<Vec<u8>> {
        let mut bytes = text.bytes();
        let mut all = Vec::new();
        while let Some(byte) = bytes.next() {
            all.push(match byte {
                b'%' => {
                    let digits = [bytes.next()?, bytes.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
                }
                byte => byte,
            });
        }
        Some(all)
    }

    #[test]
    fn what_has_a_sense_in_an_address_is_escaped() {
        assert_eq!(escape("2.OA/1 &é"), "2.OA%2F1%20%26%C3%A9");
        assert_eq!(escape("a=b?c#d+e%f"), "a%3Db%3Fc%23d%2Be%25f");
    }

    #[test]
    fn names_of_our_own_stay_as_they_are() {
        assert_eq!(escape("on-pace_2.1"), "on-pace_2.1");
    }

    #[test]
    fn what_is_empty_is_not_in_the_address() {
        assert_eq!(with_query("/x", [("a", ""), ("b", "")]), "/x");
        assert_eq!(with_query("/x", [("a", ""), ("b", "1")]), "/x?b=1");
    }

    #[test]
    fn a_value_can_not_add_another_one() {
        let address = with_query("/x", [("name", "Ana&sort=last"), ("view", "glance")]);
        assert_eq!(address, "/x?name=Ana%26sort%3Dlast&view=glance");
    }

    proptest! {
        #[test]
        fn what_is_escaped_is_read_as_it_was(text: String) {
            let escaped = escape(&text);
            prop_assert!(escaped.bytes().all(|it| it.is_ascii_alphanumeric() || b"%-._".contains(&it)));
            prop_assert_eq!(read(&escaped), Some(text.into_bytes()));
        }
    }
}
