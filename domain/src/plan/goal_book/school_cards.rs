//! The survey's "I can …" cards, made from the school's own competencies.

use super::GoalBook;
use crate::{
    Words,
    competency::{Competency, card_id},
    limits,
    plan::Area,
    survey::{Card, Survey},
};
use std::collections::BTreeSet;

/// What the stem of an answer says already, in English and in Spanish.
const BEGIN: (&str, &str) = ("I can ", "Puedo ");

/// Of a card's words at least this share says what it is about, for its picture to be taken.
const ALIKE: f64 = 0.5;
/// Words that say nothing of what is learned.
const EMPTY_WORDS: [&str; 7] = ["and", "the", "for", "use", "new", "what", "that"];

/// The words of a sentence as far as they tell it from others: "clocks" is as good as "clock".
fn stems(sentence: &str) -> Vec<String> {
    let words = sentence.split(|c: char| !c.is_alphanumeric());
    let words = words.map(str::to_lowercase);
    let words = words.filter(|it| it.chars().count() > 2 && !EMPTY_WORDS.contains(&it.as_str()));
    words.map(|it| it.chars().take(5).collect()).collect()
}

/// The picture of the card that says most of the same, so that a child who can't read tells cards
/// apart; of two alike the one that is said first. `None` if none says the same.
fn picture_like<'a>(sentence: &str, cards: impl Iterator<Item = &'a Card>) -> Option<&'a str> {
    let said = stems(sentence);
    let alike = |card: &'a Card| {
        let own = stems(&card.word.en);
        let places = own
            .iter()
            .filter_map(|it| said.iter().position(|said| said == it));
        let places: Vec<usize> = places.collect();
        #[expect(clippy::cast_precision_loss, reason = "a few words")]
        let share = places.len() as f64 / own.len().max(1) as f64;
        let first = places.into_iter().min()?;
        (share >= ALIKE).then_some((share, first, &*card.picture))
    };
    let best = cards.filter_map(alike).min_by(|one, other| {
        let by_share = other.0.total_cmp(&one.0);
        by_share.then(one.1.cmp(&other.1))
    });
    best.map(|(_, _, picture)| picture)
}

/// A card in a child's words; where the school has none, in an adult's. Its picture is that of one
/// of the survey's own `cards` of the same area that says the same, else the area's.
fn competency_card(competency: &Competency, cards: &[Card], book: &GoalBook) -> Card {
    let child = &competency.child;
    let or_else = |own: &Option<String>, other: &Option<String>| {
        let words = own.as_ref().or(other.as_ref());
        words.unwrap_or(&competency.statement).clone()
    };
    let sentence = Words {
        en: or_else(&child.en, &child.es),
        es: or_else(&child.es, &child.en),
    };
    let without = |words: &str, begin: &str| words.strip_prefix(begin).unwrap_or(words).to_owned();
    let grades = competency.grades;
    let grades =
        (1..=limits::survey::LAST_GRADE).filter(|it| grades.is_none_or(|all| all.has(*it)));
    let area = competency.heading.area();
    let of_area = cards
        .iter()
        .filter(|it| book.grows_in(&it.id) == Some(area));
    let picture = picture_like(
        &format!("{} {}", sentence.en, competency.statement),
        of_area,
    );
    Card {
        id: card_id(competency.id),
        picture: picture.unwrap_or_else(|| book.picture_of(area)).to_owned(),
        word: Words {
            en: without(&sentence.en, BEGIN.0),
            es: without(&sentence.es, BEGIN.1),
        },
        say: None,
        spot: None,
        grades: grades.collect(),
    }
}

impl GoalBook {
    /// The cards from which a teacher of this school chooses: one for each active competency, and
    /// the survey's own of areas in which the school has none. `None` if it has none at all.
    pub fn school_cards(&self, survey: &Survey, competencies: &[Competency]) -> Option<Vec<Card>> {
        let own = &survey.items.iter().find(|it| it.choose.is_some())?.cards;
        let active = competencies.iter().filter(|it| it.active);
        let made = active.map(|it| (it.heading.area(), competency_card(it, own, self)));
        let (areas, mut cards): (BTreeSet<Area>, Vec<Card>) =
            made.filter(|(_, card)| !card.grades.is_empty()).unzip();
        if cards.is_empty() {
            return None;
        }
        let is_left = |card: &&Card| {
            let area = self.grows_in(&card.id);
            area.is_none_or(|it| !areas.contains(&it))
        };
        cards.extend(own.iter().filter(is_left).cloned());
        Some(cards)
    }
}
