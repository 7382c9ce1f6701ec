//! One child's run of a survey: which items they get, which comes next, and their progress.

use super::{Answer, AnswerValue, Card, From, Item, Kind, Survey, dealt_from, shuffled};
use crate::limits;
use std::collections::BTreeMap;

/// A response as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub survey: Survey,
    /// 0 is kindergarten and before.
    pub grade: u8,
    /// The whole bank of items, not only the grade's core.
    pub whole: bool,
    /// The cards the teacher chose for items that let them.
    pub chosen: Vec<String>,
    /// Decides the order of the cards.
    pub seed: u64,
    /// The newest state of each item, by the item's id.
    pub answers: BTreeMap<String, Answer>,
}

/// How far a child is: items done of those there are. Practice counts too, so that the teacher's
/// figure is the child's path of stones. `of` gets smaller when an earlier answer leaves an item
/// without cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Progress {
    /// Items that are done.
    pub done: u16,
    /// Items that the child gets.
    pub of: u16,
}

/// What only staff see of how an answer came about.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Attention {
    /// Three answers in a row under 1.5 s.
    pub rushed: bool,
    /// The items of each mirrored pair that was answered differently: the same buddy in both.
    pub mirrored: Vec<(String, String)>,
    /// A practice sort asks for its first basket; the card was put elsewhere.
    pub practice: bool,
}

impl Run {
    /// The items this child gets, in order, dealt with their cards; an item is left out where no
    /// card is left for this child.
    pub fn items(&self) -> Vec<Item> {
        self.survey
            .items_for(self.grade, self.whole)
            .filter_map(|item| self.dealt(item))
            .collect()
    }

    /// An item with the cards this child gets, in this child's order; `None` if it is left out.
    fn dealt(&self, item: &Item) -> Option<Item> {
        let cards: Vec<Card> = self.cards(item)?.into_iter().cloned().collect();
        let fixed = match item.kind {
            Kind::Faces | Kind::Play => true,
            Kind::Scene { .. } => item.has_token(),
            _ => false,
        };
        let cards = if fixed {
            cards
        } else {
            shuffled(cards, self.seed, &item.id)
        };
        Some(Item {
            cards,
            ..item.clone()
        })
    }

    /// The cards of this child; `None` if there is none, and none to come.
    fn cards<'a>(&'a self, item: &'a Item) -> Option<Vec<&'a Card>> {
        let (cards, to_come) = match (&item.from, item.choose) {
            (Some(from), _) => (self.cards_lying_in(from), self.is_ahead(&from.items)),
            (None, Some(most)) => {
                let grade = self.survey.nearest(self.grade);
                let dealt = dealt_from(&item.cards, most, &self.chosen, grade);
                (dealt, false)
            }
            (None, None) => (item.cards.iter().collect(), false),
        };
        (to_come || !cards.is_empty()).then_some(cards)
    }

    /// Whether one of these items is still to come for this child.
    fn is_ahead(&self, items: &[String]) -> bool {
        self.survey
            .items_for(self.grade, self.whole)
            .any(|item| items.contains(&item.id) && !self.is_done(&item.id))
    }

    fn cards_lying_in(&self, from: &From) -> Vec<&Card> {
        let mut cards = Vec::new();
        for id in &from.items {
            if let (Some(source), Some(answer)) = (self.survey.item(id), self.answers.get(id))
                && let AnswerValue::Placed(placed) = &answer.given
            {
                let lying = placed.iter().filter(|it| from.places.contains(&it.place));
                cards.extend(lying.filter_map(|it| source.card(&it.card)));
            }
        }
        cards
    }

    /// An item of this survey, dealt to this child; `None` if it is unknown or left out.
    pub fn item(&self, id: &str) -> Option<Item> {
        self.survey.item(id).and_then(|item| self.dealt(item))
    }

    /// Whether the child went on from this item.
    pub fn is_done(&self, item: &str) -> bool {
        self.done(item).is_some()
    }

    /// The first item not yet done; `None` at the end.
    pub fn next(&self) -> Option<Item> {
        self.survey
            .items_for(self.grade, self.whole)
            .filter(|item| !self.is_done(&item.id))
            .find_map(|item| self.dealt(item))
    }

    /// How far the child is among the items there are for them now.
    pub fn progress(&self) -> Progress {
        let (mut done, mut of) = (0, 0);
        for item in self.survey.items_for(self.grade, self.whole) {
            if self.cards(item).is_some() {
                of += 1;
                done += u16::from(self.is_done(&item.id));
            }
        }
        Progress { done, of }
    }

    /// Whether no item is left.
    pub fn is_finished(&self) -> bool {
        self.next().is_none()
    }

    /// Takes an answer in; the one with the higher revision stays, whatever the order they come in.
    /// Equal revisions from two tablets: the given tie-break decides alike everywhere.
    pub fn take(&mut self, answer: Answer, newer: bool) {
        match self.answers.get(&answer.item) {
            Some(held) if held.rev > answer.rev || (held.rev == answer.rev && !newer) => {}
            _ => drop(self.answers.insert(answer.item.clone(), answer)),
        }
    }

    /// Signs that a child may not have listened; for staff alone, never a judgement.
    pub fn attention(&self) -> Attention {
        let done: Vec<&Answer> = self
            .survey
            .items
            .iter()
            .filter_map(|item| self.done(&item.id))
            .collect();
        let rushed = done.windows(3).any(|three| {
            three
                .iter()
                .all(|it| it.took_ms < limits::survey::RUSHED_BELOW_MS)
        });
        let same_side = |(one, other): &&(String, String)| {
            let side = self.first_place(one);
            side.is_some() && side == self.first_place(other)
        };
        let pairs = self.survey.attention.iter();
        let practice = self.survey.items.iter().any(|item| {
            let done = self.done(&item.id);
            done.and_then(|it| item.is_practised(&it.given)) == Some(false)
        });
        Attention {
            rushed,
            mirrored: pairs.filter(same_side).cloned().collect(),
            practice,
        }
    }

    fn done(&self, item: &str) -> Option<&Answer> {
        self.answers.get(item).filter(|answer| answer.done)
    }

    /// Where the first placement of a done answer lies.
    fn first_place(&self, item: &str) -> Option<&str> {
        match &self.done(item)?.given {
            AnswerValue::Placed(placed) => Some(&placed.first()?.place),
            _ => None,
        }
    }
}
