use leptos::{attr::custom::custom_attribute, prelude::*, text_prop::TextProp};

/// One of a list of words is chosen.
#[component]
pub fn Select(
    #[prop(into)] label: TextProp,
    /// An attribute to find it by, where a page has several.
    data: (&'static str, &'static str),
    /// The words of no choice; without them something is always chosen.
    #[prop(optional, into)]
    none: Option<TextProp>,
    /// Each value and its words.
    options: Vec<(String, TextProp)>,
    /// The value; empty if none is.
    #[prop(into)]
    chosen: Signal<String>,
    #[prop(into)] on_choose: Callback<String>,
    #[prop(optional, into)] hint: Signal<Option<String>>,
) -> impl IntoView {
    let one = move |(value, words): (String, TextProp)| {
        let own = value.clone();
        view! {
            <option value=value prop:selected=move || chosen.with(|it| *it == own)>
                {move || words.get().to_string()}
            </option>
        }
    };
    let none = none.map(|words| (String::new(), words));
    let (name, value) = data;
    view! {
        <label class="ui-field">
            <span class="ui-field-label">{move || label.get().to_string()}</span>
            <select
                class="ui-field-input"
                on:change=move |event| on_choose.run(event_target_value(&event))
                {..custom_attribute(name, value)}
            >
                {none.into_iter().chain(options).map(one).collect_view()}
            </select>
            {move || hint.get().map(|it| view! { <span class="ui-field-hint">{it}</span> })}
        </label>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    fn select(none: Option<&'static str>, hint: Option<&'static str>) -> String {
        html(move || {
            let options = vec![
                ("math".to_owned(), TextProp::from("Math")),
                ("read".to_owned(), TextProp::from("Reading")),
            ];
            let none = none.unwrap_or_default();
            match none {
                "" => view! {
                    <Select
                        label="Area"
                        data=("data-select", "area")
                        options
                        chosen=Signal::stored("read".to_owned())
                        on_choose=|_| {}
                        hint=hint.map(str::to_owned)
                    />
                }
                .into_any(),
                none => view! {
                    <Select
                        label="Area"
                        data=("data-select", "area")
                        none
                        options
                        chosen=Signal::stored(String::new())
                        on_choose=|_| {}
                    />
                }
                .into_any(),
            }
        })
    }

    #[test]
    fn a_list_is_found_by_its_label_and_by_its_attribute() {
        let select = select(None, None);
        assert!(select.contains("Area"), "{select}");
        assert!(select.contains(r#"data-select="area""#), "{select}");
    }

    #[test]
    fn where_something_must_be_chosen_there_are_only_the_options() {
        assert_eq!(select(None, None).matches("<option").count(), 2);
    }

    #[test]
    fn no_choice_has_words_of_its_own_and_stands_first() {
        let select = select(Some("Nothing"), None);
        assert_eq!(select.matches("<option").count(), 3);
        let place = |words| select.find(words).unwrap();
        assert!(place("Nothing") < place("Math"), "{select}");
    }

    #[test]
    fn a_lists_hint_stands_below_it() {
        let select = select(None, Some("Of the file."));
        assert!(select.find("Of the file.").unwrap() > select.find("</select>").unwrap());
    }
}
