//! Who stands behind a goal.

use crate::i18n::*;
use domain::plan::TypedGoal;
use leptos::prelude::*;

/// Who stands behind the goal.
#[component]
pub(crate) fn Signed(typed: RwSignal<TypedGoal>) -> impl IntoView {
    let i18n = use_i18n();
    let one = move |label: Signal<&'static str>, of: fn(&mut TypedGoal) -> &mut bool| {
        view! {
            <label class="ui-choice plan-choice">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    prop:checked=move || *of(&mut typed.get())
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        typed.update(|it| *of(it) = on);
                    }
                />
                {label}
            </label>
        }
    };
    view! {
        <fieldset class="plan-choices">
            <legend class="ui-field-label">{move || t_string!(i18n, plan.agreed_by)}</legend>
            {one(
                Signal::derive(move || t_string!(i18n, plan.agreed_child)),
                |it| &mut it.signed_child,
            )}
            {one(
                Signal::derive(move || t_string!(i18n, plan.agreed_teacher)),
                |it| &mut it.signed_teacher,
            )}
        </fieldset>
    }
    .into_any()
}
