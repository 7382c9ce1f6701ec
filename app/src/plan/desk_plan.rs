//! The sections of a child's plan at the desk, in their order.

use super::{
    desk_away::AwayDays,
    desk_child::Lines,
    desk_dream::DreamPanel,
    desk_earlier::Earlier,
    desk_editor::{Acts, Editor},
    desk_goal::GoalPanel,
    desk_history::HistoryDialog,
    desk_refused::Refusals,
};
use crate::i18n::*;
use domain::{
    ids::GoalId,
    plan::{ChildPlan, Goal, GoalState, Pace, PlanPage},
};
use leptos::prelude::*;

#[component]
pub(super) fn Plan(
    page: PlanPage,
    now: Memo<Option<ChildPlan>>,
    acts: Option<Acts>,
    lines: Lines,
    current: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let child = page.child.child;
    let history = RwSignal::new(None::<GoalId>);
    let goals = Memo::new(move |_| {
        let page = now.with(|it| it.as_ref().and_then(|it| it.page.clone()));
        let pairs = page.map(|it| it.plan.goals.into_iter().zip(it.paces).collect::<Vec<_>>());
        pairs.unwrap_or_default()
    });
    let aims = Memo::new(move |_| {
        let aims = now.with(|it| Some(it.as_ref()?.page.as_ref()?.aims.clone()));
        aims.unwrap_or_default()
    });
    let dream = page.plan.dream.clone();
    let living = |it: &Goal| matches!(it.state, GoalState::Living | GoalState::Proposed);
    let open = move |wanted: bool| {
        goals.with(|all| {
            let of = all.iter().filter(|(it, _)| living(it) == wanted);
            of.map(|(it, _)| it.id).collect::<Vec<_>>()
        })
    };
    let panel = move |id: GoalId| {
        let found = move |all: &Vec<(Goal, Pace)>| all.iter().find(|(it, _)| it.id == id).cloned();
        let first = goals.with_untracked(found);
        first.map(|first| {
            let now = Memo::new(move |_| goals.with(found).unwrap_or_else(|| first.clone()));
            view! {
                <GoalPanel now aims acts history carry=(!current).then_some(lines.carry) child />
            }
        })
    };
    let none = move || open(true).is_empty();
    let over = Memo::new(move |_| open(false).len());
    view! {
        <Refusals acts lines />
        {dream.map(|dream| view! { <DreamPanel dream /> })}
        <div class="plan-goals">
            <For each=move || open(true) key=|id| *id let:id>
                {panel(id)}
            </For>
        </div>
        {move || none().then(|| view! { <p class="desk-quiet">{t_string!(i18n, desk.no_goal_yet)}</p> })}
        <Show when=move || { over.get() > 0 }>
            <details class="desk-history" open=none>
                <summary>{move || t_string!(i18n, desk.goals_over, n = over.get())}</summary>
                <div class="plan-goals">
                    <For each=move || open(false) key=|id| *id let:id>
                        {panel(id)}
                    </For>
                </div>
            </details>
        </Show>
        {current.then(|| view! { <AwayDays now acts away=lines.away child /> })}
        <Earlier child all=page.plans shown=page.plan.id />
        <HistoryDialog child history />
        {acts.map(|acts| view! { <Editor acts now again=lines.again /> })}
    }
    .into_any()
}
