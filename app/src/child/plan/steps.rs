//! The steps of a goal as stones to step on: those made are a leaf, one tap each, and back again.

use super::state::{Mine, Teller};
use crate::{i18n::*, ui::Icon};
use domain::{
    event::Op,
    ids::{GoalId, StepId},
    plan::{Step, Text},
};
use leptos::prelude::*;

/// The steps of a goal, in their order; nothing if it has none.
#[component]
pub(super) fn GoalSteps(goal: GoalId, mine: Mine) -> impl IntoView {
    let i18n = use_i18n();
    let steps = Memo::new(move |_| {
        let found = mine.with(|it| it.home.plan.goal(goal).map(|it| it.steps.clone()));
        found.unwrap_or_default()
    });
    let ids = Memo::new(move |_| steps.with(|all| all.iter().map(|it| it.id).collect::<Vec<_>>()));
    move || {
        (!ids.with(Vec::is_empty)).then(|| {
            view! {
                <ol class="goal-steps" aria-label=move || t_string!(i18n, child.my_steps)>
                    <For each=move || ids.get() key=|id| *id let:id>
                        <StepStone goal id steps mine />
                    </For>
                </ol>
            }
        })
    }
}

#[component]
fn StepStone(goal: GoalId, id: StepId, steps: Memo<Vec<Step>>, mine: Mine) -> impl IntoView {
    let i18n = use_i18n();
    let teller = Teller::new();
    let step = move || steps.with(|all| all.iter().find(|it| it.id == id).cloned());
    let done = move || step().is_some_and(|it| it.done);
    let title = move || step().map(|it| it.title);
    let tap = move |_| {
        let now = steps.with_untracked(|all| all.iter().find(|it| it.id == id).cloned());
        let Some(now) = now else { return };
        mine.act(Op::StepDone {
            goal,
            step: id,
            rev: now.rev + 1,
            done: !now.done,
        });
        let cheer = (!now.done).then(|| tu_string!(i18n, child.step_done).to_owned());
        teller.say(cheer.into_iter().collect(), [&Text::Own(now.title)]);
    };
    view! {
        <li>
            <button
                type="button"
                class="goal-step"
                data-step-id=id.to_string()
                aria-pressed=move || done().to_string()
                on:click=tap
            >
                <span class="goal-step-stone" aria-hidden="true">
                    <Icon name="check" />
                </span>
                <span>{title}</span>
            </button>
        </li>
    }
}
