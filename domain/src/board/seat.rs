//! Seating of a class: rows and columns, seen from the front of the room. Each change keeps every
//! child seated and every place with at most one child.

use crate::{feature_error::feature_error, ids::PersonId, limits};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

feature_error! {
    /// Why a class can't sit so.
    pub enum SeatError {
        /// A place or a child is there twice, or a place is not in the room.
        UsedTwice,
    }
}

/// A place of the room, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// From the front of the room on.
    pub row: u8,
    /// From the left, seen from the front.
    pub column: u8,
}

impl Place {
    const fn is_in_room(self) -> bool {
        self.row < limits::seat::MOST_ROWS && self.column < limits::seat::MOST_COLUMNS
    }

    /// The place beside it, if the room has it.
    pub fn beside(self, (down, right): (i8, i8)) -> Option<Self> {
        let place = Self {
            row: self.row.checked_add_signed(down)?,
            column: self.column.checked_add_signed(right)?,
        };
        place.is_in_room().then_some(place)
    }
}

/// As a page writes it beside the place.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.row, self.column)
    }
}

impl Place {
    /// What [`Place`]'s text says; none of anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (row, column) = text.split_once('-')?;
        Some(Self {
            row: row.parse().ok()?,
            column: column.parse().ok()?,
        })
    }

    /// All places of the room, row by row.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..limits::seat::MOST_ROWS)
            .flat_map(|row| (0..limits::seat::MOST_COLUMNS).map(move |column| Self { row, column }))
    }
}

/// Who sits where.
///
/// # Examples
///
/// ```
/// # use domain::board::seat::Seat;
/// # use serde_json::json;
/// let json = json!({ "child": "0199a2f0-0000-7000-8000-000000000001", "row": 0, "column": 2 });
/// let seat: Seat = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&seat)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub child: PersonId,
    #[serde(flatten)]
    pub place: Place,
}

/// Whether a class can sit so.
///
/// # Errors
///
/// A child or a place is there twice, or a place is outside of the room.
pub fn check(seats: &[Seat]) -> Result<(), SeatError> {
    let places: BTreeSet<Place> = seats.iter().map(|it| it.place).collect();
    let children: BTreeSet<PersonId> = seats.iter().map(|it| it.child).collect();
    let once = places.len() == seats.len() && children.len() == seats.len();
    match once && places.iter().all(|it| it.is_in_room()) {
        true => Ok(()),
        false => Err(SeatError::UsedTwice),
    }
}

/// The seats of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seating(BTreeMap<Place, PersonId>);

impl Seating {
    /// These children on their seats; who has none, or one that is taken, gets the next that is
    /// free. Those beyond the room's last place have none.
    pub fn of(seats: &[Seat], children: &[PersonId]) -> Self {
        let mut all = Self::default();
        let here = |it: &&Seat| it.place.is_in_room() && children.contains(&it.child);
        for seat in seats.iter().filter(here) {
            if all.place(seat.child).is_none() {
                all.0.entry(seat.place).or_insert(seat.child);
            }
        }
        for child in children {
            if all.place(*child).is_none()
                && let Some(place) = all.free()
            {
                all.0.insert(place, *child);
            }
        }
        all
    }

    fn free(&self) -> Option<Place> {
        let rows = |columns: std::ops::Range<u8>| {
            (0..limits::seat::MOST_ROWS)
                .flat_map(move |row| columns.clone().map(move |column| Place { row, column }))
        };
        rows(0..limits::seat::FIRST_COLUMNS)
            .chain(rows(
                limits::seat::FIRST_COLUMNS..limits::seat::MOST_COLUMNS,
            ))
            .find(|it| !self.0.contains_key(it))
    }

    /// The place of a child; `None` where the child has no seat.
    pub fn place(&self, child: PersonId) -> Option<Place> {
        let found = self.0.iter().find(|(_, it)| **it == child);
        found.map(|(place, _)| *place)
    }

    /// The child at a place; `None` where the place is free.
    pub fn at(&self, place: Place) -> Option<PersonId> {
        self.0.get(&place).copied()
    }

    /// Puts a child there; who sat there takes the child's place.
    pub fn put(&mut self, child: PersonId, place: Place) {
        let Some(from) = self.place(child).filter(|_| place.is_in_room()) else {
            return;
        };
        self.0.remove(&from);
        if let Some(other) = self.0.insert(place, child) {
            self.0.insert(from, other);
        }
    }

    /// Row by row.
    pub fn seats(&self) -> Vec<Seat> {
        let seat = |(place, child): (&Place, &PersonId)| Seat {
            child: *child,
            place: *place,
        };
        self.0.iter().map(seat).collect()
    }

    /// How many rows and columns there is somebody in.
    pub fn size(&self) -> (u8, u8) {
        let most = |of: fn(&Place) -> u8| self.0.keys().map(of).max().map_or(0, |it| it + 1);
        (most(|it| it.row), most(|it| it.column))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    fn person(n: u8) -> PersonId {
        PersonId(Uuid::from_u128(n.into()))
    }

    fn place() -> impl Strategy<Value = Place> {
        (0..limits::seat::MOST_ROWS, 0..limits::seat::MOST_COLUMNS)
            .prop_map(|(row, column)| Place { row, column })
    }

    fn seats() -> impl Strategy<Value = Vec<Seat>> {
        let seat = (0_u8..40, place()).prop_map(|(n, place)| Seat {
            child: person(n),
            place,
        });
        vec(seat, 0..40)
    }

    fn class(n: u8) -> Vec<PersonId> {
        (0..n).map(person).collect()
    }

    #[test]
    fn a_class_nobody_arranged_sits_in_rows_of_six_in_its_own_order() {
        let seating = Seating::of(&[], &class(30));
        assert_eq!(seating.size(), (5, 6));
        assert_eq!(seating.at(Place { row: 1, column: 0 }), Some(person(6)));
    }

    #[test]
    fn a_place_is_read_as_it_was_written() {
        for place in Place::all() {
            assert_eq!(Place::parse(&place.to_string()), Some(place));
        }
        assert_eq!(Place::parse("3"), None);
        assert_eq!(Place::parse("3-x"), None);
    }

    #[test]
    fn the_room_ends_at_its_walls() {
        let corner = Place { row: 0, column: 0 };
        assert_eq!(corner.beside((-1, 0)), None);
        assert_eq!(corner.beside((0, 1)), Some(Place { row: 0, column: 1 }));
        let last = Place {
            row: limits::seat::MOST_ROWS - 1,
            column: limits::seat::MOST_COLUMNS - 1,
        };
        assert_eq!(last.beside((0, 1)), None);
        assert!(
            check(&[Seat {
                child: person(1),
                place: last
            }])
            .is_ok()
        );
        let outside = Place {
            row: limits::seat::MOST_ROWS,
            ..last
        };
        assert!(
            check(&[Seat {
                child: person(1),
                place: outside
            }])
            .is_err()
        );
    }

    proptest! {
        #[test]
        fn everybody_has_a_place_of_their_own(seats in seats(), n in 0_u8..64) {
            let children = class(n);
            let seating = Seating::of(&seats, &children);
            let all = seating.seats();
            prop_assert_eq!(all.len(), children.len());
            prop_assert!(check(&all).is_ok());
            prop_assert_eq!(Seating::of(&all, &children), seating);
        }

        #[test]
        fn moving_loses_nobody_and_moving_back_undoes_it(
            seats in seats(), n in 1_u8..40, who: prop::sample::Index, to in place(),
        ) {
            let children = class(n);
            let child = *who.get(&children);
            let mut seating = Seating::of(&seats, &children);
            let before = seating.clone();
            let from = seating.place(child).unwrap();
            seating.put(child, to);
            prop_assert_eq!(seating.place(child), Some(to));
            prop_assert_eq!(seating.seats().len(), children.len());
            seating.put(child, from);
            prop_assert_eq!(seating, before);
        }
    }
}
