//! Roles, adults, classes and children of a school, and the leader's overview.

pub mod class_list;
pub mod search;
pub mod setup;

use crate::{
    feature_error::feature_error,
    ids::{ClassId, PersonId},
    limits,
};
use serde::{Deserialize, Serialize};

feature_error! {
    /// What is wrong with a school that was named.
    pub enum SchoolError {
        /// No school has this `sourcedId`.
        IsUnknown,
    }
}

/// What a person is in a school (`OneRoster` roles, in the product's words).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Learns here.
    Child,
    /// Teaches a class, and sees its children.
    Teacher,
    /// A principal: sees all classes of the school, and changes nothing but imports of scores.
    Leader,
    /// Works on the roster, the accounts and the year; sees no child's answers.
    Office,
    /// Of a child's family; may do nothing in the product.
    Guardian,
}

impl Role {
    /// All roles.
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
    /// The class's name.
    pub title: String,
    /// How many children it has.
    pub children: u32,
    /// Children can sign in.
    pub open: bool,
}

/// A signed-in adult, as the pages greet them.
///
/// # Examples
///
/// ```
/// # use domain::school::Adult;
/// # use serde_json::json;
/// let json = json!({
///     "name": "Rosa Vega", "school": "Oak School", "role": "teacher",
///     "classes": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000004", "title": "Room 3", "children": 20,
///             "open": true
///         }
///     ]
/// });
/// let adult: Adult = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&adult)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Adult {
    /// Given name and family name.
    pub name: String,
    /// The school's name.
    pub school: String,
    pub role: Role,
    /// Those the adult may see.
    pub classes: Vec<ClassCard>,
}

/// A child as a list names them.
///
/// # Examples
///
/// ```
/// # use domain::school::ChildName;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit"
/// });
/// let child: ChildName = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&child)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildName {
    pub child: PersonId,
    /// As on the tile wall.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
}

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
pub struct OverviewRow {
    pub class: ClassId,
    /// The class's name.
    pub title: String,
    /// How many children it has.
    pub children: u32,
    /// None in a class so small that they would tell of a child.
    pub counts: Option<ClassCounts>,
}

impl OverviewRow {
    /// The row of a class; leaves the counts out where the class is too small.
    pub fn new(class: ClassId, title: String, children: u32, counts: ClassCounts) -> Self {
        Self {
            counts: (children >= limits::school::FEWEST_COUNTED).then_some(counts),
            class,
            title,
            children,
        }
    }
}

/// The classes of a school in the order of their names, and in no other.
///
/// # Examples
///
/// ```
/// # use domain::school::Overview;
/// # use serde_json::json;
/// let json = json!({
///     "term": "Fall",
///     "classes": [
///         {
///             "class": "0199a2f0-0000-7000-8000-000000000004", "title": "Room 3",
///             "children": 20,
///             "counts": {
///                 "surveyed": 18, "planned": 15, "ticked": 12, "unmet": 3, "waiting": 2
///             }
///         },
///         {
///             "class": "0199a2f0-0000-7000-8000-000000000005", "title": "Room 4",
///             "children": 3, "counts": null
///         }
///     ]
/// });
/// let overview: Overview = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&overview)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Of the school on this day; a class may have its own.
    pub term: Option<String>,
    /// In the order of their titles.
    pub classes: Vec<OverviewRow>,
}

impl Overview {
    /// Sorts the classes by their titles.
    pub fn new(term: Option<String>, mut classes: Vec<OverviewRow>) -> Self {
        classes.sort_by(|a, b| (&a.title, a.class).cmp(&(&b.title, b.class)));
        Self { term, classes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn line(n: u128, title: &str, children: u32) -> OverviewRow {
        let counts = ClassCounts {
            surveyed: children,
            planned: 0,
            ticked: 0,
            unmet: 0,
            waiting: 0,
        };
        OverviewRow::new(
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
