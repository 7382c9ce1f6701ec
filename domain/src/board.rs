//! What a teacher sees of each child as it happens.

use crate::{
    Words,
    help::Help,
    ids::{ClassId, PersonId, RunId},
    plan::Ticked,
    school::ChildName,
    seat::Seat,
    survey::Progress,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What a child is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Doing {
    NotStarted,
    /// In the survey: `done` of `of` items.
    Working(Progress),
    Done,
    /// Began, and is signed in nowhere now.
    Away(Progress),
}

/// A child's tile: its newest state, under a sequence that never skips within a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tile {
    pub child: PersonId,
    #[serde(flatten)]
    pub doing: Doing,
    /// Signed in on a tablet now.
    pub here: bool,
    /// Wrong pictures too often: waits for the teacher's tap.
    pub locked: bool,
    /// Answers came fast; only staff see it.
    pub rushed: bool,
    /// Of today's goals, on the newest day the child ticked; another day's says nothing of today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticked: Option<Ticked>,
    /// Wants help.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Help>,
    /// Goals the child proposed that have no answer yet.
    #[serde(default, skip_serializing_if = "is_none")]
    pub proposals: u32,
    pub seq: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks like this")]
fn is_none(count: &u32) -> bool {
    *count == 0
}

/// What a child is doing, from how far they are and whether they are signed in.
pub fn doing(progress: Option<Progress>, here: bool) -> Doing {
    match progress {
        Some(it) if it.done >= it.of && it.of > 0 => Doing::Done,
        Some(it) if here => Doing::Working(it),
        Some(it) if it.done > 0 => Doing::Away(it),
        _ => Doing::NotStarted,
    }
}

/// A survey that is open for a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenRun {
    pub run: RunId,
    pub title: Words,
    pub whole: bool,
    pub opened_at: DateTime<Utc>,
}

/// A class as its teacher sees it; `tiles` are as of `seq`, what comes later comes by the stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    pub class: ClassId,
    pub title: String,
    pub open: bool,
    pub run: Option<OpenRun>,
    pub seq: i64,
    pub children: Vec<ChildName>,
    /// One a child, in the order of `children`.
    pub tiles: Vec<Tile>,
    /// Where an adult put them; whom nobody put anywhere is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
}

/// A tablet that has said nothing for so long is quiet: each says something every minute.
pub const QUIET_AFTER: TimeDelta = TimeDelta::minutes(2);

/// A child who is signed in on a tablet that has gone quiet: it lost the Wi-Fi, is off, or asleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    pub child: PersonId,
    /// When the school last heard of the tablet.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub since: DateTime<Utc>,
}

/// A class as everybody in the room may see it on the wall: together, and of one child nothing but
/// the picture, and the name where that was chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Projector {
    pub title: String,
    /// What the stream goes on from.
    pub seq: i64,
    /// None where no survey runs.
    pub survey: Option<Share>,
    /// What all children have ticked today.
    pub ticks: u32,
    pub children: Vec<Shown>,
}

/// How many of the class stand where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub done: usize,
    pub working: usize,
    pub of: usize,
}

/// A child on the wall.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    pub picture: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Signed in on a tablet now, as the room can see.
    pub here: bool,
}

impl Board {
    /// What of it may be on the wall.
    pub fn projector(self, names: bool, today: NaiveDate) -> Projector {
        let count =
            |wanted: fn(&Doing) -> bool| self.tiles.iter().filter(|it| wanted(&it.doing)).count();
        let share = Share {
            done: count(|it| *it == Doing::Done),
            working: count(|it| matches!(it, Doing::Working(_))),
            of: self.tiles.len(),
        };
        let ticked = self.tiles.iter().filter_map(|it| it.ticked.as_ref());
        let ticks = ticked.filter(|it| it.on == today).map(|it| it.done).sum();
        let children = self.children.into_iter().zip(&self.tiles);
        let children = children.map(|(child, tile)| Shown {
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    pub since: i64,
    pub seq: i64,
    pub tiles: Vec<Tile>,
    /// The class was opened or closed, a survey started, a child came or went: read the board anew.
    pub reload: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn child(n: u128, name: &str) -> ChildName {
        ChildName {
            child: PersonId(Uuid::from_u128(n)),
            name: name.to_owned(),
            picture: "fox".to_owned(),
        }
    }

    fn tile(n: u128, doing: Doing, ticked: Option<(NaiveDate, u32)>) -> Tile {
        Tile {
            child: PersonId(Uuid::from_u128(n)),
            doing,
            here: true,
            locked: true,
            rushed: true,
            ticked: ticked.map(|(on, done)| Ticked {
                on,
                done,
                of: 4,
                now: None,
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
            children: vec![child(1, "Ana"), child(2, "Milo"), child(3, "Zoe")],
            tiles: vec![
                tile(1, Doing::Done, Some((today, 3))),
                tile(2, Doing::Working(half), Some((yesterday, 4))),
                tile(3, Doing::Away(half), Some((today, 1))),
            ],
        }
    }

    #[test]
    fn the_wall_shows_the_class_together_and_todays_ticks() {
        let today = "2026-10-20".parse().unwrap();
        let wall = board(today).projector(false, today);
        let share = Share {
            done: 1,
            working: 1,
            of: 3,
        };
        assert_eq!((wall.survey, wall.ticks), (Some(share), 4));
        let quiet = Board {
            run: None,
            ..board(today)
        };
        assert_eq!(quiet.projector(false, today).survey, None);
    }

    #[test]
    fn of_one_child_the_wall_says_the_picture_and_the_name_only_if_it_was_chosen() {
        let today = "2026-10-20".parse().unwrap();
        let said = |names| {
            let wall = board(today).projector(names, today);
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
