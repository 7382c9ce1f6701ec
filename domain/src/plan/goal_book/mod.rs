//! The book of ready-made goals, as versioned data. A child makes a goal from it by pictures and
//! voice only: first the area, then the goal, then the days.

mod parse;
mod school_cards;

pub use parse::Problem;

use super::{Area, Cadence, DailyDraft, Draft, EntryRef, Place, Text, Weekdays};
use crate::{Lang, Words, ids::DailyId, limits};
use serde::{Deserialize, Serialize};

/// The ready-made goals; a version is immutable once a school has it.
///
/// # Examples
///
/// ```
/// # use domain::plan::GoalBook;
/// # use serde_json::json;
/// let json = json!({
///     "version": 2,
///     "areas": [
///         {
///             "area": "reading", "picture": "book", "word": { "en": "Reading", "es": "Leer" },
///             "grows": ["read"]
///         }
///     ],
///     "whys": [
///         {
///             "id": "brother", "picture": "boy",
///             "word": {
///                 "en": "I want to read to my brother", "es": "Quiero leerle a mi hermano"
///             }
///         }
///     ],
///     "starters": [
///         {
///             "id": "alone", "picture": "star",
///             "word": { "en": "I did it alone", "es": "Lo hice yo" }
///         }
///     ],
///     "goals": [
///         {
///             "id": "read-aloud", "area": "reading", "picture": "book",
///             "say": { "en": "I read aloud", "es": "Leo en voz alta" },
///             "daily": [
///                 {
///                     "id": "friend", "picture": "friend",
///                     "word": { "en": "Read with a friend", "es": "Leer con una amiga" },
///                     "days": ["mon", "wed"], "place": "school"
///                 }
///             ]
///         }
///     ]
/// });
/// let book: GoalBook = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&book)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoalBook {
    /// Counts up with each change.
    pub version: u32,
    /// One card for each area.
    pub areas: Vec<AreaCard>,
    /// Why a goal matters, to be chosen by picture; none before version 2.
    #[serde(default)]
    pub whys: Vec<WhyCard>,
    /// Sentences that show how a goal goes, to be chosen by picture; none before version 2.
    #[serde(default)]
    pub starters: Vec<WhyCard>,
    pub goals: Vec<Entry>,
}

/// An area, as a child chooses it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AreaCard {
    pub area: Area,
    pub picture: String,
    pub word: Words,
    /// The cards of the profile's "I want to grow" that lead here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grows: Vec<String>,
}

/// A reason, or a sentence about how it goes; in the first person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhyCard {
    /// Unique in its list of the book.
    pub id: String,
    pub picture: String,
    pub word: Words,
}

/// A ready-made goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Unique in the book.
    pub id: String,
    pub area: Area,
    pub picture: String,
    /// The goal in the first person.
    pub say: Words,
    /// The cards of the profile's "I want to grow" it grows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grows: Vec<String>,
    /// What can be done for it on a day.
    pub daily: Vec<Suggestion>,
}

/// A daily goal that goes with a ready-made goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suggestion {
    /// Unique within its goal.
    pub id: String,
    pub picture: String,
    pub word: Words,
    /// On which weekdays it is proposed.
    pub days: Weekdays,
    pub place: Place,
}

/// A suggestion the child chose, and when they want to do it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// Made on the tablet.
    pub id: DailyId,
    /// [`Suggestion::id`].
    pub suggestion: String,
    /// The weekdays that the child chose.
    pub days: Weekdays,
}

impl GoalBook {
    /// The ready-made goal with this id.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.goals.iter().find(|it| it.id == id)
    }

    /// The ready-made goals of an area, in the order of the book.
    pub fn of(&self, area: Area) -> impl Iterator<Item = &Entry> {
        self.goals.iter().filter(move |it| it.area == area)
    }

    /// A reason by its id.
    pub fn why(&self, id: &str) -> Option<&WhyCard> {
        self.whys.iter().find(|it| it.id == id)
    }

    /// A sentence by its id.
    pub fn starter(&self, id: &str) -> Option<&WhyCard> {
        self.starters.iter().find(|it| it.id == id)
    }

    /// The area that a card of "I want to grow" leads to.
    pub fn grows_in(&self, card: &str) -> Option<Area> {
        let area = self
            .areas
            .iter()
            .find(|it| it.grows.iter().any(|grows| grows == card));
        area.map(|it| it.area)
    }

    /// The picture of an area.
    pub fn picture_of(&self, area: Area) -> &str {
        let card = self.areas.iter().find(|it| it.area == area);
        card.map_or("star", |it| &it.picture)
    }

    /// The ready-made goals of an area, those that grow this card first.
    pub fn growing(&self, area: Area, card: Option<&str>) -> Vec<&Entry> {
        let grows = |it: &Entry| card.is_some_and(|card| it.grows.iter().any(|it| it == card));
        let mut all: Vec<&Entry> = self.of(area).collect();
        all.sort_by_key(|it| !grows(it));
        all
    }

    /// Whether these words stand in the book, and so have a recording.
    pub fn has(&self, words: &Words) -> bool {
        let daily = |it: &Entry| it.daily.iter().any(|daily| daily.word == *words);
        self.goals.iter().any(|it| it.say == *words || daily(it))
    }

    /// A ready-made goal as an adult gives it: with all that goes with it.
    pub fn entry_draft(&self, entry: &Entry) -> Draft {
        let daily = entry.daily.iter().map(|it| DailyDraft {
            id: None,
            picture: it.picture.clone(),
            title: Text::Book(it.word.clone()),
            days: it.days,
            cadence: Cadence::EachDay,
            place: it.place,
        });
        Draft {
            area: entry.area,
            picture: entry.picture.clone(),
            title: Text::Book(entry.say.clone()),
            why: String::new(),
            measure: None,
            steps: Vec::new(),
            daily: daily.collect(),
            entry: Some(EntryRef {
                book: self.version,
                entry: entry.id.clone(),
            }),
            competency: None,
            signed_child: false,
            signed_teacher: true,
        }
    }

    /// A goal made of an entry and what was chosen with it; `None` if it does not go together: no
    /// such entry or suggestion, one twice, no daily goal at all, or one without a day.
    pub fn draft(&self, entry: &str, chosen: &[Chosen]) -> Option<Draft> {
        let entry = self.entry(entry)?;
        let twice = |n: usize, it: &Chosen| {
            let alike = |other: &Chosen| other.suggestion == it.suggestion || other.id == it.id;
            chosen[..n].iter().any(alike)
        };
        if chosen.is_empty() || chosen.iter().enumerate().any(|(n, it)| twice(n, it)) {
            return None;
        }
        let daily = chosen.iter().map(|it| {
            let suggestion = entry.daily.iter().find(|daily| daily.id == it.suggestion)?;
            (!it.days.is_empty()).then(|| DailyDraft {
                id: Some(it.id),
                picture: suggestion.picture.clone(),
                title: Text::Book(suggestion.word.clone()),
                days: it.days,
                cadence: Cadence::EachDay,
                place: suggestion.place,
            })
        });
        Some(Draft {
            area: entry.area,
            picture: entry.picture.clone(),
            title: Text::Book(entry.say.clone()),
            why: String::new(),
            measure: None,
            steps: Vec::new(),
            daily: daily.collect::<Option<_>>()?,
            entry: Some(EntryRef {
                book: self.version,
                entry: entry.id.clone(),
            }),
            competency: None,
            signed_child: true,
            signed_teacher: false,
        })
    }
}

/// All that is wrong with a book. `has_picture` and `has_voice` say whether a file is there for a
/// picture's name and for a text in a language.
pub fn check(
    book: &GoalBook,
    has_picture: impl Fn(&str) -> bool,
    has_voice: impl Fn(Lang, &str) -> bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (field, cards) in [("whys", &book.whys), ("starters", &book.starters)] {
        for (n, it) in cards.iter().enumerate() {
            if cards[..n].iter().any(|other| other.id == it.id) {
                problems.push(Problem::new(&it.id, field, "used twice"));
            }
        }
    }
    for area in Area::ALL {
        let name = format!("{area:?}").to_lowercase();
        let mut say = |why: &str| problems.push(Problem::new(&name, "area", why));
        if book.areas.iter().filter(|it| it.area == area).count() != 1 {
            say("one card each in areas");
        }
        if book.of(area).next().is_none() {
            say("no goal");
        }
    }
    let mut one = |entry: &str, at: &str, picture: &str, field: &str, words: &Words| {
        let mut say = |field: &str, why: String| {
            let field = if at.is_empty() {
                field.to_owned()
            } else {
                format!("{at}.{field}")
            };
            problems.push(Problem::new(entry, &field, why));
        };
        if !has_picture(picture) {
            say("picture", format!("no picture “{picture}”"));
        }
        for lang in Lang::ALL {
            let (text, code) = (words.get(lang), lang.code());
            if text.trim().is_empty() {
                say(field, format!("no words in {code}"));
            } else if !has_voice(lang, text) {
                say(field, format!("no recording of “{text}” in {code}"));
            }
            if text
                .split(['.', '?', '!'])
                .any(|it| it.split_whitespace().count() > limits::survey::MOST_WORDS_SPOKEN)
            {
                say(
                    field,
                    format!(
                        "more than {} words in a sentence in {code}",
                        limits::survey::MOST_WORDS_SPOKEN
                    ),
                );
            }
            if text.contains(['{', '<']) {
                say(field, format!("a placeholder can't be spoken, in {code}"));
            }
        }
    };
    for card in &book.areas {
        let name = format!("{:?}", card.area).to_lowercase();
        one(&name, "", &card.picture, "word", &card.word);
    }
    for card in book.whys.iter().chain(&book.starters) {
        one(&card.id, "", &card.picture, "word", &card.word);
    }
    for entry in &book.goals {
        one(&entry.id, "", &entry.picture, "say", &entry.say);
        for it in &entry.daily {
            one(
                &entry.id,
                &format!("daily.{}", it.id),
                &it.picture,
                "word",
                &it.word,
            );
        }
    }
    for (n, entry) in book.goals.iter().enumerate() {
        let mut say = |field: &str, why: &str| problems.push(Problem::new(&entry.id, field, why));
        if book.goals[..n].iter().any(|it| it.id == entry.id) {
            say("id", "used twice");
        }
        if entry.daily.is_empty() || entry.daily.len() > limits::plan::MOST_TODAY {
            say("daily", "from 1 to 4");
        }
        for (n, it) in entry.daily.iter().enumerate() {
            if entry.daily[..n].iter().any(|other| other.id == it.id) {
                say(&format!("daily.{}", it.id), "used twice");
            }
            if it.days.is_empty() {
                say(&format!("daily.{}.days", it.id), "none");
            }
        }
    }
    problems
}
