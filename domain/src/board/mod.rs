//! The live board: a class with one tile for each child, as its teacher sees it, and the changes
//! that keep it up to date.

pub mod arrangement;
pub mod child_page;
mod counts;
mod day;
pub mod follower;
mod news;
pub mod order;
pub mod seat;
mod tile_state;

pub use counts::{BoardCounts, BoardHint, TileGroup};
pub use day::{BoardDay, BoardMode, Share};
pub use news::TileNews;
pub use tile_state::{TileContext, TileState, quiet_minutes};

use crate::{
    Words,
    board::seat::Seat,
    help::OpenWish,
    ids::{ClassId, PersonId, RunId},
    plan::DayProgress,
    school::ChildName,
    survey::Progress,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What a child is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum SurveyActivity {
    /// No answer in the open survey.
    NotStarted,
    /// In the survey: `done` of `of` items.
    Working(Progress),
    /// All items are done.
    Done,
    /// Began, and is signed in nowhere now.
    Paused(Progress),
}

/// A child's tile: its newest state, under a sequence that never skips within a class.
///
/// # Examples
///
/// ```
/// # use domain::board::Tile;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "state": "working", "done": 3,
///     "of": 12, "here": true, "locked": false, "rushed": false, "seq": 7
/// });
/// let tile: Tile = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&tile)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    pub child: PersonId,
    #[serde(flatten)]
    pub doing: SurveyActivity,
    /// Signed in on a tablet now.
    pub here: bool,
    /// Wrong pictures too often: waits for the teacher's tap.
    pub locked: bool,
    /// Answers came fast; only staff see it.
    pub rushed: bool,
    /// The goals of a day: today's on a board that was read whole, else those of the newest day on
    /// which something changed; another day's say nothing of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked: Option<DayProgress>,
    /// Wants help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<OpenWish>,
    /// Goals the child proposed that have no answer yet.
    #[serde(default, skip_serializing_if = "is_none")]
    pub proposals: u32,
    /// The class's sequence number of this state; it grows by 1 with each change in the class.
    pub seq: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks like this")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// What a child is doing, from how far they are and whether they are signed in.
pub fn doing(progress: Option<Progress>, here: bool) -> SurveyActivity {
    match progress {
        Some(it) if it.done >= it.of && it.of > 0 => SurveyActivity::Done,
        Some(it) if here => SurveyActivity::Working(it),
        Some(it) if it.done > 0 => SurveyActivity::Paused(it),
        _ => SurveyActivity::NotStarted,
    }
}

/// A survey that is open for a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRun {
    pub run: RunId,
    pub title: Words,
    /// The whole bank of items, not only the grade's core.
    pub whole: bool,
    pub opened_at: DateTime<Utc>,
}

/// A class as its teacher sees it; `tiles` are as of `seq`, what comes later comes by the stream.
///
/// # Examples
///
/// ```
/// # use domain::board::Board;
/// # use serde_json::json;
/// let json = json!({
///     "class": "0199a2f0-0000-7000-8000-000000000004", "title": "Room 3", "open": true,
///     "run": null, "seq": 7, "today": "2026-10-19",
///     "children": [
///         {
///             "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///             "picture": "rabbit"
///         }
///     ],
///     "tiles": [
///         {
///             "child": "0199a2f0-0000-7000-8000-000000000001", "state": "working", "done": 3,
///             "of": 12, "here": true, "locked": false, "rushed": false, "seq": 7
///         }
///     ],
///     "seats": [{ "child": "0199a2f0-0000-7000-8000-000000000001", "row": 0, "column": 2 }]
/// });
/// let board: Board = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&board)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub class: ClassId,
    pub title: String,
    /// Children can sign in.
    pub open: bool,
    /// The survey that is open; `None` where none is.
    pub run: Option<OpenRun>,
    /// The class's newest sequence number.
    pub seq: i64,
    #[serde(flatten)]
    pub day: BoardDay,
    pub children: Vec<ChildName>,
    /// One a child, in the order of `children`.
    pub tiles: Vec<Tile>,
    /// Where an adult put them; whom nobody put anywhere is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
}

/// A child who is signed in on a tablet that has gone quiet: it lost the Wi-Fi, is off, or asleep.
///
/// # Examples
///
/// ```
/// # use domain::board::QuietChild;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "since": 1_792_420_200_000_i64
/// });
/// let child: QuietChild = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&child)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietChild {
    pub child: PersonId,
    /// When the school last heard of the tablet.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub since: DateTime<Utc>,
}

/// What changes on a board without an event, so that it has to be asked for.
///
/// # Examples
///
/// ```
/// # use domain::board::BoardPulse;
/// # use serde_json::json;
/// let json = json!({
///     "today": "2026-10-19", "absent": ["0199a2f0-0000-7000-8000-000000000002"],
///     "quiet": [
///         { "child": "0199a2f0-0000-7000-8000-000000000001", "since": 1_792_420_200_000_i64 }
///     ]
/// });
/// let pulse: BoardPulse = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&pulse)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardPulse {
    #[serde(flatten)]
    pub day: BoardDay,
    /// Whose tablet has gone quiet.
    pub quiet: Vec<QuietChild>,
}

/// A class as everybody in the room may see it on the wall: together, and of one child nothing but
/// the picture, and the name where that was chosen.
///
/// # Examples
///
/// ```
/// # use domain::board::Projector;
/// # use serde_json::json;
/// let json = json!({
///     "title": "Room 3", "seq": 7, "survey": { "done": 4, "working": 10, "of": 20 },
///     "ticks": 31,
///     "children": [
///         { "picture": "rabbit", "name": "Mia", "here": true },
///         { "picture": "bear", "here": false }
///     ]
/// });
/// let projector: Projector = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&projector)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Projector {
    /// The class's name.
    pub title: String,
    /// What the stream goes on from.
    pub seq: i64,
    /// None where no survey runs.
    pub survey: Option<Share>,
    /// What all children have ticked today.
    pub ticks: u32,
    /// In the order of the board.
    pub children: Vec<ProjectorChild>,
}

/// A child on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProjectorChild {
    pub picture: String,
    /// As on the tile wall; `None` where the teacher shows pictures only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Signed in on a tablet now, as the room can see.
    pub here: bool,
}

impl Board {
    /// What of it may be on the wall.
    pub fn projector(self, names: bool) -> Projector {
        let share = Share::of(&self.tiles, &self.day.absent);
        let today = self.day.today;
        let ticked = self.tiles.iter().filter_map(|it| it.progress_on(today));
        let ticks = ticked.map(|it| it.done).sum();
        let children = self.children.into_iter().zip(&self.tiles);
        let children = children.map(|(child, tile)| ProjectorChild {
            picture: child.picture,
            name: names.then_some(child.name),
            here: tile.here,
        });
        Projector {
            children: children.collect(),
            survey: self.run.map(|_| share),
            title: self.title,
            seq: self.seq,
            ticks,
        }
    }
}

/// What changed on the board after `since` and up to `seq`; a tile replaces the earlier one of its
/// child. A `seq` below `since`: the class never gave that number out, the school was restored.
///
/// # Examples
///
/// ```
/// # use domain::board::BoardChanges;
/// # use serde_json::json;
/// let json = json!({
///     "since": 6, "seq": 7,
///     "tiles": [
///         {
///             "child": "0199a2f0-0000-7000-8000-000000000001", "state": "working", "done": 3,
///             "of": 12, "here": true, "locked": false, "rushed": false, "seq": 7
///         }
///     ],
///     "reload": false
/// });
/// let changes: BoardChanges = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&changes)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardChanges {
    /// The sequence number after which the changes begin.
    pub since: i64,
    /// The class's sequence number with these changes.
    pub seq: i64,
    /// One for each child that changed.
    pub tiles: Vec<Tile>,
    /// The class was opened or closed, a survey started, a child came or went: read the board anew.
    pub reload: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use uuid::Uuid;

    fn child(n: u128, name: &str) -> ChildName {
        ChildName {
            child: PersonId(Uuid::from_u128(n)),
            name: name.to_owned(),
            picture: "fox".to_owned(),
        }
    }

    pub(super) fn tile(n: u128, doing: SurveyActivity, ticked: Option<(NaiveDate, u32)>) -> Tile {
        Tile {
            child: PersonId(Uuid::from_u128(n)),
            doing,
            here: true,
            locked: true,
            rushed: true,
            ticked: ticked.map(|(on, done)| DayProgress {
                on,
                done,
                of: 4,
                goals: Vec::new(),
            }),
            help: None,
            proposals: 2,
            seq: 7,
        }
    }

    fn board(today: NaiveDate) -> Board {
        let yesterday = today.pred_opt().unwrap();
        let half = Progress { done: 3, of: 8 };
        Board {
            seats: Vec::new(),
            class: ClassId(Uuid::nil()),
            title: "Room 1".to_owned(),
            open: true,
            run: Some(OpenRun {
                run: RunId(Uuid::nil()),
                title: Words {
                    en: String::new(),
                    es: String::new(),
                },
                whole: false,
                opened_at: DateTime::UNIX_EPOCH,
            }),
            seq: 7,
            day: BoardDay {
                today,
                absent: Vec::new(),
            },
            children: vec![child(1, "Ana"), child(2, "Milo"), child(3, "Zoe")],
            tiles: vec![
                tile(1, SurveyActivity::Done, Some((today, 3))),
                tile(2, SurveyActivity::Working(half), Some((yesterday, 4))),
                tile(3, SurveyActivity::Paused(half), Some((today, 1))),
            ],
        }
    }

    #[test]
    fn the_wall_shows_the_class_together_and_todays_ticks() {
        let today = "2026-10-20".parse().unwrap();
        let wall = board(today).projector(false);
        let share = Share {
            done: 1,
            working: 2,
            of: 3,
        };
        assert_eq!((wall.survey, wall.ticks), (Some(share), 4));
        let quiet = Board {
            run: None,
            ..board(today)
        };
        assert_eq!(quiet.projector(false).survey, None);
    }

    #[test]
    fn of_one_child_the_wall_says_the_picture_and_the_name_only_if_it_was_chosen() {
        let today = "2026-10-20".parse().unwrap();
        let said = |names| {
            let wall = board(today).projector(names);
            serde_json::to_value(&wall.children[1]).unwrap()
        };
        assert_eq!(
            said(false),
            serde_json::json!({ "picture": "fox", "here": true })
        );
        let named = serde_json::json!({ "picture": "fox", "here": true, "name": "Milo" });
        assert_eq!(said(true), named);
    }
}
