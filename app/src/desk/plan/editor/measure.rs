//! How far a goal is, where something can be counted.

use super::fields::GoalFields;
use crate::i18n::*;
use domain::plan::{GoalField, TypedMeasure};
use leptos::prelude::*;

/// Something countable, if there is.
#[component]
pub(crate) fn Measuring(fields: GoalFields) -> impl IntoView {
    let i18n = use_i18n();
    let typed = fields.typed;
    let on = Memo::new(move |_| typed.with(|it| it.measure.is_some()));
    let number = move |label: Signal<&'static str>,
                       kind: &'static str,
                       of: fn(&mut TypedMeasure) -> &mut String| {
        view! {
            <label class="ui-field plan-number">
                <span class="ui-field-hint">{label}</span>
                <input
                    class="ui-field-input"
                    type=kind
                    autocomplete="off"
                    maxlength="30"
                    aria-invalid=fields.is_wrong(GoalField::Measure)
                    prop:value=move || {
                        typed.with(|it| it.measure.clone().map(|mut it| of(&mut it).clone()))
                    }
                    on:input=move |event| {
                        let words = event_target_value(&event);
                        typed
                            .update(|it| {
                                it.measure.as_mut().map(|it| *of(it) = words).unwrap_or_default();
                            });
                    }
                />
            </label>
        }
    };
    view! {
        <fieldset class="plan-lines">
            <legend class="ui-field-label">{move || t_string!(i18n, plan.desk_measure)}</legend>
            <label class="ui-choice plan-choice">
                <input
                    class="ui-choice-box"
                    type="checkbox"
                    prop:checked=on
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        typed.update(|it| it.measure = on.then(TypedMeasure::default));
                    }
                />
                {move || t_string!(i18n, plan.measure_on)}
            </label>
            {move || {
                on.get()
                    .then(|| {
                        view! {
                            <div class="plan-numbers">
                                {number(
                                    Signal::derive(move || t_string!(i18n, plan.measure_unit)),
                                    "text",
                                    |it| &mut it.unit,
                                )}
                                {number(
                                    Signal::derive(move || t_string!(i18n, plan.measure_start)),
                                    "number",
                                    |it| &mut it.start,
                                )}
                                {number(
                                    Signal::derive(move || t_string!(i18n, plan.measure_target)),
                                    "number",
                                    |it| &mut it.target,
                                )}
                                {number(
                                    Signal::derive(move || t_string!(i18n, plan.measure_now)),
                                    "number",
                                    |it| &mut it.now,
                                )}
                            </div>
                        }
                    })
            }}
        </fieldset>
    }
    .into_any()
}
