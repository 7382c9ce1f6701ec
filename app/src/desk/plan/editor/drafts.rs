//! What teachers began to write and did not save, while they go from page to page. It lives as long
//! as the desk is open in this tab, and nowhere else.

use domain::{
    ids::{GoalId, PersonId},
    plan::{Goal, TypedGoal},
};
use leptos::prelude::*;
use std::collections::HashMap;

/// A goal that is being written: which and from what revision (none: a new one), what is typed, and
/// what somebody else made of it meanwhile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Begun {
    pub(crate) of: Option<(GoalId, u32)>,
    pub(crate) typed: TypedGoal,
    pub(crate) stands: Option<Goal>,
}

impl Begun {
    pub(crate) fn new() -> Self {
        Self {
            of: None,
            typed: TypedGoal::default(),
            stands: None,
        }
    }

    pub(crate) fn goal(&self) -> Option<GoalId> {
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
    pub(crate) fn of(self, child: PersonId) -> Vec<Begun> {
        self.0
            .try_with_value(|all| all.get(&child).cloned())
            .flatten()
            .unwrap_or_default()
    }

    pub(crate) fn keep(self, child: PersonId, begun: Vec<Begun>) {
        self.0.try_update_value(|all| {
            if begun.is_empty() {
                all.remove(&child);
            } else {
                all.insert(child, begun);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    #[test]
    fn what_was_begun_is_kept_for_each_child() {
        Owner::new().with(|| {
            let drafts = Drafts::default();
            let mut begun = Begun::new();
            begun.typed.title.typed = "I ask".to_owned();
            drafts.keep(person(1), vec![begun.clone()]);
            assert_eq!(drafts.of(person(1)), [begun]);
            assert!(drafts.of(person(2)).is_empty());
        });
    }

    #[test]
    fn what_was_saved_is_begun_no_longer() {
        Owner::new().with(|| {
            let drafts = Drafts::default();
            drafts.keep(person(1), vec![Begun::new()]);
            drafts.keep(person(1), Vec::new());
            assert!(drafts.of(person(1)).is_empty());
        });
    }

    #[test]
    fn a_new_goal_is_none_of_those_there_are() {
        assert_eq!(Begun::new().goal(), None);
        let id = GoalId(Uuid::from_u128(7));
        let begun = Begun {
            of: Some((id, 3)),
            ..Begun::new()
        };
        assert_eq!(begun.goal(), Some(id));
    }
}
