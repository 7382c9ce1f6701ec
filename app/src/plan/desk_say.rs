//! The words of a goal: what it is, and why the child wants it.

use super::{desk_form::Fields, desk_line_rows::on_enter, desk_typed::Typed};
use crate::i18n::*;
use leptos::{html, prelude::*};

#[component]
pub(super) fn Title(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let input = NodeRef::<html::Input>::new();
    // Writing begins here: a ready-made goal and the area are one and two steps back.
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let enter = on_enter(move || typed.update(Typed::go_to_first_daily));
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-goal-title">
                {move || t_string!(i18n, desk.goal_title)}
            </label>
            <span class="ui-field-hint" id="hint-goal-title">
                {move || t_string!(i18n, desk.goal_title_hint)}
            </span>
            <input
                class="ui-field-input"
                id="field-goal-title"
                node_ref=input
                autocomplete="off"
                maxlength="120"
                aria-describedby="hint-goal-title"
                aria-invalid=fields.is_wrong("title")
                prop:value=move || typed.with(|it| it.title.typed.clone())
                on:input=move |event| typed.update(|it| it.title.typed = event_target_value(&event))
                on:keydown=enter
            />
        </div>
    }
    .into_any()
}

#[component]
pub(super) fn Why(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-goal-why">
                {move || t_string!(i18n, desk.goal_why)}
            </label>
            <input
                class="ui-field-input"
                id="field-goal-why"
                autocomplete="off"
                maxlength="300"
                aria-invalid=fields.is_wrong("why")
                prop:value=move || typed.with(|it| it.why.clone())
                on:input=move |event| typed.update(|it| it.why = event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
