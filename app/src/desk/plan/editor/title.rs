use super::{fields::GoalFields, line_input::on_enter};
use crate::i18n::*;
use domain::plan::{GoalField, TypedGoal};
use leptos::{html, prelude::*};

/// What the goal is.
#[component]
pub(crate) fn Title(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let input = NodeRef::<html::Input>::new();
    // Writing begins here: a ready-made goal and the area are one and two steps back.
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let enter = on_enter(move || typed.update(TypedGoal::go_to_first_daily));
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-goal-title">
                {move || t_string!(i18n, plan.goal_title)}
            </label>
            <span class="ui-field-hint" id="hint-goal-title">
                {move || t_string!(i18n, plan.goal_title_hint)}
            </span>
            <input
                class="ui-field-input"
                id="field-goal-title"
                node_ref=input
                autocomplete="off"
                maxlength="120"
                aria-describedby="hint-goal-title"
                aria-invalid=fields.is_wrong(GoalField::Title)
                prop:value=move || typed.with(|it| it.title.typed.clone())
                on:input=move |event| typed.update(|it| it.title.typed = event_target_value(&event))
                on:keydown=enter
            />
        </div>
    }
    .into_any()
}
