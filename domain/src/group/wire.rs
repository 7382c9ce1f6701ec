//! Types that the desk and the server exchange about groups.

use super::{GroupError, GroupSpan, Helpfulness, MemberProgress, Suggestion, TogetherNotice, ends};
use crate::{
    competency::Competency,
    ids::{CompetencyId, GroupId, PersonId},
    limits,
    plan::Text,
    school::ChildName,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A group as an adult wants it; its children are another matter once it is there.
///
/// # Examples
///
/// ```
/// # use domain::group::GroupDraft;
/// # use serde_json::json;
/// let json = json!({
///     "name": "Readers", "note": "", "competency": null, "ends": "2026-11-09",
///     "span": "weeks"
/// });
/// let draft: GroupDraft = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&draft)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDraft {
    pub name: String,
    /// For the lesson; may be empty.
    pub note: String,
    /// What it is for, if that is a competency of the school.
    pub competency: Option<CompetencyId>,
    /// The last day, which belongs to the group.
    pub ends: NaiveDate,
    /// Which longest length the last day is checked against.
    pub span: GroupSpan,
}

impl GroupDraft {
    /// Whether a group that began then can be so.
    ///
    /// # Errors
    ///
    /// The first field that can't be so: the name, the note or the last day.
    pub fn check(&self, begins: NaiveDate, term_ends: Option<NaiveDate>) -> Result<(), GroupError> {
        let length = self.name.trim().chars().count();
        if length == 0 || length > limits::group::NAME_CHARS {
            return Err(GroupError::NameIsEmptyOrTooLong);
        }
        if self.note.chars().count() > limits::group::NOTE_CHARS {
            return Err(GroupError::NoteIsTooLong);
        }
        ends::check(begins, self.ends, self.span, term_ends)
    }
}

/// A child goes from one group to another, or in or out; with both ends changed over it is undone.
///
/// # Examples
///
/// ```
/// # use domain::group::Move;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "from": null,
///     "to": "0199a2f0-0000-7000-8000-000000000006"
/// });
/// let it: Move = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&it)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub child: PersonId,
    /// `None`: the child is in no group before.
    pub from: Option<GroupId>,
    /// `None`: the child leaves the group.
    pub to: Option<GroupId>,
}

impl Move {
    /// The move that undoes it.
    #[must_use]
    pub const fn back(self) -> Self {
        Self {
            child: self.child,
            from: self.to,
            to: self.from,
        }
    }
}

/// A child in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub child: ChildName,
    /// The first day in the group.
    pub joined: NaiveDate,
    /// Of the group's competency; nothing where it has none.
    pub then: Option<MemberProgress>,
    /// How often they ticked for the group's goal; none who was not given it.
    pub ticks: Option<u32>,
}

/// The goal that was given to the group's children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupGoal {
    pub title: Text,
    pub picture: String,
    /// The ready-made goal it came from.
    pub entry: Option<String>,
}

/// How a group ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupClosing {
    pub helped: Helpfulness,
    /// May be empty.
    pub note: String,
    /// The last day.
    pub on: NaiveDate,
}

/// A group of a class.
///
/// # Examples
///
/// ```
/// # use domain::group::Group;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000006", "name": "Readers", "note": "",
///     "competency": null, "begins": "2026-10-19", "ends": "2026-11-09", "span": "weeks",
///     "members": [
///         {
///             "child": {
///                 "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                 "picture": "rabbit"
///             },
///             "joined": "2026-10-19", "then": { "before": "not-yet", "now": "learning" },
///             "ticks": 2
///         }
///     ],
///     "goal": {
///         "title": { "en": "I read aloud", "es": "Leo en voz alta" }, "picture": "book",
///         "entry": "read-aloud"
///     },
///     "closing": { "helped": "helped", "note": "", "on": "2026-11-09" }
/// });
/// let group: Group = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&group)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    /// For the lesson; may be empty.
    pub note: String,
    /// What it is for; `None` where that is not a competency.
    pub competency: Option<Competency>,
    /// The first day.
    pub begins: NaiveDate,
    /// The last day, which belongs to the group.
    pub ends: NaiveDate,
    pub span: GroupSpan,
    /// Those who are in it now, or were when it ended.
    pub members: Vec<Member>,
    /// `None` before one is given.
    pub goal: Option<GroupGoal>,
    /// `None` while it goes on.
    pub closing: Option<GroupClosing>,
}

impl Group {
    /// Whether its last day is over and nobody has said yet whether it helped.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.closing.is_none() && self.ends < today
    }

    /// Whether the child is a member.
    pub fn has(&self, child: PersonId) -> bool {
        self.members.iter().any(|it| it.child.child == child)
    }
}

/// The groups of a class, and what could be one.
///
/// # Examples
///
/// Without competencies and groups: see [`Competency`] and [`Group`].
///
/// ```
/// # use domain::group::Groups;
/// # use serde_json::json;
/// let json = json!({
///     "title": "Room 3", "today": "2026-10-19", "term_ends": "2026-11-20",
///     "children": [
///         {
///             "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///             "picture": "rabbit"
///         }
///     ],
///     "competencies": [],
///     "suggestions": [
///         {
///             "reason": {
///                 "why": "interest",
///                 "card": {
///                     "id": "animals", "picture": "dog",
///                     "word": { "en": "animals", "es": "animales" }
///                 }
///             },
///             "children": [
///                 "0199a2f0-0000-7000-8000-000000000001",
///                 "0199a2f0-0000-7000-8000-000000000007"
///             ],
///             "name": { "en": "Animals", "es": "Animales" }
///         }
///     ],
///     "groups": [],
///     "notices": [
///         {
///             "children": [
///                 "0199a2f0-0000-7000-8000-000000000001",
///                 "0199a2f0-0000-7000-8000-000000000007"
///             ],
///             "groups": 3
///         }
///     ]
/// });
/// let groups: Groups = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&groups)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    /// The class's name.
    pub title: String,
    /// The school's date.
    pub today: NaiveDate,
    /// None where the school has no term today.
    pub term_ends: Option<NaiveDate>,
    /// All children of the class.
    pub children: Vec<ChildName>,
    /// Those a group may be for.
    pub competencies: Vec<Competency>,
    /// Groups that could be made.
    pub suggestions: Vec<Suggestion>,
    /// The newest first.
    pub groups: Vec<Group>,
    /// Children who are together again and again.
    pub notices: Vec<TogetherNotice>,
}

/// What a move makes of the groups; the same as the school does.
pub fn moved(groups: &mut [Group], it: Move, child: &ChildName, today: NaiveDate) {
    for group in groups.iter_mut() {
        if Some(group.id) == it.from {
            group
                .members
                .retain(|member| member.child.child != it.child);
        }
        if Some(group.id) == it.to && !group.has(it.child) {
            group.members.push(Member {
                child: child.clone(),
                joined: today,
                then: None,
                ticks: None,
            });
        }
    }
}
