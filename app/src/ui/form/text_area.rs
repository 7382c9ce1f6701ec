use leptos::{html, prelude::*};

/// Room for a sentence or more. The only text area there is: Leptos 0.8 does not escape what stands
/// between its tags, so the words are only ever set as its value, in the browser.
#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] name: String,
    value: RwSignal<String>,
    /// Most characters.
    longest: usize,
    #[prop(optional, into)] hint: Signal<Option<String>>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    let (field, hint_id) = (format!("area-{name}"), format!("area-hint-{name}"));
    let described = {
        let id = hint_id.clone();
        move || hint.with(Option::is_some).then(|| id.clone())
    };
    let area = NodeRef::<html::Textarea>::new();
    Effect::new(move |_| {
        let Some(area) = area.get().filter(|_| first) else {
            return;
        };
        // A dialog it stands in opens only now.
        request_animation_frame(move || drop(area.focus()));
    });
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for=field.clone()>
                {label}
            </label>
            <textarea
                class="ui-field-input ui-field-area"
                id=field
                name=name
                rows="3"
                maxlength=longest.to_string()
                aria-describedby=described
                node_ref=area
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            ></textarea>
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
        </div>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    fn area(hint: Option<&'static str>) -> String {
        html(move || {
            let value = RwSignal::new("</textarea><b>typed</b>".to_owned());
            view! {
                <TextArea
                    label="What did you see?"
                    name="seen"
                    value
                    longest=280
                    hint=hint.map(str::to_owned)
                />
            }
        })
    }

    #[test]
    fn what_was_typed_is_never_written_between_the_tags() {
        let area = area(None);
        assert!(area.contains("></textarea>"), "{area}");
        assert!(!area.contains("typed"), "{area}");
    }

    #[test]
    fn a_text_area_takes_as_many_characters_as_its_rule() {
        assert!(area(None).contains(r#"maxlength="280""#));
    }

    #[test]
    fn a_text_area_is_described_by_its_hint_alone() {
        assert!(!area(None).contains("aria-describedby"));
        let area = area(Some("One sentence."));
        assert!(
            area.contains(r#"aria-describedby="area-hint-seen""#),
            "{area}"
        );
        assert!(area.contains(r#"id="area-hint-seen""#), "{area}");
    }
}
