//! Checks whether a survey may be given to children, and names item and field of each problem.

use super::{Item, Kind, Survey};
use crate::{Lang, Words, limits};
use std::{collections::BTreeSet, fmt};

/// What is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Empty for the survey itself.
    pub item: String,
    pub field: String,
    /// What is wrong, in English.
    pub why: String,
}

impl Problem {
    pub(super) fn new(item: &str, field: &str, why: impl Into<String>) -> Self {
        Self {
            item: item.to_owned(),
            field: field.to_owned(),
            why: why.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.item.is_empty() {
            write!(f, "{}: {}", self.field, self.why)
        } else {
            write!(f, "item {}, {}: {}", self.item, self.field, self.why)
        }
    }
}

/// All that is wrong with a survey. `has_picture` and `has_voice` say whether a file is there for a
/// picture's name and for a text in a language.
pub fn check(
    survey: &Survey,
    has_picture: impl Fn(&str) -> bool,
    has_voice: impl Fn(Lang, &str) -> bool,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |field: &str, why: String| problems.push(Problem::new("", field, why));
    check_words("title", &survey.title, &has_voice, &mut say);
    if survey.items.is_empty() {
        say("items", "none".to_owned());
    }
    for id in survey.attention.iter().flat_map(|(a, b)| [a, b]) {
        if survey
            .item(id)
            .is_none_or(|item| item.kind != Kind::ThisOrThat)
        {
            say("attention", format!("no this-or-that “{id}”"));
        }
    }
    for (n, item) in survey.items.iter().enumerate() {
        let mut say = |field: &str, why: String| problems.push(Problem::new(&item.id, field, why));
        let earlier = &survey.items[..n];
        if earlier.iter().any(|it| it.id == item.id) {
            say("id", "used twice".to_owned());
        }
        check_cards(item, &mut say);
        check_room(item, &mut say);
        check_places(item, &mut say);
        check_from(item, earlier, &mut say);
        check_statement(item, &mut say);
        for (field, words) in spoken(item) {
            check_words(&field, words, &has_voice, &mut say);
        }
        let cards = item.cards.iter().map(|card| (&card.id, &card.picture));
        let places = item.places.iter().map(|place| (&place.id, &place.picture));
        for (id, picture) in cards.chain(places).filter(|(_, it)| !has_picture(it)) {
            say(&format!("{id}.picture"), format!("no picture “{picture}”"));
        }
    }
    problems
}

type Say<'a> = &'a mut dyn FnMut(&str, String);

fn check_words(field: &str, words: &Words, has_voice: impl Fn(Lang, &str) -> bool, say: Say) {
    for lang in Lang::ALL {
        let (text, code) = (words.get(lang), lang.code());
        if text.trim().is_empty() {
            say(field, format!("no words in {code}"));
        } else if !has_voice(lang, text) {
            say(field, format!("no recording of “{text}” in {code}"));
        }
        let sentences = text.split(['.', '?', '!']);
        if sentences.map(|it| it.split_whitespace().count()).max()
            > Some(limits::survey::MOST_WORDS_SPOKEN)
        {
            say(
                field,
                format!(
                    "more than {} words in a sentence in {code}",
                    limits::survey::MOST_WORDS_SPOKEN
                ),
            );
        }
    }
}

fn check_cards(item: &Item, say: Say) {
    let cards = item.cards.len();
    if item.from.is_some() == (cards > 0) {
        say("cards", "give either cards or from".to_owned());
    }
    if has_twins(item.cards.iter().map(|card| &card.id)) {
        say("cards", "an id is used twice".to_owned());
    }
    match &item.kind {
        Kind::ThisOrThat => {
            let names = item.cards.iter().map(|card| card.id.as_str());
            if !names.eq(["otter", "fox"]) || item.cards.iter().any(|card| card.say.is_none()) {
                let why = "this-or-that has the cards otter and fox, each with say";
                say("cards", why.to_owned());
            }
        }
        Kind::Faces if cards != 4 => say("cards", "faces are four".to_owned()),
        Kind::Play if cards == 0 || !cards.is_multiple_of(2) => {
            say("cards", "half are shown and half are decoys".to_owned());
        }
        Kind::Faces | Kind::Play => {}
        _ => {
            let dealt = item.choose.unwrap_or(cards).min(cards);
            if dealt > limits::survey::MOST_CARDS {
                say(
                    "cards",
                    format!(
                        "at most {} at a time, here {dealt}",
                        limits::survey::MOST_CARDS
                    ),
                );
            }
        }
    }
    if item
        .choose
        .is_some_and(|most| most == 0 || item.from.is_some())
    {
        say(
            "choose",
            "one or more, and of the item's own cards".to_owned(),
        );
    }
    let spots = item.cards.iter().filter(|card| card.spot.is_some()).count();
    let scene = matches!(item.kind, Kind::Scene { .. });
    if spots > 0 && (spots < cards || !scene) {
        say(
            "cards",
            "a spot on every card of a scene, or on none".to_owned(),
        );
    }
}

fn check_room(item: &Item, say: Say) {
    let room = match item.kind {
        Kind::Pick { most } => most,
        Kind::Order { count } | Kind::Scene { count, .. } => count,
        _ => 1,
    };
    let most = if item.has_token() {
        1
    } else {
        limits::survey::MOST_CARDS
    };
    if room == 0 || room > most {
        let field = if matches!(item.kind, Kind::Pick { .. }) {
            "most"
        } else {
            "count"
        };
        say(field, format!("from 1 to {most}, here {room}"));
    }
}

fn check_places(item: &Item, say: Say) {
    if (item.kind == Kind::Sort) != (item.places.len() >= 2) {
        let why = "a sort has two baskets or more, and only a sort has";
        say("places", why.to_owned());
    }
    if has_twins(item.places.iter().map(|place| &place.id)) {
        say("places", "an id is used twice".to_owned());
    }
}

fn check_from(item: &Item, earlier: &[Item], say: Say) {
    let Some(from) = &item.from else { return };
    let mut cards = Vec::new();
    let mut most = 0;
    for id in &from.items {
        let Some(source) = earlier.iter().find(|it| it.id == *id) else {
            say("from", format!("no earlier item “{id}”"));
            continue;
        };
        let (places, room) = match &source.kind {
            _ if source.cards.is_empty() || source.has_token() => (Vec::new(), 0),
            Kind::Sort => {
                let places = source.places.iter().map(|place| place.id.clone()).collect();
                (places, source.choose.unwrap_or(source.cards.len()))
            }
            Kind::Pick { most } => (vec!["pick".to_owned()], *most),
            Kind::Order { count } | Kind::Scene { count, .. } => {
                ((1..=*count).map(|n| n.to_string()).collect(), *count)
            }
            _ => (Vec::new(), 0),
        };
        if !from.places.iter().any(|place| places.contains(place)) {
            say("from", format!("nothing of “{id}” lies in these places"));
        }
        cards.extend(source.cards.iter().map(|card| &card.id));
        most += room;
    }
    if has_twins(cards.into_iter()) {
        say(
            "from",
            "two of the items have a card of the same id".to_owned(),
        );
    }
    if most > limits::survey::MOST_CARDS {
        say(
            "from",
            format!(
                "at most {} at a time, here {most}",
                limits::survey::MOST_CARDS
            ),
        );
    }
}

fn check_statement(item: &Item, say: Say) {
    let own = item.stem.iter().map(|_| item.facet);
    let baskets = item.places.iter().filter(|place| place.stem.is_some());
    let facets: Vec<_> = own
        .chain(baskets.map(|place| place.facet.or(item.facet)))
        .collect();
    if facets.contains(&None) {
        say("facet", "what has a stem says under which facet".to_owned());
    }
    if item.poster.is_some() && facets.is_empty() {
        say("poster", "needs a stem".to_owned());
    }
}

fn has_twins<'a>(mut ids: impl Iterator<Item = &'a String>) -> bool {
    let mut seen = BTreeSet::new();
    !ids.all(|id| seen.insert(id))
}

/// Every text of an item that is spoken, with the field it stands in.
fn spoken(item: &Item) -> Vec<(String, &Words)> {
    let mut all = vec![("say".to_owned(), &item.say)];
    all.extend(item.lead.iter().map(|words| ("lead".to_owned(), words)));
    all.extend(item.stem.iter().map(|words| ("stem".to_owned(), words)));
    for card in &item.cards {
        all.push((format!("{}.word", card.id), &card.word));
        all.extend(
            card.say
                .iter()
                .map(|words| (format!("{}.say", card.id), words)),
        );
    }
    for place in &item.places {
        all.push((format!("{}.word", place.id), &place.word));
        all.extend(
            place
                .stem
                .iter()
                .map(|words| (format!("{}.stem", place.id), words)),
        );
    }
    all
}
