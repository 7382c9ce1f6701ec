//! A class's table of levels: which competencies it shows, in which order its children are, and
//! where the keyboard goes.

use super::{ClassLevels, Competency, Heading, Level, LevelChange, LevelRow};

/// A row and a column, both counted from 0.
pub type CellIndex = (usize, usize);

/// What an address says instead of a heading where all are shown.
pub const ALL_HEADINGS: &str = "all";

/// The order of the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum LevelSort {
    #[default]
    Name,
    Grade,
    /// By the level of the competency of this code: who has furthest to go first.
    Level(String),
}

impl LevelSort {
    /// As in the address.
    pub fn parse(word: Option<&str>) -> Self {
        match word.unwrap_or_default() {
            "" | "name" => Self::Name,
            "grade" => Self::Grade,
            code => Self::Level(code.to_owned()),
        }
    }

    /// The order's name in an address.
    pub fn word(&self) -> &str {
        match self {
            Self::Name => "name",
            Self::Grade => "grade",
            Self::Level(code) => code,
        }
    }
}

/// The headings of these competencies, each once, in their order.
pub fn headings(all: &[Competency]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for it in all {
        if !found.contains(&it.heading) {
            found.push(it.heading.clone());
        }
    }
    found
}

impl ClassLevels {
    /// The heading that an address asks for; else the first.
    pub fn heading(&self, wanted: Option<&str>) -> String {
        let known = |code: &str| {
            let mut all = self.competencies.iter();
            code == ALL_HEADINGS || all.any(|it| it.heading.code == code)
        };
        let first = self.competencies.first().map(|it| it.heading.code.as_str());
        let code = wanted.filter(|it| known(it)).or(first);
        code.unwrap_or_default().to_owned()
    }

    /// The competencies of a heading: indexes into the class's own.
    pub fn columns(&self, heading: &str) -> Vec<usize> {
        let all = self.competencies.iter().enumerate();
        let own = all.filter(|(_, it)| heading == ALL_HEADINGS || it.heading.code == heading);
        own.map(|(n, _)| n).collect()
    }

    /// The children in an order: indexes into the class's own rows.
    pub fn sorted_rows(&self, sort: &LevelSort) -> Vec<usize> {
        let mut rows: Vec<usize> = (0..self.rows.len()).collect();
        match sort {
            LevelSort::Name => {}
            LevelSort::Grade => rows.sort_by_key(|it| self.rows[*it].grade),
            LevelSort::Level(code) => {
                let at = self.competencies.iter().position(|it| it.code == *code);
                let level = |row: &LevelRow| row.marks.get(at?).copied().flatten();
                // Nobody has looked at those without a mark: they come after those who are not yet there.
                rows.sort_by_key(|it| {
                    let mark = level(&self.rows[*it]);
                    mark.map_or((1, None), |it| (0, Some(it.level)))
                });
            }
        }
        rows
    }
}

/// What a key does in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKey {
    Go(CellIndex),
    Say(LevelChange),
}

impl TableKey {
    /// A key at this cell of a table with so many rows and columns; none: the browser's own.
    pub fn of(
        key: &str,
        (row, column): CellIndex,
        (rows, columns): (usize, usize),
    ) -> Option<Self> {
        let (last_row, last_column) = (rows.saturating_sub(1), columns.saturating_sub(1));
        Some(match key {
            "ArrowUp" => Self::Go((row.saturating_sub(1), column)),
            "ArrowDown" => Self::Go(((row + 1).min(last_row), column)),
            "ArrowLeft" => Self::Go((row, column.saturating_sub(1))),
            "ArrowRight" => Self::Go((row, (column + 1).min(last_column))),
            "Home" => Self::Go((row, 0)),
            "End" => Self::Go((row, last_column)),
            "1" => Self::Say(LevelChange::Level(Level::NotYet)),
            "2" => Self::Say(LevelChange::Level(Level::Learning)),
            "3" => Self::Say(LevelChange::Level(Level::GotIt)),
            "0" | "Backspace" | "Delete" => Self::Say(LevelChange::Undo),
            _ => return None,
        })
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{
        super::{LevelMark, level_tests::day, tests::competency},
        *,
    };
    use crate::{
        ids::{CompetencyId, LevelId, PersonId},
        school::ChildName,
    };
    use proptest::prelude::*;
    use uuid::Uuid;

    pub(in super::super) fn of_code(n: u128, code: &str, heading: &str) -> Competency {
        let mut it = competency(None, None);
        it.id = CompetencyId(Uuid::from_u128(n));
        it.code = code.to_owned();
        it.heading.code = heading.to_owned();
        it
    }

    fn row(n: u128, grade: u8, levels: &[Option<Level>]) -> LevelRow {
        let mark = |it: &Option<Level>| {
            it.map(|level| LevelMark {
                entry: LevelId(Uuid::nil()),
                level,
                on: day(1),
            })
        };
        LevelRow {
            child: ChildName {
                child: PersonId(Uuid::from_u128(n)),
                name: format!("Child {n}"),
                picture: "fox".to_owned(),
            },
            grade,
            marks: levels.iter().map(mark).collect(),
        }
    }

    pub(in super::super) fn class() -> ClassLevels {
        use Level::{GotIt, Learning, NotYet};
        ClassLevels {
            title: "Room 1".to_owned(),
            today: day(9),
            competencies: vec![
                of_code(1, "M.1", "M"),
                of_code(2, "R.1", "R"),
                of_code(3, "M.2", "M"),
            ],
            rows: vec![
                row(1, 2, &[Some(GotIt), None, Some(Learning)]),
                row(2, 1, &[None, None, Some(NotYet)]),
                row(3, 2, &[Some(NotYet), None, None]),
                row(4, 1, &[Some(Learning), None, None]),
            ],
        }
    }

    #[test]
    fn children_sorted_by_name_stay_in_the_order_of_the_class() {
        assert_eq!(class().sorted_rows(&LevelSort::Name), [0, 1, 2, 3]);
    }

    #[test]
    fn children_sorted_by_grade_stay_by_name_within_a_grade() {
        assert_eq!(class().sorted_rows(&LevelSort::Grade), [1, 3, 0, 2]);
    }

    #[test]
    fn who_has_furthest_to_go_comes_first_and_who_nobody_looked_at_last() {
        let by = LevelSort::Level("M.1".to_owned());
        assert_eq!(class().sorted_rows(&by), [2, 3, 0, 1]);
    }

    #[test]
    fn sorting_by_a_code_the_school_does_not_have_changes_nothing() {
        let by = LevelSort::Level("X.9".to_owned());
        assert_eq!(class().sorted_rows(&by), [0, 1, 2, 3]);
    }

    #[test]
    fn a_heading_has_its_own_competencies_and_all_has_every_one() {
        assert_eq!(class().columns("M"), [0, 2]);
        assert_eq!(class().columns("R"), [1]);
        assert_eq!(class().columns(ALL_HEADINGS), [0, 1, 2]);
    }

    #[test]
    fn each_heading_is_named_once_in_the_order_of_the_framework() {
        let codes: Vec<_> = headings(&class().competencies)
            .into_iter()
            .map(|it| it.code)
            .collect();
        assert_eq!(codes, ["M", "R"]);
    }

    #[test]
    fn an_unknown_heading_is_the_first_one() {
        assert_eq!(class().heading(Some("R")), "R");
        assert_eq!(class().heading(Some(ALL_HEADINGS)), ALL_HEADINGS);
        assert_eq!(class().heading(Some("X")), "M");
        assert_eq!(class().heading(None), "M");
    }

    #[test]
    fn a_class_without_competencies_has_no_heading() {
        let mut none = class();
        none.competencies.clear();
        assert_eq!(none.heading(Some("M")), "");
        assert!(none.columns("").is_empty());
    }

    #[test]
    fn an_address_without_an_order_sorts_by_name() {
        assert_eq!(LevelSort::parse(None), LevelSort::Name);
        assert_eq!(LevelSort::parse(Some("")), LevelSort::Name);
    }

    #[test]
    fn the_arrows_stop_at_the_edges_of_the_table() {
        let key = |key, at| TableKey::of(key, at, (3, 2));
        assert_eq!(key("ArrowUp", (0, 1)), Some(TableKey::Go((0, 1))));
        assert_eq!(key("ArrowDown", (1, 1)), Some(TableKey::Go((2, 1))));
        assert_eq!(key("ArrowDown", (2, 1)), Some(TableKey::Go((2, 1))));
        assert_eq!(key("ArrowLeft", (0, 0)), Some(TableKey::Go((0, 0))));
        assert_eq!(key("ArrowRight", (0, 1)), Some(TableKey::Go((0, 1))));
        assert_eq!(key("Home", (2, 1)), Some(TableKey::Go((2, 0))));
        assert_eq!(key("End", (2, 0)), Some(TableKey::Go((2, 1))));
    }

    #[test]
    fn digits_say_a_level_and_delete_takes_it_back() {
        let said = |key| TableKey::of(key, (0, 0), (1, 1));
        let levels = ["1", "2", "3"].map(said);
        let expected = Level::ALL.map(|it| Some(TableKey::Say(LevelChange::Level(it))));
        assert_eq!(levels, expected);
        for key in ["0", "Backspace", "Delete"] {
            assert_eq!(said(key), Some(TableKey::Say(LevelChange::Undo)));
        }
        assert_eq!(said("4"), None);
        assert_eq!(said("Tab"), None);
    }

    proptest! {
        #[test]
        fn an_order_survives_the_address(code in "[A-Z]\\.[0-9/ &é]{1,6}") {
            for sort in [LevelSort::Name, LevelSort::Grade, LevelSort::Level(code)] {
                prop_assert_eq!(LevelSort::parse(Some(sort.word())), sort);
            }
        }

        #[test]
        fn a_key_never_leaves_the_table(
            key in prop::sample::select(vec![
                "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Home", "End",
            ]),
            rows in 1_usize..40, columns in 1_usize..20, row: usize, column: usize,
        ) {
            let at = (row % rows, column % columns);
            let Some(TableKey::Go((to_row, to_column))) = TableKey::of(key, at, (rows, columns))
            else {
                return Err(TestCaseError::fail("a key that moves"));
            };
            prop_assert!(to_row < rows && to_column < columns);
            prop_assert!(to_row == at.0 || to_column == at.1);
        }
    }
}
