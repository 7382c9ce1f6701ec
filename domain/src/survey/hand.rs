//! What taps, drags and keys mean: a card in the hand, a place it goes to. A tap, a drag and a key end
//! in the same moves of the [`Table`].

use super::Table;

/// The table of an item, and the card in the child's hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    table: Table,
    /// Tapped, or being dragged.
    lifted: Option<String>,
}

/// What came of a tap, for the page to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandEvent {
    /// A card was taken into the hand.
    Lifted(String),
    /// The card went out of the hand to where it lies.
    Lowered,
    /// A card went to a place.
    Moved { card: String, place: String },
    /// A card went back to the tray.
    TakenBack(String),
    /// Nothing could be done; the hand is empty.
    Nothing,
}

/// How a place looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceLook {
    Open,
    /// The card in the hand may go here.
    Glow,
    /// The dragged card is above it.
    Over,
    /// Some card lies here.
    Full,
}

impl PlaceLook {
    /// Its name in the page.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Glow => "glow",
            Self::Over => "over",
            Self::Full => "full",
        }
    }

    /// The look of a place: a card above it comes first, then one in the hand, then one that lies there.
    pub const fn of(has_card: bool, is_hand_full: bool, is_under_card: bool) -> Self {
        match (is_under_card, is_hand_full, has_card) {
            (true, ..) => Self::Over,
            (_, true, _) => Self::Glow,
            (.., true) => Self::Full,
            _ => Self::Open,
        }
    }
}

impl Hand {
    /// The hand above a table, with no card picked up.
    pub const fn new(table: Table) -> Self {
        Self {
            table,
            lifted: None,
        }
    }

    /// What lies where.
    pub const fn table(&self) -> &Table {
        &self.table
    }

    /// The card in the hand.
    pub fn lifted(&self) -> Option<&str> {
        self.lifted.as_deref()
    }

    /// A tap on a card. Where a tap chooses, it goes to the next place, or back to the tray. Elsewhere it
    /// is lifted, or lowered if it is in the hand; another card in the hand goes where the tapped one
    /// lies.
    pub fn tap_card(&mut self, card: &str) -> HandEvent {
        if self.table.is_chosen_by_tap() {
            return self.choose(card);
        }
        let place = self.table.place_of(card).map(str::to_owned);
        match (self.lifted.take(), place) {
            (Some(lifted), _) if lifted == card => HandEvent::Lowered,
            (Some(lifted), Some(place)) => self.put(&lifted, &place),
            _ => self.lift(card),
        }
    }

    fn choose(&mut self, card: &str) -> HandEvent {
        match self.table.choose(card) {
            Some(place) => {
                self.lower();
                HandEvent::Moved {
                    card: card.to_owned(),
                    place,
                }
            }
            None => self.take_back(card),
        }
    }

    /// A tap on a place: the card in the hand goes there; where there is but one card, it comes by
    /// itself. Without either the last card of the place is lifted.
    pub fn tap_place(&mut self, place: &str) -> HandEvent {
        let only = || self.table.only_card().map(str::to_owned);
        if let Some(card) = self.lifted.clone().or_else(only) {
            return self.put(&card, place);
        }
        match self.table.in_place(place).last().map(str::to_owned) {
            Some(last) => self.tap_card(&last),
            None => HandEvent::Nothing,
        }
    }

    /// Takes a card into the hand; it stays where it lies until it goes elsewhere.
    pub fn lift(&mut self, card: &str) -> HandEvent {
        self.lifted = Some(card.to_owned());
        HandEvent::Lifted(card.to_owned())
    }

    /// Empties the hand.
    pub fn lower(&mut self) {
        self.lifted = None;
    }

    /// A drag that ends above a place.
    pub fn put(&mut self, card: &str, place: &str) -> HandEvent {
        self.lower();
        match self.table.put(card, place) {
            true => HandEvent::Moved {
                card: card.to_owned(),
                place: place.to_owned(),
            },
            false => HandEvent::Nothing,
        }
    }

    /// A drag that ends above the tray.
    pub fn take_back(&mut self, card: &str) -> HandEvent {
        self.lower();
        match self.table.take_back(card) {
            true => HandEvent::TakenBack(card.to_owned()),
            false => HandEvent::Nothing,
        }
    }

    /// Steps back by one move; false if there was none.
    pub fn undo(&mut self) -> bool {
        self.lower();
        self.table.undo()
    }

    /// How a place looks while the dragged card, if there is one, is above `over`.
    pub fn look(&self, place: &str, over: Option<&str>) -> PlaceLook {
        let has_card = self.table.in_place(place).next().is_some();
        PlaceLook::of(has_card, self.lifted.is_some(), over == Some(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::{Item, Kind, TOKEN};
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn item(kind: &Kind) -> Item {
        let words = serde_json::json!({"en": "x", "es": "x"});
        let card = |id: &&str| serde_json::json!({"id": id, "picture": id, "word": words});
        let places: Vec<_> = match kind {
            Kind::Sort => ["lot", "little", "not-now"].iter().map(card).collect(),
            _ => Vec::new(),
        };
        let cards: Vec<_> = ["a", "b", "c", "d"].iter().map(card).collect();
        let mut json =
            serde_json::json!({"id": "X", "say": words, "cards": cards, "places": places});
        let kind = serde_json::to_value(kind).expect("a kind");
        let kind = kind.as_object().expect("a kind").clone();
        json.as_object_mut().expect("an item").extend(kind);
        serde_json::from_value(json).expect("an item")
    }

    fn hand(kind: &Kind) -> Hand {
        Hand::new(Table::of(&item(kind)))
    }

    fn moved(card: &str, place: &str) -> HandEvent {
        let (card, place) = (card.to_owned(), place.to_owned());
        HandEvent::Moved { card, place }
    }

    #[test]
    fn a_card_then_a_place_puts_the_card_there() {
        let mut hand = hand(&Kind::Sort);
        assert_eq!(hand.tap_card("a"), HandEvent::Lifted("a".to_owned()));
        assert_eq!(hand.lifted(), Some("a"));
        assert_eq!(hand.tap_place("lot"), moved("a", "lot"));
        assert_eq!(hand.lifted(), None);
        assert_eq!(hand.table().place_of("a"), Some("lot"));
    }

    #[test]
    fn the_same_card_tapped_again_goes_out_of_the_hand() {
        let mut hand = hand(&Kind::Sort);
        hand.tap_card("a");
        assert_eq!(hand.tap_card("a"), HandEvent::Lowered);
        assert_eq!(hand.lifted(), None);
        assert!(hand.table().placed().is_empty());
    }

    #[test]
    fn another_card_of_the_tray_takes_the_place_in_the_hand() {
        let mut hand = hand(&Kind::Sort);
        hand.tap_card("a");
        assert_eq!(hand.tap_card("b"), HandEvent::Lifted("b".to_owned()));
        assert_eq!(hand.lifted(), Some("b"));
    }

    #[test]
    fn a_card_that_lies_somewhere_means_its_place() {
        let mut hand = hand(&Kind::Sort);
        hand.put("a", "lot");
        hand.tap_card("b");
        assert_eq!(hand.tap_card("a"), moved("b", "lot"));
    }

    #[test]
    fn the_child_s_own_token_needs_no_tap_of_its_own() {
        let mut hand = hand(&Kind::ThisOrThat);
        assert_eq!(hand.tap_place("a"), moved(TOKEN, "a"));
        assert_eq!(hand.tap_place("b"), moved(TOKEN, "b"));
        assert_eq!(hand.tap_place("b"), HandEvent::Nothing);
    }

    #[test]
    fn a_place_without_a_card_in_the_hand_gives_its_last_card() {
        let mut hand = hand(&Kind::Sort);
        assert_eq!(hand.tap_place("lot"), HandEvent::Nothing);
        hand.put("a", "lot");
        hand.put("b", "lot");
        assert_eq!(hand.tap_place("lot"), HandEvent::Lifted("b".to_owned()));
    }

    #[test]
    fn a_place_for_one_gives_its_card_back_to_the_tray() {
        let mut hand = hand(&Kind::Order { count: 2 });
        hand.put("a", "1");
        assert_eq!(hand.put("b", "1"), moved("b", "1"));
        assert_eq!(hand.table().place_of("a"), None);
    }

    #[test]
    fn a_full_place_takes_no_card_that_is_dragged_and_the_hand_is_empty_after() {
        let mut hand = hand(&Kind::Pick { most: 2 });
        hand.put("a", "pick");
        hand.put("b", "pick");
        hand.lift("c");
        assert_eq!(hand.put("c", "pick"), HandEvent::Nothing);
        assert_eq!(hand.lifted(), None);
        assert_eq!(hand.table().place_of("c"), None);
    }

    #[test]
    fn a_tap_chooses_a_card_and_another_tap_takes_it_back() {
        let mut hand = hand(&Kind::Pick { most: 2 });
        assert_eq!(hand.tap_card("a"), moved("a", "pick"));
        assert_eq!(hand.tap_card("b"), moved("b", "pick"));
        assert_eq!(hand.tap_card("a"), HandEvent::TakenBack("a".to_owned()));
        assert_eq!(hand.table().in_place("pick").collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn where_all_is_full_the_card_chosen_last_makes_room_in_one_step() {
        let mut hand = hand(&Kind::Order { count: 2 });
        assert_eq!(hand.tap_card("a"), moved("a", "1"));
        assert_eq!(hand.tap_card("b"), moved("b", "2"));
        assert_eq!(hand.tap_card("c"), moved("c", "2"));
        assert_eq!(hand.table().place_of("b"), None);
        assert!(hand.undo());
        assert_eq!(hand.table().place_of("b"), Some("2"));
        assert_eq!(hand.table().place_of("c"), None);
    }

    #[test]
    fn a_place_that_was_left_is_the_next_to_be_filled() {
        let mut hand = hand(&Kind::Order { count: 3 });
        for card in ["a", "b"] {
            hand.tap_card(card);
        }
        hand.tap_card("a");
        assert_eq!(hand.tap_card("c"), moved("c", "1"));
    }

    #[test]
    fn a_card_above_the_tray_is_taken_back_once() {
        let mut hand = hand(&Kind::Sort);
        hand.put("a", "lot");
        assert_eq!(hand.take_back("a"), HandEvent::TakenBack("a".to_owned()));
        assert_eq!(hand.take_back("a"), HandEvent::Nothing);
    }

    #[test]
    fn a_step_back_empties_the_hand() {
        let mut hand = hand(&Kind::Sort);
        hand.put("a", "lot");
        hand.tap_card("b");
        assert!(hand.undo());
        assert_eq!(hand.lifted(), None);
        assert!(hand.table().placed().is_empty());
        assert!(!hand.undo());
    }

    #[test]
    fn a_place_glows_while_a_card_is_in_the_hand_and_is_full_after() {
        let mut hand = hand(&Kind::Sort);
        assert_eq!(hand.look("lot", None), PlaceLook::Open);
        hand.tap_card("a");
        assert_eq!(hand.look("lot", None), PlaceLook::Glow);
        assert_eq!(hand.look("lot", Some("lot")), PlaceLook::Over);
        assert_eq!(hand.look("little", Some("lot")), PlaceLook::Glow);
        hand.tap_place("lot");
        assert_eq!(hand.look("lot", None), PlaceLook::Full);
        assert_eq!(hand.look("little", None), PlaceLook::Open);
    }

    #[test]
    fn each_look_has_the_name_the_style_knows() {
        let names = [
            PlaceLook::Open,
            PlaceLook::Glow,
            PlaceLook::Over,
            PlaceLook::Full,
        ];
        assert_eq!(names.map(PlaceLook::name), ["open", "glow", "over", "full"]);
    }

    fn kinds() -> impl Strategy<Value = Kind> {
        prop_oneof![
            Just(Kind::ThisOrThat),
            Just(Kind::Sort),
            (1_usize..4).prop_map(|most| Kind::Pick { most }),
            (1_usize..4).prop_map(|count| Kind::Order { count }),
        ]
    }

    #[derive(Clone, Debug)]
    enum Touch {
        Card(prop::sample::Index),
        Place(prop::sample::Index),
        Drag(prop::sample::Index, prop::sample::Index),
        ToTray(prop::sample::Index),
        Undo,
        Lower,
    }

    fn touches() -> impl Strategy<Value = Vec<Touch>> {
        let index = any::<prop::sample::Index>;
        let one = prop_oneof![
            4 => index().prop_map(Touch::Card),
            4 => index().prop_map(Touch::Place),
            2 => (index(), index()).prop_map(|(card, place)| Touch::Drag(card, place)),
            1 => index().prop_map(Touch::ToTray),
            1 => Just(Touch::Undo),
            1 => Just(Touch::Lower),
        ];
        prop::collection::vec(one, 0..40)
    }

    fn names(hand: &Hand) -> (Vec<String>, Vec<String>) {
        let places = hand.table().places().iter().map(|it| it.id.clone());
        (hand.table().cards().to_vec(), places.collect())
    }

    fn at(index: prop::sample::Index, all: &[String]) -> &str {
        index.get::<String>(all)
    }

    fn touch(hand: &mut Hand, touch: &Touch) {
        let (cards, places) = names(hand);
        match touch {
            Touch::Card(card) => drop(hand.tap_card(at(*card, &cards))),
            Touch::Place(place) => drop(hand.tap_place(at(*place, &places))),
            Touch::Drag(card, place) => drop(hand.put(at(*card, &cards), at(*place, &places))),
            Touch::ToTray(card) => drop(hand.take_back(at(*card, &cards))),
            Touch::Undo => drop(hand.undo()),
            Touch::Lower => hand.lower(),
        }
    }

    proptest! {
        #[test]
        fn no_card_is_lost_or_twice_whatever_is_touched(kind in kinds(), touches in touches()) {
            let mut hand = hand(&kind);
            for it in &touches {
                touch(&mut hand, it);
                let table = hand.table();
                let placed = table.placed().iter().map(|it| it.card.as_str());
                let all: Vec<_> = table.tray().chain(placed).collect();
                let unique: BTreeSet<_> = all.iter().copied().collect();
                prop_assert_eq!(all.len(), table.cards().len());
                prop_assert_eq!(unique.len(), all.len());
                prop_assert!(hand.lifted().is_none_or(|it| table.cards().iter().any(|card| card == it)));
            }
        }

        #[test]
        fn taps_and_drags_to_the_same_places_give_the_same_answer(
            kind in prop_oneof![Just(Kind::ThisOrThat), Just(Kind::Sort)],
            moves in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..20),
        ) {
            let (mut tapped, mut dragged) = (hand(&kind), hand(&kind));
            let (cards, places) = names(&tapped);
            for (card, place) in &moves {
                let (card, place) = (at(*card, &cards), at(*place, &places));
                let drag = dragged.put(card, place);
                // A finger that means the card lifts it first; with an empty hand a tap always lifts.
                tapped.tap_card(card);
                let tap = tapped.tap_place(place);
                prop_assert_eq!(tap, drag);
            }
            prop_assert_eq!(tapped.table().answer(), dragged.table().answer());
        }

        #[test]
        fn where_a_tap_chooses_it_does_what_a_drag_to_the_next_free_place_does(
            count in 1_usize..4,
            cards in Just(vec!["a", "b", "c", "d"]).prop_shuffle(),
        ) {
            for kind in [Kind::Pick { most: count }, Kind::Order { count }] {
                let (mut tapped, mut dragged) = (hand(&kind), hand(&kind));
                let (_, places) = names(&tapped);
                for (n, card) in cards.iter().take(count).enumerate() {
                    let place = places.get(n).or(places.last()).expect("a place");
                    prop_assert_eq!(tapped.tap_card(card), dragged.put(card, place));
                }
                prop_assert_eq!(tapped.table().answer(), dragged.table().answer());
            }
        }

        #[test]
        fn only_a_move_that_is_told_changes_the_answer(kind in kinds(), touches in touches()) {
            let mut hand = hand(&kind);
            for it in &touches {
                let before = hand.table().answer();
                let (cards, places) = names(&hand);
                let event = match it {
                    Touch::Card(card) => hand.tap_card(at(*card, &cards)),
                    Touch::Place(place) => hand.tap_place(at(*place, &places)),
                    other => {
                        touch(&mut hand, other);
                        continue;
                    }
                };
                let is_move = matches!(event, HandEvent::Moved { .. } | HandEvent::TakenBack(_));
                prop_assert_eq!(is_move, before != hand.table().answer());
            }
        }

        #[test]
        fn what_any_hand_did_is_an_answer_the_school_takes(kind in kinds(), touches in touches()) {
            let item = item(&kind);
            let mut hand = Hand::new(Table::of(&item));
            for it in &touches {
                touch(&mut hand, it);
            }
            prop_assert_eq!(item.accepts(&hand.table().answer()), Ok(()));
        }
    }
}
