use super::Icon;
use leptos::prelude::*;

/// One question to an adult: label, hint, input, and what is wrong with it.
#[component]
pub fn Field(
    #[prop(into)] label: Signal<String>,
    name: &'static str,
    /// The input's type.
    #[prop(default = "text")]
    kind: &'static str,
    autocomplete: &'static str,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    #[prop(optional, into)] wrong: Signal<Option<String>>,
    #[prop(optional)] least: Option<usize>,
    #[prop(optional)] first: bool,
) -> impl IntoView {
    let (field, hint_id, wrong_id) = (
        format!("field-{name}"),
        format!("hint-{name}"),
        format!("wrong-{name}"),
    );
    let described = {
        let (hint_id, wrong_id) = (hint_id.clone(), wrong_id.clone());
        move || {
            let hint = hint.get().map(|_| hint_id.clone());
            let wrong = wrong.get().map(|_| wrong_id.clone());
            let ids: Vec<_> = hint.into_iter().chain(wrong).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for=field.clone()>
                {label}
            </label>
            {move || {
                hint.get().map(|hint| {
                    view! {
                        <span class="ui-field-hint" id=hint_id.clone()>
                            {hint}
                        </span>
                    }
                })
            }}
            <input
                class="ui-field-input"
                id=field
                name=name
                type=kind
                autocomplete=autocomplete
                autocapitalize="none"
                spellcheck="false"
                required
                minlength=least.map(|it| it.to_string())
                autofocus=first
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby=described
            />
            {move || {
                wrong.get().map(|wrong| {
                    view! {
                        <span class="ui-field-wrong" id=wrong_id.clone()>
                            <Icon name="alert" />
                            {wrong}
                        </span>
                    }
                })
            }}
        </div>
    }
    .into_any()
}
