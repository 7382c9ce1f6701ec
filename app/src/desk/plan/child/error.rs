//! What came of the last act on a plan, where it was not what was wanted.

use crate::{
    ApiError,
    desk::plan::{editor::actions::GoalActions, mutations::PlanMutations},
    i18n::*,
    ui::{Banner, error_message},
};
use domain::plan::GoalUpdate;
use leptos::prelude::*;

/// Why the last act on a goal did not work.
#[component]
pub(crate) fn Refusals(actions: Option<GoalActions>, mutations: PlanMutations) -> impl IntoView {
    let i18n = use_i18n();
    let refused = move || {
        let own = actions.and_then(|actions| {
            let step = actions.step.value().get().and_then(Result::err);
            let end = actions.end.value().get().and_then(Result::err);
            let answer = actions.answer.value().get().and_then(Result::err);
            step.or(end).or(answer)
        });
        let carry = mutations.carry.value().get().and_then(Result::err);
        let away = mutations.away.value().get().and_then(Result::err);
        own.or(carry)
            .or(away)
            .map(|ApiError(it)| error_message(i18n, &it))
    };
    let first = move || {
        actions.is_some_and(|actions| {
            let answers = [actions.end.value().get(), actions.answer.value().get()];
            let mut answers = answers.into_iter().flatten();
            answers.any(|it| matches!(it, Ok(GoalUpdate::Conflict(_))))
        })
    };
    let carried = move || matches!(mutations.carry.value().get(), Some(Ok(_)));
    view! {
        {move || {
            refused()
                .map(|words| {
                    view! {
                        <Banner kind="wrong" icon="alert">
                            {words}
                        </Banner>
                    }
                })
        }}
        {move || {
            first()
                .then(|| {
                    view! {
                        <Banner kind="stale" icon="info">
                            {move || t_string!(i18n, plan.somebody_was_first)}
                        </Banner>
                    }
                })
        }}
        {move || {
            carried()
                .then(|| {
                    view! {
                        <Banner kind="good" icon="check">
                            {move || t_string!(i18n, plan.carried_over)}
                        </Banner>
                    }
                })
        }}
    }
    .into_any()
}
