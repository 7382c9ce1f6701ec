//! The areas of learning that a goal belongs to, and the area that a subject's name from elsewhere
//! stands for.

use serde::{Deserialize, Serialize};

/// What a goal is about; all are equal citizens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Area {
    Reading,
    Writing,
    Maths,
    /// Feelings, friends, courage.
    Heart,
    /// Something of my own.
    Own,
}

impl Area {
    /// All areas, in the order in which pages list them.
    pub const ALL: [Self; 5] = [
        Self::Reading,
        Self::Writing,
        Self::Maths,
        Self::Heart,
        Self::Own,
    ];
}

/// Beginnings of words, in English and in Spanish.
const BEGIN: [(&str, Area); 25] = [
    ("math", Area::Maths),
    ("matem", Area::Maths),
    ("numer", Area::Maths),
    ("númer", Area::Maths),
    ("arith", Area::Maths),
    ("aritm", Area::Maths),
    ("read", Area::Reading),
    ("lect", Area::Reading),
    ("leer", Area::Reading),
    ("liter", Area::Reading),
    ("phon", Area::Reading),
    ("fonol", Area::Reading),
    ("writ", Area::Writing),
    ("escri", Area::Writing),
    ("spell", Area::Writing),
    ("ortogr", Area::Writing),
    ("socio", Area::Heart),
    ("social", Area::Heart),
    ("emotion", Area::Heart),
    ("emocion", Area::Heart),
    ("heart", Area::Heart),
    ("coraz", Area::Heart),
    ("feel", Area::Heart),
    ("habit", Area::Heart),
    ("hábit", Area::Heart),
];

/// Whole words.
const WHOLE: [(&str, Area); 5] = [
    ("ela", Area::Reading),
    ("rla", Area::Reading),
    ("sla", Area::Reading),
    ("sel", Area::Heart),
    ("usage", Area::Writing),
];

impl Area {
    /// The first word that names an area; `None` where none does.
    pub fn named(words: &str) -> Option<Self> {
        let lower = words.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric());
        words.find_map(|word| {
            let begins = BEGIN.iter().find(|it| word.starts_with(it.0));
            let is = WHOLE.iter().find(|it| word == it.0);
            begins.or(is).map(|it| it.1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_finds_its_area_in_others_words() {
        for (subject, area) in [
            ("Mathematics", Some(Area::Maths)),
            ("Matemáticas", Some(Area::Maths)),
            ("ELA", Some(Area::Reading)),
            ("Lectura", Some(Area::Reading)),
            ("Language Usage", Some(Area::Writing)),
            ("Heart: habits and feelings", Some(Area::Heart)),
            ("Social-emotional learning", Some(Area::Heart)),
            ("Science", None),
            ("", None),
        ] {
            assert_eq!(Area::named(subject), area, "{subject}");
        }
    }
}
