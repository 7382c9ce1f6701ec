//! A day to be typed or chosen.

use leptos::prelude::*;

#[component]
pub(super) fn DayField(
    label: Signal<String>,
    name: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="ui-field">
            <span class="ui-field-label">{label}</span>
            <input
                class="ui-field-input"
                type="date"
                name=name
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
