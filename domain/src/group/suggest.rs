//! Which children could work together for a while, and why. The same class always gets the same
//! suggestions; nothing in them says who is better.

use crate::{
    Words,
    competency::{Competency, Level, card_of, gap},
    ids::{CompetencyId, PersonId},
    profile::{Facet, Statement},
    school::ChildName,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Most children of a group that is suggested.
pub const MOST: usize = 5;
/// The survey's cards of those who like to work with others.
const WITH_OTHERS: [&str; 2] = ["friend", "group"];

/// A card of the survey that children have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    pub id: String,
    pub picture: String,
    pub word: Words,
}

/// What is known of a child, as far as groups are made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    pub child: ChildName,
    /// Looked at, and not there yet or missing from an earlier grade.
    pub gaps: Vec<CompetencyId>,
    pub interests: Vec<Card>,
    /// What the child can, as they say and nobody has seen otherwise.
    pub strengths: Vec<Card>,
    pub growing: Vec<Card>,
    pub likes_others: bool,
}

/// Why these children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Reason {
    Gap {
        competency: CompetencyId,
    },
    Interest {
        card: Card,
    },
    /// Each can what the other is learning: the first child the first, the second the second.
    Strengths {
        first: Card,
        second: Card,
    },
    /// They like to work with others, and love the same, if there is something.
    Partner {
        shared: Option<Card>,
    },
}

/// Two to five children, and what the group could be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub reason: Reason,
    pub children: Vec<PersonId>,
    pub name: Words,
}

/// What is known of a child of this grade, out of the profile and of how far they are with each
/// competency.
pub fn known(
    child: ChildName,
    grade: u8,
    statements: &[Statement],
    levels: &[(&Competency, Option<Level>)],
) -> Known {
    let missing = |it: &Competency, level| {
        level == Some(Level::NotYet) || gap(it, grade, level).is_some_and(|it| it.looked)
    };
    let gaps = levels.iter().filter(|(it, level)| missing(it, *level));
    let gaps: Vec<&Competency> = gaps.map(|(it, _)| *it).collect();
    let now = || statements.iter().filter(|it| it.ended_at.is_none());
    let cards = |facet: Facet| {
        let mut cards: Vec<Card> = Vec::new();
        for it in now().filter(|it| it.said.facet == facet) {
            let card = Card {
                id: it.said.card.clone(),
                picture: it.picture.clone(),
                word: it.word.clone(),
            };
            if !cards.contains(&card) {
                cards.push(card);
            }
        }
        cards
    };
    let mut strengths = cards(Facet::Strengths);
    strengths.retain(|it| gaps.iter().all(|gap| card_of(&gap.code) != it.id));
    let likes = |it: &Statement| {
        it.said.facet == Facet::LearnBest && WITH_OTHERS.contains(&it.said.card.as_str())
    };
    Known {
        gaps: gaps.iter().map(|it| it.id).collect(),
        interests: cards(Facet::Interests),
        strengths,
        growing: cards(Facet::Growing),
        likes_others: now().any(likes),
        child,
    }
}

/// All suggestions for a class: same gap in the order of the competencies, complementary strengths,
/// same interest, partners. Children who are all in one group that is `living` are not suggested.
pub fn suggest(
    competencies: &[Competency],
    class: &[Known],
    living: &[BTreeSet<PersonId>],
) -> Vec<Suggestion> {
    let mut all = gaps(competencies, class);
    all.extend(strengths(class));
    all.extend(interests(class));
    all.extend(partners(class));
    let together = |it: &Suggestion| {
        let within = |group: &BTreeSet<PersonId>| it.children.iter().all(|it| group.contains(it));
        living.iter().any(within)
    };
    all.retain(|it| !together(it));
    all
}

fn gaps(competencies: &[Competency], class: &[Known]) -> Vec<Suggestion> {
    let of = |it: &Competency| {
        let (reason, title) = (Reason::Gap { competency: it.id }, &it.heading.title);
        let name = Words {
            en: format!("{} {}", it.code, title.en),
            es: format!("{} {}", it.code, title.es),
        };
        let who = class.iter().filter(|child| child.gaps.contains(&it.id));
        parts(who, &reason, &name)
    };
    competencies.iter().flat_map(of).collect()
}

/// Those who fit into one group come before those that have to be parted.
fn interests(class: &[Known]) -> Vec<Suggestion> {
    let mut cards: Vec<&Card> = Vec::new();
    for card in class.iter().flat_map(|it| &it.interests) {
        if !cards.contains(&card) {
            cards.push(card);
        }
    }
    let count = |card: &Card| {
        class
            .iter()
            .filter(|it| it.interests.contains(card))
            .count()
    };
    cards.sort_by_key(|it| count(it) > MOST);
    let of = |card: &Card| {
        let reason = Reason::Interest { card: card.clone() };
        let name = Words {
            en: capital(&card.word.en),
            es: capital(&card.word.es),
        };
        let who = class.iter().filter(|it| it.interests.contains(card));
        parts(who, &reason, &name)
    };
    cards.into_iter().flat_map(of).collect()
}

/// These children in groups of two to five, as even as can be; none of one alone.
fn parts<'a>(
    who: impl Iterator<Item = &'a Known>,
    reason: &Reason,
    name: &Words,
) -> Vec<Suggestion> {
    let who: Vec<PersonId> = who.map(|it| it.child.child).collect();
    if who.len() < 2 {
        return Vec::new();
    }
    let parts = who.len().div_ceil(MOST);
    let part = |n: usize| Suggestion {
        reason: reason.clone(),
        children: who[n * who.len() / parts..(n + 1) * who.len() / parts].to_vec(),
        name: name.clone(),
    };
    (0..parts).map(part).collect()
}

/// Pairs in which each can what the other is learning; nobody in two of them.
fn strengths(class: &[Known]) -> Vec<Suggestion> {
    let gives = |one: &Known, other: &Known| {
        let learns = |it: &&Card| other.growing.iter().any(|growing| growing.id == it.id);
        one.strengths.iter().find(learns).cloned()
    };
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for (n, one) in class.iter().enumerate() {
        if taken.contains(&one.child.child) {
            continue;
        }
        let pair = class[n + 1..].iter().find_map(|other| {
            let free = !taken.contains(&other.child.child);
            let both = (gives(one, other)?, gives(other, one)?);
            free.then_some((other, both))
        });
        if let Some((other, (first, second))) = pair {
            let children = vec![one.child.child, other.child.child];
            taken.extend(children.iter().copied());
            found.push(Suggestion {
                name: joined(&first.word, &second.word),
                reason: Reason::Strengths { first, second },
                children,
            });
        }
    }
    found
}

/// Pairs of those who like to work with others, by what they love alike; who is left over makes the
/// last pair three.
fn partners(class: &[Known]) -> Vec<Suggestion> {
    let shared = |one: &Known, other: &Known| {
        let both = one
            .interests
            .iter()
            .filter(|it| other.interests.contains(it));
        both.cloned().collect::<Vec<_>>()
    };
    let mut left: Vec<&Known> = class.iter().filter(|it| it.likes_others).rev().collect();
    let mut found: Vec<Suggestion> = Vec::new();
    while let Some(one) = left.pop() {
        // Of the best matches the last in what is left is the first in the class.
        let best = (0..left.len()).max_by_key(|at| shared(one, left[*at]).len());
        match best.map(|at| left.remove(at)) {
            Some(other) => found.push(Suggestion {
                reason: Reason::Partner {
                    shared: shared(one, other).into_iter().next(),
                },
                children: vec![one.child.child, other.child.child],
                name: both_names(&[one, other]),
            }),
            None => {
                if let Some(last) = found.last_mut() {
                    last.children.push(one.child.child);
                    let name = |it: &mut String| *it = format!("{it} + {}", one.child.name);
                    name(&mut last.name.en);
                    name(&mut last.name.es);
                    last.reason = Reason::Partner { shared: None };
                }
            }
        }
    }
    found
}

fn both_names(children: &[&Known]) -> Words {
    let names: Vec<&str> = children.iter().map(|it| it.child.name.as_str()).collect();
    let name = names.join(" + ");
    Words {
        en: name.clone(),
        es: name,
    }
}

fn joined(one: &Words, other: &Words) -> Words {
    Words {
        en: format!("{} + {}", capital(&one.en), other.en),
        es: format!("{} + {}", capital(&one.es), other.es),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests;
