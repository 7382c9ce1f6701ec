use crate::ui::Icon;
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
                hint.get()
                    .map(|hint| {
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
                wrong
                    .get()
                    .map(|wrong| {
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    fn field(hint: Option<&'static str>, wrong: Option<&'static str>) -> String {
        html(move || {
            view! {
                <Field
                    label="Password"
                    name="password"
                    kind="password"
                    autocomplete="new-password"
                    hint=hint.map(str::to_owned)
                    wrong=wrong.map(str::to_owned)
                    least=10
                />
            }
        })
    }

    #[test]
    fn a_label_belongs_to_its_input() {
        let field = field(None, None);
        assert!(field.contains(r#"for="field-password""#), "{field}");
        assert!(field.contains(r#"id="field-password""#), "{field}");
        assert!(field.contains(r#"type="password""#), "{field}");
        assert!(field.contains(r#"minlength="10""#), "{field}");
    }

    #[test]
    fn a_field_without_hint_or_error_is_described_by_nothing() {
        let field = field(None, None);
        assert!(!field.contains("aria-describedby"), "{field}");
        assert!(!field.contains("aria-invalid"), "{field}");
    }

    #[test]
    fn a_hint_describes_its_field() {
        let field = field(Some("Ten characters or more."), None);
        assert!(
            field.contains(r#"aria-describedby="hint-password""#),
            "{field}"
        );
        assert!(field.contains("Ten characters or more."), "{field}");
        assert!(!field.contains("aria-invalid"), "{field}");
    }

    #[test]
    fn an_error_marks_its_field_and_describes_it_after_the_hint() {
        let field = field(Some("Ten."), Some("Too short."));
        assert!(field.contains(r#"aria-invalid="true""#), "{field}");
        assert!(
            field.contains(r#"aria-describedby="hint-password wrong-password""#),
            "{field}"
        );
        assert!(field.contains("Too short."), "{field}");
    }

    #[test]
    fn what_is_typed_is_neither_corrected_nor_capitalised() {
        let field = field(None, None);
        assert!(field.contains(r#"spellcheck="false""#), "{field}");
        assert!(field.contains(r#"autocapitalize="none""#), "{field}");
    }
}
