//! Which competencies the class's table shows and in which order its children stand, as in the
//! address.

use domain::{
    competency::{ClassLevels, LevelRow},
    ids::ClassId,
};

/// The order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Sort {
    #[default]
    Name,
    Grade,
    /// By the level of the competency of this code: who has furthest to go first.
    Level(String),
}

impl Sort {
    pub(super) fn parse(word: Option<String>) -> Self {
        match word.unwrap_or_default().as_str() {
            "" | "name" => Self::Name,
            "grade" => Self::Grade,
            code => Self::Level(code.to_owned()),
        }
    }

    fn word(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Grade => "grade",
            Self::Level(code) => code,
        }
    }

    /// The rows as they are to stand: indexes into the class's own order.
    pub(super) fn order(&self, page: &ClassLevels) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..page.rows.len()).collect();
        match self {
            Self::Name => {}
            Self::Grade => rows.sort_by_key(|it| page.rows[*it].grade),
            Self::Level(code) => {
                let at = page.competencies.iter().position(|it| it.code == *code);
                let level = |row: &LevelRow| row.marks.get(at?).copied().flatten();
                // Nobody has looked at those without a mark: they come after those who are not yet there.
                rows.sort_by_key(|it| {
                    let mark = level(&page.rows[*it]);
                    mark.map_or((1, None), |it| (0, Some(it.level)))
                });
            }
        }
        rows
    }
}

pub(super) fn address(class: ClassId, heading: &str, sort: &Sort) -> String {
    format!(
        "/desk/class/{class}/competencies?domain={}&sort={}",
        escaped(heading),
        escaped(sort.word())
    )
}

/// As a part of a query.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => out.push(byte.into()),
            byte => {
                out.push('%');
                for half in [byte >> 4, byte & 15] {
                    let digit = char::from_digit(half.into(), 16).unwrap_or('0');
                    out.push(digit.to_ascii_uppercase());
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_survives_the_address_whatever_stands_in_it() {
        let class = ClassId(uuid::Uuid::nil());
        let sort = Sort::Level("2.OA/1 &é".to_owned());
        let address = address(class, "M#1", &sort);
        assert!(address.ends_with("?domain=M%231&sort=2.OA%2F1%20%26%C3%A9"));
    }
}
