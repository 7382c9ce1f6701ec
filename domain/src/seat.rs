//! Where the children of a class sit: places in rows and columns, seen from the front of the room.
//! Whatever is done to it, nobody is lost and no two share a place.

use crate::{AppError, ids::PersonId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Most rows of a room.
pub const ROWS: u8 = 8;
/// Most places of a row.
pub const COLUMNS: u8 = 8;
/// Places of a row, as long as nobody has arranged them.
const AT_FIRST: u8 = 6;

/// A place of the room, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    pub row: u8,
    pub column: u8,
}

impl Place {
    const fn is_in_room(self) -> bool {
        self.row < ROWS && self.column < COLUMNS
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

/// Who sits where.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seat {
    pub child: PersonId,
    #[serde(flatten)]
    pub place: Place,
}

/// Whether a class can sit so.
pub fn check(seats: &[Seat]) -> Result<(), AppError> {
    let places: BTreeSet<Place> = seats.iter().map(|it| it.place).collect();
    let children: BTreeSet<PersonId> = seats.iter().map(|it| it.child).collect();
    let once = places.len() == seats.len() && children.len() == seats.len();
    match once && places.iter().all(|it| it.is_in_room()) {
        true => Ok(()),
        false => Err(AppError::invalid("seats", "used-twice")),
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
            (0..ROWS).flat_map(move |row| columns.clone().map(move |column| Place { row, column }))
        };
        rows(0..AT_FIRST)
            .chain(rows(AT_FIRST..COLUMNS))
            .find(|it| !self.0.contains_key(it))
    }

    pub fn place(&self, child: PersonId) -> Option<Place> {
        let found = self.0.iter().find(|(_, it)| **it == child);
        found.map(|(place, _)| *place)
    }

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
        (0..ROWS, 0..COLUMNS).prop_map(|(row, column)| Place { row, column })
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
    fn the_room_ends_at_its_walls() {
        let corner = Place { row: 0, column: 0 };
        assert_eq!(corner.beside((-1, 0)), None);
        assert_eq!(corner.beside((0, 1)), Some(Place { row: 0, column: 1 }));
        let last = Place {
            row: ROWS - 1,
            column: COLUMNS - 1,
        };
        assert_eq!(last.beside((0, 1)), None);
        assert!(
            check(&[Seat {
                child: person(1),
                place: last
            }])
            .is_ok()
        );
        let outside = Place { row: ROWS, ..last };
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
