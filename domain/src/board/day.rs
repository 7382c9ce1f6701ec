//! What a board shows of its class: today's goals, or the survey while one is open.

use super::{Board, SurveyActivity, Tile};
use crate::ids::PersonId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the states and the second row of all tiles are about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoardMode {
    /// What each child has to do today.
    #[default]
    Goals,
    /// A survey is open.
    Survey,
}

impl BoardMode {
    /// The survey as long as one is open; then today's goals come back.
    pub const fn of(survey_is_open: bool) -> Self {
        match survey_is_open {
            true => Self::Survey,
            false => Self::Goals,
        }
    }

    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Survey => "survey",
        }
    }
}

/// How many of those who are at school stand where in the survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Children who have finished the survey.
    pub done: usize,
    /// Children who have begun and not finished.
    pub working: usize,
    /// All children who are not absent.
    pub of: usize,
}

impl Share {
    /// Who is absent counts only once they have answered.
    pub fn of<'t>(tiles: impl IntoIterator<Item = &'t Tile>, absent: &[PersonId]) -> Self {
        let mut share = Self::default();
        for tile in tiles {
            let counted = match tile.doing {
                SurveyActivity::Done => {
                    share.done += 1;
                    true
                }
                _ if absent.contains(&tile.child) && !tile.here => false,
                SurveyActivity::Working(_) | SurveyActivity::Paused(_) => {
                    share.working += 1;
                    true
                }
                SurveyActivity::NotStarted => true,
            };
            share.of += usize::from(counted);
        }
        share
    }

    /// Who is at school and has not begun.
    pub const fn not_started(self) -> usize {
        self.of.saturating_sub(self.done + self.working)
    }
}

/// What of a board changes without an event: the day at school, and who is absent on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardDay {
    /// The school's date.
    pub today: NaiveDate,
    /// Whom an adult noted as absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<PersonId>,
}

impl Board {
    /// What it shows.
    pub const fn mode(&self) -> BoardMode {
        BoardMode::of(self.run.is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::tile, *};
    use crate::survey::Progress;
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    const HALF: Progress = Progress { done: 3, of: 8 };

    fn away(n: u128, doing: SurveyActivity) -> Tile {
        Tile {
            here: false,
            ..tile(n, doing, None)
        }
    }

    #[test]
    fn of_those_at_school_it_is_told_how_many_are_done_on_their_way_or_have_not_started() {
        let tiles = [
            away(1, SurveyActivity::Done),
            away(2, SurveyActivity::Working(HALF)),
            away(3, SurveyActivity::Paused(HALF)),
            away(4, SurveyActivity::NotStarted),
            away(5, SurveyActivity::NotStarted),
        ];
        let share = Share::of(&tiles, &[PersonId(Uuid::from_u128(5))]);
        let expected = Share {
            done: 1,
            working: 2,
            of: 4,
        };
        assert_eq!((share, share.not_started()), (expected, 1));
    }

    proptest! {
        #[test]
        fn the_parts_add_up_to_those_at_school(
            doing in vec((0_u8..4, any::<bool>()), 0..30),
        ) {
            let of = |n: u8| match n {
                0 => SurveyActivity::NotStarted,
                1 => SurveyActivity::Working(HALF),
                2 => SurveyActivity::Paused(HALF),
                _ => SurveyActivity::Done,
            };
            let tiles: Vec<_> = (0_u128..).zip(&doing).map(|(n, it)| away(n, of(it.0))).collect();
            let absent = tiles.iter().zip(&doing).filter(|(_, it)| it.1);
            let absent: Vec<_> = absent.map(|(it, _)| it.child).collect();
            let share = Share::of(&tiles, &absent);
            prop_assert_eq!(share.done + share.working + share.not_started(), share.of);
            prop_assert!(share.of <= tiles.len());
            prop_assert!(share.of + absent.len() >= tiles.len());
        }
    }
}
