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
use chrono::{DateTime, TimeDelta, Utc};
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
