//! The steps of a goal, to be said done.

use crate::desk::plan::{api::SetStep, editor::actions::GoalActions};
use domain::{ids::StepId, plan::Goal};
use leptos::prelude::*;

#[component]
pub(crate) fn Steps(goal: Memo<Goal>, actions: Option<GoalActions>) -> impl IntoView {
    let ids =
        Memo::new(move |_| goal.with(|it| it.steps.iter().map(|it| it.id).collect::<Vec<_>>()));
    let one = move |step: StepId| {
        let found = move || goal.with(|it| it.steps.iter().find(|it| it.id == step).cloned());
        let done = Memo::new(move |_| found().is_some_and(|it| it.done));
        let turn = move |_| {
            let (Some(actions), goal) = (actions, goal.with_untracked(|it| it.id)) else {
                return;
            };
            actions.step.dispatch(SetStep {
                child: actions.child,
                goal,
                step,
                done: !done.get_untracked(),
            });
        };
        view! {
            <li>
                <label class="plan-step">
                    <input
                        class="ui-choice-box"
                        type="checkbox"
                        checked=done.get_untracked()
                        prop:checked=done
                        disabled=actions.is_none()
                        on:change=turn
                    />
                    <span>{move || found().map(|it| it.title)}</span>
                </label>
            </li>
        }
    };
    view! {
        <ul class="plan-steps">
            <For each=move || ids.get() key=|it| *it let:id>
                {one(id)}
            </For>
        </ul>
    }
    .into_any()
}
