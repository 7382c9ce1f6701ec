//! How many children of a class are where, and what a board without any movement says.

use super::{SurveyActivity, Tile};

/// How many children are where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardCounts {
    pub not_started: usize,
    pub working: usize,
    pub done: usize,
    pub away: usize,
    /// Children who wait for the teacher's tap.
    pub locked: usize,
    /// Signed in on a tablet now.
    pub here: usize,
    pub want_help: usize,
}

impl BoardCounts {
    /// Counts one child's tile.
    pub fn add(&mut self, tile: &Tile) {
        match tile.doing {
            SurveyActivity::NotStarted => self.not_started += 1,
            SurveyActivity::Working(_) => self.working += 1,
            SurveyActivity::Done => self.done += 1,
            SurveyActivity::Away(_) => self.away += 1,
        }
        self.locked += usize::from(tile.locked);
        self.here += usize::from(tile.here);
        self.want_help += usize::from(tile.help.is_some());
    }

    /// Whether nobody has begun anything.
    pub const fn is_idle(&self) -> bool {
        self.here + self.working + self.done + self.away == 0
    }
}

impl<'a> FromIterator<&'a Tile> for BoardCounts {
    fn from_iter<T: IntoIterator<Item = &'a Tile>>(tiles: T) -> Self {
        let mut counts = Self::default();
        for tile in tiles {
            counts.add(tile);
        }
        counts
    }
}

/// Why nothing moves on a board, and so what to do first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardHint {
    NoChildren,
    ClassIsClosed,
    NoSurvey,
    NobodyHere,
}

impl BoardHint {
    /// The first that holds; none where something moves.
    pub const fn of(
        children: usize,
        open: bool,
        survey: bool,
        counts: &BoardCounts,
    ) -> Option<Self> {
        match () {
            () if children == 0 => Some(Self::NoChildren),
            () if !open => Some(Self::ClassIsClosed),
            () if !survey => Some(Self::NoSurvey),
            () if counts.is_idle() => Some(Self::NobodyHere),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::tile, *};
    use crate::survey::Progress;
    use proptest::{collection::vec, prelude::*};

    const HALF: Progress = Progress { done: 3, of: 8 };

    fn plain(n: u128, doing: SurveyActivity) -> Tile {
        Tile {
            here: false,
            locked: false,
            ..tile(n, doing, None)
        }
    }

    #[test]
    fn each_child_is_counted_once_by_what_they_do() {
        let tiles = [
            plain(1, SurveyActivity::NotStarted),
            plain(2, SurveyActivity::Working(HALF)),
            plain(3, SurveyActivity::Working(HALF)),
            plain(4, SurveyActivity::Done),
            plain(5, SurveyActivity::Away(HALF)),
        ];
        let expected = BoardCounts {
            not_started: 1,
            working: 2,
            done: 1,
            away: 1,
            ..BoardCounts::default()
        };
        assert_eq!(tiles.iter().collect::<BoardCounts>(), expected);
    }

    #[test]
    fn who_is_here_and_who_is_locked_is_counted_besides() {
        let here = tile(1, SurveyActivity::NotStarted, None);
        let counts: BoardCounts = [&here, &plain(2, SurveyActivity::NotStarted)]
            .into_iter()
            .collect();
        assert_eq!((counts.here, counts.locked, counts.not_started), (1, 1, 2));
    }

    #[test]
    fn a_class_in_which_nobody_began_is_idle_until_somebody_comes() {
        let absent = plain(1, SurveyActivity::NotStarted);
        let here = Tile {
            here: true,
            ..absent.clone()
        };
        assert!([&absent].into_iter().collect::<BoardCounts>().is_idle());
        assert!(!([&absent, &here].into_iter().collect::<BoardCounts>()).is_idle());
    }

    #[test]
    fn a_board_says_what_is_to_be_done_first() {
        let idle = BoardCounts::default();
        assert_eq!(
            BoardHint::of(0, false, false, &idle),
            Some(BoardHint::NoChildren)
        );
        assert_eq!(
            BoardHint::of(9, false, false, &idle),
            Some(BoardHint::ClassIsClosed)
        );
        assert_eq!(
            BoardHint::of(9, true, false, &idle),
            Some(BoardHint::NoSurvey)
        );
        assert_eq!(
            BoardHint::of(9, true, true, &idle),
            Some(BoardHint::NobodyHere)
        );
    }

    #[test]
    fn a_board_on_which_something_moves_says_nothing() {
        let counts = BoardCounts {
            done: 1,
            ..BoardCounts::default()
        };
        assert_eq!(BoardHint::of(9, true, true, &counts), None);
    }

    proptest! {
        #[test]
        fn the_four_activities_add_up_to_the_class(
            doing in vec(prop::sample::select(vec![
                SurveyActivity::NotStarted,
                SurveyActivity::Working(HALF),
                SurveyActivity::Done,
                SurveyActivity::Away(HALF),
            ]), 0..30),
        ) {
            let tiles: Vec<_> = doing.iter().map(|it| plain(1, *it)).collect();
            let counts: BoardCounts = tiles.iter().collect();
            let sum = counts.not_started + counts.working + counts.done + counts.away;
            prop_assert_eq!(sum, tiles.len());
        }
    }
}
