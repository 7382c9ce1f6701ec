//! In which order the tiles of a board are: by name with those who want help first, or by seat.

use super::{Tile, seat::Seating};
use crate::{ids::PersonId, school::ChildName};
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// The order that the address of a board names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BoardOrder {
    #[default]
    Names,
    Seats,
}

impl BoardOrder {
    /// What the address does not know is the order of the names.
    pub fn parse(word: Option<&str>) -> Self {
        match word {
            Some("seats") => Self::Seats,
            _ => Self::Names,
        }
    }

    /// As in the address; none: the address says nothing.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Names => None,
            Self::Seats => Some("seats"),
        }
    }
}

impl Tile {
    /// Who wants help, and since when.
    pub fn wish(&self) -> Option<(PersonId, DateTime<Utc>)> {
        Some((self.child, self.help.as_ref()?.asked_at))
    }
}

/// Those who want help before the others, the longest waiting first; the others in their own order.
pub fn sort_by_help(children: &mut [ChildName], wishes: &BTreeMap<PersonId, DateTime<Utc>>) {
    children.sort_by_key(|it| {
        let since = wishes.get(&it.child);
        (since.is_none(), since.copied())
    });
}

/// Row by row; who has no seat comes last. Nobody moves but by being put somewhere else.
pub fn sort_by_seat(children: &mut [ChildName], seating: &Seating) {
    children.sort_by_key(|it| {
        let place = seating.place(it.child);
        (place.is_none(), place)
    });
}

#[cfg(test)]
mod tests {
    use super::{super::tests::tile, *};
    use crate::{
        board::{
            SurveyActivity,
            seat::{Place, Seat},
        },
        help::OpenWish,
        ids::WishId,
    };
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn class(n: u128) -> Vec<ChildName> {
        let child = |n| ChildName {
            child: person(n),
            name: format!("Child {n:02}"),
            picture: "fox".to_owned(),
        };
        (0..n).map(child).collect()
    }

    fn minute(n: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(n * 60, 0).unwrap()
    }

    fn order(children: &[ChildName]) -> Vec<PersonId> {
        children.iter().map(|it| it.child).collect()
    }

    #[test]
    fn who_waits_longest_for_help_is_the_first_tile() {
        let wishes = BTreeMap::from([(person(3), minute(5)), (person(1), minute(9))]);
        let mut children = class(5);
        sort_by_help(&mut children, &wishes);
        assert_eq!(order(&children), [3, 1, 0, 2, 4].map(person));
    }

    #[test]
    fn without_a_wish_the_order_is_that_of_the_names() {
        let mut children = class(5);
        sort_by_help(&mut children, &BTreeMap::new());
        assert_eq!(children, class(5));
    }

    #[test]
    fn two_who_asked_at_once_stay_in_the_order_of_their_names() {
        let wishes = BTreeMap::from([(person(4), minute(5)), (person(2), minute(5))]);
        let mut children = class(5);
        sort_by_help(&mut children, &wishes);
        assert_eq!(order(&children), [2, 4, 0, 1, 3].map(person));
    }

    #[test]
    fn a_tile_says_since_when_its_child_wants_help() {
        let mut asking = tile(1, SurveyActivity::Done, None);
        asking.help = Some(OpenWish {
            wish: WishId(Uuid::nil()),
            asked_at: minute(7),
            tried: Vec::new(),
            coming: None,
        });
        let content = tile(2, SurveyActivity::Done, None);
        assert_eq!(asking.wish(), Some((person(1), minute(7))));
        assert_eq!(content.wish(), None);
    }

    #[test]
    fn by_seat_the_tiles_go_row_by_row_and_who_has_none_comes_last() {
        let seat = |n, row, column| Seat {
            child: person(n),
            place: Place { row, column },
        };
        let seats = [seat(0, 2, 0), seat(1, 0, 1), seat(3, 0, 0)];
        let seating = Seating::of(&seats, &[0, 1, 3].map(person));
        let mut children = class(4);
        sort_by_seat(&mut children, &seating);
        assert_eq!(order(&children), [3, 1, 0, 2].map(person));
    }

    #[test]
    fn the_address_names_the_seats_and_anything_else_is_the_names() {
        for order in [BoardOrder::Names, BoardOrder::Seats] {
            assert_eq!(BoardOrder::parse(order.word()), order);
        }
        assert_eq!(BoardOrder::parse(Some("height")), BoardOrder::Names);
    }

    proptest! {
        #[test]
        fn sorting_by_help_loses_nobody_and_puts_no_wish_behind_a_child_without_one(
            asking in vec((0_u128..12, 0_i64..30), 0..12),
        ) {
            let wishes: BTreeMap<_, _> =
                asking.into_iter().map(|(n, at)| (person(n), minute(at))).collect();
            let mut children = class(12);
            sort_by_help(&mut children, &wishes);
            let waits: Vec<_> = children.iter().map(|it| wishes.get(&it.child)).collect();
            let with_wish = waits.iter().take_while(|it| it.is_some()).count();
            prop_assert_eq!(with_wish, wishes.len());
            prop_assert!(waits[..with_wish].is_sorted());
            prop_assert!(order(&children[with_wish..]).is_sorted());
            let mut all = order(&children);
            all.sort();
            prop_assert_eq!(all, order(&class(12)));
        }
    }
}
