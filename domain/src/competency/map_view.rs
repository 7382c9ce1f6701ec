//! Which cells the map of levels shows. Where something is chosen, children and competencies
//! without any such cell are left out.

use super::{CellIndex, Competency, Level, LevelMark, gap};

/// A level that can be chosen; none is "not looked at".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtLevel(pub Option<Level>);

impl AtLevel {
    /// All choices of a level; the last is "not seen".
    pub const ALL: [Self; 4] = [
        Self(Some(Level::NotYet)),
        Self(Some(Level::Learning)),
        Self(Some(Level::GotIt)),
        Self(None),
    ];

    /// As a page and an address write it.
    pub const fn name(self) -> &'static str {
        match self.0 {
            None => "none",
            Some(Level::NotYet) => "not-yet",
            Some(Level::Learning) => "learning",
            Some(Level::GotIt) => "got-it",
        }
    }
}

/// What the map was narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MapView {
    /// Only cells at this level.
    pub level: Option<AtLevel>,
    /// Only what is missing from an earlier grade.
    pub gaps: bool,
}

impl MapView {
    /// Out of an address; none where it asks for the table.
    pub fn parse(get: impl Fn(&str) -> Option<String>) -> Option<Self> {
        let level = get("level");
        let named = |it: &AtLevel| level.as_deref() == Some(it.name());
        (get("view").as_deref() == Some("map")).then(|| Self {
            level: AtLevel::ALL.into_iter().find(named),
            gaps: get("gaps").as_deref() == Some("yes"),
        })
    }

    /// What it adds to an address: `view`, then what narrows it.
    pub fn pairs(self) -> Vec<(&'static str, &'static str)> {
        let mut pairs = vec![("view", "map")];
        pairs.extend(self.level.map(|it| ("level", it.name())));
        pairs.extend(self.gaps.then_some(("gaps", "yes")));
        pairs
    }

    /// Whether the view leaves anything out.
    pub fn narrows(self) -> bool {
        self != Self::default()
    }

    /// Whether a cell is among those chosen.
    pub fn has(self, competency: &Competency, grade: u8, mark: Option<LevelMark>) -> bool {
        let level = mark.map(|it| it.level);
        self.level.is_none_or(|it| it.0 == level)
            && (!self.gaps || gap(competency, grade, level).is_some())
    }

    /// The rows and columns of the map, out of all, by whether a cell is among those chosen.
    pub fn narrow(
        self,
        rows: Vec<usize>,
        columns: Vec<usize>,
        has: impl Fn(CellIndex) -> bool,
    ) -> (Vec<usize>, Vec<usize>) {
        if !self.narrows() {
            return (rows, columns);
        }
        let own_row = |row: &usize| columns.iter().any(|it| has((*row, *it)));
        let own_column = |column: &usize| rows.iter().any(|it| has((*it, *column)));
        let own_rows = rows.iter().copied().filter(own_row).collect();
        let own_columns = columns.iter().copied().filter(own_column).collect();
        (own_rows, own_columns)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::class_table::tests::class, *};
    use proptest::{collection::vec, prelude::*};

    fn parse(pairs: &[(&str, &str)]) -> Option<MapView> {
        MapView::parse(|key| {
            let found = pairs.iter().find(|(it, _)| *it == key);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    fn every_view() -> Vec<MapView> {
        let levels = [None].into_iter().chain(AtLevel::ALL.map(Some));
        let views = levels.flat_map(|level| [false, true].map(|gaps| MapView { level, gaps }));
        views.collect()
    }

    /// Rows and columns of the class that the map shows.
    fn narrowed(view: MapView) -> (Vec<usize>, Vec<usize>) {
        let class = class();
        view.narrow(vec![0, 1, 2, 3], vec![0, 1, 2], |(row, column)| {
            let child = &class.rows[row];
            view.has(
                &class.competencies[column],
                child.grade,
                child.marks[column],
            )
        })
    }

    fn at(level: Option<Level>) -> MapView {
        MapView {
            level: Some(AtLevel(level)),
            gaps: false,
        }
    }

    #[test]
    fn an_address_says_all_that_is_chosen() {
        for view in every_view() {
            assert_eq!(parse(&view.pairs()), Some(view));
        }
    }

    #[test]
    fn an_address_without_a_map_is_the_tables() {
        assert_eq!(parse(&[("domain", "M"), ("level", "learning")]), None);
    }

    #[test]
    fn a_level_nobody_knows_narrows_nothing() {
        let view = parse(&[("view", "map"), ("level", "much")]);
        assert_eq!(view, Some(MapView::default()));
        assert!(!MapView::default().narrows());
    }

    #[test]
    fn a_map_that_is_not_narrowed_shows_everything() {
        assert_eq!(
            narrowed(MapView::default()),
            (vec![0, 1, 2, 3], vec![0, 1, 2])
        );
    }

    #[test]
    fn a_level_leaves_out_children_and_competencies_without_it() {
        assert_eq!(narrowed(at(Some(Level::GotIt))), (vec![0], vec![0]));
        assert_eq!(narrowed(at(Some(Level::NotYet))), (vec![1, 2], vec![0, 2]));
    }

    #[test]
    fn what_nobody_looked_at_can_be_chosen_too() {
        assert_eq!(narrowed(at(None)), (vec![0, 1, 2, 3], vec![0, 1, 2]));
    }

    #[test]
    fn gaps_are_of_children_in_a_later_grade() {
        let gaps = MapView {
            level: None,
            gaps: true,
        };
        assert_eq!(narrowed(gaps), (vec![0, 2], vec![0, 1, 2]));
    }

    #[test]
    fn a_level_and_gaps_narrow_together() {
        let view = MapView {
            gaps: true,
            ..at(Some(Level::NotYet))
        };
        assert_eq!(narrowed(view), (vec![2], vec![0]));
    }

    proptest! {
        #[test]
        fn each_row_and_column_of_a_narrowed_map_has_a_chosen_cell(
            chosen in vec(vec(any::<bool>(), 5), 7),
        ) {
            let view = at(None);
            let has = |(row, column): CellIndex| chosen[row][column];
            let (rows, columns) = view.narrow((0..7).collect(), (0..5).collect(), has);
            prop_assert!(rows.iter().all(|row| columns.iter().any(|it| has((*row, *it)))));
            prop_assert!(columns.iter().all(|column| rows.iter().any(|it| has((*it, *column)))));
            let all = (0..7).flat_map(|row| (0..5).map(move |column| (row, column)));
            for (row, column) in all.filter(|it| has(*it)) {
                prop_assert!(rows.contains(&row) && columns.contains(&column));
            }
        }
    }
}
