use leptos::prelude::*;

/// One of several words, at an address of its own.
#[component]
pub fn SegmentLink(
    #[prop(into)] href: Signal<String>,
    /// Whether this is where the page is.
    #[prop(into)]
    is_chosen: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <a class="ui-switch-part" href=href aria-current=move || is_chosen.get().then_some("true")>
            {children()}
        </a>
    }
}
