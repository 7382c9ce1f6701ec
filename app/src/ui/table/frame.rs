use super::joined;
use leptos::{prelude::*, text_prop::TextProp};

/// What scrolls around a table that is wider than its page: named, and reached by keys.
#[component]
pub fn TableFrame(
    /// What the table is about; read out.
    #[prop(into)]
    caption: TextProp,
    /// A class beside its own.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class=joined("ui-table-wrap", class)
            tabindex="0"
            role="group"
            aria-label=move || caption.get().to_string()
        >
            {children()}
        </div>
    }
    .into_any()
}
