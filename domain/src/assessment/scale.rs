//! The values a score may have: numbers within bounds, or names of levels.

use super::RowProblemKind;
use serde::{Deserialize, Serialize};

/// Most digits before the point, and behind it.
const DIGITS: (usize, usize) = (9, 3);

/// What scores are counted in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Scale {
    /// A number, "85%" too. Outside of the bounds it is a slip.
    Number {
        /// The smallest score, in whole points; `None`: no bound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        least: Option<i64>,
        /// The largest score, in whole points; `None`: no bound.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        most: Option<i64>,
    },
    /// Levels by name, the lowest first.
    Levels { levels: Vec<String> },
}

impl Default for Scale {
    fn default() -> Self {
        Self::Number {
            least: None,
            most: None,
        }
    }
}

/// A score: as it reads, and where it stands on its scale, in thousandths (of a point, or of a
/// level).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The score as the file writes it: "156.5", "yellow".
    pub text: String,
    /// Thousandths of a point; of a level, thousandths of its place, counted from 0.
    pub points: i64,
}

impl Scale {
    /// The score in a cell that is not blank.
    ///
    /// # Errors
    ///
    /// Why it is no score of this scale.
    pub fn read(&self, text: &str) -> Result<Value, RowProblemKind> {
        let text = text.trim();
        match self {
            Self::Number { least, most } => {
                let points = number(text).ok_or(RowProblemKind::BadNumber)?;
                let below = least.is_some_and(|it| points < it.saturating_mul(1_000));
                let above = most.is_some_and(|it| points > it.saturating_mul(1_000));
                if below || above {
                    return Err(RowProblemKind::OutOfRange {
                        least: *least,
                        most: *most,
                    });
                }
                Ok(Value {
                    text: text.to_owned(),
                    points,
                })
            }
            Self::Levels { levels } => {
                let is = |it: &String| it.to_lowercase() == text.to_lowercase();
                let at = levels
                    .iter()
                    .position(is)
                    .ok_or_else(|| RowProblemKind::BadLevel {
                        levels: levels.join(", "),
                    })?;
                let points = i64::try_from(at).unwrap_or(i64::MAX).saturating_mul(1_000);
                Ok(Value {
                    text: levels[at].clone(),
                    points,
                })
            }
        }
    }
}

/// "156", "-2.5" or "85%" in thousandths.
pub(super) fn number(text: &str) -> Option<i64> {
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let all_digits = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let fits = (1..=DIGITS.0).contains(&whole.len()) && part.len() <= DIGITS.1;
    if !fits || !all_digits(whole) || !all_digits(part) || text.ends_with('.') {
        return None;
    }
    let part = format!("{part:0<3}");
    Some(sign * (whole.parse::<i64>().ok()? * 1_000 + part.parse::<i64>().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_read_as_they_are_written_or_refused() {
        for (text, points) in [
            ("156", 156_000),
            ("-2.5", -2_500),
            ("85 %", 85_000),
            ("0.125", 125),
        ] {
            assert_eq!(number(text), Some(points), "{text}");
        }
        for text in [
            "",
            "-",
            "1,024",
            "156,5",
            "12.",
            ".5",
            "1.2345",
            "1e3",
            "N/A",
            "1234567890",
            "--1",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_outside_of_its_scale_is_a_slip() {
        let scale = Scale::Number {
            least: Some(100),
            most: Some(350),
        };
        assert_eq!(scale.read(" 156 ").unwrap().points, 156_000);
        let why = RowProblemKind::OutOfRange {
            least: Some(100),
            most: Some(350),
        };
        assert_eq!(scale.read("15").unwrap_err(), why);
        assert_eq!(scale.read("1560").unwrap_err(), why);
    }

    #[test]
    fn a_level_stands_where_its_list_has_it() {
        let levels = ["Pre-A", "A", "B"].map(str::to_owned).to_vec();
        let scale = Scale::Levels { levels };
        let read = scale.read("b").unwrap();
        assert_eq!((read.text.as_str(), read.points), ("B", 2_000));
        assert!(matches!(
            scale.read("A/B"),
            Err(RowProblemKind::BadLevel { .. })
        ));
    }

    proptest! {
        #[test]
        fn no_text_makes_a_number_panic(text in "[0-9.,%+ -]{0,16}") {
            if let Some(points) = number(&text) {
                prop_assert!(points.abs() < 1_000_000_000_000);
            }
        }
    }
}
