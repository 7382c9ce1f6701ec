use super::fields::GoalFields;
use crate::i18n::*;
use domain::plan::GoalField;
use leptos::prelude::*;

/// Why the child wants it.
#[component]
pub(crate) fn Why(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-goal-why">
                {move || t_string!(i18n, plan.goal_why)}
            </label>
            <input
                class="ui-field-input"
                id="field-goal-why"
                autocomplete="off"
                maxlength="300"
                aria-invalid=fields.is_wrong(GoalField::Why)
                prop:value=move || typed.with(|it| it.why.clone())
                on:input=move |event| typed.update(|it| it.why = event_target_value(&event))
            />
        </div>
    }
    .into_any()
}
