//! In which order the tiles of a board are: by name, or by seat.

use super::seat::Seating;
use crate::school::ChildName;

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

/// Row by row; who has no seat comes last. Nobody moves but by being put somewhere else.
pub fn sort_by_seat(children: &mut [ChildName], seating: &Seating) {
    children.sort_by_key(|it| {
        let place = seating.place(it.child);
        (place.is_none(), place)
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        board::seat::{Place, Seat},
        ids::PersonId,
    };
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

    fn order(children: &[ChildName]) -> Vec<PersonId> {
        children.iter().map(|it| it.child).collect()
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
}
