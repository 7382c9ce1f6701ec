//! The steps of a goal, to be said done.

use super::{desk_api::SetStep, desk_editor::Acts};
use domain::{ids::StepId, plan::Goal};
use leptos::prelude::*;

#[component]
pub(super) fn Steps(goal: Memo<Goal>, acts: Option<Acts>) -> impl IntoView {
    let ids =
        Memo::new(move |_| goal.with(|it| it.steps.iter().map(|it| it.id).collect::<Vec<_>>()));
    let one = move |step: StepId| {
        let found = move || goal.with(|it| it.steps.iter().find(|it| it.id == step).cloned());
        let done = Memo::new(move |_| found().is_some_and(|it| it.done));
        let turn = move |_| {
            let (Some(acts), goal) = (acts, goal.with_untracked(|it| it.id)) else {
                return;
            };
            acts.step.dispatch(SetStep {
                child: acts.child,
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
                        disabled=acts.is_none()
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
