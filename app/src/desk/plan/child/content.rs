//! A child's plan at the desk: what is left of the term before, the sections of the school's form,
//! and what stands beside them.

use super::{away::AwayDays, error::Refusals, terms::TermSwitch, unfinished::UnfinishedPanel};
use crate::desk::plan::{
    days::ByWeek,
    editor::{actions::GoalActions, goal_editor::Editor},
    history::goal::HistoryDialog,
    mutations::PlanMutations,
    section::{
        context::{SectionContext, SectionHandles},
        sections::Sections,
    },
};
use domain::{
    ids::GoalId,
    plan::{ChildPlan, PlanPage},
};
use leptos::prelude::*;

#[component]
pub(crate) fn Plan(
    page: PlanPage,
    now: Memo<Option<ChildPlan>>,
    actions: Option<GoalActions>,
    mutations: PlanMutations,
    current: bool,
) -> impl IntoView {
    let child = page.child.child;
    let class = now.with_untracked(|it| it.as_ref().map(|it| it.class));
    let history = RwSignal::new(None::<GoalId>);
    let handles = SectionHandles {
        now,
        actions,
        mutations,
        history,
        form: page.form,
    };
    let context = SectionContext {
        child,
        plan: page.plan.id,
        current,
        reads: false,
        handles: StoredValue::new(handles),
    };
    let left = actions.zip(class).filter(|_| page.current);
    view! {
        <TermSwitch child all=page.plans shown=page.plan.id />
        <Refusals actions mutations />
        {left.map(|(actions, class)| view! { <UnfinishedPanel context actions class /> })}
        <Sections context />
        <ByWeek now />
        {current.then(|| view! { <AwayDays now actions away=mutations.away child /> })}
        <HistoryDialog child history />
        {actions.map(|actions| view! { <Editor actions now again=mutations.again /> })}
    }
    .into_any()
}
