//! The list of what a teacher may do next for the children of a class, each entry with its reason.
//! The rules are fixed and adjustable by the teacher: the same facts give the same list in any
//! order, and an absent child is never in it.

mod act;
mod key;
mod tuning;
mod wire;

pub use act::{NameList, NextAct, NextRequest};
pub use key::Key;
pub use tuning::{NextRule, NextTuning, TuningError};
pub use wire::{AdultNote, AdultNoteRow, NextPage};

use crate::{
    board::Tile,
    ids::{CompetencyId, GoalId, PersonId, WishId},
    limits,
    plan::{Goal, GoalState, Pace, Text},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Something to do next.
///
/// # Examples
///
/// ```
/// # use domain::next::Next;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "key": "celebrate:0199a2f0-0000-7000-8000-000000000030",
///         "children": ["0199a2f0-0000-7000-8000-000000000001"],
///         "why": {
///             "kind": "celebrate", "goal": "0199a2f0-0000-7000-8000-000000000030",
///             "picture": "book", "title": "Read 20 words",
///             "how": { "how": "steps", "done": 3 }
///         }
///     }),
///     json!({
///         "key": "check-in:0199a2f0-0000-7000-8000-000000000001:2026-10-05:1",
///         "children": ["0199a2f0-0000-7000-8000-000000000001"],
///         "why": {
///             "kind": "check-in", "since": { "from": "contact", "on": "2026-10-05" },
///             "days": 14
///         }
///     }),
/// ] {
///     let next: Next = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&next)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Next {
    /// Another as soon as the reason is another.
    pub key: Key,
    /// For whom; one, but for what several share.
    pub children: Vec<PersonId>,
    pub why: NextReason,
}

/// What to do, and the reason for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum NextReason {
    /// Wants help, and nobody has said yet that they come.
    Sit {
        wish: WishId,
        /// Since when the child waits. On the wire milliseconds since 1970.
        #[serde(with = "chrono::serde::ts_milliseconds")]
        since: DateTime<Utc>,
        /// How many of their own ways the child has tried.
        tried: usize,
    },
    /// A goal came to its end, and nobody has celebrated it.
    Celebrate(FinishedGoal),
    /// No adult noted that they were with the child for a while.
    CheckIn {
        since: LastContact,
        /// Days since then; weekends and days off count.
        days: i64,
    },
    /// Several children are not yet able to do the same.
    Alike(CompetencyLink),
}

/// A goal that came to its end, and how that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FinishedGoal {
    pub goal: GoalId,
    pub picture: String,
    pub title: Text,
    pub how: GoalFinish,
}

/// How it is known that a goal came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "kebab-case")]
pub enum GoalFinish {
    /// An adult said so on this day.
    Reached { on: NaiveDate },
    /// All of the path's daily goals are done.
    Path { done: u32 },
    /// All steps are done.
    Steps { done: usize },
}

impl GoalFinish {
    /// Whether a goal that nobody has ended came to its end all the same.
    pub fn of(goal: &Goal, pace: &Pace) -> Option<Self> {
        let steps = goal.steps.len();
        match () {
            () if goal.state != GoalState::Living => None,
            () if pace.path > 0 && pace.done >= pace.path => Some(Self::Path { done: pace.done }),
            () if steps > 0 && goal.steps.iter().all(|it| it.done) => {
                Some(Self::Steps { done: steps })
            }
            () => None,
        }
    }
}

/// From when on the days without a check-in are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", content = "on", rename_all = "kebab-case")]
pub enum LastContact {
    /// The last day an adult noted that they were with the child.
    Contact(NaiveDate),
    /// None is known: the term's first day.
    Term(NaiveDate),
}

impl LastContact {
    /// The day from which the count begins.
    pub const fn day(self) -> NaiveDate {
        match self {
            Self::Contact(on) | Self::Term(on) => on,
        }
    }
}

/// A competency, as far as a link to a group for it names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyLink {
    pub competency: CompetencyId,
    /// The framework's code: "M.2".
    pub code: String,
    /// In adults' words.
    pub statement: String,
}

/// What is known of a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildFacts {
    pub child: PersonId,
    /// Not at school today.
    pub away: bool,
    /// The last day an adult noted that they were with the child.
    pub contact: Option<NaiveDate>,
    /// Goals that came to their end and were not celebrated yet.
    pub finished: Vec<FinishedGoal>,
}

/// The children who are not yet able to do the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildrenNotYet {
    pub competence: CompetencyLink,
    pub children: BTreeSet<PersonId>,
}

/// What is known of a class, but for who wants help just now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassFacts {
    /// The school's date.
    pub today: NaiveDate,
    /// A survey was started in the class. Before that it is new, and nobody is behind with a check-in.
    pub surveyed: bool,
    /// None: there is no term now.
    pub term_began: Option<NaiveDate>,
    pub children: Vec<ChildFacts>,
    /// One for each competency that several children are not yet able to do.
    pub not_yet: Vec<ChildrenNotYet>,
}

impl NextReason {
    /// As the key begins.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Sit { .. } => "sit",
            Self::Celebrate(_) => "celebrate",
            Self::CheckIn { .. } => "check-in",
            Self::Alike(_) => "alike",
        }
    }
}

/// Who has waited for help long enough and has nobody who comes, the longest waiting first.
pub fn waiting<'t>(
    tiles: impl IntoIterator<Item = &'t Tile>,
    away: &[PersonId],
    tuning: &NextTuning,
    aside: &BTreeSet<Key>,
    now: DateTime<Utc>,
) -> Vec<Next> {
    let long = TimeDelta::minutes(tuning.sit.from.into());
    let one = |tile: &Tile| {
        let help = tile.help.as_ref()?;
        let waited = (now - help.asked_at).max(TimeDelta::zero());
        let waits = help.coming.is_none() && waited >= long;
        (tuning.sit.on && waits && !away.contains(&tile.child)).then(|| Next {
            key: Key::sit(help.wish),
            children: vec![tile.child],
            why: NextReason::Sit {
                wish: help.wish,
                since: help.asked_at,
                tried: help.tried.len(),
            },
        })
    };
    let mut all: Vec<_> = tiles.into_iter().filter_map(one).collect();
    all.retain(|it| !aside.contains(&it.key));
    all.sort_by_key(|it| match it.why {
        NextReason::Sit { wish, since, .. } => Some((since, wish)),
        _ => None,
    });
    all
}

/// All else there is to do: one of each kind first, then the second of each, and so on.
pub fn standing(seen: &ClassFacts, tuning: &NextTuning, aside: &BTreeSet<Key>) -> Vec<Next> {
    let mut kinds = [
        celebrate(seen, tuning),
        check_in(seen, tuning),
        alike(seen, tuning),
    ];
    for kind in &mut kinds {
        kind.retain(|it| !aside.contains(&it.key));
    }
    let rounds = kinds.iter().map(Vec::len).max().unwrap_or_default();
    let mut kinds = kinds.map(Vec::into_iter);
    (0..rounds)
        .flat_map(|_| kinds.each_mut().map(Iterator::next))
        .flatten()
        .collect()
}

/// What is shown of both: nobody who waits stands behind anything else.
pub fn first(mut waiting: Vec<Next>, standing: Vec<Next>) -> Vec<Next> {
    waiting.extend(standing);
    waiting.truncate(limits::next::MOST_SHOWN);
    waiting
}

fn celebrate(seen: &ClassFacts, tuning: &NextTuning) -> Vec<Next> {
    if !tuning.celebrate {
        return Vec::new();
    }
    let of_child = |child: &ChildFacts| {
        let (child, finished) = (child.child, child.finished.clone());
        finished.into_iter().map(move |it| Next {
            key: Key::celebrate(it.goal),
            children: vec![child],
            why: NextReason::Celebrate(it),
        })
    };
    let mut all: Vec<_> = present(seen).flat_map(of_child).collect();
    all.sort_by(|one, other| one.key.cmp(&other.key));
    all
}

/// Since when, and for how many days, no adult was with a child, where that is so many or more; who
/// was never met is waited for from the term's first day.
pub fn due(
    contact: Option<NaiveDate>,
    term_began: Option<NaiveDate>,
    today: NaiveDate,
    every: i64,
) -> Option<(LastContact, i64)> {
    let since = contact.map(LastContact::Contact);
    let since = since.or(term_began.map(LastContact::Term))?;
    let days = (today - since.day()).num_days();
    (days >= every).then_some((since, days))
}

/// The longest ago first.
fn check_in(seen: &ClassFacts, tuning: &NextTuning) -> Vec<Next> {
    let every = i64::from(tuning.check_in.from).max(1);
    let one = |child: &ChildFacts| {
        let (since, days) = due(child.contact, seen.term_began, seen.today, every)?;
        (tuning.check_in.on && seen.surveyed).then(|| Next {
            key: Key::check_in(child.child, since.day(), days / every),
            children: vec![child.child],
            why: NextReason::CheckIn { since, days },
        })
    };
    let mut all: Vec<_> = present(seen).filter_map(one).collect();
    all.sort_by_key(|it| match it.why {
        NextReason::CheckIn { since, .. } => Some((since.day(), it.children.clone())),
        _ => None,
    });
    all
}

/// What most children share first.
fn alike(seen: &ClassFacts, tuning: &NextTuning) -> Vec<Next> {
    let here: BTreeSet<PersonId> = present(seen).map(|it| it.child).collect();
    let one = |it: &ChildrenNotYet| {
        let children: Vec<_> = it.children.intersection(&here).copied().collect();
        let enough = children.len() >= usize::from(tuning.alike.from).max(2);
        (tuning.alike.on && enough).then(|| Next {
            // Of all of them: a day away is no new reason.
            key: Key::alike(it.competence.competency, &it.children),
            children,
            why: NextReason::Alike(it.competence.clone()),
        })
    };
    let mut all: Vec<_> = seen.not_yet.iter().filter_map(one).collect();
    all.sort_by(|one, other| {
        let by = |it: &Next| (std::cmp::Reverse(it.children.len()), it.key.clone());
        by(one).cmp(&by(other))
    });
    all
}

fn present(seen: &ClassFacts) -> impl Iterator<Item = &ChildFacts> {
    seen.children.iter().filter(|it| !it.away)
}
