//! How the parts of a child's plan change it.

use super::{
    api::{CarryOver, SetAway},
    editor::actions::GoalActions,
};
use leptos::prelude::*;

/// What a teacher changes of the plan; each change has the page read anew.
#[derive(Clone, Copy)]
pub(crate) struct PlanMutations {
    /// None: who looks does not change goals.
    pub(crate) actions: Option<GoalActions>,
    pub(crate) away: ServerAction<SetAway>,
    pub(crate) carry: ServerAction<CarryOver>,
    /// Counted up to have the page read anew.
    pub(crate) again: RwSignal<usize>,
}
