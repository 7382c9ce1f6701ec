//! Competencies: what the school wants children to be able to do, in adults' words and in a
//! child's. The module also has a child's level in each, gaps from earlier grades, and the import
//! of a framework: [`read_framework`] reads a file, [`compare_framework`] finds what it changes.
//! Levels are never added up to a score or compared between children.

mod card;
mod case;
mod child_words;
mod class_table;
mod compare;
mod csv_framework;
mod framework;
mod framework_part;
mod gap;
mod grades;
mod history;
mod level;
mod level_cell;
mod map_view;
mod mastery;
mod problem;
mod wire;

#[cfg(test)]
pub(crate) use level::tests as level_tests;

pub use card::{card_id, competency_of_card};
pub use class_table::{ALL_HEADINGS, CellIndex, LevelSort, TableKey, headings};
pub use compare::{
    CompetencyChange, CompetencyChangeKind, CompetencyField, CompetencyWrite, FrameworkChanges,
    StoredCompetency, compare_framework,
};
pub use framework::{Framework, FrameworkError, FrameworkItem, read_framework};
pub use gap::{Gap, gap};
pub use grades::Grades;
pub use history::{EntryState, entry_states};
pub use level::{
    Age, Level, LevelDraft, LevelEntry, LevelError, LevelMark, LevelSource, current_level,
};
pub use level_cell::{AfterAnswer, CellState, LevelCell, LevelChange};
pub use map_view::{AtLevel, MapView};
pub use mastery::{AreaLevels, mastery};

pub use problem::{FileSpot, RowProblem, RowProblemKind, RowProblems};
pub use wire::{
    Aim, ChildLevels, ClassLevels, CompetencyRow, FrameworkCard, FrameworkPreview, LevelRow, aim_of,
};

use crate::{Lang, Words, area::Area, ids::CompetencyId, text::Text};
use serde::{Deserialize, Serialize};

/// Under what a framework puts its competencies: "Maths", "Reading".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Unique in its framework.
    pub code: String,
    pub title: Words,
}

impl Heading {
    /// The area of a goal that aims at something under this heading.
    pub fn area(&self) -> Area {
        Area::named(&format!("{} {}", self.title.en, self.title.es)).unwrap_or(Area::Own)
    }
}

/// The same in a child's words, as far as the school has them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildWords {
    /// In English: "I can add".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// In Spanish: "Puedo sumar".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
}

impl ChildWords {
    /// The words in one language; `None` where the school has none in it.
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Es => self.es.as_deref(),
        }
    }
}

/// Something a child learns to do.
///
/// # Examples
///
/// ```
/// # use domain::competency::Competency;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000040", "framework": "Our school", "code": "M.2",
///     "heading": { "code": "M", "title": { "en": "Maths", "es": "Matemáticas" } },
///     "statement": "Adds within 20", "child": { "en": "I can add" },
///     "grades": { "first": 1, "last": 2 }, "active": true
/// });
/// let competency: Competency = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&competency)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Competency {
    pub id: CompetencyId,
    /// Name of the framework it is of.
    pub framework: String,
    /// The framework's own: "M.2". Unique in it.
    pub code: String,
    pub heading: Heading,
    /// In adults' words.
    pub statement: String,
    pub child: ChildWords,
    /// None: of every grade.
    pub grades: Option<Grades>,
    /// False: no longer in the school's file. What was said of it stays.
    pub active: bool,
}

/// Words to be read or heard, and in which language they are; none: whatever the school writes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wording<'a> {
    pub text: &'a str,
    pub lang: Option<Lang>,
}

impl Competency {
    /// What a child is told: in their language, else in the other one, else what adults say.
    pub fn wording(&self, lang: Lang) -> Wording<'_> {
        let other = match lang {
            Lang::En => Lang::Es,
            Lang::Es => Lang::En,
        };
        [lang, other]
            .into_iter()
            .find_map(|lang| {
                let text = self.child.get(lang)?;
                Some(Wording {
                    text,
                    lang: Some(lang),
                })
            })
            .unwrap_or(Wording {
                text: &self.statement,
                lang: None,
            })
    }

    /// The title of a goal that aims at it: known in both languages, or somebody's own.
    pub fn title(&self, lang: Lang) -> Text {
        match (&self.child.en, &self.child.es) {
            (Some(en), Some(es)) => Text::Book(Words {
                en: en.clone(),
                es: es.clone(),
            }),
            _ => Text::Own(self.wording(lang).text.to_owned()),
        }
    }

    /// Whether these are its words for children.
    pub fn says(&self, words: &Words) -> bool {
        self.child.en.as_deref() == Some(words.en.as_str())
            && self.child.es.as_deref() == Some(words.es.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn competency(en: Option<&str>, es: Option<&str>) -> Competency {
        Competency {
            id: CompetencyId(uuid::Uuid::nil()),
            framework: "Cedar".to_owned(),
            code: "M.2".to_owned(),
            heading: Heading {
                code: "M".to_owned(),
                title: Words {
                    en: "Maths".to_owned(),
                    es: "Matemáticas".to_owned(),
                },
            },
            statement: "Add and subtract within 20".to_owned(),
            child: ChildWords {
                en: en.map(str::to_owned),
                es: es.map(str::to_owned),
            },
            grades: Grades::of(1, 1),
            active: true,
        }
    }

    #[test]
    fn a_child_hears_their_own_language_else_the_other_else_the_adults_words() {
        let both = competency(Some("I can add"), Some("Puedo sumar"));
        assert_eq!(both.wording(Lang::Es).text, "Puedo sumar");
        let one = competency(Some("I can add"), None);
        let words = one.wording(Lang::Es);
        assert_eq!((words.text, words.lang), ("I can add", Some(Lang::En)));
        let none = competency(None, None);
        let words = none.wording(Lang::Es);
        assert_eq!(
            (words.text, words.lang),
            ("Add and subtract within 20", None)
        );
    }

    #[test]
    fn words_in_both_languages_make_a_title_that_changes_with_the_language() {
        let both = competency(Some("I can add"), Some("Puedo sumar"));
        let title = both.title(Lang::En);
        assert_eq!(title.get(Lang::Es), "Puedo sumar");
        assert!(matches!(&title, Text::Book(words) if both.says(words)));
        let one = competency(Some("I can add"), None);
        assert_eq!(one.title(Lang::Es), Text::Own("I can add".to_owned()));
    }

    #[test]
    fn a_heading_says_the_area_of_a_goal() {
        let heading = |en: &str, es: &str| Heading {
            code: String::new(),
            title: Words {
                en: en.to_owned(),
                es: es.to_owned(),
            },
        };
        assert_eq!(heading("Maths", "").area(), Area::Maths);
        assert_eq!(heading("", "Lectura").area(), Area::Reading);
        assert_eq!(heading("Writing", "").area(), Area::Writing);
        assert_eq!(
            heading("Heart: habits and feelings", "").area(),
            Area::Heart
        );
        assert_eq!(heading("Science", "Ciencias").area(), Area::Own);
    }
}
