//! Types that desks and tablets get about competencies and levels.

use super::{Competency, CompetencyChange, Gap, Level, LevelEntry, LevelMark, RowProblems};
use crate::{
    Lang,
    ids::{ClassId, CompetencyId, GoalId},
    roster::Tally,
    school::ChildName,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a goal aims at, and how far its child is.
///
/// # Examples
///
/// ```
/// # use domain::competency::Aim;
/// # use serde_json::json;
/// let json = json!({
///     "competency": {
///         "id": "0199a2f0-0000-7000-8000-000000000040", "framework": "Our school",
///         "code": "M.2",
///         "heading": { "code": "M", "title": { "en": "Maths", "es": "Matemáticas" } },
///         "statement": "Adds within 20", "child": { "en": "I can add" },
///         "grades": { "first": 1, "last": 2 }, "active": true
///     },
///     "level": "not-yet"
/// });
/// let aim: Aim = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&aim)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aim {
    pub competency: Competency,
    /// The newest level; `None` where nobody has looked.
    pub level: Option<Level>,
}

/// The aim with this competency.
pub fn aim_of(aims: &[Aim], competency: Option<CompetencyId>) -> Option<&Aim> {
    let id = competency?;
    aims.iter().find(|it| it.competency.id == id)
}

/// A competency on a child's page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetencyRow {
    pub competency: Competency,
    /// What stands.
    pub said: Option<LevelEntry>,
    /// `None`: nothing is missing from an earlier grade.
    pub gap: Option<Gap>,
    /// The living goal that aims at it.
    pub goal: Option<GoalId>,
}

/// How far a child is with the school's competencies.
///
/// # Examples
///
/// ```
/// # use domain::competency::ChildLevels;
/// # use serde_json::json;
/// let json = json!({
///     "class": "0199a2f0-0000-7000-8000-000000000004",
///     "child": {
///         "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia", "picture": "rabbit"
///     },
///     "grade": 2, "lang": "es", "today": "2026-10-19",
///     "lines": [
///         {
///             "competency": {
///                 "id": "0199a2f0-0000-7000-8000-000000000040", "framework": "Our school",
///                 "code": "M.2",
///                 "heading": { "code": "M", "title": { "en": "Maths", "es": "Matemáticas" } },
///                 "statement": "Adds within 20", "child": { "en": "I can add" },
///                 "grades": { "first": 1, "last": 2 }, "active": true
///             },
///             "said": {
///                 "id": "0199a2f0-0000-7000-8000-000000000041", "level": "learning",
///                 "seen": "work", "note": "", "on": "2026-10-19", "at": 1_792_420_200_000_i64,
///                 "who": "Rosa Vega"
///             },
///             "gap": { "from": 1, "looked": true }, "goal": null
///         }
///     ]
/// });
/// let levels: ChildLevels = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&levels)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildLevels {
    /// The class by which the reader sees the child.
    pub class: ClassId,
    pub child: ChildName,
    /// 0 is kindergarten and before.
    pub grade: u8,
    /// The child's own language.
    pub lang: Lang,
    /// The school's date.
    pub today: NaiveDate,
    /// In the framework's order; those retired only if something was said of them.
    pub lines: Vec<CompetencyRow>,
}

/// A child in the class's table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelRow {
    pub child: ChildName,
    /// 0 is kindergarten and before.
    pub grade: u8,
    /// One a competency, in their order.
    pub marks: Vec<Option<LevelMark>>,
}

/// How far the children of a class are.
///
/// # Examples
///
/// ```
/// # use domain::competency::ClassLevels;
/// # use serde_json::json;
/// let json = json!({
///     "title": "Room 3", "today": "2026-10-19",
///     "competencies": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000040", "framework": "Our school",
///             "code": "M.2",
///             "heading": { "code": "M", "title": { "en": "Maths", "es": "Matemáticas" } },
///             "statement": "Adds within 20", "child": { "en": "I can add" },
///             "grades": { "first": 1, "last": 2 }, "active": true
///         }
///     ],
///     "rows": [
///         {
///             "child": {
///                 "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Mia",
///                 "picture": "rabbit"
///             },
///             "grade": 1,
///             "marks": [
///                 {
///                     "entry": "0199a2f0-0000-7000-8000-000000000041", "level": "got-it",
///                     "on": "2026-10-19"
///                 }
///             ]
///         }
///     ]
/// });
/// let levels: ClassLevels = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&levels)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassLevels {
    /// The class's name.
    pub title: String,
    /// The school's date.
    pub today: NaiveDate,
    /// Those that are not retired.
    pub competencies: Vec<Competency>,
    pub rows: Vec<LevelRow>,
}

/// A framework of a school.
///
/// # Examples
///
/// ```
/// # use domain::competency::FrameworkCard;
/// # use serde_json::json;
/// let json = json!({ "name": "Our school", "competencies": 84, "retired": 2 });
/// let card: FrameworkCard = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&card)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkCard {
    pub name: String,
    /// How many are in use.
    pub competencies: u32,
    /// How many the newest file lacks.
    pub retired: u32,
}

/// What an import would change, or has changed, in one school.
///
/// # Examples
///
/// ```
/// # use domain::competency::FrameworkPreview;
/// # use serde_json::json;
/// let json = json!({
///     "school": "Oak School", "framework": "Our school", "headings": 4,
///     "tally": { "found": 84, "new": 1, "changed": 1, "back": 0, "gone": 0 },
///     "changes": [
///         {
///             "code": "M.2", "statement": "Adds within 20",
///             "what": { "changed": ["statement"] }
///         },
///         { "code": "M.9", "statement": "Counts money", "what": "new" }
///     ],
///     "said": {
///         "kept": [
///             {
///                 "spot": { "line": 12 }, "column": "grade", "value": "one",
///                 "why": "unknown-grade"
///             }
///         ],
///         "more": 0, "stop": false
///     },
///     "rows": 2
/// });
/// let preview: FrameworkPreview = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&preview)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameworkPreview {
    /// The school's name.
    pub school: String,
    /// The framework's name.
    pub framework: String,
    /// How many headings the file has.
    pub headings: usize,
    /// How many competencies are new, changed, back or gone.
    pub tally: Tally,
    /// Each change, for a person to read.
    pub changes: Vec<CompetencyChange>,
    /// Problems of the file.
    pub said: RowProblems,
    /// Rows that were written, or would be.
    pub rows: usize,
}
