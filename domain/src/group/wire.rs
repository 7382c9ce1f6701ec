//! What desks are told about groups, and say of them.

use super::{Helped, Notice, Span, Suggestion, Then, ends};
use crate::{
    AppError,
    competency::Competency,
    ids::{CompetencyId, GroupId, PersonId},
    plan::Text,
    school::ChildName,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Longest name, in characters.
pub const NAME: usize = 80;
/// Longest lesson note or closing sentence, in characters.
pub const NOTE: usize = 300;

/// A group as an adult wants it; its children are another matter once it is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDraft {
    pub name: String,
    /// For the lesson; may be empty.
    pub note: String,
    /// What it is for, if that is a competency of the school.
    pub competency: Option<CompetencyId>,
    pub ends: NaiveDate,
    pub span: Span,
}

impl GroupDraft {
    /// Whether a group that began then can be so.
    pub fn check(&self, begins: NaiveDate, term_ends: Option<NaiveDate>) -> Result<(), AppError> {
        let length = self.name.trim().chars().count();
        if length == 0 || length > NAME {
            return Err(AppError::invalid("name-of-group", "length"));
        }
        if self.note.chars().count() > NOTE {
            return Err(AppError::invalid("note", "too-long"));
        }
        ends::check(begins, self.ends, self.span, term_ends)
    }
}

/// A child goes from one group to another, or in or out; with both ends changed over it is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub child: PersonId,
    pub from: Option<GroupId>,
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
    pub joined: NaiveDate,
    /// Of the group's competency; nothing where it has none.
    pub then: Option<Then>,
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
pub struct Closing {
    pub helped: Helped,
    /// May be empty.
    pub note: String,
    pub on: NaiveDate,
}

/// A group of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    pub note: String,
    pub competency: Option<Competency>,
    pub begins: NaiveDate,
    pub ends: NaiveDate,
    pub span: Span,
    /// Those who are in it now, or were when it ended.
    pub members: Vec<Member>,
    pub goal: Option<GroupGoal>,
    pub closing: Option<Closing>,
}

impl Group {
    /// Whether its last day is over and nobody has said yet whether it helped.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.closing.is_none() && self.ends < today
    }

    pub fn has(&self, child: PersonId) -> bool {
        self.members.iter().any(|it| it.child.child == child)
    }
}

/// The groups of a class, and what could be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groups {
    pub title: String,
    pub today: NaiveDate,
    /// None where the school has no term today.
    pub term_ends: Option<NaiveDate>,
    pub children: Vec<ChildName>,
    pub competencies: Vec<Competency>,
    pub suggestions: Vec<Suggestion>,
    /// The newest first.
    pub groups: Vec<Group>,
    pub notices: Vec<Notice>,
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
