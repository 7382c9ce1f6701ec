//! How many children of a class are in which state, by which a board is filtered, and what a board
//! without any movement says.

use super::TileState;

/// States that one chip counts and shows alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileGroup {
    /// Wants help, whether or not somebody comes.
    Help,
    Quiet,
    Working,
    Paused,
    Done,
    /// Not signed in yet, or locked out.
    NotStarted,
    Absent,
}

impl TileGroup {
    /// All groups, in the order of the chips.
    pub const ALL: [Self; 7] = [
        Self::Help,
        Self::Quiet,
        Self::Working,
        Self::Paused,
        Self::Done,
        Self::NotStarted,
        Self::Absent,
    ];

    /// The one group of a state.
    pub const fn of(state: TileState) -> Self {
        match state {
            TileState::WantsHelp | TileState::HelpComing => Self::Help,
            TileState::Quiet => Self::Quiet,
            TileState::Working => Self::Working,
            TileState::Paused => Self::Paused,
            TileState::Done => Self::Done,
            TileState::Locked | TileState::NotStarted => Self::NotStarted,
            TileState::Absent => Self::Absent,
        }
    }

    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Help => "help",
            Self::Quiet => "quiet",
            Self::Working => "working",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::NotStarted => "not-started",
            Self::Absent => "absent",
        }
    }
}

/// How many children are in each state. Each child is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct BoardCounts([usize; TileState::ALL.len()]);

impl BoardCounts {
    /// How many are in one of the states of this group.
    pub fn group(&self, group: TileGroup) -> usize {
        let counted = TileState::ALL.iter().zip(self.0);
        let own = counted.filter(|(state, _)| TileGroup::of(**state) == group);
        own.map(|(_, n)| n).sum()
    }

    /// Whether nobody has begun anything.
    pub fn is_idle(&self) -> bool {
        let resting = self.group(TileGroup::NotStarted) + self.group(TileGroup::Absent);
        self.0.iter().sum::<usize>() == resting
    }
}

impl FromIterator<TileState> for BoardCounts {
    fn from_iter<T: IntoIterator<Item = TileState>>(states: T) -> Self {
        let mut counts = Self::default();
        for state in states {
            for (it, n) in TileState::ALL.iter().zip(&mut counts.0) {
                *n += usize::from(*it == state);
            }
        }
        counts
    }
}

/// Why nothing moves on a board, and so what to do first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoardHint {
    NoChildren,
    ClassIsClosed,
    NobodyHere,
}

impl BoardHint {
    /// The first that holds; none where something moves.
    pub fn of(children: usize, open: bool, counts: &BoardCounts) -> Option<Self> {
        match () {
            () if children == 0 => Some(Self::NoChildren),
            () if !open => Some(Self::ClassIsClosed),
            () if counts.is_idle() => Some(Self::NobodyHere),
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};

    #[test]
    fn a_child_who_wants_help_is_counted_there_and_nowhere_else() {
        let counts: BoardCounts = [
            TileState::WantsHelp,
            TileState::HelpComing,
            TileState::Done,
            TileState::Locked,
        ]
        .into_iter()
        .collect();
        let of = |group| counts.group(group);
        assert_eq!(
            TileGroup::ALL.map(of),
            [2, 0, 0, 0, 1, 1, 0],
            "help, quiet, working, paused, done, not started, absent"
        );
    }

    #[test]
    fn a_class_in_which_nobody_began_is_idle_until_somebody_comes() {
        let idle = [TileState::NotStarted, TileState::Absent, TileState::Locked];
        assert!(idle.into_iter().collect::<BoardCounts>().is_idle());
        let busy = [TileState::NotStarted, TileState::Working];
        assert!(!busy.into_iter().collect::<BoardCounts>().is_idle());
    }

    #[test]
    fn a_board_says_what_is_to_be_done_first() {
        let idle = BoardCounts::default();
        let hint = |children, open| BoardHint::of(children, open, &idle);
        assert_eq!(hint(0, false), Some(BoardHint::NoChildren));
        assert_eq!(hint(9, false), Some(BoardHint::ClassIsClosed));
        assert_eq!(hint(9, true), Some(BoardHint::NobodyHere));
    }

    #[test]
    fn a_board_on_which_something_moves_says_nothing() {
        let counts: BoardCounts = [TileState::Done].into_iter().collect();
        assert_eq!(BoardHint::of(9, true, &counts), None);
    }

    proptest! {
        #[test]
        fn the_groups_add_up_to_the_class(
            states in vec(prop::sample::select(TileState::ALL.to_vec()), 0..30),
        ) {
            let counts: BoardCounts = states.iter().copied().collect();
            let sum: usize = TileGroup::ALL.iter().map(|it| counts.group(*it)).sum();
            prop_assert_eq!(sum, states.len());
        }
    }
}
