//! Surveys as versioned data: items, cards and places, and which child gets which item.

mod check;
mod hand;
mod parse;
mod run;
mod shuffle;
mod table;
mod wire;
mod with_cards;

pub use check::{Problem, check};
pub use hand::{Hand, HandEvent, PlaceLook};
pub use run::{Attention, Progress, Run};
pub use shuffle::shuffled;
pub use table::{Place, PlaceCapacity, Table};
pub use wire::{Home, OpenedRun, RunCard, RunSettings};
use with_cards::dealt_from;

use crate::{
    Words,
    facet::{Facet, Panel},
    feature_error::feature_error,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

feature_error! {
    /// Why a survey can't be started.
    pub enum SurveyError {
        /// A card was chosen that no item lets choose.
        CardIsUnknown,
        /// A version, once a class has it, can't be another.
        VersionIsAnother,
    }
}

/// Why an answer can't be one to its item. Nobody is told: the event is put aside for a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Impossible {
    TooManyForetold,
    CardIsUnknown,
    CardIsThereTwice,
    /// Of another kind of item.
    WrongKind,
    /// No hand could have put the cards so.
    Placement,
}

/// A survey; a version is immutable once a child has opened it.
///
/// # Examples
///
/// ```
/// # use domain::survey::Survey;
/// # use serde_json::json;
/// let json = json!({
///     "id": "how-i-learn", "version": 3,
///     "title": { "en": "How I learn", "es": "Cómo aprendo" }, "attention": [],
///     "items": [
///         {
///             "id": "with-whom", "practice": false, "grades": [1, 2], "kind": "sort",
///             "say": { "en": "Who do you learn with?", "es": "¿Con quién aprendes?" },
///             "cards": [
///                 {
///                     "id": "friend", "picture": "friend",
///                     "word": { "en": "one friend", "es": "una amiga" }
///                 }
///             ],
///             "places": [
///                 {
///                     "id": "a-lot", "picture": "heart",
///                     "word": { "en": "a lot", "es": "mucho" }, "facet": "learn-best",
///                     "stem": { "en": "I learn best with", "es": "Aprendo mejor con" }
///                 }
///             ],
///             "poster": "learn"
///         }
///     ]
/// });
/// let survey: Survey = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&survey)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub id: String,
    /// Counts up with each change.
    pub version: u32,
    pub title: Words,
    /// Pairs of mirrored items: answered alike by a child who listens.
    #[serde(default)]
    pub attention: Vec<(String, String)>,
    /// In the order in which they are asked.
    pub items: Vec<Item>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    /// Unique in the survey.
    pub id: String,
    /// Asked of every child and said of none; a practice sort asks for its first basket.
    #[serde(default)]
    pub practice: bool,
    /// Whose core it belongs to; none: only in the whole bank.
    #[serde(default)]
    pub grades: Vec<u8>,
    /// The format of the item; its fields lie beside these in the file.
    #[serde(flatten)]
    pub kind: Kind,
    /// The situation, spoken before the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Words>,
    /// The question, as it is spoken.
    pub say: Words,
    /// The cards to choose from.
    #[serde(default)]
    pub cards: Vec<Card>,
    /// The baskets of a sort.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Basket>,
    /// Cards the child put somewhere in earlier items, instead of own ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<From>,
    /// How many of the cards the teacher may choose for the class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<usize>,
    /// The facet of a statement from this item; of a sort, its basket says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// How a statement from this item starts; the chosen card's word ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Words>,
    /// Which picture of the poster this item may fill, earlier items first; of a sort, only what
    /// lies in its first basket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poster: Option<Panel>,
}

/// The format of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Kind {
    /// Two equal buddies; the child puts their token beside one.
    ThisOrThat,
    /// Every card into a basket.
    Sort,
    /// One to `most` cards.
    Pick { most: usize },
    /// The first `count` on a podium.
    Order { count: usize },
    /// A drawn place: the token onto a spot, or the first `count` cards of a picture story.
    Scene { scene: String, count: usize },
    /// Four graded positive faces.
    Faces,
    /// Predict, look, recall: the first half of the cards is shown, the rest are decoys.
    Play,
}

/// A picture with its word.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Unique in its item.
    pub id: String,
    /// The name of the picture, without ".svg".
    pub picture: String,
    pub word: Words,
    /// What a buddy says of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<Words>,
    /// Percent from the left and the top of the scene.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub spot: Option<(u8, u8)>,
    /// Which grades a card of a pool is meant for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grades: Vec<u8>,
}

/// A basket of a sort.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basket {
    pub id: String,
    pub picture: String,
    pub word: Words,
    /// The facet of a statement from this basket; `None`: the item's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    /// How a statement from this basket starts; `None`: it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Words>,
}

/// Where an item takes its cards from: what lies in `places` of `items`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    /// The ids of earlier items.
    pub items: Vec<String>,
    /// The ids of places in them.
    pub places: Vec<String>,
}

/// The child's own token, put onto one of the cards in this-or-that, faces and drawn places. Only
/// [`Item::has_token`] tells whether a card is it: a card of another item may have the same id.
pub const TOKEN: &str = "me";

/// A card in a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Placement {
    /// The id of the card.
    pub card: String,
    /// The id of the place.
    pub place: String,
}

/// How the memory game went, against what the child had foretold; never a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Felt {
    /// More than foretold.
    More,
    /// As many as foretold.
    Same,
    /// Fewer than foretold.
    Fewer,
}

/// What a child gave as an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerValue {
    /// In the order of placing.
    Placed(Vec<Placement>),
    /// The calm cloud.
    DontKnow,
    /// The memory game.
    Played {
        /// How many cards the child thought they would remember; `None`: not asked yet.
        foretold: Option<u8>,
        /// The ids of the cards the child chose afterwards.
        remembered: Vec<String>,
        /// `None`: not asked yet.
        felt: Option<Felt>,
    },
}

impl Default for AnswerValue {
    fn default() -> Self {
        Self::Placed(Vec::new())
    }
}

/// The state of one item of one response.
///
/// # Examples
///
/// ```
/// # use domain::survey::Answer;
/// # use serde_json::json;
/// for json in [
///     json!({
///         "item": "with-whom", "rev": 2,
///         "given": { "placed": [{ "card": "friend", "place": "a-lot" }] }, "done": false,
///         "took_ms": 4200
///     }),
///     json!({
///         "item": "with-whom", "rev": 3, "given": "dont-know", "done": true, "took_ms": 4200
///     }),
///     json!({
///         "item": "memory", "rev": 1,
///         "given": {
///             "played": { "foretold": 3, "remembered": ["cat", "sun"], "felt": "fewer" }
///         },
///         "done": true, "took_ms": 30500
///     }),
/// ] {
///     let answer: Answer = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&answer)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The id of the survey's item.
    pub item: String,
    /// One more than the state it was made from; of two, the higher wins.
    pub rev: u32,
    pub given: AnswerValue,
    /// The child went on to the next item.
    pub done: bool,
    /// From the question's first sound to Next, in milliseconds.
    pub took_ms: u32,
}

impl Item {
    /// Whether the child puts their own token onto a card (instead of cards into places).
    pub fn has_token(&self) -> bool {
        match self.kind {
            Kind::ThisOrThat | Kind::Faces => true,
            Kind::Scene { .. } => self.cards.iter().any(|card| card.spot.is_some()),
            _ => false,
        }
    }

    /// A card by its id.
    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.iter().find(|card| card.id == id)
    }

    /// The id of the card that a placement chose: the one under the token, or the one placed.
    pub fn chosen<'a>(&self, placement: &'a Placement) -> &'a str {
        if self.has_token() {
            &placement.place
        } else {
            &placement.card
        }
    }

    /// Whether a practice sort was done as it asks: every card lies in the first place. `None` for all
    /// other items, which have no right and no wrong, and for the cloud.
    pub fn is_practised(&self, given: &AnswerValue) -> Option<bool> {
        let (AnswerValue::Placed(placed), Kind::Sort, true) = (given, &self.kind, self.practice)
        else {
            return None;
        };
        let first = self.places.first()?;
        Some(placed.iter().all(|it| it.place == first.id))
    }

    /// Whether `given` can be an answer to this item with the cards it has. What comes from a
    /// tablet is held against [`Survey::with_all_cards`]: which cards were dealt may depend on
    /// answers that have not arrived yet.
    ///
    /// # Errors
    ///
    /// The answer is none to this item, or a card or place of it is not there.
    pub fn accepts(&self, given: &AnswerValue) -> Result<(), Impossible> {
        match (given, &self.kind) {
            (AnswerValue::DontKnow, _) => Ok(()),
            (
                AnswerValue::Played {
                    foretold,
                    remembered,
                    ..
                },
                Kind::Play,
            ) => {
                if foretold.is_some_and(|n| usize::from(n) * 2 > self.cards.len()) {
                    return Err(Impossible::TooManyForetold);
                }
                if !remembered.iter().all(|id| self.card(id).is_some()) {
                    return Err(Impossible::CardIsUnknown);
                }
                if remembered.iter().collect::<BTreeSet<_>>().len() < remembered.len() {
                    return Err(Impossible::CardIsThereTwice);
                }
                Ok(())
            }
            (AnswerValue::Placed(placed), kind) if *kind != Kind::Play => {
                Table::of(self).replay(placed)
            }
            _ => Err(Impossible::WrongKind),
        }
    }
}

impl Survey {
    /// An item as the file has it.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }

    /// An item with every card any child may meet in it: those it takes from other items too.
    pub fn with_all_cards(&self, id: &str) -> Option<Item> {
        let mut item = self.item(id)?.clone();
        if let Some(from) = &item.from {
            let sources = from.items.iter().filter_map(|id| self.item(id));
            item.cards = sources.flat_map(|it| it.cards.clone()).collect();
        }
        Some(item)
    }

    /// The items of a grade's core, or of the whole bank, as the teacher chose.
    pub fn items_for(&self, grade: u8, whole: bool) -> impl Iterator<Item = &Item> {
        let grade = self.nearest(grade);
        self.items
            .iter()
            .filter(move |item| item.practice || whole || item.grades.contains(&grade))
    }

    /// The grade whose core a child of `grade` gets: the nearest the survey was made for.
    fn nearest(&self, grade: u8) -> u8 {
        let grades = self
            .items
            .iter()
            .flat_map(|item| item.grades.iter().copied());
        grades.min_by_key(|it| it.abs_diff(grade)).unwrap_or(grade)
    }
}
