//! The lines of the steps.

use super::{
    fields::GoalFields,
    line_input::{cursor, on_enter},
};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use domain::plan::{GoalField, TypedGoal, TypedStep};
use leptos::prelude::*;

#[component]
pub fn StepFields(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">{move || t_string!(i18n, plan.steps)}</legend>
            <For each=move || typed.with(|it| it.steps.clone()) key=|it| it.key let:line>
                <StepRow fields line />
            </For>
            <Button
                act="add-step"
                on_click=move |()| typed.update(TypedGoal::add_step)
                class="plan-add"
            >
                <Icon name="plus" />
                {move || t_string!(i18n, plan.add_step)}
            </Button>
        </fieldset>
    }
    .into_any()
}

#[component]
fn StepRow(fields: GoalFields, line: TypedStep) -> impl IntoView {
    let i18n = use_i18n();
    let (typed, key) = (fields.typed, line.key);
    let input = cursor(typed, key);
    let words = move || {
        let title = |it: &TypedGoal| {
            it.steps
                .iter()
                .find(|it| it.key == key)
                .map(|it| it.title.clone())
        };
        typed.with(title).unwrap_or_default()
    };
    let write = move |words: String| {
        typed.update(|it| it.step(key).map(|it| it.title = words).unwrap_or_default());
    };
    view! {
        <div class="plan-line-head" data-line="step">
            <input
                class="ui-field-input"
                node_ref=input
                autocomplete="off"
                maxlength="120"
                aria-label=move || t_string!(i18n, plan.desk_step)
                aria-invalid=fields.is_wrong(GoalField::Steps)
                prop:value=words
                on:input=move |event| write(event_target_value(&event))
                on:keydown=on_enter(move || typed.update(TypedGoal::add_step))
            />
            <Button
                kind=ButtonKind::Quiet
                act="remove-step"
                label=move || t_string!(i18n, plan.remove_line)
                on_click=move |()| typed.update(|it| it.remove_step(key))
            >
                <Icon name="close" />
            </Button>
        </div>
    }
    .into_any()
}
