//! The range of grades of a competency, and how frameworks write it.

use serde::{Deserialize, Serialize};

/// From one grade to another, both in it; 0 is kindergarten and before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Grades {
    /// The first grade.
    pub first: u8,
    /// The last grade, which belongs to the range.
    pub last: u8,
}

impl Grades {
    /// `None` if they stand the wrong way round or there is no such grade.
    pub const fn of(first: u8, last: u8) -> Option<Self> {
        if first <= last && last <= 12 {
            Some(Self { first, last })
        } else {
            None
        }
    }

    /// Whether the range contains a grade.
    pub const fn has(self, grade: u8) -> bool {
        self.first <= grade && grade <= self.last
    }

    /// Of "01", "KG", "01,02", "K-2" or several such words the whole span.
    ///
    /// # Errors
    /// The first word that is no grade.
    pub fn parse<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Option<Self>, &'a str> {
        let mut span: Option<Self> = None;
        let signs = [',', ';', ' ', '-', '–', '/', '|'];
        for word in words {
            for word in word.split(signs).filter(|it| !it.is_empty()) {
                let grade = grade(word).ok_or(word)?;
                let known = span.get_or_insert(Self {
                    first: grade,
                    last: grade,
                });
                known.first = known.first.min(grade);
                known.last = known.last.max(grade);
            }
        }
        Ok(span)
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
    use proptest::prelude::*;

    #[test]
    fn grades_are_read_as_frameworks_write_them() {
        assert_eq!(Grades::parse(["01"]), Ok(Grades::of(1, 1)));
        assert_eq!(Grades::parse(["KG", "01", "02"]), Ok(Grades::of(0, 2)));
        assert_eq!(Grades::parse(["K-2"]), Ok(Grades::of(0, 2)));
        assert_eq!(Grades::parse(["03, 02"]), Ok(Grades::of(2, 3)));
        assert_eq!(Grades::parse([""]), Ok(None));
        assert_eq!(Grades::parse(["second"]), Err("second"));
        assert_eq!(Grades::parse(["13"]), Err("13"));
    }

    proptest! {
        #[test]
        fn a_span_has_all_the_grades_it_was_read_from(all in proptest::collection::vec(0_u8..13, 1..5)) {
            let words: Vec<String> = all.iter().map(|it| format!("{it:02}")).collect();
            let span = Grades::parse(words.iter().map(String::as_str)).unwrap().unwrap();
            prop_assert!(all.iter().all(|it| span.has(*it)));
        }

        #[test]
        fn no_word_makes_it_panic(word in ".{0,12}") {
            let _ = Grades::parse([word.as_str()]);
        }
    }
}
