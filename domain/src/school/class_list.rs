//! A class as a list of its children.

use super::ChildName;
use crate::ids::{ClassId, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The children of a class in the order of their names.
///
/// # Examples
///
/// ```
/// # use domain::school::class_list::ClassList;
/// # use serde_json::json;
/// let json = json!({
///     "title": "Room 3",
///     "children": [{
///         "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Ana García", "picture": "rabbit",
///         "grade": 2, "survey": { "done": 8, "of": 8 }, "goals": 3, "noted_on": "2026-10-05"
///     }]
/// });
/// let list: ClassList = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&list)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassList {
    /// The class's name.
    pub title: String,
    pub children: Vec<ListedChild>,
}

/// A child in the list of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedChild {
    pub child: PersonId,
    /// Given name and family name.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
    pub grade: u8,
    /// In the class's newest survey; none before the child has opened it.
    pub survey: Option<ListedSurvey>,
    /// Agreed for this term and not yet ended.
    pub goals: u32,
    /// The day of the last thing that an adult wrote down of the child.
    pub noted_on: Option<NaiveDate>,
}

/// How far a child is with a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedSurvey {
    /// Questions that are done.
    pub done: u16,
    /// Questions that the child gets.
    pub of: u16,
}

impl ListedSurvey {
    pub const fn is_done(self) -> bool {
        self.done >= self.of
    }
}

/// The class of a child, with all of its children.
///
/// # Examples
///
/// ```
/// # use domain::school::class_list::ClassOfChild;
/// # use serde_json::json;
/// let json = json!({
///     "class": "0199a2f0-0000-7000-8000-000000000004", "title": "Room 3",
///     "children": [
///         { "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit" }
///     ]
/// });
/// let class: ClassOfChild = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&class)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassOfChild {
    pub class: ClassId,
    /// The class's name.
    pub title: String,
    /// In the order of their names.
    pub children: Vec<ChildName>,
}

/// Where a child stands in the order of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChildTurn {
    /// From 1 on.
    pub n: usize,
    pub of: usize,
    pub before: Option<ChildName>,
    pub next: Option<ChildName>,
}

impl ClassOfChild {
    /// The child as the class has them.
    pub fn named(&self, child: PersonId) -> Option<&ChildName> {
        self.children.iter().find(|it| it.child == child)
    }

    /// Who comes before a child and who next; nobody comes before the first, nor after the last.
    pub fn turn(&self, child: PersonId) -> Option<ChildTurn> {
        let at = self.children.iter().position(|it| it.child == child)?;
        let of_place = |n: Option<usize>| n.and_then(|n| self.children.get(n)).cloned();
        Some(ChildTurn {
            n: at + 1,
            of: self.children.len(),
            before: of_place(at.checked_sub(1)),
            next: of_place(Some(at + 1)),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn class() -> ClassOfChild {
        let child = |(n, name): (u128, &str)| ChildName {
            child: person(n),
            name: name.to_owned(),
            picture: "fox".to_owned(),
        };
        ClassOfChild {
            class: ClassId(Uuid::from_u128(9)),
            title: "Room 1".to_owned(),
            children: [(1, "Ana"), (2, "Leo"), (3, "Mia")].map(child).to_vec(),
        }
    }

    #[test]
    fn a_child_stands_between_two_others() {
        let turn = class().turn(person(2)).expect("a turn");
        let name = |it: Option<ChildName>| it.map(|it| it.name);
        assert_eq!((turn.n, turn.of), (2, 3));
        assert_eq!(name(turn.before).as_deref(), Some("Ana"));
        assert_eq!(name(turn.next).as_deref(), Some("Mia"));
    }

    #[test]
    fn nobody_comes_before_the_first_or_after_the_last() {
        assert_eq!(class().turn(person(1)).expect("a turn").before, None);
        assert_eq!(class().turn(person(3)).expect("a turn").next, None);
        assert_eq!(class().turn(person(4)), None);
    }
}
