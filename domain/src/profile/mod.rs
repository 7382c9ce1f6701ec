//! The learner profile: what a child says of themselves, as dated statements sorted by facet, each
//! with the answer it came from. A statement is a preference of that day, never a label or a score,
//! and is never compared.

mod then_now;

pub use crate::facet::{Facet, Panel};
pub use then_now::{FacetThenNow, ThenNow};

use crate::{
    Words,
    ids::{ResponseId, StatementId},
    limits,
    signin::Me,
    survey::{AnswerValue, Item, Kind, Survey},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::{cmp::Reverse, collections::HashMap};

/// Who a statement came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Source {
    /// An answer in a survey.
    Survey,
    /// The child, who changed or added it on the profile.
    Child,
    /// An adult watched the child.
    Observation,
    /// A talk with the child or the family.
    Conference,
    /// A test.
    Assessment,
}

/// What an answer says: the chosen card, and for a sort the basket it lies in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct StatementKey {
    pub facet: Facet,
    /// The id of the survey's item.
    pub item: String,
    /// Only for a sort.
    pub basket: Option<String>,
    /// The id of the card.
    pub card: String,
}

/// A statement of a profile. Its words are the survey's: `stem` and `word` in both languages.
///
/// # Examples
///
/// ```
/// # use domain::profile::Statement;
/// # use serde_json::json;
/// let json = json!({
///     "id": "0199a2f0-0000-7000-8000-000000000050", "facet": "learn-best",
///     "item": "with-whom", "basket": "a-lot", "card": "friend", "source": "survey", "rank": 1,
///     "at": 1_792_420_200_000_i64, "kept_at": null, "ended_at": null,
///     "stem": { "en": "I learn best with", "es": "Aprendo mejor con" },
///     "word": { "en": "one friend", "es": "una amiga" }, "picture": "friend",
///     "panel": "learn"
/// });
/// let statement: Statement = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&statement)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    pub id: StatementId,
    #[serde(flatten)]
    pub said: StatementKey,
    pub source: Source,
    /// Its place in what the child answered to the item, from 1; what is put in its place has the same,
    /// and what is added [`limits::survey::RANK_OF_ADDED`]. 0 in a profile that a tablet has kept since before there were ranks.
    #[serde(default)]
    pub rank: u32,
    /// When the child said it. On the wire milliseconds since 1970.
    #[serde(with = "chrono::serde::ts_milliseconds")]
    pub at: DateTime<Utc>,
    /// When the child last said that it is still so.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub kept_at: Option<DateTime<Utc>>,
    /// When another took its place.
    #[serde(with = "chrono::serde::ts_milliseconds_option")]
    pub ended_at: Option<DateTime<Utc>>,
    /// How the sentence starts.
    pub stem: Words,
    /// How the sentence ends.
    pub word: Words,
    /// The name of the picture, without ".svg".
    pub picture: String,
    /// The panel of the poster it may fill; `None`: not on the poster.
    pub panel: Option<Panel>,
}

/// Sorts statements for whoever reads them: the item that was spoken of last comes first, and of an
/// item what the child put first.
pub fn sort(statements: &mut [Statement]) {
    let item = |it: &Statement| (it.said.item.clone(), it.said.basket.clone());
    let mut newest: HashMap<_, DateTime<Utc>> = HashMap::new();
    for it in statements.iter().filter(|it| it.ended_at.is_none()) {
        let at = newest.entry(item(it)).or_insert(it.at);
        *at = it.at.max(*at);
    }
    statements.sort_by_cached_key(|it| {
        let of_item = item(it);
        let at = match it.ended_at {
            None => newest.get(&of_item).copied().unwrap_or(it.at),
            Some(_) => it.at,
        };
        (Reverse(at), of_item, it.rank, it.at, it.id)
    });
}

/// What an answer to an item says of the child, by rank. The item has its cards:
/// `Survey::with_all_cards`, or as dealt to the child.
pub fn said(item: &Item, given: &AnswerValue) -> Vec<StatementKey> {
    let AnswerValue::Placed(placed) = given else {
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
            Some(StatementKey {
                facet: basket.and_then(|basket| basket.facet).or(item.facet)?,
                item: item.id.clone(),
                basket: basket.map(|basket| basket.id.clone()),
                card: card.id.clone(),
            })
        })
        .collect()
}

impl StatementKey {
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
            own.sort_by_key(|it| (place(&it.said.item), it.rank));
            own.truncate(limits::survey::MOST_IN_PANEL);
            (panel, own)
        })
        .collect()
}

/// A child's own profile, current and earlier statements, newest first.
///
/// # Examples
///
/// Without items: see [`Survey`].
///
/// ```
/// # use domain::profile::Profile;
/// # use serde_json::json;
/// let json = json!({
///     "me": {
///         "child": "0199a2f0-0000-7000-8000-000000000001",
///         "session": "0199a2f0-0000-7000-8000-000000000002",
///         "device": "0199a2f0-0000-7000-8000-000000000003", "name": "Mia",
///         "picture": "rabbit", "grade": 1, "lang": "en"
///     },
///     "survey": {
///         "id": "how-i-learn", "version": 3,
///         "title": { "en": "How I learn", "es": "Cómo aprendo" }, "attention": [],
///         "items": []
///     },
///     "response": "0199a2f0-0000-7000-8000-000000000051",
///     "statements": [
///         {
///             "id": "0199a2f0-0000-7000-8000-000000000050", "facet": "learn-best",
///             "item": "with-whom", "basket": "a-lot", "card": "friend", "source": "survey",
///             "rank": 1, "at": 1_792_420_200_000_i64, "kept_at": null, "ended_at": null,
///             "stem": { "en": "I learn best with", "es": "Aprendo mejor con" },
///             "word": { "en": "one friend", "es": "una amiga" }, "picture": "friend",
///             "panel": "learn"
///         }
///     ]
/// });
/// let profile: Profile = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&profile)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub me: Me,
    /// The survey that the statements come from.
    pub survey: Survey,
    /// The newest response, for statements the child adds.
    pub response: Option<ResponseId>,
    pub statements: Vec<Statement>,
}
