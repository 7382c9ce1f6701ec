//! A child's levels as an adult reads them: the rows under their headings, and of one competency
//! what was said of it.

use super::{ChildLevels, CompetencyRow, Heading, LevelEntry, current_level};

/// What became of something that was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryState {
    /// It is the child's level now.
    Current,
    Undone,
    Earlier,
}

impl EntryState {
    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Current => "stands",
            Self::Undone => "undone",
            Self::Earlier => "before",
        }
    }
}

/// What became of each entry, in their order.
pub fn entry_states(all: &[LevelEntry]) -> Vec<EntryState> {
    let current = current_level(all).map(|it| it.id);
    let state = |it: &LevelEntry| match () {
        () if Some(it.id) == current => EntryState::Current,
        () if all.iter().any(|other| other.undoes == Some(it.id)) => EntryState::Undone,
        () => EntryState::Earlier,
    };
    all.iter().map(state).collect()
}

impl LevelEntry {
    /// Whether it can still be taken back: it says a level, and nobody took it back before.
    pub fn can_be_undone(&self, state: EntryState) -> bool {
        self.level.is_some() && state != EntryState::Undone
    }
}

impl ChildLevels {
    /// How many competencies of an earlier grade the child has not got.
    pub fn gap_count(&self) -> usize {
        self.lines.iter().filter(|it| it.gap.is_some()).count()
    }

    /// The rows under each heading, all or only the gaps; no heading without a row.
    pub fn parts(&self, gaps_only: bool) -> Vec<(Heading, Vec<CompetencyRow>)> {
        let mut parts: Vec<(Heading, Vec<CompetencyRow>)> = Vec::new();
        let wanted = |it: &&CompetencyRow| !gaps_only || it.gap.is_some();
        for row in self.lines.iter().filter(wanted) {
            let heading = &row.competency.heading;
            match parts.iter_mut().find(|(it, _)| it == heading) {
                Some((_, rows)) => rows.push(row.clone()),
                None => parts.push((heading.clone(), vec![row.clone()])),
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            Gap, Level,
            class_table::tests::of_code,
            level_tests::{day, entry},
        },
        *,
    };
    use crate::{
        Lang,
        ids::{ClassId, PersonId},
        school::ChildName,
    };
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    use EntryState::{Current, Earlier, Undone};

    const GAP: Gap = Gap {
        from: 1,
        looked: false,
    };

    fn row(n: u128, heading: &str, gap: Option<Gap>) -> CompetencyRow {
        CompetencyRow {
            competency: of_code(n, &format!("{heading}.{n}"), heading),
            said: None,
            gap,
            goal: None,
        }
    }

    fn child(lines: Vec<CompetencyRow>) -> ChildLevels {
        ChildLevels {
            class: ClassId(Uuid::nil()),
            child: ChildName {
                child: PersonId(Uuid::nil()),
                name: "Mia".to_owned(),
                picture: "fox".to_owned(),
            },
            grade: 2,
            lang: Lang::En,
            today: day(9),
            lines,
        }
    }

    fn codes(parts: Vec<(Heading, Vec<CompetencyRow>)>) -> Vec<(String, Vec<String>)> {
        let codes = |rows: Vec<CompetencyRow>| {
            let codes = rows.into_iter().map(|it| it.competency.code);
            codes.collect()
        };
        let parts = parts.into_iter().map(|(it, rows)| (it.code, codes(rows)));
        parts.collect()
    }

    fn part(heading: &str, codes: &[&str]) -> (String, Vec<String>) {
        (
            heading.to_owned(),
            codes.iter().map(|it| (*it).to_owned()).collect(),
        )
    }

    #[test]
    fn rows_stand_under_their_heading_even_if_another_comes_between() {
        let it = child(vec![
            row(1, "M", None),
            row(2, "R", None),
            row(3, "M", None),
        ]);
        let expected = [part("M", &["M.1", "M.3"]), part("R", &["R.2"])];
        assert_eq!(codes(it.parts(false)), expected);
    }

    #[test]
    fn a_heading_without_a_gap_is_left_out_of_the_gaps() {
        let it = child(vec![
            row(1, "M", None),
            row(2, "R", Some(GAP)),
            row(3, "R", None),
        ]);
        assert_eq!(codes(it.parts(true)), [part("R", &["R.2"])]);
        assert_eq!(it.gap_count(), 1);
    }

    #[test]
    fn what_was_said_last_is_current_and_what_was_taken_back_is_undone() {
        let all = [
            entry(1, Some(Level::NotYet), 1, None),
            entry(2, Some(Level::Learning), 2, None),
            entry(3, Some(Level::GotIt), 3, None),
            entry(4, None, 3, Some(3)),
        ];
        assert_eq!(entry_states(&all), [Earlier, Current, Undone, Earlier]);
    }

    #[test]
    fn only_a_level_that_was_not_taken_back_can_be_taken_back() {
        let level = entry(1, Some(Level::GotIt), 1, None);
        assert!(level.can_be_undone(EntryState::Current));
        assert!(level.can_be_undone(EntryState::Earlier));
        assert!(!level.can_be_undone(EntryState::Undone));
        assert!(!entry(2, None, 1, Some(1)).can_be_undone(EntryState::Earlier));
    }

    #[test]
    fn nothing_is_current_where_all_was_taken_back() {
        let all = [
            entry(1, Some(Level::GotIt), 1, None),
            entry(2, None, 1, Some(1)),
        ];
        assert!(!entry_states(&all).contains(&EntryState::Current));
    }

    proptest! {
        #[test]
        fn each_row_is_in_one_part_and_the_gaps_are_as_many_as_counted(
            rows in vec((0_usize..3, any::<bool>()), 0..20),
        ) {
            let rows = (0_u128..).zip(rows).map(|(n, (heading, missing))| {
                row(n, ["M", "R", "W"][heading], missing.then_some(GAP))
            });
            let it = child(rows.collect());
            let count = |gaps| it.parts(gaps).iter().map(|(_, rows)| rows.len()).sum::<usize>();
            prop_assert_eq!(count(false), it.lines.len());
            prop_assert_eq!(count(true), it.gap_count());
            prop_assert!(it.parts(true).iter().all(|(_, rows)| !rows.is_empty()));
        }
    }
}
