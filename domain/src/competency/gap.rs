//! Competencies of an earlier grade that a child does not have yet.

use super::{Competency, Level};
use serde::{Deserialize, Serialize};

/// A competency of an earlier grade than the child's that the child has not got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Gap {
    /// The last grade it belongs to.
    pub from: u8,
    /// Whether somebody has looked; if not, it may be there already.
    pub looked: bool,
}

/// Whether a competency is a gap for a child of this grade at this level.
pub fn gap(competency: &Competency, grade: u8, level: Option<Level>) -> Option<Gap> {
    let grades = competency.grades?;
    let missing = competency.active && grades.last < grade && level != Some(Level::GotIt);
    missing.then_some(Gap {
        from: grades.last,
        looked: level.is_some(),
    })
}

#[cfg(test)]
mod tests {
    use super::{super::tests::competency, *};
    use crate::competency::Grades;
    use proptest::prelude::*;

    #[test]
    fn what_an_earlier_grade_taught_and_a_child_has_not_got_is_a_gap() {
        let it = competency(None, None);
        let from_one = |looked| Some(Gap { from: 1, looked });
        assert_eq!(gap(&it, 2, Some(Level::Learning)), from_one(true));
        assert_eq!(gap(&it, 3, None), from_one(false));
        assert_eq!(gap(&it, 2, Some(Level::GotIt)), None);
        assert_eq!(gap(&it, 1, Some(Level::NotYet)), None);
    }

    #[test]
    fn what_is_of_every_grade_or_retired_is_no_gap() {
        let mut it = competency(None, None);
        it.active = false;
        assert_eq!(gap(&it, 3, None), None);
        it.active = true;
        it.grades = None;
        assert_eq!(gap(&it, 3, None), None);
    }

    proptest! {
        #[test]
        fn no_gap_is_of_the_childs_own_grade_or_a_later_one(
            first in 0_u8..13, more in 0_u8..13, grade in 0_u8..13,
            level in proptest::option::of(proptest::sample::select(Level::ALL.to_vec())),
        ) {
            let mut it = competency(None, None);
            it.grades = Grades::of(first, (first + more).min(12));
            if let Some(gap) = gap(&it, grade, level) {
                prop_assert!(gap.from < grade);
                prop_assert!(!it.grades.unwrap().has(grade));
                prop_assert_ne!(level, Some(Level::GotIt));
            }
        }
    }
}
