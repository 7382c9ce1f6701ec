//! The people and rooms of a school as a roster names them.

use crate::ids::{ClassId, PersonId};
use serde::{Deserialize, Serialize};

/// What a person is in a school (`OneRoster` roles, in the product's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    Child,
    Teacher,
    Leader,
    Office,
    Guardian,
}

impl Role {
    pub const ALL: [Self; 5] = [
        Self::Child,
        Self::Teacher,
        Self::Leader,
        Self::Office,
        Self::Guardian,
    ];

    /// As stored and as in the command line: "child", "teacher", …
    pub const fn name(self) -> &'static str {
        match self {
            Self::Child => "child",
            Self::Teacher => "teacher",
            Self::Leader => "leader",
            Self::Office => "office",
            Self::Guardian => "guardian",
        }
    }

    /// The role of a name; `None` for others.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A class on a teacher's list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassCard {
    pub id: ClassId,
    pub title: String,
    pub children: u32,
    pub open: bool,
}

/// A signed-in adult, as the pages greet them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adult {
    pub name: String,
    pub school: String,
    pub role: Role,
    pub classes: Vec<ClassCard>,
}

/// A child as a list names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildName {
    pub child: PersonId,
    /// As on the tile wall.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
}

/// Counts of fewer children than this could be traced to one, and are not told.
pub const FEWEST_COUNTED: u32 = 5;

/// How a class gets on, in counts of its children. They are for help, never for ranking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassCounts {
    /// Answered in a survey of this term.
    pub surveyed: u32,
    /// Have a goal that is agreed for this term.
    pub planned: u32,
    /// Did something for a goal this week.
    pub ticked: u32,
    /// Have not been met by an adult for as long as the rule for check-ins says by default.
    pub unmet: u32,
    /// Goals that wait for the teacher's answer.
    pub waiting: u32,
}

/// A class in the leader's overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassLine {
    pub class: ClassId,
    pub title: String,
    pub children: u32,
    /// None in a class so small that they would tell of a child.
    pub counts: Option<ClassCounts>,
}

impl ClassLine {
    pub fn new(class: ClassId, title: String, children: u32, counts: ClassCounts) -> Self {
        Self {
            counts: (children >= FEWEST_COUNTED).then_some(counts),
            class,
            title,
            children,
        }
    }
}

/// The classes of a school in the order of their names, and in no other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Of the school on this day; a class may have its own.
    pub term: Option<String>,
    pub classes: Vec<ClassLine>,
}

impl Overview {
    pub fn new(term: Option<String>, mut classes: Vec<ClassLine>) -> Self {
        classes.sort_by(|a, b| (&a.title, a.class).cmp(&(&b.title, b.class)));
        Self { term, classes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn line(n: u128, title: &str, children: u32) -> ClassLine {
        let counts = ClassCounts {
            surveyed: children,
            planned: 0,
            ticked: 0,
            unmet: 0,
            waiting: 0,
        };
        ClassLine::new(
            ClassId(Uuid::from_u128(n)),
            title.to_owned(),
            children,
            counts,
        )
    }

    #[test]
    fn a_class_of_very_few_tells_no_counts() {
        assert_eq!(line(1, "Room 1", 4).counts, None);
        assert_eq!(line(1, "Room 1", 5).counts.unwrap().surveyed, 5);
    }

    #[test]
    fn classes_stand_in_the_order_of_their_names_whatever_their_counts() {
        let all = vec![
            line(1, "Room 3", 30),
            line(2, "Room 1", 5),
            line(3, "Room 2", 20),
        ];
        let titles: Vec<_> = Overview::new(None, all)
            .classes
            .into_iter()
            .map(|it| it.title)
            .collect();
        assert_eq!(titles, ["Room 1", "Room 2", "Room 3"]);
    }
}
