//! What came of the last act on a plan, where it was not what was wanted.

use super::{desk_child::Lines, desk_editor::Acts};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, told},
};
use domain::plan::Updated;
use leptos::prelude::*;

/// Why the last act on a goal did not work.
#[component]
pub(super) fn Refusals(acts: Option<Acts>, lines: Lines) -> impl IntoView {
    let i18n = use_i18n();
    let refused = move || {
        let own = acts.and_then(|acts| {
            let step = acts.step.value().get().and_then(Result::err);
            let end = acts.end.value().get().and_then(Result::err);
            let answer = acts.answer.value().get().and_then(Result::err);
            step.or(end).or(answer)
        });
        let carry = lines.carry.value().get().and_then(Result::err);
        let away = lines.away.value().get().and_then(Result::err);
        own.or(carry).or(away).map(|ApiError(it)| told(i18n, &it))
    };
    let first = move || {
        acts.is_some_and(|acts| {
            let answers = [acts.end.value().get(), acts.answer.value().get()];
            let mut answers = answers.into_iter().flatten();
            answers.any(|it| matches!(it, Ok(Updated::Conflict(_))))
        })
    };
    let carried = move || matches!(lines.carry.value().get(), Some(Ok(_)));
    view! {
        {move || refused().map(|words| view! { <Banner kind="wrong" icon="alert">{words}</Banner> })}
        {move || first().then(|| view! {
            <Banner kind="stale" icon="info">{move || t_string!(i18n, desk.somebody_was_first)}</Banner>
        })}
        {move || carried().then(|| view! {
            <Banner kind="good" icon="check">{move || t_string!(i18n, desk.carried_over)}</Banner>
        })}
    }
    .into_any()
}
