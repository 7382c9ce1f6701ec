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
