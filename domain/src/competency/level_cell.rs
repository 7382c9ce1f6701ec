//! One cell of a class's table of levels: what an adult wants is shown at once and sent one after
//! the other; what the school refuses is not lost before somebody decides.

use super::{Level, LevelMark};

/// What a cell is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelChange {
    Level(Level),
    /// What was said last is taken back.
    Undo,
}

/// A cell, and what is on its way to the school; `E` says why something did not get there.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelCell<E> {
    mark: Option<LevelMark>,
    wanted: Option<LevelChange>,
    failure: Option<(LevelChange, E)>,
}

/// What a cell looks like beside its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellState {
    Resting,
    Saving,
    Failed,
}

/// What comes after an answer of the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterAnswer {
    /// Something else was wanted meanwhile.
    SendNext,
    Resting,
    Failed,
}

impl<E> LevelCell<E> {
    /// A cell with the school's mark, before any change.
    pub const fn new(mark: Option<LevelMark>) -> Self {
        Self {
            mark,
            wanted: None,
            failure: None,
        }
    }

    /// What the school has.
    pub const fn mark(&self) -> Option<LevelMark> {
        self.mark
    }

    /// What is on its way, and is shown meanwhile.
    pub const fn wanted(&self) -> Option<LevelChange> {
        self.wanted
    }

    /// What did not get there, and why.
    pub const fn failure(&self) -> Option<&(LevelChange, E)> {
        self.failure.as_ref()
    }

    /// The level that is shown.
    pub fn level(&self) -> Option<Level> {
        match self.wanted {
            Some(LevelChange::Level(level)) => Some(level),
            Some(LevelChange::Undo) => None,
            None => self.mark.map(|it| it.level),
        }
    }

    /// Whether a change is on its way, has failed, or neither.
    pub const fn state(&self) -> CellState {
        match (self.wanted, &self.failure) {
            (Some(_), _) => CellState::Saving,
            (None, Some(_)) => CellState::Failed,
            (None, None) => CellState::Resting,
        }
    }

    /// Whether there is anything for this change to change.
    pub fn accepts(&self, change: LevelChange) -> bool {
        self.wanted.is_some() || self.mark.is_some() || change != LevelChange::Undo
    }

    /// Shows the change; whether it is to be sent now. While another is on its way, only the last
    /// that was wanted is sent after it.
    pub fn want(&mut self, change: LevelChange) -> bool {
        if !self.accepts(change) {
            return false;
        }
        let idle = self.wanted.is_none();
        self.wanted = Some(change);
        self.failure = None;
        idle
    }

    /// The school answered a change that was sent.
    pub fn answer(
        &mut self,
        sent: LevelChange,
        answer: Result<Option<LevelMark>, E>,
    ) -> AfterAnswer {
        match answer {
            Ok(mark) => {
                self.mark = mark;
                if self.wanted == Some(sent) {
                    self.wanted = None;
                }
                match self.wanted {
                    Some(_) => AfterAnswer::SendNext,
                    None => AfterAnswer::Resting,
                }
            }
            Err(error) => {
                self.wanted = None;
                self.failure = Some((sent, error));
                AfterAnswer::Failed
            }
        }
    }

    /// Another page said something of it.
    pub const fn replace(&mut self, mark: Option<LevelMark>) {
        self.mark = mark;
    }

    /// Nobody wants any more what failed.
    pub fn forget_failure(&mut self) {
        self.failure = None;
    }
}

#[cfg(test)]
mod tests {
    use super::{super::level_tests::day, *};
    use crate::ids::LevelId;
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Gone;

    type LevelCell = super::LevelCell<Gone>;

    fn mark(level: Level) -> LevelMark {
        LevelMark {
            entry: LevelId(Uuid::nil()),
            level,
            on: day(1),
        }
    }

    const LEARNING: LevelChange = LevelChange::Level(Level::Learning);
    const GOT_IT: LevelChange = LevelChange::Level(Level::GotIt);

    #[test]
    fn what_is_wanted_is_shown_before_the_school_has_it() {
        let mut cell = LevelCell::new(Some(mark(Level::NotYet)));
        assert!(cell.want(LEARNING));
        assert_eq!(cell.level(), Some(Level::Learning));
        assert_eq!(cell.mark(), Some(mark(Level::NotYet)));
        assert_eq!(cell.state(), CellState::Saving);
    }

    #[test]
    fn an_answer_ends_the_sending() {
        let mut cell = LevelCell::new(None);
        cell.want(LEARNING);
        let after = cell.answer(LEARNING, Ok(Some(mark(Level::Learning))));
        assert_eq!(after, AfterAnswer::Resting);
        assert_eq!(cell, LevelCell::new(Some(mark(Level::Learning))));
    }

    #[test]
    fn while_one_is_on_its_way_only_the_last_wanted_is_sent_after_it() {
        let mut cell = LevelCell::new(None);
        assert!(cell.want(LEARNING));
        assert!(!cell.want(LevelChange::Undo));
        assert!(!cell.want(GOT_IT));
        let after = cell.answer(LEARNING, Ok(Some(mark(Level::Learning))));
        assert_eq!(
            (after, cell.wanted()),
            (AfterAnswer::SendNext, Some(GOT_IT))
        );
        assert_eq!(cell.level(), Some(Level::GotIt));
        let after = cell.answer(GOT_IT, Ok(Some(mark(Level::GotIt))));
        assert_eq!(after, AfterAnswer::Resting);
    }

    #[test]
    fn undoing_what_nobody_said_sends_nothing() {
        let mut cell = LevelCell::new(None);
        assert!(!cell.accepts(LevelChange::Undo));
        assert!(!cell.want(LevelChange::Undo));
        assert_eq!(cell, LevelCell::new(None));
    }

    #[test]
    fn an_undo_shows_no_level() {
        let mut cell = LevelCell::new(Some(mark(Level::GotIt)));
        assert!(cell.want(LevelChange::Undo));
        assert_eq!(cell.level(), None);
    }

    #[test]
    fn a_refusal_shows_what_the_school_has_and_remembers_what_was_wanted() {
        let mut cell = LevelCell::new(Some(mark(Level::NotYet)));
        cell.want(GOT_IT);
        let after = cell.answer(GOT_IT, Err(Gone));
        assert_eq!(
            (after, cell.state()),
            (AfterAnswer::Failed, CellState::Failed)
        );
        assert_eq!(cell.level(), Some(Level::NotYet));
        assert_eq!(cell.failure(), Some(&(GOT_IT, Gone)));
    }

    #[test]
    fn wanting_again_or_forgetting_ends_the_failure() {
        let mut cell = LevelCell::new(None);
        cell.want(GOT_IT);
        cell.answer(GOT_IT, Err(Gone));
        let mut forgotten = cell.clone();
        forgotten.forget_failure();
        assert_eq!(forgotten, LevelCell::new(None));
        assert!(cell.want(LEARNING));
        assert_eq!((cell.failure(), cell.state()), (None, CellState::Saving));
    }

    fn change() -> impl Strategy<Value = LevelChange> {
        let level = prop::sample::select(Level::ALL.to_vec()).prop_map(LevelChange::Level);
        prop_oneof![level, Just(LevelChange::Undo)]
    }

    proptest! {
        #[test]
        fn once_all_is_answered_the_school_has_what_was_wanted_last(
            wanted in vec(vec(change(), 1..4), 1..8),
        ) {
            let mut cell = LevelCell::new(None);
            let mut last = None;
            for burst in wanted {
                let mut sending = false;
                for change in burst {
                    last = cell.accepts(change).then_some(change).or(last);
                    sending |= cell.want(change);
                }
                while sending {
                    let sent = cell.wanted().unwrap();
                    let stored = match sent {
                        LevelChange::Level(level) => Some(mark(level)),
                        LevelChange::Undo => None,
                    };
                    sending = cell.answer(sent, Ok(stored)) == AfterAnswer::SendNext;
                }
            }
            let expected = match last {
                Some(LevelChange::Level(level)) => Some(level),
                _ => None,
            };
            prop_assert_eq!(cell.mark().map(|it| it.level), expected);
            prop_assert_eq!(cell.state(), CellState::Resting);
        }
    }
}
