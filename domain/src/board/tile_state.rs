//! What a tile shows of its child first, of all that is known of them.

use super::{SurveyActivity, Tile};
use crate::{plan::DayProgress, survey::Progress};
use chrono::NaiveDate;

/// What a tile shows; the first that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileState {
    /// Waits to be unlocked.
    Locked,
    WantsHelp,
    /// Signed in on a tablet that says nothing.
    Quiet,
    /// Not at school today.
    Absent,
    /// At a daily goal.
    AtGoal,
    Survey(SurveyActivity),
}

impl TileState {
    /// The state that the tile shows: of several that apply, the one a teacher needs first.
    pub const fn of(tile: &Tile, quiet: bool, absent: bool, at_goal: bool) -> Self {
        match () {
            () if tile.locked => Self::Locked,
            () if tile.help.is_some() => Self::WantsHelp,
            () if quiet => Self::Quiet,
            () if absent => Self::Absent,
            () if at_goal => Self::AtGoal,
            () => Self::Survey(tile.doing),
        }
    }

    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Locked => "waiting",
            Self::WantsHelp => "help",
            Self::Quiet => "quiet",
            Self::Absent | Self::Survey(SurveyActivity::Away(_)) => "away",
            Self::AtGoal => "at-it",
            Self::Survey(SurveyActivity::NotStarted) => "not-started",
            Self::Survey(SurveyActivity::Working(_)) => "started",
            Self::Survey(SurveyActivity::Done) => "done",
        }
    }
}

impl SurveyActivity {
    /// How far the child is, while that is neither nothing nor all.
    pub const fn progress(self) -> Option<Progress> {
        match self {
            Self::Working(it) | Self::Away(it) => Some(it),
            Self::NotStarted | Self::Done => None,
        }
    }
}

impl Tile {
    /// What the child ticked on this day; another day's says nothing of it.
    pub fn progress_on(&self, day: NaiveDate) -> Option<&DayProgress> {
        self.ticked.as_ref().filter(|it| it.on == day)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::tile, *};
    use crate::{help::OpenWish, ids::WishId};
    use chrono::DateTime;
    use uuid::Uuid;

    const HALF: Progress = Progress { done: 3, of: 8 };

    fn plain(doing: SurveyActivity) -> Tile {
        Tile {
            locked: false,
            ..tile(1, doing, None)
        }
    }

    fn asking() -> Tile {
        Tile {
            help: Some(OpenWish {
                wish: WishId(Uuid::nil()),
                asked_at: DateTime::UNIX_EPOCH,
                tried: Vec::new(),
                coming: None,
            }),
            ..plain(SurveyActivity::Done)
        }
    }

    #[test]
    fn what_an_adult_has_to_do_comes_before_what_a_child_does() {
        let locked = Tile {
            locked: true,
            ..asking()
        };
        assert_eq!(TileState::of(&locked, true, true, true), TileState::Locked);
        assert_eq!(
            TileState::of(&asking(), true, true, true),
            TileState::WantsHelp
        );
    }

    #[test]
    fn a_quiet_tablet_comes_before_an_absence_and_that_before_a_goal() {
        let it = plain(SurveyActivity::Working(HALF));
        let states = [(true, true), (false, true), (false, false)]
            .map(|(quiet, absent)| TileState::of(&it, quiet, absent, true));
        assert_eq!(
            states,
            [TileState::Quiet, TileState::Absent, TileState::AtGoal]
        );
    }

    #[test]
    fn else_a_tile_shows_how_far_the_survey_is() {
        let name = |doing| TileState::of(&plain(doing), false, false, false).name();
        assert_eq!(name(SurveyActivity::NotStarted), "not-started");
        assert_eq!(name(SurveyActivity::Working(HALF)), "started");
        assert_eq!(name(SurveyActivity::Done), "done");
        assert_eq!(name(SurveyActivity::Away(HALF)), "away");
    }

    #[test]
    fn only_who_is_within_the_survey_has_a_progress() {
        assert_eq!(SurveyActivity::Working(HALF).progress(), Some(HALF));
        assert_eq!(SurveyActivity::Away(HALF).progress(), Some(HALF));
        assert_eq!(SurveyActivity::NotStarted.progress(), None);
        assert_eq!(SurveyActivity::Done.progress(), None);
    }

    #[test]
    fn yesterdays_ticks_say_nothing_of_today() {
        let day: NaiveDate = "2026-10-20".parse().unwrap();
        let it = tile(1, SurveyActivity::Done, Some((day, 3)));
        assert_eq!(it.progress_on(day).map(|it| it.done), Some(3));
        assert_eq!(it.progress_on(day.succ_opt().unwrap()), None);
    }
}
