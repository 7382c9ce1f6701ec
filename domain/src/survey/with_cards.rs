//! Puts the school's own cards into items whose cards the teacher chooses.

use super::{Card, Survey};
use crate::limits;
use std::collections::BTreeSet;

impl Survey {
    /// This survey with `cards` in the items that let the teacher choose.
    #[must_use]
    pub fn with_cards(mut self, cards: &[Card]) -> Self {
        for item in self.items.iter_mut().filter(|it| it.choose.is_some()) {
            item.cards = cards.to_vec();
        }
        self
    }

    /// Of these cards those that some child of a class may get: the chosen ones, or of each grade
    /// those that it gets without a choice.
    pub fn dealt_cards(&self, cards: &[Card], chosen: &[String]) -> Vec<Card> {
        let most = self.items.iter().filter_map(|it| it.choose).max();
        let ids: BTreeSet<&str> = (1..=limits::survey::LAST_GRADE)
            .flat_map(|grade| dealt_from(cards, most.unwrap_or(0), chosen, grade))
            .map(|it| it.id.as_str())
            .collect();
        let dealt = cards.iter().filter(|it| ids.contains(it.id.as_str()));
        dealt.cloned().collect()
    }
}

/// The teacher's choice; without one, as many of the grade's own, from all over the pool.
pub(super) fn dealt_from<'a>(
    pool: &'a [Card],
    most: usize,
    chosen: &[String],
    grade: u8,
) -> Vec<&'a Card> {
    let chosen = pool.iter().filter(|card| chosen.contains(&card.id));
    let chosen: Vec<&Card> = chosen.take(most).collect();
    if !chosen.is_empty() {
        return chosen;
    }
    let fits = |card: &&Card| card.grades.is_empty() || card.grades.contains(&grade);
    let own: Vec<&Card> = pool.iter().filter(fits).collect();
    let count = most.min(own.len());
    (0..count).map(|n| own[n * own.len() / count]).collect()
}
