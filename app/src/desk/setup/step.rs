//! One line of a list of first steps.

use crate::{i18n::*, ui::Icon};
use leptos::prelude::*;

/// What is to be done, and the way there; a step that is done is checked.
#[component]
pub(super) fn StepLine(
    /// For tests (`data-step`).
    name: &'static str,
    done: bool,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] words: Signal<String>,
    /// Where it is done; none where it is done elsewhere.
    #[prop(optional_no_strip)]
    to: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = move || match done {
        true => t_string!(i18n, setup.done),
        false => t_string!(i18n, setup.to_do),
    };
    let what = match to {
        Some(to) => view! {
            <a class="setup-step-title" href=to>
                {title}
            </a>
        }
        .into_any(),
        None => view! { <span class="setup-step-title">{title}</span> }.into_any(),
    };
    view! {
        <li class="setup-step" data-step=name data-done=done.to_string()>
            <Icon name=if done { "check" } else { "ring" } />
            <span class="visually-hidden">{state} ": "</span>
            {what}
            <span class="setup-step-words">{words}</span>
        </li>
    }
    .into_any()
}
