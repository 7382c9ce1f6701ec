//! A line of text of a child's record, with what is wrong with it.

use crate::ui::Icon;
use leptos::prelude::*;

#[component]
pub(super) fn TextInput(
    #[prop(into)] label: Signal<String>,
    name: &'static str,
    value: RwSignal<String>,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] wrong: Signal<Option<String>>,
) -> impl IntoView {
    let (hint_id, wrong_id) = (format!("hint-{name}"), format!("wrong-{name}"));
    let described = {
        let (hint_id, wrong_id) = (hint_id.clone(), wrong_id.clone());
        move || {
            let hint = hint.with(Option::is_some).then(|| hint_id.clone());
            let wrong = wrong.with(Option::is_some).then(|| wrong_id.clone());
            let ids: Vec<_> = hint.into_iter().chain(wrong).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for=format!("people-{name}")>
                {label}
            </label>
            <input
                class="ui-field-input"
                id=format!("people-{name}")
                type=kind
                name=name
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:input=move |event| value.set(event_target_value(&event))
            />
            {move || {
                hint.get()
                    .map(|it| {
                        view! {
                            <span class="ui-field-hint" id=hint_id.clone()>
                                {it}
                            </span>
                        }
                    })
            }}
            {move || {
                wrong
                    .get()
                    .map(|it| {
                        view! {
                            <span class="ui-field-wrong" id=wrong_id.clone()>
                                <Icon name="alert" />
                                {it}
                            </span>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
