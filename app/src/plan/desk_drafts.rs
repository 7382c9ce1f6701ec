//! What teachers began to write and did not save, while they go from page to page. It lives as long
//! as the desk is open in this tab, and nowhere else.

use super::desk_typed::Typed;
use domain::{
    ids::{GoalId, PersonId},
    plan::Goal,
};
use leptos::prelude::*;
use std::collections::HashMap;

/// A goal that is being written: which and from what revision (none: a new one), what is typed, and
/// what somebody else made of it meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Begun {
    pub(super) of: Option<(GoalId, u32)>,
    pub(super) typed: Typed,
    pub(super) stands: Option<Goal>,
}

impl Begun {
    pub(super) fn new() -> Self {
        Self {
            of: None,
            typed: Typed::new(),
            stands: None,
        }
    }

    pub(super) fn goal(&self) -> Option<GoalId> {
        self.of.map(|(id, _)| id)
    }
}

/// Put into the context by whoever owns the pages.
#[derive(Clone, Copy)]
pub struct Drafts(StoredValue<HashMap<PersonId, Vec<Begun>>>);

impl Default for Drafts {
    fn default() -> Self {
        Self(StoredValue::new(HashMap::new()))
    }
}

impl Drafts {
    /// What was begun of a child's goals.
    pub(super) fn of(self, child: PersonId) -> Vec<Begun> {
        self.0
            .try_with_value(|all| all.get(&child).cloned())
            .flatten()
            .unwrap_or_default()
    }

    pub(super) fn keep(self, child: PersonId, begun: Vec<Begun>) {
        self.0.try_update_value(|all| {
            if begun.is_empty() {
                all.remove(&child);
            } else {
                all.insert(child, begun);
            }
        });
    }
}
