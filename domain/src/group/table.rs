//! The groups of a class while an adult moves its children: who is in hand, where the child can be
//! put, what is on its way to the school, and what can be undone.

use super::{Group, Groups, Move, moved};
use crate::{
    ids::{GroupId, PersonId},
    school::ChildName,
};
use std::{fmt, str::FromStr};

/// What a child can be put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    Class,
    Group(GroupId),
}

impl Spot {
    /// The group; none: the class.
    pub const fn group(self) -> Option<GroupId> {
        match self {
            Self::Class => None,
            Self::Group(id) => Some(id),
        }
    }
}

impl From<Option<GroupId>> for Spot {
    fn from(group: Option<GroupId>) -> Self {
        group.map_or(Self::Class, Self::Group)
    }
}

/// As a page writes it beside the spot.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Class => f.write_str("class"),
            Self::Group(id) => id.fmt(f),
        }
    }
}

impl FromStr for Spot {
    type Err = <GroupId as FromStr>::Err;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "class" => Ok(Self::Class),
            id => id.parse().map(Self::Group),
        }
    }
}

/// A child that was picked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiftedChild {
    pub child: PersonId,
    /// The group it was taken from; none: from the class.
    pub from: Option<GroupId>,
    /// Picked up by a key, which the focus follows.
    pub by_key: bool,
}

/// What a child's chip looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipState {
    Resting,
    Lifted,
    Dragging,
}

impl ChipState {
    /// As a page writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resting => "resting",
            Self::Lifted => "lifted",
            Self::Dragging => "dragging",
        }
    }
}

/// The child in hand, if there is one, and what it is above. No child is dragged that is not in hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hand {
    lifted: Option<LiftedChild>,
    dragging: bool,
    over: Option<Spot>,
}

impl Hand {
    /// The child that is picked up.
    pub const fn lifted(&self) -> Option<LiftedChild> {
        self.lifted
    }

    /// Whether the child is being dragged, not moved by keys or taps.
    pub const fn is_dragging(&self) -> bool {
        self.dragging
    }

    /// What a dragged child is above.
    pub const fn over(&self) -> Option<Spot> {
        self.over
    }

    /// Picks a child up by a tap or a key, in place of the one in hand.
    pub const fn lift(&mut self, child: LiftedChild) {
        *self = Self {
            lifted: Some(child),
            dragging: false,
            over: None,
        };
    }

    /// Picks a child up that a pointer pulls along.
    pub const fn drag(&mut self, child: LiftedChild) {
        self.lift(child);
        self.dragging = true;
    }

    /// A pointer that drags came above something, or above nothing.
    pub const fn hover(&mut self, over: Option<Spot>) {
        if self.dragging {
            self.over = over;
        }
    }

    /// The hand is empty from now on.
    pub const fn release(&mut self) -> Option<LiftedChild> {
        let lifted = self.lifted;
        *self = Self {
            lifted: None,
            dragging: false,
            over: None,
        };
        lifted
    }

    /// Whether it is this child, out of this group or the class, that is in hand.
    pub fn has(&self, child: PersonId, from: Option<GroupId>) -> bool {
        self.lifted
            .is_some_and(|it| it.child == child && it.from == from)
    }

    /// How the chip of a child in a group looks; `None`: outside of all groups.
    pub fn chip_state(&self, child: PersonId, from: Option<GroupId>) -> ChipState {
        match (self.has(child, from), self.dragging) {
            (true, true) => ChipState::Dragging,
            (true, false) => ChipState::Lifted,
            (false, _) => ChipState::Resting,
        }
    }
}

/// Something that was done, and can be undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupAct {
    Moved(Move),
    Made(GroupId),
    Ended(GroupId),
}

/// How an act is undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupUndo {
    Move(Move),
    Delete(GroupId),
    Reopen(GroupId),
}

impl GroupAct {
    /// What undoes the act.
    pub const fn undo(self) -> GroupUndo {
        match self {
            Self::Moved(it) => GroupUndo::Move(it.back()),
            Self::Made(group) => GroupUndo::Delete(group),
            Self::Ended(group) => GroupUndo::Reopen(group),
        }
    }
}

/// The groups as a page shows them: what the school has, and the moves that are on their way there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupTable {
    groups: Groups,
    last: Option<GroupAct>,
    sending: usize,
}

impl GroupTable {
    /// The groups as the school sent them, before any change.
    pub const fn new(groups: Groups) -> Self {
        Self {
            groups,
            last: None,
            sending: 0,
        }
    }

    /// The groups with all changes.
    pub const fn groups(&self) -> &Groups {
        &self.groups
    }

    /// The group with this id.
    pub fn group(&self, id: GroupId) -> Option<&Group> {
        self.groups.groups.iter().find(|it| it.id == id)
    }

    /// The child of the class with this id.
    pub fn child(&self, id: PersonId) -> Option<&ChildName> {
        self.groups.children.iter().find(|it| it.child == id)
    }

    /// The groups that go on, or those that have ended, in their order.
    pub fn ids(&self, ended: bool) -> Vec<GroupId> {
        let found = self.groups.groups.iter();
        let found = found.filter(|it| it.closing.is_some() == ended);
        found.map(|it| it.id).collect()
    }

    /// The move that puts a child there; none where it came from there, or is there already.
    pub fn plan_move(&self, lifted: LiftedChild, to: Option<GroupId>) -> Option<Move> {
        let there = to.and_then(|id| self.group(id));
        let is_there = there.is_some_and(|it| it.has(lifted.child));
        (lifted.from != to && !is_there).then_some(Move {
            child: lifted.child,
            from: lifted.from,
            to,
        })
    }

    /// Shows a move before the school has it. Who is no child of the class goes nowhere.
    pub fn show_move(&mut self, it: Move) {
        if let Some(child) = self.child(it.child).cloned() {
            let today = self.groups.today;
            moved(&mut self.groups.groups, it, &child, today);
        }
    }

    /// What was done last, and can be undone.
    pub const fn last(&self) -> Option<GroupAct> {
        self.last
    }

    /// How the last act is undone; that can be asked once.
    pub fn take_undo(&mut self) -> Option<GroupUndo> {
        self.last.take().map(GroupAct::undo)
    }

    /// Whether something is on its way to the school.
    pub const fn is_sending(&self) -> bool {
        self.sending > 0
    }

    /// Something goes to the school.
    pub const fn begin_sending(&mut self) {
        self.sending += 1;
    }

    /// The school has answered: it did it, and this can be undone, or it refused.
    pub fn end_sending(&mut self, done: Result<Option<GroupAct>, ()>) {
        self.sending = self.sending.saturating_sub(1);
        if let Ok(act) = done {
            self.last = act;
        }
    }

    /// Takes what was read at school. While something is on its way that is older than what is
    /// shown, and changes nothing.
    pub fn receive(&mut self, groups: Groups) {
        if !self.is_sending() {
            self.groups = groups;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::group::{GroupClosing, GroupSpan, Helpfulness};
    use chrono::NaiveDate;
    use proptest::{collection::vec, prelude::*};
    use std::collections::{BTreeMap, BTreeSet};
    use uuid::Uuid;

    const CHILDREN: u128 = 6;
    const GROUPS: u128 = 3;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn id(n: u128) -> GroupId {
        GroupId(Uuid::from_u128(100 + n))
    }

    fn day(n: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 10, n).unwrap()
    }

    fn group(n: u128) -> Group {
        Group {
            id: id(n),
            name: format!("Group {n}"),
            note: String::new(),
            competency: None,
            begins: day(1),
            ends: day(30),
            span: GroupSpan::Weeks,
            members: Vec::new(),
            goal: None,
            closing: None,
        }
    }

    fn groups() -> Groups {
        let child = |n| ChildName {
            child: person(n),
            name: format!("Child {n}"),
            picture: "fox".to_owned(),
        };
        Groups {
            title: "Room 1".to_owned(),
            today: day(9),
            term_ends: None,
            children: (0..CHILDREN).map(child).collect(),
            competencies: Vec::new(),
            suggestions: Vec::new(),
            groups: (0..GROUPS).map(group).collect(),
            notices: Vec::new(),
        }
    }

    fn lifted(child: u128, from: Option<GroupId>) -> LiftedChild {
        LiftedChild {
            child: person(child),
            from,
            by_key: false,
        }
    }

    /// Who is in which group.
    fn members(table: &GroupTable) -> BTreeMap<GroupId, BTreeSet<PersonId>> {
        let of = |it: &Group| {
            let children = it.members.iter().map(|it| it.child.child);
            (it.id, children.collect())
        };
        table.groups().groups.iter().map(of).collect()
    }

    /// The table after children were put as a finger can put them.
    fn after(moves: &[(u128, Option<u128>, Option<u128>)]) -> GroupTable {
        let mut table = GroupTable::new(groups());
        for (child, from, to) in moves {
            put(&mut table, *child, *from, *to);
        }
        table
    }

    /// Puts a child; one who is not in the group is not taken from there.
    fn put(table: &mut GroupTable, child: u128, from: Option<u128>, to: Option<u128>) {
        let from = from.map(id).filter(|it| {
            let there = table.group(*it);
            there.is_some_and(|it| it.has(person(child)))
        });
        if let Some(it) = table.plan_move(lifted(child, from), to.map(id)) {
            table.show_move(it);
        }
    }

    #[test]
    fn a_child_from_the_class_joins_a_group_besides_those_they_are_in() {
        let table = after(&[(1, None, Some(0)), (1, None, Some(1))]);
        let is_in = |n| table.group(id(n)).unwrap().has(person(1));
        assert_eq!((is_in(0), is_in(1), is_in(2)), (true, true, false));
    }

    #[test]
    fn a_child_from_a_group_leaves_it_for_the_next() {
        let table = after(&[(1, None, Some(0)), (1, Some(0), Some(1))]);
        assert!(!table.group(id(0)).unwrap().has(person(1)));
        assert!(table.group(id(1)).unwrap().has(person(1)));
    }

    #[test]
    fn a_child_put_back_to_the_class_is_in_no_group() {
        let table = after(&[(1, None, Some(0)), (1, Some(0), None)]);
        assert!(members(&table).values().all(BTreeSet::is_empty));
    }

    #[test]
    fn a_child_joins_on_the_day_of_the_move() {
        let table = after(&[(1, None, Some(0))]);
        assert_eq!(table.group(id(0)).unwrap().members[0].joined, day(9));
    }

    #[test]
    fn nobody_is_put_where_they_came_from_or_are() {
        let table = after(&[(1, None, Some(0))]);
        let from_group = lifted(1, Some(id(0)));
        assert_eq!(table.plan_move(from_group, Some(id(0))), None);
        assert_eq!(table.plan_move(lifted(1, None), Some(id(0))), None);
        assert_eq!(table.plan_move(lifted(1, None), None), None);
        assert!(table.plan_move(from_group, None).is_some());
    }

    #[test]
    fn a_stranger_is_shown_in_no_group() {
        let mut table = GroupTable::new(groups());
        table.show_move(Move {
            child: person(99),
            from: None,
            to: Some(id(0)),
        });
        assert_eq!(table, GroupTable::new(groups()));
    }

    #[test]
    fn a_child_put_into_a_group_that_is_gone_is_still_in_the_class() {
        let mut table = after(&[(1, None, Some(0))]);
        table.show_move(Move {
            child: person(1),
            from: Some(id(0)),
            to: Some(id(99)),
        });
        assert!(table.child(person(1)).is_some());
        assert!(members(&table).values().all(BTreeSet::is_empty));
    }

    #[test]
    fn groups_that_go_on_and_groups_that_ended_are_listed_apart() {
        let mut all = groups();
        all.groups[1].closing = Some(GroupClosing {
            helped: Helpfulness::Helped,
            note: String::new(),
            on: day(8),
        });
        let table = GroupTable::new(all);
        assert_eq!(table.ids(false), [id(0), id(2)]);
        assert_eq!(table.ids(true), [id(1)]);
    }

    #[test]
    fn each_act_has_an_undo_of_its_own() {
        let it = Move {
            child: person(1),
            from: None,
            to: Some(id(0)),
        };
        let undone = GroupAct::Moved(it).undo();
        assert_eq!(
            undone,
            GroupUndo::Move(Move {
                child: person(1),
                from: Some(id(0)),
                to: None
            })
        );
        assert_eq!(GroupAct::Made(id(0)).undo(), GroupUndo::Delete(id(0)));
        assert_eq!(GroupAct::Ended(id(0)).undo(), GroupUndo::Reopen(id(0)));
    }

    #[test]
    fn only_what_the_school_did_can_be_undone_and_only_once() {
        let mut table = GroupTable::new(groups());
        table.begin_sending();
        assert_eq!(table.last(), None);
        table.end_sending(Ok(Some(GroupAct::Made(id(0)))));
        assert_eq!(table.last(), Some(GroupAct::Made(id(0))));
        assert_eq!(table.take_undo(), Some(GroupUndo::Delete(id(0))));
        assert_eq!(table.take_undo(), None);
    }

    #[test]
    fn a_refusal_leaves_the_act_before_it_to_be_undone() {
        let mut table = GroupTable::new(groups());
        table.begin_sending();
        table.end_sending(Ok(Some(GroupAct::Made(id(0)))));
        table.begin_sending();
        table.end_sending(Err(()));
        assert_eq!(table.last(), Some(GroupAct::Made(id(0))));
    }

    #[test]
    fn an_act_without_an_undo_ends_the_undo_of_the_one_before() {
        let mut table = GroupTable::new(groups());
        table.begin_sending();
        table.end_sending(Ok(Some(GroupAct::Made(id(0)))));
        table.begin_sending();
        table.end_sending(Ok(None));
        assert_eq!(table.last(), None);
    }

    #[test]
    fn what_is_read_while_a_move_is_on_its_way_is_old() {
        let mut table = after(&[(1, None, Some(0))]);
        table.begin_sending();
        table.begin_sending();
        table.end_sending(Ok(None));
        table.receive(groups());
        assert!(table.group(id(0)).unwrap().has(person(1)));
        table.end_sending(Ok(None));
        table.receive(groups());
        assert!(!table.group(id(0)).unwrap().has(person(1)));
    }

    #[test]
    fn a_dragged_child_is_in_hand_until_it_is_let_go() {
        let mut hand = Hand::default();
        let child = lifted(1, Some(id(0)));
        hand.drag(child);
        hand.hover(Some(Spot::Class));
        assert_eq!(hand.chip_state(person(1), Some(id(0))), ChipState::Dragging);
        assert_eq!(hand.over(), Some(Spot::Class));
        assert_eq!(hand.release(), Some(child));
        assert_eq!(hand, Hand::default());
    }

    #[test]
    fn a_child_in_two_groups_is_lifted_from_one() {
        let mut hand = Hand::default();
        hand.lift(lifted(1, Some(id(0))));
        assert_eq!(hand.chip_state(person(1), Some(id(0))), ChipState::Lifted);
        assert_eq!(hand.chip_state(person(1), Some(id(1))), ChipState::Resting);
        assert_eq!(hand.chip_state(person(1), None), ChipState::Resting);
    }

    #[test]
    fn picking_up_another_child_puts_the_first_down() {
        let mut hand = Hand::default();
        hand.drag(lifted(1, None));
        hand.hover(Some(Spot::Group(id(0))));
        hand.lift(lifted(2, None));
        assert!(!hand.has(person(1), None) && hand.has(person(2), None));
        assert_eq!((hand.is_dragging(), hand.over()), (false, None));
    }

    #[test]
    fn nothing_is_above_a_spot_that_is_not_dragged() {
        let mut hand = Hand::default();
        hand.hover(Some(Spot::Class));
        assert_eq!(hand.over(), None);
        hand.lift(lifted(1, None));
        hand.hover(Some(Spot::Class));
        assert_eq!(hand.over(), None);
    }

    #[test]
    fn a_spot_is_read_as_it_was_written() {
        for spot in [Spot::Class, Spot::Group(id(3))] {
            assert_eq!(spot.to_string().parse::<Spot>().ok(), Some(spot));
            assert_eq!(Spot::from(spot.group()), spot);
        }
        assert!("lake".parse::<Spot>().is_err());
    }

    fn moves() -> impl Strategy<Value = Vec<(u128, Option<u128>, Option<u128>)>> {
        let spot = || prop::option::of(0..GROUPS);
        vec((0..CHILDREN, spot(), spot()), 0..30)
    }

    proptest! {
        #[test]
        fn no_child_is_lost_or_twice_in_a_group_whatever_the_moves(moves in moves()) {
            let table = after(&moves);
            prop_assert_eq!(&table.groups().children, &groups().children);
            for group in &table.groups().groups {
                let once: BTreeSet<_> = group.members.iter().map(|it| it.child.child).collect();
                prop_assert_eq!(once.len(), group.members.len());
            }
        }

        #[test]
        fn a_move_changes_only_its_child_and_its_two_groups(
            moves in moves(), child in 0..CHILDREN, from in prop::option::of(0..GROUPS),
            to in prop::option::of(0..GROUPS),
        ) {
            let mut table = after(&moves);
            let before = members(&table);
            put(&mut table, child, from, to);
            for (group, children) in members(&table) {
                let changed: BTreeSet<_> =
                    children.symmetric_difference(&before[&group]).copied().collect();
                let is_end = [from, to].contains(&Some(group.0.as_u128() - 100));
                prop_assert!(changed.is_empty() || is_end);
                prop_assert!(changed.iter().all(|it| *it == person(child)));
            }
        }

        #[test]
        fn undoing_a_move_leads_back_to_who_was_where(
            moves in moves(), child in 0..CHILDREN, to in prop::option::of(0..GROUPS),
            from in prop::option::of(0..GROUPS),
        ) {
            let mut table = after(&moves);
            let before = members(&table);
            let from = from.map(id).filter(|it| table.group(*it).unwrap().has(person(child)));
            if let Some(it) = table.plan_move(lifted(child, from), to.map(id)) {
                table.show_move(it);
                prop_assert_ne!(members(&table), before.clone());
                let GroupUndo::Move(back) = GroupAct::Moved(it).undo() else {
                    return Err(TestCaseError::fail("a move is undone by a move"));
                };
                table.show_move(back);
            }
            prop_assert_eq!(members(&table), before);
        }
    }
}
