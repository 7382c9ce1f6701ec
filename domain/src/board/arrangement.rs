//! Seats while an adult arranges them: who is in hand, where the keyboard is, and each step back.

use super::seat::{Place, Seating};
use crate::ids::PersonId;

/// A way to the next place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
    Left,
    Right,
}

impl Direction {
    /// By the name of a key.
    pub fn of_key(key: &str) -> Option<Self> {
        match key {
            "ArrowUp" => Some(Self::Up),
            "ArrowDown" => Some(Self::Down),
            "ArrowLeft" => Some(Self::Left),
            "ArrowRight" => Some(Self::Right),
            _ => None,
        }
    }

    const fn step(self) -> (i8, i8) {
        match self {
            Self::Up => (-1, 0),
            Self::Down => (1, 0),
            Self::Left => (0, -1),
            Self::Right => (0, 1),
        }
    }
}

/// A class's seats as they are being arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatArrangement {
    seating: Seating,
    /// The seatings before, the last one last.
    earlier: Vec<Seating>,
    in_hand: Option<PersonId>,
    cursor: Place,
    last_put: Option<(PersonId, Place)>,
}

impl SeatArrangement {
    /// A seating before its first change.
    pub const fn new(seating: Seating) -> Self {
        Self {
            seating,
            earlier: Vec::new(),
            in_hand: None,
            cursor: Place { row: 0, column: 0 },
            last_put: None,
        }
    }

    /// The seating with all changes.
    pub const fn seating(&self) -> &Seating {
        &self.seating
    }

    /// Who has been picked up.
    pub const fn in_hand(&self) -> Option<PersonId> {
        self.in_hand
    }

    /// Where the keyboard is.
    pub const fn cursor(&self) -> Place {
        self.cursor
    }

    /// Who was put where last, to be said aloud.
    pub const fn last_put(&self) -> Option<(PersonId, Place)> {
        self.last_put
    }

    /// Whether there is a change to undo.
    pub const fn can_undo(&self) -> bool {
        !self.earlier.is_empty()
    }

    /// Puts the keyboard's cursor on a place.
    pub const fn move_cursor(&mut self, place: Place) {
        self.cursor = place;
    }

    /// Picks up who sits there.
    pub fn pick_up(&mut self, place: Place) {
        self.in_hand = self.seating.at(place);
    }

    /// Puts who is in hand down there; nowhere: back where they sat.
    pub fn drop_at(&mut self, place: Option<Place>) {
        if let (Some(child), Some(place)) = (self.in_hand.take(), place) {
            self.put(child, place);
        }
    }

    /// Nobody is in hand from now on.
    pub const fn let_go(&mut self) {
        self.in_hand = None;
    }

    /// Puts a child there; who sat there takes the child's place.
    pub fn put(&mut self, child: PersonId, place: Place) {
        let mut seating = self.seating.clone();
        seating.put(child, place);
        self.change(seating);
        self.last_put = Some((child, place));
    }

    /// Picks up who sits there, or puts who is in hand there.
    pub fn tap(&mut self, place: Place) {
        self.cursor = place;
        match self.in_hand.take() {
            Some(child) => self.put(child, place),
            None => self.in_hand = self.seating.at(place),
        }
    }

    /// Goes to the next place, taking along who is in hand; none at a wall.
    pub fn step(&mut self, direction: Direction) -> Option<Place> {
        let to = self.cursor.beside(direction.step())?;
        if let Some(child) = self.in_hand {
            self.put(child, to);
        }
        self.cursor = to;
        Some(to)
    }

    /// Seats the children in rows, in this order.
    pub fn seat_in_order(&mut self, children: &[PersonId]) {
        self.change(Seating::of(&[], children));
    }

    /// Goes back to the seating before the last change.
    pub fn undo(&mut self) {
        self.in_hand = None;
        if let Some(before) = self.earlier.pop() {
            self.seating = before;
        }
    }

    fn change(&mut self, seating: Seating) {
        if self.seating != seating {
            self.earlier
                .push(std::mem::replace(&mut self.seating, seating));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{board::seat, limits};
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn class(n: u128) -> Vec<PersonId> {
        (0..n).map(person).collect()
    }

    fn arrangement(n: u128) -> SeatArrangement {
        SeatArrangement::new(Seating::of(&[], &class(n)))
    }

    const fn at(row: u8, column: u8) -> Place {
        Place { row, column }
    }

    #[test]
    fn a_tap_picks_up_a_child_and_the_next_tap_puts_the_child_down() {
        let mut it = arrangement(4);
        it.tap(at(0, 1));
        assert_eq!(it.in_hand(), Some(person(1)));
        it.tap(at(3, 3));
        assert_eq!(it.in_hand(), None);
        assert_eq!(it.seating().at(at(3, 3)), Some(person(1)));
        assert_eq!(it.seating().at(at(0, 1)), None);
        assert_eq!(it.last_put(), Some((person(1), at(3, 3))));
    }

    #[test]
    fn a_child_that_is_dropped_nowhere_sits_where_it_sat() {
        let mut it = arrangement(4);
        it.pick_up(at(0, 1));
        it.drop_at(None);
        assert_eq!(it, arrangement(4));
        it.pick_up(at(0, 1));
        it.drop_at(Some(at(4, 4)));
        assert_eq!(it.seating().at(at(4, 4)), Some(person(1)));
        assert_eq!(it.in_hand(), None);
    }

    #[test]
    fn a_tap_on_an_empty_place_picks_up_nobody() {
        let mut it = arrangement(2);
        it.tap(at(4, 4));
        assert_eq!((it.in_hand(), it.cursor()), (None, at(4, 4)));
        assert!(!it.can_undo());
    }

    #[test]
    fn two_children_swap_when_one_is_put_on_the_other() {
        let mut it = arrangement(4);
        it.tap(at(0, 0));
        it.tap(at(0, 2));
        assert_eq!(it.seating().at(at(0, 2)), Some(person(0)));
        assert_eq!(it.seating().at(at(0, 0)), Some(person(2)));
    }

    #[test]
    fn a_child_put_where_it_sits_leaves_nothing_to_undo() {
        let mut it = arrangement(4);
        it.tap(at(0, 0));
        it.tap(at(0, 0));
        assert!(!it.can_undo());
        assert_eq!(it, {
            let mut same = arrangement(4);
            same.put(person(0), at(0, 0));
            same
        });
    }

    #[test]
    fn the_arrows_move_the_cursor_and_nobody_while_the_hand_is_empty() {
        let mut it = arrangement(4);
        assert_eq!(it.step(Direction::Right), Some(at(0, 1)));
        assert_eq!(it.step(Direction::Down), Some(at(1, 1)));
        assert_eq!(it.seating(), arrangement(4).seating());
    }

    #[test]
    fn the_arrows_take_along_the_child_in_hand() {
        let mut it = arrangement(4);
        it.tap(at(0, 3));
        it.step(Direction::Right);
        it.step(Direction::Down);
        assert_eq!(it.seating().at(at(1, 4)), Some(person(3)));
        assert_eq!(it.in_hand(), Some(person(3)));
    }

    #[test]
    fn a_wall_stops_the_cursor_and_the_child() {
        let mut it = arrangement(4);
        it.tap(at(0, 0));
        assert_eq!(it.step(Direction::Up), None);
        assert_eq!(it.step(Direction::Left), None);
        assert_eq!((it.cursor(), it.can_undo()), (at(0, 0), false));
    }

    #[test]
    fn letting_go_leaves_the_child_where_it_is() {
        let mut it = arrangement(4);
        it.tap(at(0, 0));
        it.step(Direction::Down);
        it.let_go();
        assert_eq!(it.in_hand(), None);
        assert_eq!(it.seating().at(at(1, 0)), Some(person(0)));
    }

    #[test]
    fn an_undo_takes_one_step_back_and_empties_the_hand() {
        let mut it = arrangement(4);
        it.put(person(0), at(2, 0));
        it.put(person(1), at(2, 1));
        it.pick_up(at(0, 2));
        it.undo();
        assert_eq!(it.in_hand(), None);
        assert_eq!(it.seating().at(at(2, 0)), Some(person(0)));
        assert_eq!(it.seating().at(at(2, 1)), None);
        it.undo();
        assert!(!it.can_undo());
        assert_eq!(it.seating(), arrangement(4).seating());
    }

    #[test]
    fn an_undo_with_nothing_before_changes_nothing() {
        let mut it = arrangement(4);
        it.undo();
        assert_eq!(it, arrangement(4));
    }

    #[test]
    fn children_sit_by_name_again_and_that_can_be_undone() {
        let mut it = arrangement(8);
        it.put(person(0), at(5, 5));
        let arranged = it.seating().clone();
        it.seat_in_order(&class(8));
        assert_eq!(it.seating(), arrangement(8).seating());
        it.undo();
        assert_eq!(it.seating(), &arranged);
    }

    #[test]
    fn a_key_that_is_no_arrow_leads_nowhere() {
        assert_eq!(Direction::of_key("ArrowLeft"), Some(Direction::Left));
        assert_eq!(Direction::of_key("Enter"), None);
    }

    #[derive(Clone, Copy, Debug)]
    enum Act {
        Tap(Place),
        Step(Direction),
        Drop(u128, Place),
        LetGo,
        ByName,
    }

    fn place() -> impl Strategy<Value = Place> {
        (0..limits::seat::MOST_ROWS, 0..limits::seat::MOST_COLUMNS)
            .prop_map(|(row, column)| Place { row, column })
    }

    fn act() -> impl Strategy<Value = Act> {
        use Direction::{Down, Left, Right, Up};
        prop_oneof![
            place().prop_map(Act::Tap),
            prop::sample::select(vec![Up, Down, Left, Right]).prop_map(Act::Step),
            (0_u128..20, place()).prop_map(|(child, place)| Act::Drop(child, place)),
            Just(Act::LetGo),
            Just(Act::ByName),
        ]
    }

    fn run(it: &mut SeatArrangement, acts: &[Act]) {
        for act in acts {
            match *act {
                Act::Tap(place) => it.tap(place),
                Act::Step(direction) => {
                    it.step(direction);
                }
                Act::Drop(child, place) => it.put(person(child), place),
                Act::LetGo => it.let_go(),
                Act::ByName => it.seat_in_order(&class(20)),
            }
        }
    }

    proptest! {
        #[test]
        fn nobody_loses_their_seat_whatever_is_done(acts in vec(act(), 0..40)) {
            let mut it = arrangement(20);
            run(&mut it, &acts);
            let seats = it.seating().seats();
            prop_assert!(seat::check(&seats).is_ok());
            prop_assert!(class(20).iter().all(|child| it.seating().place(*child).is_some()));
            prop_assert_eq!(seats.len(), 20);
        }

        #[test]
        fn undoing_everything_leads_back_to_the_beginning(acts in vec(act(), 0..40)) {
            let mut it = arrangement(20);
            run(&mut it, &acts);
            while it.can_undo() {
                let before = it.seating().clone();
                it.undo();
                prop_assert_ne!(&before, it.seating());
            }
            let first = arrangement(20);
            prop_assert_eq!(it.seating(), first.seating());
        }
    }
}
