//! The goals of a plan, each with what no other section of the form shows.

use super::context::SectionContext;
use crate::{
    desk::plan::goal::panel::{GoalPanel, Parts},
    i18n::*,
};
use domain::{
    ids::GoalId,
    plan::{Goal, GoalState, Pace, template::Kind},
};
use leptos::prelude::*;

#[component]
pub(crate) fn Goals(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let (child, actions, current) = (context.child, context.actions(), context.current);
    let history = context.handles.with_value(|it| it.history);
    let elsewhere = [
        Kind::Steps,
        Kind::Daily,
        Kind::Weekly,
        Kind::Pace,
        Kind::Competencies,
    ];
    let parts = Parts::but(
        elsewhere
            .into_iter()
            .filter(|it| context.has(*it))
            .collect(),
    );
    let aims = Memo::new(move |_| context.page(|it| it.aims.clone()).unwrap_or_default());
    let goals = Memo::new(move |_| context.goals(|_| true));
    let living = |it: &Goal| matches!(it.state, GoalState::Living | GoalState::Proposed);
    let open = move |wanted: bool| {
        goals.with(|all| {
            let of = all.iter().filter(|(it, _)| living(it) == wanted);
            of.map(|(it, _)| it.id).collect::<Vec<_>>()
        })
    };
    let carry = (!current).then_some(context.mutations().carry);
    let panel = move |id: GoalId| {
        let found = move |all: &Vec<(Goal, Pace)>| all.iter().find(|(it, _)| it.id == id).cloned();
        let first = goals.with_untracked(found);
        first.map(|first| {
            let now = Memo::new(move |_| goals.with(found).unwrap_or_else(|| first.clone()));
            view! { <GoalPanel now aims actions history carry child parts /> }
        })
    };
    let none = move || open(true).is_empty();
    let over = Memo::new(move |_| open(false).len());
    view! {
        <div class="plan-goals">
            <For each=move || open(true) key=|id| *id let:id>
                {panel(id)}
            </For>
        </div>
        {move || {
            none().then(|| view! { <p class="desk-quiet">{t_string!(i18n, plan.no_goal_yet)}</p> })
        }}
        <Show when=move || { over.get() > 0 }>
            <details class="desk-history" open=none>
                <summary>{move || t_string!(i18n, plan.goals_over, n = over.get())}</summary>
                <div class="plan-goals">
                    <For each=move || open(false) key=|id| *id let:id>
                        {panel(id)}
                    </For>
                </div>
            </details>
        </Show>
    }
    .into_any()
}
