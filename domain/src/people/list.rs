//! Children as their school's office reads them.

use crate::{
    Lang,
    ids::{ClassId, PersonId},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A class by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassName {
    pub class: ClassId,
    pub title: String,
}

/// Where a child of the school stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChildState {
    Active,
    /// In no class yet, and in one from a day to come.
    Waiting,
    Archived,
    /// Archived, and all of it is another record's now.
    Merged,
}

impl ChildState {
    /// For tests and styles.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Archived => "archived",
            Self::Merged => "merged",
        }
    }
}

/// A child of the school.
///
/// # Examples
///
/// ```
/// # use domain::people::SchoolChild;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "given": "Junie", "family": "Dahl",
///     "picture": "rabbit", "grade": 1, "lang": "en", "identifier": "S-10482",
///     "seats": [{ "class": "0199a2f0-0000-7000-8000-000000000004", "title": "Room 2" }],
///     "begins": null, "is_archived": false, "merged_into": null, "is_own": false
/// });
/// let child: SchoolChild = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&child)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolChild {
    pub child: PersonId,
    pub given: String,
    /// Empty for who has one name.
    pub family: String,
    /// Of the tile.
    pub picture: String,
    /// 0 is kindergarten and before.
    pub grade: u8,
    pub lang: Lang,
    /// What the school's other systems call the child.
    pub identifier: Option<String>,
    /// The classes of now, by title.
    pub seats: Vec<ClassName>,
    /// The day of the next change of classes that waits.
    pub begins: Option<NaiveDate>,
    pub is_archived: bool,
    /// The record that has what this one had.
    pub merged_into: Option<PersonId>,
    /// Added by the office: the roster does not name them.
    pub is_own: bool,
}

impl SchoolChild {
    /// Given name and family name.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family).trim().to_owned()
    }

    /// As a list has it: "Dahl, Junie".
    pub fn listed_name(&self) -> String {
        match self.family.is_empty() {
            true => self.given.clone(),
            false => format!("{}, {}", self.family, self.given),
        }
    }

    /// Where the child stands.
    pub const fn state(&self) -> ChildState {
        match (self.merged_into, self.is_archived) {
            (Some(_), _) => ChildState::Merged,
            (None, true) => ChildState::Archived,
            (None, false) if self.seats.is_empty() && self.begins.is_some() => ChildState::Waiting,
            (None, false) => ChildState::Active,
        }
    }
}

/// All children of a school and its classes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolChildren {
    /// By family name.
    pub children: Vec<SchoolChild>,
    /// Those that are not archived, by title.
    pub classes: Vec<ClassName>,
}

/// A change of classes, done or waiting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeatChange {
    /// The class that was left; none: they came.
    pub from: Option<String>,
    /// The class they came to; none: they left.
    pub to: Option<String>,
    pub on: NaiveDate,
    /// Who wrote it down.
    pub by: String,
    /// Its day has not come.
    pub waits: bool,
}

/// A child's record, as the office works on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildRecord {
    pub child: SchoolChild,
    /// The newest first.
    pub changes: Vec<SeatChange>,
    /// All of the school, to move into.
    pub classes: Vec<ClassName>,
    /// Today at school.
    pub today: NaiveDate,
    /// The name of the record that has what this one had.
    pub kept_name: Option<String>,
}

/// What archiving a child ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArchiveCounts {
    /// Tablets the child is signed in on.
    pub sessions: u32,
    pub classes: u32,
    /// Groups that go on.
    pub groups: u32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn child() -> SchoolChild {
        SchoolChild {
            child: PersonId(Uuid::from_u128(1)),
            given: "Junie".to_owned(),
            family: "Dahl".to_owned(),
            picture: "owl".to_owned(),
            grade: 1,
            lang: Lang::En,
            identifier: None,
            seats: Vec::new(),
            begins: None,
            is_archived: false,
            merged_into: None,
            is_own: true,
        }
    }

    #[test]
    fn a_child_waits_only_while_in_no_class() {
        let begins = "2026-10-01".parse().ok();
        let waiting = SchoolChild { begins, ..child() };
        assert_eq!(waiting.state(), ChildState::Waiting);
        let seats = vec![ClassName {
            class: ClassId(Uuid::from_u128(2)),
            title: "Room 2".to_owned(),
        }];
        let moving = SchoolChild {
            seats,
            begins,
            ..child()
        };
        assert_eq!(moving.state(), ChildState::Active);
        assert_eq!(child().state(), ChildState::Active);
    }

    #[test]
    fn a_record_that_went_into_another_is_more_than_archived() {
        let archived = SchoolChild {
            is_archived: true,
            ..child()
        };
        assert_eq!(archived.state(), ChildState::Archived);
        let merged_into = Some(PersonId(Uuid::from_u128(2)));
        let merged = SchoolChild {
            merged_into,
            ..archived
        };
        assert_eq!(merged.state(), ChildState::Merged);
    }

    #[test]
    fn who_has_one_name_is_listed_by_it() {
        let one = SchoolChild {
            family: String::new(),
            ..child()
        };
        assert_eq!(
            (one.name(), one.listed_name()),
            ("Junie".to_owned(), "Junie".to_owned())
        );
        assert_eq!(child().listed_name(), "Dahl, Junie");
    }
}
