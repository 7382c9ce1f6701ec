//! Competencies: what a school wants children to be able to do, in an adult's words and in a
//! child's, how far a child is with each, and what is missing from an earlier grade. Never a score,
//! never compared. A framework comes out of a file ([`read`]) and into a school ([`compare`]).

mod card;
mod case;
mod child_words;
mod compare;
mod framework;
mod gap;
mod grades;
mod level;
mod mastery;
mod reason;
mod sheet;
mod wire;

#[cfg(test)]
pub(crate) use level::tests as level_tests;

pub use card::card_of;
pub use compare::{Change, Changes, Field, Known, Put, What, compare};
pub use framework::{Framework, Item, MOST_BYTES, MOST_ROWS, read};
pub use gap::{Gap, gap};
pub use grades::Grades;
pub use level::{Age, Level, LevelDraft, LevelEntry, Mark, Seen, standing};
pub use mastery::{AreaLevels, mastery};
pub use reason::{Reason, Said, Spot, Why};
pub use wire::{
    Aim, ChildLevels, ClassLevels, CompetencyLine, FrameworkCard, LevelRow, Preview, aim_of,
};

use crate::{
    Lang, Words,
    ids::CompetencyId,
    plan::{Area, Text},
};
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub es: Option<String>,
}

impl ChildWords {
    pub fn get(&self, lang: Lang) -> Option<&str> {
        match lang {
            Lang::En => self.en.as_deref(),
            Lang::Es => self.es.as_deref(),
        }
    }
}

/// Something a child learns to do.
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
pub struct Told<'a> {
    pub text: &'a str,
    pub lang: Option<Lang>,
}

impl Competency {
    /// What a child is told: in their language, else in the other one, else what adults say.
    pub fn told(&self, lang: Lang) -> Told<'_> {
        let other = match lang {
            Lang::En => Lang::Es,
            Lang::Es => Lang::En,
        };
        [lang, other]
            .into_iter()
            .find_map(|lang| {
                let text = self.child.get(lang)?;
                Some(Told {
                    text,
                    lang: Some(lang),
                })
            })
            .unwrap_or(Told {
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
            _ => Text::Own(self.told(lang).text.to_owned()),
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
        assert_eq!(both.told(Lang::Es).text, "Puedo sumar");
        let one = competency(Some("I can add"), None);
        let told = one.told(Lang::Es);
        assert_eq!((told.text, told.lang), ("I can add", Some(Lang::En)));
        let none = competency(None, None);
        let told = none.told(Lang::Es);
        assert_eq!((told.text, told.lang), ("Add and subtract within 20", None));
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
