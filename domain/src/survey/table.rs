//! The state of one item while a child works on it: cards, places, and which card is where. Taps,
//! drags and keys all change it, so all give the same answer.

use super::{AnswerValue, Impossible, Item, Kind, Placement, TOKEN};

/// How many cards a place takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceCapacity {
    /// One card; a second takes its place.
    One,
    /// Any number of cards.
    Any,
    /// Up to so many, and then no more.
    UpTo(usize),
}

/// Somewhere a card may go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: String,
    pub holds: PlaceCapacity,
}

/// The table of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    cards: Vec<String>,
    places: Vec<Place>,
    placed: Vec<Placement>,
    before: Vec<Vec<Placement>>,
    /// Cards that must lie somewhere before it is enough to go on.
    wanted: usize,
    /// A tap on a card chooses it: it goes to the next place by itself.
    is_chosen_by_tap: bool,
}

impl Table {
    /// An empty table for an item that has its cards already dealt.
    pub fn of(item: &Item) -> Self {
        let ids = || {
            item.cards
                .iter()
                .map(|card| card.id.clone())
                .collect::<Vec<_>>()
        };
        let one = |id: String| Place {
            id,
            holds: PlaceCapacity::One,
        };
        let podium = |count: usize| (1..=count.min(item.cards.len())).map(|n| one(n.to_string()));
        let (cards, places): (Vec<String>, Vec<Place>) = match &item.kind {
            _ if item.has_token() => (vec![TOKEN.to_owned()], ids().into_iter().map(one).collect()),
            Kind::Sort => (
                ids(),
                item.places
                    .iter()
                    .map(|place| Place {
                        id: place.id.clone(),
                        holds: PlaceCapacity::Any,
                    })
                    .collect(),
            ),
            Kind::Pick { most } => (
                ids(),
                vec![Place {
                    id: "pick".to_owned(),
                    holds: PlaceCapacity::UpTo(*most),
                }],
            ),
            Kind::Order { count } | Kind::Scene { count, .. } => (ids(), podium(*count).collect()),
            _ => (ids(), Vec::new()),
        };
        let wanted = match &item.kind {
            Kind::Sort => cards.len(),
            Kind::Order { .. } | Kind::Scene { .. } if !item.has_token() => places.len(),
            _ => 1,
        };
        Self {
            cards,
            places,
            placed: Vec::new(),
            before: Vec::new(),
            wanted,
            is_chosen_by_tap: !item.has_token()
                && matches!(
                    item.kind,
                    Kind::Pick { .. } | Kind::Order { .. } | Kind::Scene { .. }
                ),
        }
    }

    /// The table as an earlier answer left it.
    pub fn resumed(item: &Item, given: &AnswerValue) -> Self {
        let mut table = Self::of(item);
        if let AnswerValue::Placed(placed) = given
            && table.replay(placed).is_ok()
        {
            table.placed.clone_from(placed);
        }
        table
    }

    /// Every card of the item, or the token alone.
    pub fn cards(&self) -> &[String] {
        &self.cards
    }

    /// Where cards may go, in the order they are shown.
    pub fn places(&self) -> &[Place] {
        &self.places
    }

    /// What lies where, in the order of placing.
    pub fn placed(&self) -> &[Placement] {
        &self.placed
    }

    /// Cards still to be placed.
    pub fn tray(&self) -> impl Iterator<Item = &str> {
        self.cards
            .iter()
            .map(String::as_str)
            .filter(|card| self.place_of(card).is_none())
    }

    /// Where a card lies; `None` in the tray.
    pub fn place_of(&self, card: &str) -> Option<&str> {
        self.placed
            .iter()
            .find(|it| it.card == card)
            .map(|it| it.place.as_str())
    }

    /// The cards in a place, in the order of placing.
    pub fn in_place<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a str> {
        self.placed
            .iter()
            .filter(move |it| it.place == place)
            .map(|it| it.card.as_str())
    }

    /// Puts a card into a place; what lay in a place for one goes back to the tray. False, and
    /// nothing moves, if there is no such card or place, if it lies there already or the place is
    /// full.
    pub fn put(&mut self, card: &str, place: &str) -> bool {
        let Some(target) = self.places.iter().find(|it| it.id == place) else {
            return false;
        };
        let known = self.cards.iter().any(|it| it == card);
        if !known || self.place_of(card) == Some(place) {
            return false;
        }
        let alone = matches!(target.holds, PlaceCapacity::One | PlaceCapacity::UpTo(1));
        let full = |most: usize| self.in_place(place).count() >= most;
        if !alone && matches!(target.holds, PlaceCapacity::UpTo(most) if full(most)) {
            return false;
        }
        self.before.push(self.placed.clone());
        self.placed
            .retain(|it| it.card != card && !(alone && it.place == place));
        self.placed.push(Placement {
            card: card.to_owned(),
            place: place.to_owned(),
        });
        true
    }

    /// Whether a tap on a card chooses it. Where cards are sorted, a tap lifts it, and a second one says
    /// where it goes.
    pub const fn is_chosen_by_tap(&self) -> bool {
        self.is_chosen_by_tap
    }

    /// Puts a card into the first place that has room, in the order they are shown; where none has, the
    /// card that was placed last makes room. Answers the place; `None`, and nothing moves, if there is
    /// no such card or it lies somewhere already.
    pub fn choose(&mut self, card: &str) -> Option<String> {
        if !self.cards.iter().any(|it| it == card) || self.place_of(card).is_some() {
            return None;
        }
        let has_room = |place: &&Place| match place.holds {
            PlaceCapacity::One => self.in_place(&place.id).next().is_none(),
            PlaceCapacity::UpTo(most) => self.in_place(&place.id).count() < most,
            PlaceCapacity::Any => true,
        };
        let free = self.places.iter().find(has_room).map(|it| it.id.clone());
        let before = self.placed.clone();
        let place = match free {
            Some(free) => free,
            None => self.placed.pop()?.place,
        };
        self.before.push(before);
        self.placed.push(Placement {
            card: card.to_owned(),
            place: place.clone(),
        });
        Some(place)
    }

    /// Takes a card back to the tray; false if it lies there already.
    pub fn take_back(&mut self, card: &str) -> bool {
        if self.place_of(card).is_none() {
            return false;
        }
        self.before.push(self.placed.clone());
        self.placed.retain(|it| it.card != card);
        true
    }

    /// Steps back by one move; false if there was none.
    pub fn undo(&mut self) -> bool {
        self.before
            .pop()
            .map(|placed| self.placed = placed)
            .is_some()
    }

    /// Whether there is a move to step back from.
    pub fn can_undo(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether it is enough to go on.
    pub fn is_answered(&self) -> bool {
        self.placed.len() >= self.wanted
    }

    /// The single card of a table that has but one: a tap on a place then needs no first tap.
    pub fn only_card(&self) -> Option<&str> {
        match self.cards.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The state as an answer.
    pub fn answer(&self) -> AnswerValue {
        AnswerValue::Placed(self.placed.clone())
    }

    /// Whether these placements could have been made on this table.
    pub(super) fn replay(&self, placed: &[Placement]) -> Result<(), Impossible> {
        let mut table = Self {
            placed: Vec::new(),
            before: Vec::new(),
            ..self.clone()
        };
        for (n, it) in placed.iter().enumerate() {
            if !table.put(&it.card, &it.place) || table.placed.len() != n + 1 {
                return Err(Impossible::Placement);
            }
        }
        Ok(())
    }
}
