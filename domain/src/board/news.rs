//! What of a tile's change is worth saying aloud.

use super::{SurveyActivity, Tile};
use crate::ids::PersonId;

/// What happened to a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileNews {
    Done(PersonId),
    Locked(PersonId),
    WantsHelp(PersonId),
    /// Proposed a goal.
    Proposed(PersonId),
}

impl TileNews {
    /// The most urgent thing that is new; none of what only goes on.
    pub fn between(before: &Tile, after: &Tile) -> Option<Self> {
        let child = after.child;
        match () {
            () if after.help.is_some() && before.help.is_none() => Some(Self::WantsHelp(child)),
            () if after.proposals > before.proposals => Some(Self::Proposed(child)),
            () if after.locked && !before.locked => Some(Self::Locked(child)),
            () if after.doing == SurveyActivity::Done && before.doing != SurveyActivity::Done => {
                Some(Self::Done(child))
            }
            () => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::tile, *};
    use crate::{help::OpenWish, ids::WishId, survey::Progress};
    use chrono::DateTime;
    use uuid::Uuid;

    fn before() -> Tile {
        Tile {
            locked: false,
            ..tile(
                1,
                SurveyActivity::Working(Progress { done: 7, of: 8 }),
                None,
            )
        }
    }

    fn wish() -> OpenWish {
        OpenWish {
            wish: WishId(Uuid::nil()),
            asked_at: DateTime::UNIX_EPOCH,
            tried: Vec::new(),
            coming: None,
        }
    }

    fn news(change: impl FnOnce(&mut Tile)) -> Option<TileNews> {
        let mut after = before();
        change(&mut after);
        TileNews::between(&before(), &after)
    }

    #[test]
    fn who_ends_the_survey_is_news_once() {
        let child = before().child;
        let done = |it: &mut Tile| it.doing = SurveyActivity::Done;
        assert_eq!(news(done), Some(TileNews::Done(child)));
        let mut after = before();
        done(&mut after);
        assert_eq!(TileNews::between(&after, &after), None);
    }

    #[test]
    fn a_step_within_the_survey_is_no_news() {
        let step = news(|it| it.doing = SurveyActivity::Working(Progress { done: 8, of: 9 }));
        assert_eq!(step, None);
    }

    #[test]
    fn a_child_who_is_locked_out_is_news_and_one_who_is_unlocked_is_not() {
        assert_eq!(
            news(|it| it.locked = true),
            Some(TileNews::Locked(before().child))
        );
        let locked = Tile {
            locked: true,
            ..before()
        };
        assert_eq!(TileNews::between(&locked, &before()), None);
    }

    #[test]
    fn a_goal_more_is_news_and_an_answered_one_is_not() {
        assert_eq!(
            news(|it| it.proposals += 1),
            Some(TileNews::Proposed(before().child))
        );
        assert_eq!(news(|it| it.proposals -= 1), None);
    }

    #[test]
    fn a_wish_for_help_is_said_before_anything_else() {
        let all = news(|it| {
            it.help = Some(wish());
            it.proposals += 1;
            it.locked = true;
            it.doing = SurveyActivity::Done;
        });
        assert_eq!(all, Some(TileNews::WantsHelp(before().child)));
    }

    #[test]
    fn a_wish_that_somebody_comes_for_is_not_said_again() {
        let asking = Tile {
            help: Some(wish()),
            ..before()
        };
        let coming = Tile {
            help: Some(OpenWish {
                coming: Some("Ms Reed".to_owned()),
                ..wish()
            }),
            ..before()
        };
        assert_eq!(TileNews::between(&asking, &coming), None);
    }
}
