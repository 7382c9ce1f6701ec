use leptos::prelude::*;

/// A small word with or without a sign: where something comes from, or its state.
#[component]
pub fn Chip(
    /// `child`, `help`, `survey` or `good`; none has no colour.
    #[prop(optional_no_strip, into)]
    kind: Option<&'static str>,
    /// A further class.
    #[prop(optional)]
    class: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let class = class.map_or_else(|| "ui-tag".to_owned(), |it| format!("ui-tag {it}"));
    view! {
        <span class=class data-kind=kind>
            {children()}
        </span>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    #[test]
    fn a_chip_without_a_kind_has_no_colour() {
        let chip = html(|| view! { <Chip>"Survey"</Chip> });
        assert!(chip.contains(r#"class="ui-tag""#), "{chip}");
        assert!(!chip.contains("data-kind"), "{chip}");
    }

    #[test]
    fn a_chip_has_the_colour_of_its_kind_and_further_classes() {
        let chip = html(|| {
            view! {
                <Chip kind="help" class="board-chip">
                    "Stuck"
                </Chip>
            }
        });
        assert!(chip.contains(r#"data-kind="help""#), "{chip}");
        assert!(chip.contains(r#"class="ui-tag board-chip""#), "{chip}");
    }
}
