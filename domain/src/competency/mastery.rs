//! Counts of a child's competencies by level, for each area.

use super::{Competency, Level};
use crate::area::Area;
use serde::{Deserialize, Serialize};

/// How many competencies of an area, up to the child's grade, stand at which level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AreaLevels {
    pub area: Area,
    /// Competencies the child has.
    pub got_it: usize,
    /// Competencies the child is learning.
    pub learning: usize,
    /// Competencies the child does not have yet.
    pub not_yet: usize,
    /// Nobody has looked yet.
    pub unseen: usize,
}

/// The areas that have competencies for a child of this grade, in their order. One that begins
/// later counts as soon as something was said of it.
pub fn mastery(all: &[(Competency, Option<Level>)], grade: u8) -> Vec<AreaLevels> {
    let counts = |area: Area| {
        let own = all.iter().filter(|(it, level)| {
            let begun = it.grades.is_none_or(|it| it.first <= grade);
            it.heading.area() == area && (begun || level.is_some())
        });
        let own: Vec<_> = own.map(|(_, level)| *level).collect();
        let count = |level| own.iter().filter(|it| **it == level).count();
        (!own.is_empty()).then(|| AreaLevels {
            area,
            got_it: count(Some(Level::GotIt)),
            learning: count(Some(Level::Learning)),
            not_yet: count(Some(Level::NotYet)),
            unseen: count(None),
        })
    };
    Area::ALL.into_iter().filter_map(counts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Words,
        competency::{ChildWords, Grades, Heading},
        ids::CompetencyId,
    };
    use uuid::Uuid;

    fn of(heading: &str, first: u8) -> Competency {
        Competency {
            id: CompetencyId(Uuid::nil()),
            framework: "Cedar".to_owned(),
            code: heading.to_owned(),
            heading: Heading {
                code: heading.to_owned(),
                title: Words {
                    en: heading.to_owned(),
                    es: heading.to_owned(),
                },
            },
            statement: String::new(),
            child: ChildWords { en: None, es: None },
            grades: Grades::of(first, first),
            active: true,
        }
    }

    #[test]
    fn each_area_counts_what_a_child_of_the_grade_meets() {
        let all = [
            (of("Reading", 1), Some(Level::GotIt)),
            (of("Reading", 2), None),
            (of("Reading", 3), None),
            (of("Maths", 3), Some(Level::Learning)),
            (of("Writing", 3), None),
        ];
        let found = mastery(&all, 2);
        let maths = found.iter().find(|it| it.area == Area::Maths).unwrap();
        let reading = found.iter().find(|it| it.area == Area::Reading).unwrap();
        assert_eq!(found.len(), 2);
        assert_eq!((reading.got_it, reading.unseen), (1, 1));
        assert_eq!((maths.learning, maths.unseen), (1, 0));
    }
}
