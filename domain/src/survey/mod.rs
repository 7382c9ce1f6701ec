//! A survey as versioned data: items, cards, places, and which child gets which item.

mod check;
mod parse;
mod run;
mod table;
mod wire;

pub use check::{Problem, check};
pub use run::{Attention, Progress, Run, SITTING};
pub use table::{Holds, Place, Table};
pub use wire::{Home, Opened, RunCard, Start};

use crate::{
    AppError, Words,
    profile::{Facet, Panel},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A survey; a version is immutable once a child has opened it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Survey {
    pub id: String,
    pub version: u32,
    pub title: Words,
    /// Pairs of mirrored items: answered alike by a child who listens.
    #[serde(default)]
    pub attention: Vec<(String, String)>,
    pub items: Vec<Item>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Item {
    pub id: String,
    /// Asked of every child and said of none; a practice sort asks for its first basket.
    #[serde(default)]
    pub practice: bool,
    /// Whose core it belongs to; none: only in the whole bank.
    #[serde(default)]
    pub grades: Vec<u8>,
    #[serde(flatten)]
    pub kind: Kind,
    /// The situation, spoken before the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Words>,
    pub say: Words,
    #[serde(default)]
    pub cards: Vec<Card>,
    /// The baskets of a sort.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Bucket>,
    /// Cards the child put somewhere in earlier items, instead of own ones.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<From>,
    /// How many of the cards the teacher may choose for the class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choose: Option<usize>,
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
    pub id: String,
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
pub struct Bucket {
    pub id: String,
    pub picture: String,
    pub word: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facet: Option<Facet>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stem: Option<Words>,
}

/// Where an item takes its cards from: what lies in `places` of `items`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct From {
    pub items: Vec<String>,
    pub places: Vec<String>,
}

/// The child's own token, put onto one of the cards in this-or-that, faces and drawn places. Only
/// [`Item::has_token`] tells whether a card is it: a card of another item may have the same id.
pub const TOKEN: &str = "me";

/// A card in a place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Placement {
    pub card: String,
    pub place: String,
}

/// How the memory game went, against what the child had foretold; never a score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Felt {
    More,
    Same,
    Fewer,
}

/// What a child gave as an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// In the order of placing.
    Placed(Vec<Placement>),
    /// The calm cloud.
    DontKnow,
    Played {
        foretold: Option<u8>,
        remembered: Vec<String>,
        felt: Option<Felt>,
    },
}

impl Default for Given {
    fn default() -> Self {
        Self::Placed(Vec::new())
    }
}

/// The state of one item of one response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub item: String,
    /// One more than the state it was made from; of two, the higher wins.
    pub rev: u32,
    pub given: Given,
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

    /// Whether `given` can be an answer to this item with the cards it has. What comes from a
    /// tablet is held against [`Survey::with_all_cards`]: which cards were dealt may depend on
    /// answers that have not arrived yet.
    pub fn accepts(&self, given: &Given) -> Result<(), AppError> {
        match (given, &self.kind) {
            (Given::DontKnow, _) => Ok(()),
            (
                Given::Played {
                    foretold,
                    remembered,
                    ..
                },
                Kind::Play,
            ) => {
                if foretold.is_some_and(|n| usize::from(n) * 2 > self.cards.len()) {
                    return Err(AppError::invalid("foretold", "too-many"));
                }
                if !remembered.iter().all(|id| self.card(id).is_some()) {
                    return Err(AppError::invalid("remembered", "unknown-card"));
                }
                if remembered.iter().collect::<BTreeSet<_>>().len() < remembered.len() {
                    return Err(AppError::invalid("remembered", "named-twice"));
                }
                Ok(())
            }
            (Given::Placed(placed), kind) if *kind != Kind::Play => Table::of(self).replay(placed),
            _ => Err(AppError::invalid("given", "wrong-kind")),
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
