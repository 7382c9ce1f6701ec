//! The learner profile: facets, and dated statements that can say which answer they came from.
//! Preferences of a day, never labels, scores or comparison.

mod then;

pub use then::{FacetThenNow, ThenNow};

use crate::{
    Words,
    board::Tile,
    event::Refusal,
    ids::{ClassId, ResponseId, StatementId},
    school::ChildName,
    signin::Me,
    survey::{Attention, Given, Item, Kind, Survey},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A side of a learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    Strengths,
    LearnBest,
    Stuck,
    Interests,
    Motivation,
    Dreams,
    Growing,
    Think,
}

impl Facet {
    pub const ALL: [Self; 8] = [
        Self::Strengths,
        Self::LearnBest,
        Self::Stuck,
        Self::Interests,
        Self::Motivation,
        Self::Dreams,
        Self::Growing,
        Self::Think,
    ];
}

/// A picture of the poster "This is how I learn".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    Love,
    Learn,
    Stuck,
    Grow,
    Dream,
    Proud,
}

impl Panel {
    pub const ALL: [Self; 6] = [
        Self::Love,
        Self::Learn,
        Self::Stuck,
        Self::Grow,
        Self::Dream,
        Self::Proud,
    ];
}

/// Most pictures in one panel of the poster.
pub const MOST_IN_PANEL: usize = 3;

/// Who a statement came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    Survey,
    Child,
    Observation,
    Conference,
    Assessment,
}

/// What an answer says: the chosen card, and for a sort the basket it lies in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Said {
    pub facet: Facet,
    pub item: String,
    /// Only for a sort.
    pub basket: Option<String>,
    pub card: String,
}

/// A statement of a profile. Its words are the survey's: `stem` and `word` in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub id: StatementId,
    #[serde(flatten)]
    pub said: Said,
    pub source: Source,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// When the child last said that it is still so.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub kept_at: Option<DateTime<Utc>>,
    /// When another took its place.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub ended_at: Option<DateTime<Utc>>,
    pub stem: Words,
    pub word: Words,
    pub picture: String,
    pub panel: Option<Panel>,
}

/// What an answer to an item says of the child, in the order it was given. The item has its cards:
/// `Survey::with_all_cards`, or as dealt to the child.
pub fn said(item: &Item, given: &Given) -> Vec<Said> {
    let Given::Placed(placed) = given else {
        return Vec::new();
    };
    let mut placed: Vec<_> = placed.iter().collect();
    if matches!(item.kind, Kind::Order { .. } | Kind::Scene { .. }) {
        placed.sort_by(|a, b| a.place.cmp(&b.place));
    }
    placed
        .into_iter()
        .filter_map(|it| {
            let card = item.card(item.chosen(it))?;
            let basket = item.places.iter().find(|basket| basket.id == it.place);
            match basket {
                Some(basket) => basket.stem.as_ref()?,
                None => item.stem.as_ref()?,
            };
            Some(Said {
                facet: basket.and_then(|basket| basket.facet).or(item.facet)?,
                item: item.id.clone(),
                basket: basket.map(|basket| basket.id.clone()),
                card: card.id.clone(),
            })
        })
        .collect()
}

impl Said {
    /// The words and the picture of what was said, from the survey it was said in: stem, word,
    /// picture, panel. A card taken from an earlier item is looked up there.
    pub fn words<'a>(
        &self,
        survey: &'a Survey,
    ) -> Option<(&'a Words, &'a Words, &'a str, Option<Panel>)> {
        let item = survey.item(&self.item)?;
        let basket = self.basket.as_ref();
        let basket = basket.and_then(|id| item.places.iter().find(|place| place.id == *id));
        let stem = basket
            .and_then(|it| it.stem.as_ref())
            .or(item.stem.as_ref())?;
        let sources = item.from.iter().flat_map(|from| &from.items);
        let card = item.card(&self.card).or_else(|| {
            sources
                .filter_map(|id| survey.item(id))
                .find_map(|it| it.card(&self.card))
        })?;
        let shown = basket.is_none() || basket == item.places.first();
        Some((
            stem,
            &card.word,
            &card.picture,
            item.poster.filter(|_| shown),
        ))
    }
}

/// The statements of each panel of the poster, at most three a panel, in the order of the survey;
/// those of an item it no longer has come last.
pub fn poster<'a>(survey: &Survey, current: &'a [Statement]) -> Vec<(Panel, Vec<&'a Statement>)> {
    let place = |item: &str| {
        let place = survey.items.iter().position(|it| it.id == item);
        place.unwrap_or(usize::MAX)
    };
    Panel::ALL
        .into_iter()
        .map(|panel| {
            let mut own: Vec<&Statement> = current
                .iter()
                .filter(|it| it.panel == Some(panel) && it.ended_at.is_none())
                .collect();
            own.sort_by_key(|it| place(&it.said.item));
            own.truncate(MOST_IN_PANEL);
            (panel, own)
        })
        .collect()
}

/// A child's own profile, current and earlier statements, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub me: Me,
    pub survey: Survey,
    /// The newest response, for statements the child adds.
    pub response: Option<ResponseId>,
    pub statements: Vec<Statement>,
}

/// One answer, as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerLine {
    pub item: String,
    pub question: Words,
    /// What was chosen, in order: card, and for a sort its basket. Empty for "I don't know".
    pub chosen: Vec<(Words, Option<Words>)>,
    pub dont_know: bool,
    pub done: bool,
    pub took_ms: u32,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// An event that was kept but not applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NeedsALook {
    pub why: Refusal,
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
}

/// A child, as their teacher sees them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ChildPage {
    pub child: ChildName,
    pub class: ClassId,
    pub full_name: String,
    pub grade: u8,
    pub tile: Tile,
    pub attention: Attention,
    pub survey: Option<Survey>,
    pub statements: Vec<Statement>,
    pub answers: Vec<AnswerLine>,
    pub needs_a_look: Vec<NeedsALook>,
}
