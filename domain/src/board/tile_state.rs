//! What a tile says of its child, of all that is known of them: one state, the one that an adult
//! needs first.

use super::{BoardMode, SurveyActivity, Tile};
use crate::{limits, plan::DayProgress, survey::Progress};
use chrono::{DateTime, NaiveDate, Utc};

/// The state of a child on the board; of several that hold, the first in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileState {
    /// Waits to be unlocked.
    Locked,
    /// Wants help, and nobody has said that they come.
    WantsHelp,
    HelpComing,
    /// Signed in on a tablet that has said nothing for a while.
    Quiet,
    /// Not at school today.
    Absent,
    /// Signed in and not done: at a goal, in the survey, or on the way to one.
    Working,
    /// Left in the middle.
    Paused,
    /// All of today's goals, or the whole survey while one is open.
    Done,
    NotStarted,
}

/// What a board knows of a child beside their tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TileContext {
    /// The child's tablet has said nothing for a while.
    pub quiet: bool,
    /// An adult noted that the child is not at school today.
    pub absent: bool,
    pub mode: BoardMode,
    /// The school's date.
    pub today: NaiveDate,
}

impl TileState {
    /// All states, in their order.
    pub const ALL: [Self; 9] = [
        Self::Locked,
        Self::WantsHelp,
        Self::HelpComing,
        Self::Quiet,
        Self::Absent,
        Self::Working,
        Self::Paused,
        Self::Done,
        Self::NotStarted,
    ];

    /// The state of a child: the first that holds.
    pub fn of(tile: &Tile, known: TileContext) -> Self {
        let wish = tile.help.as_ref();
        match () {
            () if tile.locked => Self::Locked,
            () if wish.is_some_and(|it| it.coming.is_none()) => Self::WantsHelp,
            () if wish.is_some() => Self::HelpComing,
            () if known.quiet && tile.here => Self::Quiet,
            () if known.absent && !tile.here => Self::Absent,
            () => match known.mode {
                BoardMode::Survey => Self::of_survey(tile, known.today),
                BoardMode::Goals => Self::of_day(tile, known.today),
            },
        }
    }

    fn of_survey(tile: &Tile, today: NaiveDate) -> Self {
        match tile.doing {
            SurveyActivity::Done => Self::Done,
            SurveyActivity::Working(_) => Self::Working,
            SurveyActivity::Paused(_) => Self::Paused,
            SurveyActivity::NotStarted if tile.is_at_goal(today) => Self::Working,
            SurveyActivity::NotStarted => Self::NotStarted,
        }
    }

    fn of_day(tile: &Tile, today: NaiveDate) -> Self {
        let day = tile.progress_on(today);
        match () {
            () if tile.is_at_goal(today) => Self::Working,
            () if day.is_some_and(DayProgress::is_all_done) => Self::Done,
            () if tile.here => Self::Working,
            () if day.is_some_and(|it| it.done > 0 || it.now().is_some()) => Self::Paused,
            () => Self::NotStarted,
        }
    }

    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::WantsHelp => "help",
            Self::HelpComing => "coming",
            Self::Quiet => "quiet",
            Self::Absent => "absent",
            Self::Working => "working",
            Self::Paused => "paused",
            Self::Done => "done",
            Self::NotStarted => "not-started",
        }
    }
}

impl SurveyActivity {
    /// How far the child is, while that is neither nothing nor all.
    pub const fn progress(self) -> Option<Progress> {
        match self {
            Self::Working(it) | Self::Paused(it) => Some(it),
            Self::NotStarted | Self::Done => None,
        }
    }
}

impl Tile {
    /// The child's goals of this day; another day's say nothing of it.
    pub fn progress_on(&self, day: NaiveDate) -> Option<&DayProgress> {
        self.ticked.as_ref().filter(|it| it.on == day)
    }

    fn is_at_goal(&self, today: NaiveDate) -> bool {
        let at = self.progress_on(today).and_then(DayProgress::now);
        self.here && at.is_some()
    }

    /// This tile in the place of an earlier one: a day that was read for the whole board and is
    /// newer than what the tile itself knows stays.
    #[must_use]
    pub fn after(mut self, before: &Self) -> Self {
        let day = |it: &Self| it.ticked.as_ref().map(|it| it.on);
        if day(before) > day(&self) {
            self.ticked.clone_from(&before.ticked);
        }
        self
    }
}

/// For how many whole minutes a tablet has been quiet that the school last heard of at `since`.
pub fn quiet_minutes(since: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (now - since).max(limits::device::QUIET_AFTER).num_minutes()
}

#[cfg(test)]
mod tests {
    use super::{super::tests::tile, *};
    use crate::{
        Words,
        help::OpenWish,
        ids::WishId,
        plan::{DayGoal, Text, TickState},
    };
    use chrono::TimeDelta;
    use proptest::prelude::*;
    use uuid::Uuid;

    const HALF: Progress = Progress { done: 3, of: 8 };

    fn today() -> NaiveDate {
        "2026-10-20".parse().unwrap()
    }

    fn known(mode: BoardMode) -> TileContext {
        TileContext {
            quiet: false,
            absent: false,
            mode,
            today: today(),
        }
    }

    fn plain(doing: SurveyActivity) -> Tile {
        Tile {
            locked: false,
            here: false,
            ..tile(1, doing, None)
        }
    }

    fn wish(coming: Option<&str>) -> OpenWish {
        OpenWish {
            wish: WishId(Uuid::nil()),
            asked_at: DateTime::UNIX_EPOCH,
            tried: Vec::new(),
            coming: coming.map(str::to_owned),
        }
    }

    fn day(done: u32, of: u32, at_it: bool) -> DayProgress {
        let goal = |n: u32| DayGoal {
            picture: "book".to_owned(),
            title: Text::Book(Words {
                en: "Read".to_owned(),
                es: "Leer".to_owned(),
            }),
            state: match n {
                n if n < done => TickState::Done,
                n if n == done && at_it => TickState::Now,
                _ => TickState::Open,
            },
        };
        DayProgress {
            on: today(),
            done,
            of,
            goals: (0..of).map(goal).collect(),
        }
    }

    fn of_day(here: bool, ticked: Option<DayProgress>) -> TileState {
        let tile = Tile {
            here,
            ticked,
            ..plain(SurveyActivity::Done)
        };
        TileState::of(&tile, known(BoardMode::Goals))
    }

    #[test]
    fn by_todays_goals_a_child_works_pauses_is_done_or_has_not_started() {
        assert_eq!(of_day(false, None), TileState::NotStarted);
        assert_eq!(of_day(true, None), TileState::Working);
        assert_eq!(of_day(true, Some(day(0, 3, false))), TileState::Working);
        assert_eq!(of_day(false, Some(day(0, 3, false))), TileState::NotStarted);
        assert_eq!(of_day(false, Some(day(1, 3, false))), TileState::Paused);
        assert_eq!(of_day(false, Some(day(0, 3, true))), TileState::Paused);
        assert_eq!(of_day(false, Some(day(3, 3, false))), TileState::Done);
        assert_eq!(of_day(true, Some(day(3, 3, false))), TileState::Done);
    }

    #[test]
    fn a_survey_that_is_over_says_nothing_of_today() {
        let tile = plain(SurveyActivity::Done);
        let state = |mode| TileState::of(&tile, known(mode));
        assert_eq!(state(BoardMode::Goals), TileState::NotStarted);
        assert_eq!(state(BoardMode::Survey), TileState::Done);
    }

    #[test]
    fn in_an_open_survey_the_state_is_that_of_the_survey() {
        let state = |doing| TileState::of(&plain(doing), known(BoardMode::Survey));
        assert_eq!(state(SurveyActivity::NotStarted), TileState::NotStarted);
        assert_eq!(state(SurveyActivity::Working(HALF)), TileState::Working);
        assert_eq!(state(SurveyActivity::Paused(HALF)), TileState::Paused);
        let at_goal = Tile {
            here: true,
            ticked: Some(day(0, 3, true)),
            ..plain(SurveyActivity::NotStarted)
        };
        let state = TileState::of(&at_goal, known(BoardMode::Survey));
        assert_eq!(state, TileState::Working);
    }

    #[test]
    fn a_tablet_is_quiet_for_two_minutes_or_more() {
        let since = DateTime::UNIX_EPOCH;
        let after = |seconds| quiet_minutes(since, since + TimeDelta::seconds(seconds));
        assert_eq!([0, 100, 179, 180, 3_600].map(after), [2, 2, 2, 3, 60]);
    }

    #[test]
    fn a_newer_tile_keeps_the_day_that_was_read_for_the_board() {
        let ticked = Some(day(0, 3, false));
        let before = Tile {
            ticked: ticked.clone(),
            ..plain(SurveyActivity::NotStarted)
        };
        let yesterday = DayProgress {
            on: today().pred_opt().unwrap(),
            ..day(2, 2, false)
        };
        for earlier in [None, Some(yesterday)] {
            let streamed = Tile {
                ticked: earlier,
                ..plain(SurveyActivity::NotStarted)
            };
            assert_eq!(streamed.after(&before).ticked, ticked);
        }
        let newer = Tile {
            ticked: Some(day(1, 3, false)),
            ..plain(SurveyActivity::NotStarted)
        };
        assert_eq!(newer.clone().after(&before), newer);
    }

    #[test]
    fn yesterdays_ticks_say_nothing_of_today() {
        let it = tile(1, SurveyActivity::Done, Some((today(), 3)));
        assert_eq!(it.progress_on(today()).map(|it| it.done), Some(3));
        assert_eq!(it.progress_on(today().succ_opt().unwrap()), None);
    }

    #[test]
    fn only_who_is_within_the_survey_has_a_progress() {
        assert_eq!(SurveyActivity::Working(HALF).progress(), Some(HALF));
        assert_eq!(SurveyActivity::Paused(HALF).progress(), Some(HALF));
        assert_eq!(SurveyActivity::NotStarted.progress(), None);
        assert_eq!(SurveyActivity::Done.progress(), None);
    }

    fn any_tile() -> impl Strategy<Value = (Tile, TileContext)> {
        let doing = prop::sample::select(vec![
            SurveyActivity::NotStarted,
            SurveyActivity::Working(HALF),
            SurveyActivity::Paused(HALF),
            SurveyActivity::Done,
        ]);
        let help = prop::sample::select(vec![None, Some(wish(None)), Some(wish(Some("Mr. Lee")))]);
        let mode = prop::sample::select(vec![BoardMode::Goals, BoardMode::Survey]);
        let ticked = prop::option::of((0_u32..4, 0_u32..4, any::<bool>()));
        let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
        (doing, help, mode, ticked, flags).prop_map(|(doing, help, mode, ticked, flags)| {
            let (here, locked, quiet, absent) = flags;
            let tile = Tile {
                here,
                locked,
                help,
                ticked: ticked.map(|(done, of, at)| day(done.min(of), of, at)),
                ..plain(doing)
            };
            let known = TileContext {
                quiet,
                absent,
                ..known(mode)
            };
            (tile, known)
        })
    }

    proptest! {
        #[test]
        fn every_child_has_one_state_and_nothing_hides_a_more_urgent_one((tile, known) in any_tile()) {
            let state = TileState::of(&tile, known);
            prop_assert!(TileState::ALL.contains(&state));
            // Each state that holds by itself stands behind the one that shows.
            let coming = tile.help.as_ref().map(|it| it.coming.is_some());
            let holds = [
                (TileState::Locked, tile.locked),
                (TileState::WantsHelp, coming == Some(false)),
                (TileState::HelpComing, coming == Some(true)),
                (TileState::Quiet, known.quiet && tile.here),
                (TileState::Absent, known.absent && !tile.here),
            ];
            let first = holds.iter().find(|(_, holds)| *holds).map(|(state, _)| *state);
            match first {
                Some(first) => prop_assert_eq!(state, first),
                None => prop_assert!(state >= TileState::Working),
            }
        }

        #[test]
        fn whom_an_adult_has_to_see_to_is_never_shown_as_done((tile, known) in any_tile()) {
            if tile.locked || tile.help.is_some() {
                prop_assert!(TileState::of(&tile, known) < TileState::Quiet);
            }
        }
    }

    #[test]
    fn the_order_of_all_states_is_that_of_their_urgency() {
        assert!(TileState::ALL.is_sorted());
        let names: std::collections::BTreeSet<_> =
            TileState::ALL.iter().map(|it| it.name()).collect();
        assert_eq!(names.len(), TileState::ALL.len());
    }
}
