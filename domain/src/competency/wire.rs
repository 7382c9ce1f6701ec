//! What desks and tablets are told about competencies and levels.

use super::{Change, Competency, Gap, Level, LevelEntry, Mark, Said};
use crate::{
    Lang,
    ids::{ClassId, CompetencyId, GoalId},
    roster::Tally,
    school::ChildName,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a goal aims at, and how far its child is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    pub competency: Competency,
    pub level: Option<Level>,
}

/// The aim with this competency.
pub fn aim_of(aims: &[Aim], competency: Option<CompetencyId>) -> Option<&Aim> {
    let id = competency?;
    aims.iter().find(|it| it.competency.id == id)
}

/// A competency on a child's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyLine {
    pub competency: Competency,
    /// What stands.
    pub said: Option<LevelEntry>,
    pub gap: Option<Gap>,
    /// The living goal that aims at it.
    pub goal: Option<GoalId>,
}

/// How far a child is with the school's competencies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildLevels {
    pub class: ClassId,
    pub child: ChildName,
    pub grade: u8,
    /// The child's own language.
    pub lang: Lang,
    pub today: NaiveDate,
    /// In the framework's order; those retired only if something was said of them.
    pub lines: Vec<CompetencyLine>,
}

/// A child in the class's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRow {
    pub child: ChildName,
    pub grade: u8,
    /// One a competency, in their order.
    pub marks: Vec<Option<Mark>>,
}

/// How far the children of a class are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassLevels {
    pub title: String,
    pub today: NaiveDate,
    /// Those that are not retired.
    pub competencies: Vec<Competency>,
    pub rows: Vec<LevelRow>,
}

/// A framework of a school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkCard {
    pub name: String,
    pub competencies: u32,
    pub retired: u32,
}

/// What an import would change, or has changed, in one school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    pub school: String,
    pub framework: String,
    pub headings: usize,
    pub tally: Tally,
    pub changes: Vec<Change>,
    pub said: Said,
    /// Rows that were written, or would be.
    pub rows: usize,
}
