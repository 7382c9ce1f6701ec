//! Which area of a plan a vendor's subject belongs to.

use crate::plan::Area;

/// Beginnings of words, as vendors write them in English and in Spanish.
const BEGIN: [(&str, Area); 14] = [
    ("math", Area::Maths),
    ("matem", Area::Maths),
    ("numer", Area::Maths),
    ("arith", Area::Maths),
    ("read", Area::Reading),
    ("lect", Area::Reading),
    ("liter", Area::Reading),
    ("phon", Area::Reading),
    ("fonol", Area::Reading),
    ("writ", Area::Writing),
    ("escri", Area::Writing),
    ("spell", Area::Writing),
    ("ortogr", Area::Writing),
    ("socio", Area::Heart),
];

/// Whole words.
const WHOLE: [(&str, Area); 5] = [
    ("ela", Area::Reading),
    ("rla", Area::Reading),
    ("sla", Area::Reading),
    ("sel", Area::Heart),
    ("usage", Area::Writing),
];

/// The area of a subject by its name: the first word that names one. It is only a proposal, which
/// the preview shows.
pub fn area_of(subject: &str) -> Option<Area> {
    let lower = subject.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words.find_map(|word| {
        let begins = BEGIN.iter().find(|it| word.starts_with(it.0));
        let is = WHOLE.iter().find(|it| word == it.0);
        begins.or(is).map(|it| it.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_finds_its_area_in_the_vendors_words() {
        for (subject, area) in [
            ("Mathematics", Some(Area::Maths)),
            ("Growth: Math K-2", Some(Area::Maths)),
            ("Matemáticas", Some(Area::Maths)),
            ("Reading (Spanish)", Some(Area::Reading)),
            ("ELA", Some(Area::Reading)),
            ("Lectura", Some(Area::Reading)),
            ("Language Usage", Some(Area::Writing)),
            ("Escritura", Some(Area::Writing)),
            ("Science", None),
            ("", None),
        ] {
            assert_eq!(area_of(subject), area, "{subject}");
        }
    }
}
