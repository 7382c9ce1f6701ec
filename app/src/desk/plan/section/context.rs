//! What the sections of a plan share.

use crate::desk::plan::{editor::actions::GoalActions, mutations::PlanMutations};
use domain::{
    ids::{GoalId, PersonId, PlanId},
    plan::{
        ChildPlan, Goal, GoalState, Pace, PlanPage,
        template::{Kind, TemplatedPlan},
    },
};
use leptos::prelude::*;

/// What the sections of a plan show, and what is done in them.
#[derive(Clone, Copy)]
pub(crate) struct SectionContext {
    pub(crate) child: PersonId,
    pub(crate) plan: PlanId,
    pub(crate) current: bool,
    /// Nothing is done in it, whoever looks.
    pub(crate) reads: bool,
    pub(crate) handles: StoredValue<SectionHandles>,
}

/// What they act with.
#[derive(Clone)]
pub(crate) struct SectionHandles {
    pub(crate) now: Memo<Option<ChildPlan>>,
    /// None: it is only read.
    pub(crate) actions: Option<GoalActions>,
    pub(crate) mutations: PlanMutations,
    pub(crate) history: RwSignal<Option<GoalId>>,
    pub(crate) form: TemplatedPlan,
}

impl SectionContext {
    pub(crate) fn now(self) -> Memo<Option<ChildPlan>> {
        self.handles.with_value(|it| it.now)
    }

    pub(crate) fn actions(self) -> Option<GoalActions> {
        self.handles
            .with_value(|it| it.actions)
            .filter(|_| !self.reads)
    }

    pub(crate) fn mutations(self) -> PlanMutations {
        self.handles.with_value(|it| it.mutations)
    }

    pub(crate) fn page<T>(self, look: impl FnOnce(&PlanPage) -> T) -> Option<T> {
        self.now()
            .with(|it| Some(look(it.as_ref()?.page.as_ref()?)))
    }

    /// The goals and how they go, of those that are or were lived.
    pub(crate) fn goals(self, wanted: impl Fn(GoalState) -> bool) -> Vec<(Goal, Pace)> {
        let all = self.page(|it| {
            let pairs = it.plan.goals.iter().zip(&it.paces);
            let wanted = pairs.filter(|(goal, _)| wanted(goal.state));
            wanted
                .map(|(goal, pace)| (goal.clone(), pace.clone()))
                .collect::<Vec<_>>()
        });
        all.unwrap_or_default()
    }

    pub(crate) fn living(self) -> Vec<(Goal, Pace)> {
        self.goals(|it| it == GoalState::Living)
    }

    /// Whether the form has a section of this kind, which then stands in no other.
    pub(crate) fn has(self, kind: Kind) -> bool {
        self.handles.with_value(|it| it.form.template.shows(kind))
    }
}
