//! One item under the child's hands, whatever the hands do.

use domain::survey::{AnswerValue, Item, Kind, PlaceCapacity, Placement, Table};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn item(kind: Kind) -> Item {
    let words = serde_json::json!({"en": "x", "es": "x"});
    let card = |id: &str| serde_json::json!({"id": id, "picture": id, "word": words});
    let places: Vec<_> = match kind {
        Kind::Sort => ["lot", "little", "not-now"].into_iter().map(card).collect(),
        _ => Vec::new(),
    };
    let cards: Vec<_> = match kind {
        Kind::ThisOrThat => ["otter", "fox"].into_iter().map(card).collect(),
        // One card is called like the child's own token.
        _ => ["a", "b", "c", "d", "me"].into_iter().map(card).collect(),
    };
    let mut json = serde_json::json!({"id": "X", "say": words, "cards": cards, "places": places});
    let kind = serde_json::to_value(kind).expect("a kind");
    json.as_object_mut()
        .expect("an item")
        .extend(kind.as_object().expect("a kind").clone());
    serde_json::from_value(json).expect("an item")
}

fn kinds() -> impl Strategy<Value = Kind> {
    prop_oneof![
        Just(Kind::ThisOrThat),
        Just(Kind::Sort),
        (1_usize..4).prop_map(|most| Kind::Pick { most }),
        (1_usize..4).prop_map(|count| Kind::Order { count }),
        (1_usize..3).prop_map(|count| Kind::Scene {
            scene: "rug".to_owned(),
            count
        }),
    ]
}

#[derive(Clone, Debug)]
enum Move {
    Put(usize, usize),
    TakeBack(usize),
    Undo,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        6 => (0_usize..7, 0_usize..7).prop_map(|(card, place)| Move::Put(card, place)),
        2 => (0_usize..7).prop_map(Move::TakeBack),
        2 => Just(Move::Undo),
    ];
    prop::collection::vec(one, 0..40)
}

fn at(ids: &[String], n: usize) -> String {
    ids.get(n)
        .cloned()
        .unwrap_or_else(|| "nothing such".to_owned())
}

fn make(table: &mut Table, step: &Move) -> bool {
    let cards = table.cards().to_vec();
    let places: Vec<_> = table.places().iter().map(|it| it.id.clone()).collect();
    match step {
        Move::Put(card, place) => table.put(&at(&cards, *card), &at(&places, *place)),
        Move::TakeBack(card) => table.take_back(&at(&cards, *card)),
        Move::Undo => table.undo(),
    }
}

proptest! {
    #[test]
    fn no_card_is_in_two_places_and_no_place_holds_too_much(kind in kinds(), moves in moves()) {
        let mut table = Table::of(&item(kind));
        for step in &moves {
            make(&mut table, step);
            let lying: BTreeSet<_> = table.placed().iter().map(|it| &it.card).collect();
            prop_assert_eq!(lying.len(), table.placed().len());
            prop_assert_eq!(table.tray().count() + lying.len(), table.cards().len());
            for place in table.places() {
                let count = table.in_place(&place.id).count();
                match place.holds {
                    PlaceCapacity::One => prop_assert!(count <= 1),
                    PlaceCapacity::UpTo(most) => prop_assert!(count <= most),
                    PlaceCapacity::Any => {}
                }
            }
        }
    }

    #[test]
    fn every_state_is_an_answer_that_is_accepted_and_resumed(kind in kinds(), moves in moves()) {
        let item = item(kind);
        let mut table = Table::of(&item);
        for step in &moves {
            make(&mut table, step);
        }
        prop_assert_eq!(item.accepts(&table.answer()), Ok(()));
        let resumed = Table::resumed(&item, &table.answer());
        prop_assert_eq!(resumed.placed(), table.placed());
        prop_assert_eq!(resumed.is_answered(), table.is_answered());
        prop_assert!(!resumed.can_undo());
    }

    #[test]
    fn undo_goes_back_step_by_step_to_the_empty_table(kind in kinds(), moves in moves()) {
        let mut table = Table::of(&item(kind));
        let mut states = vec![table.placed().to_vec()];
        for step in moves.iter().filter(|step| !matches!(step, Move::Undo)) {
            let before = table.placed().to_vec();
            if make(&mut table, step) {
                prop_assert_ne!(&before, table.placed());
                states.push(table.placed().to_vec());
            } else {
                prop_assert_eq!(&before, table.placed());
            }
        }
        while let Some(state) = states.pop() {
            prop_assert_eq!(table.placed(), state);
            prop_assert_eq!(table.undo(), !states.is_empty());
        }
        prop_assert!(table.placed().is_empty());
    }

    #[test]
    fn through_the_tray_or_straight_stores_the_same(kind in kinds(), moves in moves()) {
        let item = item(kind);
        let (mut drag, mut tap) = (Table::of(&item), Table::of(&item));
        for step in moves.iter().filter(|step| !matches!(step, Move::Undo)) {
            if let Move::Put(card, _) = step
                && make(&mut drag.clone(), step)
            {
                make(&mut tap, &Move::TakeBack(*card));
            }
            make(&mut drag, step);
            make(&mut tap, step);
        }
        prop_assert_eq!(drag.answer(), tap.answer());
    }

    #[test]
    fn what_no_hand_could_do_is_refused(kind in kinds(), moves in moves(), n: prop::sample::Index) {
        let item = item(kind);
        let mut table = Table::of(&item);
        for step in &moves {
            make(&mut table, step);
        }
        let mut placed = table.placed().to_vec();
        prop_assume!(!placed.is_empty());
        placed.push(placed[n.index(placed.len())].clone());
        prop_assert!(item.accepts(&AnswerValue::Placed(placed)).is_err());
        let stranger = Placement { card: "x".to_owned(), place: table.places()[0].id.clone() };
        prop_assert!(item.accepts(&AnswerValue::Placed(vec![stranger])).is_err());
    }
}

#[test]
fn a_full_pick_takes_no_more_until_one_is_taken_back() {
    let mut table = Table::of(&item(Kind::Pick { most: 2 }));
    assert!(table.put("a", "pick") && table.put("b", "pick"));
    assert!(!table.put("c", "pick"));
    assert!(table.take_back("a") && table.put("c", "pick"));
    assert_eq!(table.in_place("pick").collect::<Vec<_>>(), ["b", "c"]);
}

#[test]
fn a_pick_of_one_and_a_podium_step_give_the_earlier_card_back() {
    for (kind, place) in [
        (Kind::Pick { most: 1 }, "pick"),
        (Kind::Order { count: 2 }, "1"),
    ] {
        let mut table = Table::of(&item(kind));
        assert!(table.put("a", place) && table.put("b", place));
        assert_eq!(table.placed().len(), 1);
        assert_eq!(table.place_of("a"), None);
    }
}

#[test]
fn a_pick_of_none_takes_nothing() {
    assert!(!Table::of(&item(Kind::Pick { most: 0 })).put("a", "pick"));
}

#[test]
fn it_is_enough_when_all_are_sorted_the_podium_is_full_or_one_is_picked() {
    let enough = |kind: Kind, puts: &[(&str, &str)]| {
        let mut table = Table::of(&item(kind));
        puts.iter()
            .map(|(card, place)| (table.put(card, place), table.is_answered()).1)
            .collect()
    };
    let sort = [
        ("a", "lot"),
        ("b", "lot"),
        ("c", "little"),
        ("d", "lot"),
        ("me", "not-now"),
    ];
    let answers: Vec<bool> = enough(Kind::Sort, &sort);
    assert_eq!(answers, [false, false, false, false, true]);
    let answers: Vec<bool> = enough(Kind::Order { count: 2 }, &[("a", "1"), ("b", "2")]);
    assert_eq!(answers, [false, true]);
    let answers: Vec<bool> = enough(Kind::Pick { most: 3 }, &[("a", "pick")]);
    assert_eq!(answers, [true]);
    let answers: Vec<bool> = enough(Kind::ThisOrThat, &[("me", "fox")]);
    assert_eq!(answers, [true]);
}

#[test]
fn a_podium_has_no_more_steps_than_cards_to_stand_on_it() {
    let mut small = item(Kind::Order { count: 3 });
    small.cards.truncate(1);
    let mut table = Table::of(&small);
    assert_eq!(table.places().len(), 1);
    assert!(table.put("a", "1") && table.is_answered());
}

#[test]
fn the_memory_game_takes_only_its_own_answers() {
    let mut play = item(Kind::Play);
    play.cards.truncate(4);
    let played = |foretold: u8, remembered: &[&str]| AnswerValue::Played {
        foretold: Some(foretold),
        remembered: remembered.iter().map(|it| (*it).to_owned()).collect(),
        felt: None,
    };
    assert_eq!(play.accepts(&played(2, &["a", "d"])), Ok(()));
    assert_eq!(play.accepts(&AnswerValue::DontKnow), Ok(()));
    for wrong in [
        played(3, &[]),
        played(1, &["x"]),
        played(1, &["a", "a"]),
        AnswerValue::default(),
    ] {
        assert!(play.accepts(&wrong).is_err(), "{wrong:?}");
    }
    assert!(item(Kind::Sort).accepts(&played(1, &[])).is_err());
}
