use super::{ButtonKind, classes, named};
use leptos::prelude::*;

/// A link in the form of a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: Signal<String>,
    #[prop(optional, into)] kind: Signal<ButtonKind>,
    /// The act's name, for tests and styles (`data-act`).
    #[prop(optional, into)]
    act: Signal<&'static str>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            href=href
            class=classes(class)
            data-kind=move || kind.get().style()
            data-act=move || named(act.get())
        >
            {children()}
        </a>
    }
}
