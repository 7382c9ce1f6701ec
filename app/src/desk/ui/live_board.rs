//! A class as it happens, for what stands beside its board.

use domain::{
    board::Tile,
    help::HelpAnswer,
    ids::{ClassId, PersonId, WishId},
    school::ChildName,
};
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Live {
    pub class: ClassId,
    pub children: Signal<Vec<ChildName>>,
    pub tiles: Signal<Vec<Tile>>,
    /// Says something to a child's wish for help.
    pub answer: Callback<(PersonId, WishId, HelpAnswer)>,
}

impl Live {
    /// These children, as on their tiles; who has left is not among them.
    pub fn named(self, children: &[PersonId]) -> Vec<ChildName> {
        self.children.with(|all| {
            let of = |id: &PersonId| all.iter().find(|it| it.child == *id).cloned();
            children.iter().filter_map(of).collect()
        })
    }
}
