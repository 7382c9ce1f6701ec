use super::goal_name::GoalName;
use crate::{
    desk::plan::{
        goal::steps::Steps,
        section::{context::SectionContext, empty::EmptySection},
    },
    i18n::*,
};
use domain::{ids::GoalId, plan::Goal};
use leptos::prelude::*;

/// The steps of each living goal, to be said done.
#[component]
pub(crate) fn StepsByGoal(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let goals = Memo::new(move |_| {
        let living = context.living().into_iter().map(|(goal, _)| goal);
        living.filter(|it| !it.steps.is_empty()).collect::<Vec<_>>()
    });
    let ids = move || goals.with(|all| all.iter().map(|it| it.id).collect::<Vec<_>>());
    let one = move |id: GoalId| {
        let found = move |all: &Vec<Goal>| all.iter().find(|it| it.id == id).cloned();
        goals.with_untracked(found).map(|first| {
            let name = first.clone();
            let goal = Memo::new(move |_| goals.with(found).unwrap_or_else(|| first.clone()));
            view! {
                <li class="plan-by-goal">
                    <GoalName goal=name />
                    <Steps goal actions=context.actions() />
                </li>
            }
        })
    };
    let none = move || goals.with(Vec::is_empty);
    let words = Signal::derive(move || t_string!(i18n, plan.no_steps));
    view! {
        <ul class="plan-by-goals">
            <For each=ids key=|id| *id let:id>
                {one(id)}
            </For>
        </ul>
        {move || none().then(|| view! { <EmptySection words /> })}
    }
    .into_any()
}
