//! Suggests groups of children and the reason for each. The same class always gets the same
//! suggestions, and no reason ranks children.

use crate::{
    Words,
    competency::{Competency, Level, card_id, gap},
    ids::{CompetencyId, PersonId},
    limits,
    profile::{Facet, Statement},
    school::ChildName,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The survey's cards of those who like to work with others.
const WITH_OTHERS: [&str; 2] = ["friend", "group"];

/// A card of the survey that children have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// The card's id in the survey.
    pub id: String,
    pub picture: String,
    pub word: Words,
}

/// What is known of a child, as far as groups are made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupCandidate {
    pub child: ChildName,
    /// Looked at, and not there yet or missing from an earlier grade.
    pub gaps: Vec<CompetencyId>,
    /// What the child loves.
    pub interests: Vec<Card>,
    /// What the child can, as they say and nobody has seen otherwise.
    pub strengths: Vec<Card>,
    /// What the child wants to grow in.
    pub growing: Vec<Card>,
    /// The child says that they like to work with others.
    pub likes_others: bool,
}

/// Why these children.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum SuggestionReason {
    /// All have the same gap.
    Gap { competency: CompetencyId },
    /// All love the same.
    Interest { card: Card },
    /// Each can what the other is learning: the first child the first, the second the second.
    Strengths { first: Card, second: Card },
    /// They like to work with others, and love the same, if there is something.
    Partner {
        /// What all of them love; `None` where there is nothing.
        shared: Option<Card>,
    },
}

/// Two to five children, and what the group could be called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    pub reason: SuggestionReason,
    pub children: Vec<PersonId>,
    /// The proposed name of the group.
    pub name: Words,
}

/// What is known of a child of this grade, out of the profile and of how far they are with each
/// competency.
pub fn known(
    child: ChildName,
    grade: u8,
    statements: &[Statement],
    levels: &[(&Competency, Option<Level>)],
) -> GroupCandidate {
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
    strengths.retain(|it| gaps.iter().all(|gap| card_id(gap.id) != it.id));
    let likes = |it: &Statement| {
        it.said.facet == Facet::LearnBest && WITH_OTHERS.contains(&it.said.card.as_str())
    };
    GroupCandidate {
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
    class: &[GroupCandidate],
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

fn gaps(competencies: &[Competency], class: &[GroupCandidate]) -> Vec<Suggestion> {
    let of = |it: &Competency| {
        let (reason, title) = (
            SuggestionReason::Gap { competency: it.id },
            &it.heading.title,
        );
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
fn interests(class: &[GroupCandidate]) -> Vec<Suggestion> {
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
    cards.sort_by_key(|it| count(it) > limits::group::MOST_SUGGESTED_CHILDREN);
    let of = |card: &Card| {
        let reason = SuggestionReason::Interest { card: card.clone() };
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
    who: impl Iterator<Item = &'a GroupCandidate>,
    reason: &SuggestionReason,
    name: &Words,
) -> Vec<Suggestion> {
    let who: Vec<PersonId> = who.map(|it| it.child.child).collect();
    if who.len() < 2 {
        return Vec::new();
    }
    let parts = who.len().div_ceil(limits::group::MOST_SUGGESTED_CHILDREN);
    let part = |n: usize| Suggestion {
        reason: reason.clone(),
        children: who[n * who.len() / parts..(n + 1) * who.len() / parts].to_vec(),
        name: name.clone(),
    };
    (0..parts).map(part).collect()
}

/// Pairs in which each can what the other is learning; nobody in two of them.
fn strengths(class: &[GroupCandidate]) -> Vec<Suggestion> {
    let gives = |one: &GroupCandidate, other: &GroupCandidate| {
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
                reason: SuggestionReason::Strengths { first, second },
                children,
            });
        }
    }
    found
}

/// Pairs of those who like to work with others, by what they love alike; who is left over makes the
/// last pair three.
fn partners(class: &[GroupCandidate]) -> Vec<Suggestion> {
    let shared = |one: &GroupCandidate, other: &GroupCandidate| {
        let both = one
            .interests
            .iter()
            .filter(|it| other.interests.contains(it));
        both.cloned().collect::<Vec<_>>()
    };
    let mut left: Vec<&GroupCandidate> = class.iter().filter(|it| it.likes_others).rev().collect();
    let mut found: Vec<Suggestion> = Vec::new();
    while let Some(one) = left.pop() {
        // Of the best matches the last in what is left is the first in the class.
        let best = (0..left.len()).max_by_key(|at| shared(one, left[*at]).len());
        match best.map(|at| left.remove(at)) {
            Some(other) => found.push(Suggestion {
                reason: SuggestionReason::Partner {
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
                    last.reason = SuggestionReason::Partner { shared: None };
                }
            }
        }
    }
    found
}

fn both_names(children: &[&GroupCandidate]) -> Words {
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
